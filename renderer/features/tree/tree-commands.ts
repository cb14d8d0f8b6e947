import { visit } from '../../state/navigation.ts';
import type { FlatNode, NodeKey } from '../../state/tree/flat-node.ts';
import { setExpanded } from '../../state/tree/tree-store.ts';
import { useWorkspace } from '../../state/workspace.ts';

export type SelectMode = 'one' | 'add' | 'range';

/** Where a range that is selected with Shift begins. */
let anchor: NodeKey | null = null;

/** Selects a line: alone, in addition or no longer (Ctrl), or with all from the last one selected alone (Shift). */
export function choose(flat: readonly FlatNode[], index: number, mode: SelectMode): void {
  const node = flat[index];
  if (node === undefined) return;
  if (mode === 'range') {
    const start = flat.findIndex((one) => one.key === anchor);
    const [from, to] =
      start < 0 ? [index, index] : [Math.min(start, index), Math.max(start, index)];
    visit(node.key, new Set(flat.slice(from, to + 1).map((one) => one.key)));
    return;
  }
  anchor = node.key;
  if (mode === 'one') {
    visit(node.key);
    return;
  }
  const selected = new Set(useWorkspace.getState().selected);
  if (!selected.delete(node.key)) selected.add(node.key);
  visit(node.key, selected);
}

export function toggle(node: FlatNode): void {
  if (node.expandable) setExpanded(node.connection, node.ref, !node.expanded);
}
