import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';

/** Words of XAPI that have a translation. */
type Words = Readonly<Record<string, Text>>;

export const power: Words = {
  Running: say('state.on'),
  Halted: say('state.off'),
  Suspended: say('state.suspended'),
  Paused: say('note.paused'),
};

export const haPriority: Words = {
  restart: say('sheet.haRestart.restart'),
  'best-effort': say('sheet.haRestart.bestEffort'),
};

export const powerOn: Words = { '': say('sheet.powerOn.none') };

export const domainType: Words = {
  hvm: 'HVM',
  pv: 'PV',
  pvh: 'PVH',
  pv_in_pvh: 'PV in PVH',
};

export const bootLetter: Words = {
  c: say('relation.disk'),
  d: say('sheet.cd'),
  n: say('relation.network'),
};
