import { boundedData } from '#shared/model/bounded-text.ts';
import type { HistoryPage } from '#shared/model/history.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { HistoryQuery } from '../../providers/history-reader.ts';
import type { ApiDeps, CallHandlers } from '../deps.ts';
import { withConnection } from '../with-connection.ts';
import { searchHistory, type ReadHistory } from './search-history.ts';
import { trackedTasks } from './tracked-tasks.ts';

/** What happened on servers. */
export function historyHandlers(deps: ApiDeps) {
  return {
    'history.page': ({ connection, ...request }, { signal }) =>
      withConnection(connection, async () => {
        const inventory = deps.connections.inventory(connection);
        const { ref, below } = request;
        const concerns = ref === undefined ? () => true : isAbout(inventory, ref, below);
        const read = readerOf(deps, connection);
        return boundedData(await searchHistory(read, { ...request, concerns }, signal));
      }),
  } satisfies Partial<CallHandlers>;
}

/** What the server keeps, and of what it does not keep what Moref has. */
function readerOf({ connections, tasks }: ApiDeps, connection: ConnectionId): ReadHistory {
  const { history } = connections.connection(connection).session;
  const own = (query: HistoryQuery): HistoryPage[] =>
    query.kinds.includes('task') && history?.kinds.includes('task') !== true
      ? [trackedTasks(tasks.all(), connection, query)]
      : [];
  return async (query, signal) => {
    const kept = history === undefined ? [] : [await history.page(query, signal)];
    return [...kept, ...own(query)];
  };
}

/** Whether an entry is about an object, or about one below it. */
function isAbout(inventory: Inventory, ref: Ref, below: boolean): HistoryQuery['concerns'] {
  return ({ target }) => {
    let at: Ref | null | undefined = target;
    for (let steps = 0; steps < deepest && at !== null && at !== undefined; steps += 1) {
      if (at === ref) return true;
      if (!below) return false;
      at = inventory.row(at)?.parent ?? inventory.visibleAbove(at);
    }
    return false;
  };
}

/** No inventory nests deeper; what has lost its place may stand below itself. */
const deepest = 50;
