import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import { fact, factsOf, tableOf, wordsFact } from '../../../operations/choice-facts.ts';
import { bestFirst } from '../../../operations/choice-order.ts';
import { reference } from '../../map/read.ts';
import { toMoref, toRef } from '../../object-updates.ts';
import { isFault } from '../../vim25/soap/soap-error.ts';
import type { GuestOsDescriptor } from '../../vim25/types.gen.ts';
import type { Work } from '../definition.ts';
import { computeOf } from '../placement/placement.ts';

/** Where a server does not say what it supports: systems that every release knows. */
const usual: readonly (readonly [string, Text])[] = [
  ['otherGuest64', say('choice.guest.other')],
  ['otherLinux64Guest', say('choice.guest.otherLinux')],
  ['ubuntu64Guest', 'Ubuntu Linux (64-bit)'],
  ['debian10_64Guest', 'Debian GNU/Linux 10 (64-bit)'],
  ['rhel8_64Guest', 'Red Hat Enterprise Linux 8 (64-bit)'],
  ['windows9Server64Guest', 'Microsoft Windows Server 2016 (64-bit)'],
];

/** The guest systems that the chosen compute resource supports (EnvironmentBrowser.QueryConfigOption); empty if it does not say. */
export async function guestDescriptors(work: Work): Promise<readonly GuestOsDescriptor[]> {
  const place = work.chosen('host');
  const compute = computeOf(place === undefined ? work.ref : toRef(place), work.lookup);
  if (compute === undefined) return [];
  const browser = reference(
    (await work.server.read(compute, ['environmentBrowser']))['environmentBrowser'],
  );
  if (browser === undefined) return [];
  try {
    const host = place?.type === 'HostSystem' ? { host: place } : {};
    const option = await work.server.call(toMoref(browser), 'QueryConfigOption', host);
    return option?.guestOSDescriptor ?? [];
  } catch (error) {
    if (isFault(error, 'NotSupported', 'NotImplemented', 'InvalidRequest')) return [];
    throw error;
  }
}

/** Guest systems by name, those of the level that the host supports fully first. */
export async function guestChoices(work: Work): Promise<LookupChoices> {
  const known = await guestDescriptors(work);
  if (known.length === 0) return { options: usual.map(([value, label]) => ({ value, label })) };
  const options = known
    .filter(({ supportLevel }) => supportLevel !== 'unsupported')
    .map(({ id, fullName, family, supportLevel }) => ({
      value: id,
      label: fullName,
      ...factsOf({
        type: wordsFact(families[family] ?? family, 'guestOSDescriptor.family'),
        id: fact({ code: id }, 'guestOSDescriptor.id'),
      }),
      ...(supportLevel !== undefined &&
        levels[supportLevel] !== undefined && { warning: levels[supportLevel] }),
    }));
  return tableOf(bestFirst(options), 'type', 'id');
}

const families: Readonly<Record<string, Text>> = {
  windowsGuest: 'Windows',
  linuxGuest: 'Linux',
  netwareGuest: 'NetWare',
  solarisGuest: 'Solaris',
  darwinGuestFamily: 'macOS',
  otherGuestFamily: say('choice.family.other'),
};

/** Levels that speak against a guest system (GuestOsDescriptorSupportLevel). */
const levels: Readonly<Record<string, Text>> = {
  experimental: say('choice.level.experimental'),
  legacy: say('choice.level.legacy'),
  terminated: say('choice.level.terminated'),
  deprecated: say('choice.level.deprecated'),
  techPreview: say('choice.level.preview'),
};
