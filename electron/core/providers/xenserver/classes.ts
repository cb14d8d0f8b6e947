import type { ApiModel } from './xapi/model/api-model.ts';

/** Classes that are not followed: `secret` is what its name says, `role` and `user` never change. */
const left: ReadonlySet<string> = new Set(['secret', 'role', 'user']);

/** Alerts, up to ten thousand of them, which a server reads from as many files: nothing waits for them. */
export const lateClasses: readonly string[] = ['message'];

/** What is placed first is placed once: objects whose row others need come ahead of them. */
const first = [
  'pool',
  'host_metrics',
  'VM_metrics',
  'VM_guest_metrics',
  'PIF_metrics',
  'PBD',
  'host',
  'SR',
  'network',
  'VM',
] as const;

/**
 * The classes that a session follows: all that some server can list, but for a few. One that newer servers do not have any more is
 * asked for, too (VMPP, which 5.6 to 6.1 have): whoever lacks it says so, and is not asked again.
 */
export function followedClasses(model: ApiModel): readonly string[] {
  return model
    .classNames()
    .filter((owner) => model.message(owner, 'get_all_records') !== undefined && !left.has(owner));
}

/** The largest answers, the larger ones later. */
const large = ['VM_metrics', 'VM_guest_metrics', 'VIF', 'VBD', 'VDI', 'VM'] as const;

/**
 * Classes in the order in which a full set is asked for. A server composes an answer whole before it sends a byte: seconds, where
 * all VMs of a large pool are asked for. So the large come last, when there is something to work on meanwhile.
 */
export function inLoadOrder(owners: Iterable<string>): readonly string[] {
  return byRank(owners, new Map(large.map((owner, index) => [owner, index + 1])), 0);
}

/** Classes in the order in which a full set is reported. */
export function inOrder(owners: Iterable<string>): readonly string[] {
  return byRank(owners, new Map(first.map((owner, index) => [owner, index])), first.length);
}

function byRank(
  owners: Iterable<string>,
  rank: ReadonlyMap<string, number>,
  others: number,
): readonly string[] {
  return [...owners].sort((a, b) => (rank.get(a) ?? others) - (rank.get(b) ?? others));
}
