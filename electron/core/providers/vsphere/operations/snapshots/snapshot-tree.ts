import {
  isDataObject,
  isDateTimeValue,
  isReferenceValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { SnapshotNode, SnapshotTree } from '#shared/model/snapshot-tree.ts';
import { unescapeName } from '../../map/read.ts';

/** What can be done with one snapshot: the operations are offered for the VM, and take the snapshot as an input. */
const operations = ['snapshot.revertTo', 'snapshot.rename', 'snapshot.delete'];

/** The snapshots of a VM (VirtualMachine.snapshot); null for what has none. */
export function snapshotTree(ref: Ref, properties: Properties): SnapshotTree | null {
  if (refType(ref) !== 'VirtualMachine') return null;
  const { snapshot } = properties;
  if (!isDataObject(snapshot)) return { nodes: [], current: null };
  const nodes: SnapshotNode[] = [];
  collect(snapshot['rootSnapshotList'], null, ref, nodes);
  const { currentSnapshot } = snapshot;
  return {
    nodes,
    current: isReferenceValue(currentSnapshot) ? currentSnapshot.value : null,
  };
}

/** Whether the tree has a node; costs less than the tree. */
export function hasAnySnapshot(ref: Ref, { snapshot }: Properties): boolean {
  if (refType(ref) !== 'VirtualMachine' || !isDataObject(snapshot)) return false;
  const roots = snapshot['rootSnapshotList'];
  return (
    Array.isArray(roots) &&
    roots.some((entry) => isDataObject(entry) && isReferenceValue(entry['snapshot']))
  );
}

function collect(
  list: PropertyValue | undefined,
  parent: string | null,
  vm: Ref,
  into: SnapshotNode[],
): void {
  const siblings = (Array.isArray(list) ? list : []).flatMap((entry) => {
    const node = isDataObject(entry) ? toNode(entry, parent, vm) : undefined;
    return node === undefined || !isDataObject(entry)
      ? []
      : [{ node, children: entry['childSnapshotList'] }];
  });
  siblings.sort((a, b) => (a.node.createdAt ?? 0) - (b.node.createdAt ?? 0));
  for (const { node, children } of siblings) {
    into.push(node);
    collect(children, node.id, vm, into);
  }
}

function toNode(
  entry: { readonly [field: string]: PropertyValue | undefined },
  parent: string | null,
  vm: Ref,
): SnapshotNode | undefined {
  const { snapshot, name, description, createTime, state, quiesced } = entry;
  if (!isReferenceValue(snapshot)) return undefined;
  const id = snapshot.value;
  return {
    id,
    parent,
    name: typeof name === 'string' && name !== '' ? unescapeName(name) : id,
    ...(typeof description === 'string' && description !== '' && { description }),
    ...(isDateTimeValue(createTime) && { createdAt: createTime.ms }),
    // The state in which the VM is after reverting: it runs only where its memory was kept.
    memory: state === 'poweredOn',
    ...(typeof quiesced === 'boolean' && { quiesced }),
    target: vm,
    preset: { snapshot: id },
    operations,
  };
}
