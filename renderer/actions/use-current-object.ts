import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { useDerived } from '../bridge/use-derived.ts';
import { useConnection } from '../state/servers/connections.ts';
import { useRow } from '../state/inventory/inventory-store.ts';
import { parseNodeKey, type NodeKey } from '../state/tree/flat-node.ts';

export interface CurrentObject {
  readonly connection: ConnectionId | null;
  /** Null for a server. */
  readonly ref: Ref | null;
  readonly status: ConnectionStatus | undefined;
  readonly row: Row | undefined;
}

/** The object behind a node, live, whether or not it stands in the tree. */
export function useObjectAt(key: NodeKey | null): CurrentObject {
  const { connection, ref } = key === null ? nowhere : parseNodeKey(key);
  const status = useConnection(connection ?? undefined);
  const inTree = useRow(connection ?? ('' as ConnectionId), ref);
  const address =
    connection === null || ref === null || inTree !== undefined ? null : { connection, ref };
  const hidden = useDerived('object', address, status?.state);
  return { connection, ref, status, row: inTree ?? hidden.data };
}

const nowhere = { connection: null, ref: null } as const;
