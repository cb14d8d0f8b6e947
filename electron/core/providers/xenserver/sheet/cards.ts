import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetCell, SheetRow } from '#shared/model/sheet.ts';
import { yesNo } from '../../sheet/facts.ts';
import type { Subject } from '../../sheet/subject.ts';

/** A PIF by its cable; unknown where it has no metrics. */
export function cardIcon(pif: Subject): NonNullable<SheetRow['icon']> {
  const carrier = pif.follow('metrics')?.flag('carrier');
  const state = carrier === undefined ? 'none' : carrier ? 'on' : 'disconnected';
  return { kind: 'interface', state, health: 'unknown' };
}

/** Whether a PIF has a link, and how fast it is. */
export function linkCell(pif: Subject): SheetCell {
  const metrics = pif.follow('metrics');
  const carrier = metrics?.flag('carrier');
  if (carrier === undefined) return null;
  if (!carrier) return { text: say('cell.linkDown') };
  const speed = metrics?.number('speed');
  return { text: speed ? say('cell.linkUpSpeed', { speed }) : say('cell.linkUp') };
}

/** A PIF that is in use, and has no link. */
export function isCut(pif: Subject): boolean {
  const carrier = pif.follow('metrics')?.flag('carrier');
  return carrier === false && pif.flag('currently_attached') === true;
}

export function addressCell(pif: Subject): SheetCell {
  const address = pif.text('IP');
  return address === undefined ? null : { code: address };
}

export function managementCell(pif: Subject): SheetCell {
  return pif.flag('management') === true ? { text: yesNo(true) } : null;
}
