import type { Kind } from '#shared/model/kind.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';
import { FoundSet } from '../../state/selection/found-set.ts';
import { visit } from '../../state/workspace/navigation.ts';
import type { NodeSet } from '../../state/selection/node-set.ts';
import type { FlatNode, NodeKey } from '../../state/tree/flat-node.ts';
import { rangeBetween } from '../../state/tree/range.ts';
import { setExpanded, useTree } from '../../state/tree/tree-store.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';

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
  visit(node.key, withNode(useWorkspace.getState().selected, node.key, mode));
}

function withNode(before: NodeSet, key: NodeKey, mode: 'toggle' | 'keep'): NodeSet {
  if (before.has(key) && mode === 'keep') return before;
  if (before instanceof FoundSet && before.has(key)) return before.without(key);
  const selected = new Set(before);
  if (!selected.delete(key)) selected.add(key);
  return selected;
}

/** Moves the keyboard's line without selecting: Ctrl with an arrow, before Ctrl+Space. */
export function moveTo(flat: readonly FlatNode[], index: number): void {
  const node = flat[index];
  if (node !== undefined)
    useWorkspace.getState().select(node.key, useWorkspace.getState().selected);
}

/** All that the filter found, or else all siblings of a line that are of its kind. */
export function chooseAll(flat: readonly FlatNode[], index: number): void {
  const current = flat[index];
  const found = useTree.getState().query === null ? siblingsAt(flat, current) : foundByFilter();
  const [first] = found;
  if (first === undefined) return;
  const key = current !== undefined && found.has(current.key) ? current.key : first;
  anchor = key;
  visit(key, found);
}

function siblingsAt(flat: readonly FlatNode[], current: FlatNode | undefined): NodeSet {
  return new Set(current === undefined ? [] : siblingsOf(flat, current));
}

/** What the filter found, as it is now. The core is given it in words where it would find the same. */
function foundByFilter(): NodeSet {
  const { query, results, inNames, byCore, whole } = useTree.getState();
  const found = new Map(
    [...results].map(([connection, findings]) => [connection, findings.hold()]),
  );
  const sameInCore = whole && (inNames || byCore || query?.freeText === false);
  return new FoundSet(
    found,
    query !== null && sameInCore ? { query: query.text, namesOnly: inNames } : null,
  );
}

/** The lines of the same kind below the same line. */
function siblingsOf(flat: readonly FlatNode[], node: FlatNode): NodeKey[] {
  const { ref, depth, position } = node;
  if (ref === null) return flat.filter((one) => one.ref === null).map(({ key }) => key);
  const kind = kindOf(node);
  const siblings: NodeKey[] = [];
  let index = flat.indexOf(node);
  for (let at = position; at > 1; ) {
    index -= 1;
    const before = flat[index];
    if (before === undefined) break;
    if (before.depth === depth) at = before.position;
  }
  for (let line = flat[index]; line !== undefined && line.depth >= depth; line = flat[++index])
    if (line.depth === depth && kindOf(line) === kind) siblings.push(line.key);
  return siblings;
}

function kindOf({ connection, ref }: FlatNode): Kind | undefined {
  return ref === null ? undefined : rowOf({ connection, ref })?.kind;
}

export function toggle(node: FlatNode): void {
  if (node.expandable) setExpanded(node.connection, node.ref, !node.expanded);
}
