import type { NodeKey } from '../tree/flat-node.ts';

/** Some nodes, by their keys: any set, and what is as good as one. */
export interface NodeSet extends Iterable<NodeKey> {
  readonly size: number;
  has(key: NodeKey): boolean;
}
