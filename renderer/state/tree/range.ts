import type { NodeKey } from './flat-node.ts';

/** All from the line where the range began to another, both included; only the other if the first is not there any more. */
export function rangeBetween(
  lines: readonly { readonly key: NodeKey }[],
  anchor: NodeKey | null,
  index: number,
): ReadonlySet<NodeKey> {
  const start = lines.findIndex(({ key }) => key === anchor);
  const from = start < 0 ? index : Math.min(start, index);
  const to = start < 0 ? index : Math.max(start, index);
  return new Set(lines.slice(from, to + 1).map(({ key }) => key));
}
