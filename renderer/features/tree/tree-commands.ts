import { branchOf } from '../../state/inventory/inventory-store.ts';
import { visit } from '../../state/navigation.ts';
import { nodeKey, type FlatNode, type NodeKey } from '../../state/tree/flat-node.ts';
import { rangeBetween } from '../../state/tree/range.ts';
import { setExpanded, useTree } from '../../state/tree/tree-store.ts';
import { useWorkspace } from '../../state/workspace.ts';

/** `toggle` adds a line or takes it away; `keep` only adds. */
export type SelectMode = 'one' | 'toggle' | 'keep' | 'range';

/** Where a range that is selected with Shift begins. */
let anchor: NodeKey | null = null;

/** Selects a line: alone, in addition or no longer (Ctrl), or with all from the last one selected so (Shift). */
export function choose(flat: readonly FlatNode[], index: number, mode: SelectMode): void {
  const node = flat[index];
  if (node === undefined) return;
  if (mode === 'range') {
    anchor ??= useWorkspace.getState().current;
    visit(node.key, rangeBetween(flat, anchor, index));
    return;
  }
  anchor = node.key;
  if (mode === 'one') {
    visit(node.key);
    return;
  }
  const selected = new Set(useWorkspace.getState().selected);
  if (mode === 'keep' || !selected.delete(node.key)) selected.add(node.key);
  visit(node.key, selected);
}

/** Moves the keyboard's line without selecting: Ctrl with an arrow, before Ctrl+Space. */
export function moveTo(flat: readonly FlatNode[], index: number): void {
  const node = flat[index];
  if (node !== undefined)
    useWorkspace.getState().select(node.key, useWorkspace.getState().selected);
}

/** All that the filter found, or else all siblings of a line that are of its kind. */
export function chooseAll(flat: readonly FlatNode[], index: number): void {
  const { query, results } = useTree.getState();
  const current = flat[index];
  const found =
    query !== null
      ? [...results].flatMap(([connection, { matches }]) =>
          [...matches].map((ref) => nodeKey(connection, ref)),
        )
      : current === undefined
        ? []
        : siblingsOf(flat, current);
  const first = found[0];
  if (first === undefined) return;
  const key = current !== undefined && found.includes(current.key) ? current.key : first;
  anchor = key;
  visit(key, new Set(found));
}

function siblingsOf(flat: readonly FlatNode[], { key, connection, ref }: FlatNode): NodeKey[] {
  if (ref === null) return flat.filter((node) => node.ref === null).map((node) => node.key);
  const branch = branchOf(connection);
  const row = branch?.row(ref);
  if (branch === undefined || row === undefined) return [key];
  return branch
    .children(row.parent)
    .filter((one) => branch.row(one)?.kind === row.kind)
    .map((one) => nodeKey(connection, one));
}

export function toggle(node: FlatNode): void {
  if (node.expandable) setExpanded(node.connection, node.ref, !node.expanded);
}
