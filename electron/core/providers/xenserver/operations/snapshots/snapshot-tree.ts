import type { Properties } from '#shared/model/object-update.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import type { SnapshotNode, SnapshotTree } from '#shared/model/snapshot-tree.ts';
import type { Lookup } from '../../../provider.ts';
import { entry, flag, known, nameOf, reference, references, text, time } from '../../map/read.ts';

const operations = [
  'snapshot.revert',
  'snapshot.delete',
  'rename',
  'describe',
  'vm.create',
  'snapshot.toTemplate',
] as const;

/** The snapshots of a VM; null for what has none. A parent that is gone is passed over: its children stand at the top. */
export function snapshotTree(ref: Ref, vm: Properties, lookup: Lookup): SnapshotTree | null {
  if (refType(ref) !== 'VM' || flag(vm, 'is_a_snapshot') || flag(vm, 'is_control_domain'))
    return null;
  const found = new Map(
    references(vm, 'snapshots').flatMap((snapshot) => {
      const properties = lookup.get(snapshot);
      return properties === undefined ? [] : [[snapshot, properties] as const];
    }),
  );
  const current = reference(vm['parent']);
  return {
    nodes: parentsFirst(
      [...found].map(([snapshot, properties]) => node(snapshot, properties, found)),
    ),
    current: current !== undefined && found.has(current) ? refId(current) : null,
  };
}

function node(ref: Ref, snapshot: Properties, all: ReadonlyMap<Ref, Properties>): SnapshotNode {
  const parent = reference(snapshot['parent']);
  const type = entry(snapshot, 'snapshot_info', 'disk-snapshot-type');
  return known<SnapshotNode>({
    id: refId(ref),
    parent: parent !== undefined && all.has(parent) ? refId(parent) : null,
    name: nameOf(ref, snapshot),
    description: text(snapshot, 'name_description'),
    createdAt: time(snapshot, 'snapshot_time'),
    // A checkpoint is kept as a suspended machine.
    memory: snapshot['power_state'] === 'Suspended',
    quiesced: type === undefined ? undefined : type === 'quiesced',
    target: ref,
    preset: {},
    operations,
  });
}

/** Siblings oldest first. */
function parentsFirst(nodes: readonly SnapshotNode[]): readonly SnapshotNode[] {
  const below = new Map<string | null, SnapshotNode[]>();
  for (const one of nodes) below.set(one.parent, [...(below.get(one.parent) ?? []), one]);
  const ordered: SnapshotNode[] = [];
  const visit = (parent: string | null): void => {
    const siblings = below.get(parent) ?? [];
    siblings.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0));
    for (const one of siblings) {
      ordered.push(one);
      visit(one.id);
    }
  };
  visit(null);
  const placed = new Set(ordered);
  // Those of a server that says they stand below each other: at the top rather than nowhere.
  for (const one of nodes) if (!placed.has(one)) ordered.push({ ...one, parent: null });
  return ordered;
}
