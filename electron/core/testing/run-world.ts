import { setImmediate } from 'node:timers/promises';
import type { InputValues } from '#shared/model/operation.ts';
import { connectionId, makeRef, type ConnectionId, type Ref } from '#shared/model/reference.ts';
import type { Run, RunItem, RunOptions } from '#shared/model/run.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import { silentLog } from '../log.ts';
import type {
  BatchResult,
  OperationRequest,
  OperationStarted,
  Session,
} from '../providers/provider.ts';
import type { Judgement, Reach, RunPort } from '../tasks/run-port.ts';
import { Runs } from '../tasks/runs.ts';
import { TaskTracker } from '../tasks/task-tracker.ts';
import { createFakeClock } from './fake-clock.ts';

export interface WorldServer {
  readonly id: ConnectionId;
  reach: Reach;
  operate(request: OperationRequest): Promise<OperationStarted>;
  operateBatch?: (requests: readonly OperationRequest[]) => Promise<readonly BatchResult[]>;
  readonly cancelled: Ref[];
}

/** Servers that are the test, and bulk runs on them. */
export function createRunWorld(serverCount = 2) {
  const clock = createFakeClock();
  let ids = 0;
  const tasks = new TaskTracker({
    userOf: () => undefined,
    nameOf: () => undefined,
    now: () => clock.now(),
    newId: () => String((ids += 1)),
  });
  const servers = Array.from(
    { length: serverCount },
    (_, index): WorldServer => ({
      id: connectionId(`s${index}`),
      reach: 'ready',
      operate: () => Promise.resolve({ task: null }),
      cancelled: [],
    }),
  );
  const byId = new Map(servers.map((server) => [server.id, server]));
  const reachWatchers = new Set<(id: ConnectionId) => void>();
  const world = {
    clock,
    tasks,
    servers,
    judge: (_key: string, inputs: InputValues): Judgement => ({
      outcome: 'run',
      offer: { id: 'power.on', label: 'Power on', group: 'power' },
      inputs,
    }),
    hostOf: (_key: string): Ref | undefined => undefined,
    /** Sets how a server can be reached. */
    become(server: WorldServer, reach: Reach): void {
      server.reach = reach;
      for (const told of reachWatchers) told(server.id);
    },
  };
  const port: RunPort = {
    clock,
    log: silentLog,
    tasks,
    reach: (id) => byId.get(id)?.reach ?? 'gone',
    watchReach: (changed) => {
      reachWatchers.add(changed);
      return () => void reachWatchers.delete(changed);
    },
    serverName: (id) => id,
    session: (id) => {
      const server = byId.get(id);
      return server === undefined || server.reach === 'gone' ? undefined : sessionOf(server);
    },
    judge: ({ connection, ref }, _operation, inputs) => world.judge(`${connection}/${ref}`, inputs),
    hostOf: ({ connection, ref }) => world.hostOf(`${connection}/${ref}`),
    breathe: () => setImmediate(),
    elapsed: () => 0,
  };
  const runs = new Runs(port);

  /** Starts a run on so many objects, server by server in turn, and keeps what is said of it. */
  function start(count: number, options: Partial<RunOptions> = {}, inputs: InputValues = {}) {
    const id = `run-${(ids += 1)}` as RunId;
    const objects = Array.from({ length: count }, (_, index) => ({
      connection: servers[index % serverCount]?.id ?? connectionId('s0'),
      ref: makeRef('VM', `v${index}`),
      name: `vm-${index}`,
    }));
    const items = new Map<string, RunItem>();
    /** Everything that was said of each object, one state after another. */
    const history = new Map<string, RunItem['state'][]>();
    const seen = { run: undefined as Run | undefined };
    const told: ((item: RunItem) => void)[] = [];
    runs.watch({
      put: (run) => {
        if (run.id === id) seen.run = run;
      },
      remove: () => undefined,
    });
    runs.start({
      id,
      operation: 'power.on',
      label: 'Power on',
      inputs,
      options: { stopOnError: false, perServer: 8, perHost: 4, ...options },
      objects,
    });
    runs.watchItems(id, {
      put: (item) => {
        const states = history.get(item.key) ?? [];
        if (states.at(-1) !== item.state) states.push(item.state);
        history.set(item.key, states);
        items.set(item.key, item);
        for (const tell of told) tell(item);
      },
      gone: () => items.clear(),
    });
    return {
      id,
      items,
      history,
      /** Calls back at every word on an object. */
      onItem: (tell: (item: RunItem) => void) => void told.push(tell),
      get run(): Run {
        if (seen.run === undefined) throw new Error('Nothing was said of the run.');
        return seen.run;
      },
      states: () => [...items.values()].map(({ state }) => state),
    };
  }

  return Object.assign(world, { runs, start });
}

/** Lets promises that are ready run. */
export async function settle(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/** A task of a server, as it is told. */
export function worldTask(ref: Ref, more: Partial<ProviderTask> = {}): ProviderTask {
  return { ref, name: 'Power on', state: 'running', queuedAt: 1000, cancelable: true, ...more };
}

function sessionOf(server: WorldServer): Session {
  const unused = (): Promise<never> => Promise.reject(new Error('not in this test'));
  const { operateBatch } = server;
  return {
    server: { product: 'Fake server', version: '1.0' },
    certificate: null,
    permissions: null,
    run: unused,
    read: unused,
    plan: unused,
    choices: unused,
    operate: (request) => server.operate(request),
    ...(operateBatch !== undefined && { operateBatch: (requests) => operateBatch(requests) }),
    cancelTask: (ref) => {
      server.cancelled.push(ref);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
