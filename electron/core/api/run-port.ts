import type { ConnectionState } from '#shared/model/connection.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Log } from '../providers/provider.ts';
import type { Reach, RunPort } from '../tasks/run-port.ts';
import type { ApiDeps } from './deps.ts';
import { judge } from './offers-of.ts';

type Deps = Pick<ApiDeps, 'connections' | 'profiles' | 'tasks' | 'clock' | 'breathe'> & {
  readonly log: Log;
};

/** The core as bulk runs see it. */
export function createRunPort(deps: Deps): RunPort {
  const { connections, profiles, tasks, clock, log } = deps;
  const standing = (id: ConnectionId) =>
    profiles.get(id) === undefined ? undefined : connections.connection(id);
  return {
    clock,
    log,
    tasks,
    reach: (id) => {
      const connection = standing(id);
      if (connection === undefined) return 'gone';
      return reachOf(connection.standing.state, connection.standingSession !== undefined);
    },
    watchReach: (changed) => {
      const known = new Map<ConnectionId, ConnectionState>();
      return connections.watch({
        put: ({ id, state }) => {
          if (known.get(id) === state) return;
          known.set(id, state);
          changed(id);
        },
        remove: (id) => {
          known.delete(id);
          changed(id);
        },
      });
    },
    serverName: (id) => profiles.get(id)?.name ?? 'the server, which was removed',
    session: (id) => standing(id)?.standingSession,
    judge: (address, operation, inputs) => judge(deps, address, operation, inputs),
    hostOf: ({ connection, ref }) => {
      const row = standing(connection)?.inventory.row(ref);
      return row?.kind === 'host' ? ref : row?.facts.host;
    },
    breathe: () => deps.breathe(),
    elapsed: () => performance.now(),
  };
}

function reachOf(state: ConnectionState, hasSession: boolean): Reach {
  if (state === 'live' && hasSession) return 'ready';
  return state === 'offline' ? 'gone' : 'away';
}
