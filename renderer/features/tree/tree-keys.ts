import { segmentEnd } from '../../state/tree/flatten.ts';
import type { FlatNode } from '../../state/tree/flat-node.ts';
import { lineMove } from '../../ui/lines/line-move.ts';

/** What a key does in the tree. */
export type TreeMove =
  | { readonly do: 'go'; readonly index: number }
  | { readonly do: 'expand' | 'collapse'; readonly index: number }
  | { readonly do: 'expand-siblings'; readonly indexes: readonly number[] };

/**
 * The keys of a tree as the ARIA practices describe them; undefined for a key that does nothing here.
 * `page` is the number of lines that fit on the screen.
 */
export function treeMove(
  flat: readonly FlatNode[],
  at: number,
  key: string,
  page: number,
): TreeMove | undefined {
  const node = flat[at];
  const go = (index: number): TreeMove => ({ do: 'go', index });
  if (node === undefined)
    return flat.length > 0 && ['ArrowDown', 'Home'].includes(key) ? go(0) : undefined;
  const next = lineMove(key, at, flat.length, page);
  if (next !== undefined) return go(next);
  switch (key) {
    case 'ArrowRight':
      if (!node.expandable) return undefined;
      return node.expanded ? go(Math.min(at + 1, flat.length - 1)) : { do: 'expand', index: at };
    case 'ArrowLeft':
      if (node.expanded) return { do: 'collapse', index: at };
      return node.depth === 0 ? undefined : go(parentIndex(flat, at));
    case '*':
      return { do: 'expand-siblings', indexes: siblings(flat, at) };
    default:
      return undefined;
  }
}

function parentIndex(flat: readonly FlatNode[], at: number): number {
  const depth = flat[at]?.depth ?? 0;
  let index = at - 1;
  while (index > 0 && (flat[index]?.depth ?? 0) >= depth) index -= 1;
  return index;
}

function siblings(flat: readonly FlatNode[], at: number): readonly number[] {
  const node = flat[at];
  if (node === undefined) return [];
  const found: number[] = [];
  let index = node.depth === 0 ? 0 : parentIndex(flat, at) + 1;
  while (index < flat.length && flat[index]?.depth === node.depth) {
    found.push(index);
    index = segmentEnd(flat, index);
  }
  return found;
}

/** The next line whose name begins so, from `at` on around the end; the line itself counts for a longer text only. */
export function typeAhead(
  flat: readonly FlatNode[],
  at: number,
  text: string,
  nameOf: (node: FlatNode) => string,
): number | undefined {
  const wanted = text.toLowerCase();
  const first = text.length > 1 ? 0 : 1;
  for (let step = first; step <= flat.length; step++) {
    const index = (Math.max(0, at) + step) % flat.length;
    const node = flat[index];
    if (node !== undefined && nameOf(node).toLowerCase().startsWith(wanted)) return index;
  }
  return undefined;
}
