import type { ConnectionId } from '#shared/model/reference.ts';
import type { Branch } from '../inventory/branch.ts';
import type { Wanted } from '../inventory/findings.ts';
import type { TreeQuery } from '../inventory/tree-query.ts';
import { serverName, useConnections } from '../servers/connections.ts';

/** What a query looks for on a server: in names alone, or everywhere. */
export function wantedOn(
  connection: ConnectionId,
  branch: Branch,
  query: TreeQuery,
  inNames: boolean,
): Wanted {
  const status = useConnections.getState().byId.get(connection);
  const server = status === undefined ? '' : serverName(status);
  const test = inNames ? query.names : query.anywhere;
  return { passes: (row) => test(row, branch, server), local: query.local };
}
