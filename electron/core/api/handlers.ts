import type { Handlers } from '#shared/contract/define.ts';
import type { MorefContract } from '#shared/contract/contract.ts';
import { appFeeds, appHandlers } from './app-handlers.ts';
import { connectionFeeds, connectionHandlers } from './connections-handlers.ts';
import { consoleFeeds, consoleStreams } from './console-handlers.ts';
import type { ApiDeps } from './deps.ts';
import { explorerHandlers } from './explorer-handlers.ts';
import { historyHandlers } from './history/history-handlers.ts';
import { objectFeeds, objectHandlers } from './objects-handlers.ts';
import { operationHandlers } from './operations-handlers.ts';
import { profileHandlers } from './profiles-handlers.ts';
import { querySources } from './query-sources.ts';
import { runFeeds, runHandlers } from './runs-handlers.ts';
import { taskFeeds, taskHandlers } from './tasks-handlers.ts';
import { viewHandlers } from './views-handlers.ts';
import { workspaceHandlers } from './workspace-handlers.ts';

/** Everything that a page can call and watch. */
export function createHandlers(deps: ApiDeps) {
  const searching = { ...deps, sources: querySources(deps.connections, deps.profiles) };
  const views = viewHandlers(searching);
  return {
    calls: {
      ...appHandlers(deps),
      ...workspaceHandlers(deps),
      ...profileHandlers(deps),
      ...connectionHandlers(deps),
      ...objectHandlers(deps),
      ...historyHandlers(deps),
      ...operationHandlers(deps),
      ...explorerHandlers(deps),
      ...taskHandlers(deps),
      ...runHandlers(searching),
      ...views.calls,
    },
    feeds: {
      ...appFeeds(deps),
      ...connectionFeeds(deps),
      ...objectFeeds(deps),
      ...taskFeeds(deps),
      ...runFeeds(deps),
      ...views.feeds,
      ...consoleFeeds(deps),
    },
    streams: consoleStreams(deps),
  } satisfies Handlers<MorefContract>;
}
