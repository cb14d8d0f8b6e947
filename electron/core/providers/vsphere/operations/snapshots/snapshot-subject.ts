import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { PlannedCommand } from '#shared/model/operation-plan.ts';
import type { SnapshotNode } from '#shared/model/snapshot-tree.ts';
import { inventoryPath } from '../commands/names.ts';
import { govc } from '../commands/quote.ts';
import type { Subject, Work } from '../definition.ts';
import { hasAnySnapshot, snapshotTree } from './snapshot-tree.ts';

export function nodesOf({ ref, object }: Subject): readonly SnapshotNode[] {
  return snapshotTree(ref, object)?.nodes ?? [];
}

export function hasSnapshots({ ref, object }: Subject): Text | undefined {
  return hasAnySnapshot(ref, object) ? undefined : say('refusal.noSnapshots');
}

/** The snapshot that the VM's present state builds on. */
export function currentOf(subject: Subject): SnapshotNode | undefined {
  const tree = snapshotTree(subject.ref, subject.object);
  return tree?.nodes.find(({ id }) => id === tree.current);
}

export function govcOn(work: Work, command: string, ...rest: readonly string[]): PlannedCommand {
  return govc(command, '-vm', inventoryPath(work.ref, work.lookup), ...rest);
}
