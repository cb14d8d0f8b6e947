import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, follow, nameOf, references } from '../../map/read.ts';
import { XapiFailure } from '../../xapi/errors.ts';
import { isRecord } from '../../xapi/values.ts';
import type { Given, Subject, Work } from '../definition.ts';
import { left } from '../left.ts';
import { findingOf } from '../plan/findings.ts';

/** The VMs that run on a host, its own control domains aside. */
export function guests({ object, lookup }: Subject): readonly Ref[] {
  return references(object, 'resident_VMs').filter(
    (ref) => !flag(lookup.get(ref), 'is_control_domain'),
  );
}

export const isAlone = ({ lookup }: Subject): boolean => [...lookup.ofType('host')].length < 2;

export const unreachable = ({ object, lookup }: Subject): Text | undefined =>
  follow(lookup, object, 'metrics')?.['live'] === false ? say('refusal.hostSilent') : undefined;

/** Takes a host out of service; in XenServer nothing else stops it from being given new VMs. */
export async function disable(work: Work): Promise<void> {
  // What is known of it may be older than what somebody else has just done.
  const isEnabled =
    flag(work.object, 'enabled') || (await work.call('host', 'get_enabled', [work.self])) === true;
  if (!isEnabled) return;
  work.onFailure({
    left: left.disabled(work.name),
    undo: () => work.step('host', 'enable', [work.self]),
  });
  await work.call('host', 'disable', [work.self]);
}

export function disableSteps({ name, object }: Given): readonly Text[] {
  return flag(object, 'enabled') ? [say('step.host.disable', { name })] : [];
}

export function moveSteps(work: Given): readonly Text[] {
  const count = guests(work).length;
  if (count === 0) return [];
  return [say('step.host.move', { count, name: work.name })];
}

/** The VMs that cannot leave the host, with the reason. */
export async function preventsEvacuation(work: Work): Promise<readonly PlanFinding[]> {
  const answer = await work.call('host', 'get_vms_which_prevent_evacuation', [work.self]);
  if (!isRecord(answer)) return [];
  return Object.entries(answer).flatMap(([opaque, error]) => {
    // In a rehearsal nobody answers.
    if (!Array.isArray(error)) return [];
    const ref = work.refOf('VM', opaque);
    const name = ref === undefined ? opaque : nameOf(ref, work.lookup.get(ref));
    return [findingOf(work, new XapiFailure(error.map(String)), name)];
  });
}

/** Looks before anything is done: one VM that cannot leave would stop the rest half-way. @throws MorefException `conflict` */
export async function refuseStuck(work: Work): Promise<void> {
  if (guests(work).length === 0) return;
  const stuck = await preventsEvacuation(work);
  if (stuck.length > 0)
    throw nothingDone(
      work,
      stuck.map(({ message }) => message),
    );
}

/** @param reasons a sentence for each VM */
export function nothingDone({ name, ref }: Subject, reasons: readonly Text[]): MorefException {
  const most = 5;
  const more = Math.max(0, reasons.length - most);
  const message = say('error.hostGuests', { host: name, reasons: reasons.slice(0, most), more });
  return new MorefException({ kind: 'conflict', message, ref });
}
