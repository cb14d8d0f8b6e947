import { objectKey, type ConnectionId, type ObjectKey, type Ref } from '#shared/model/reference.ts';

/** A server's root is named by its connection, every other node by its object. */
export type NodeKey = ObjectKey | ConnectionId;

/** One visible line of the tree. Which row it shows is looked up by reference when it is drawn. */
export interface FlatNode {
  readonly key: NodeKey;
  readonly connection: ConnectionId;
  /** Null for the server itself. */
  readonly ref: Ref | null;
  /** 0 for servers. */
  readonly depth: number;
  /** Among its siblings on screen, from 1. */
  readonly position: number;
  readonly siblings: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
}

export function nodeKey(connection: ConnectionId, ref: Ref | null): NodeKey {
  return ref === null ? connection : objectKey({ connection, ref });
}

export function parseNodeKey(key: NodeKey): {
  readonly connection: ConnectionId;
  readonly ref: Ref | null;
} {
  const slash = key.indexOf('/');
  return slash < 0
    ? { connection: key as ConnectionId, ref: null }
    : { connection: key.slice(0, slash) as ConnectionId, ref: key.slice(slash + 1) as Ref };
}
