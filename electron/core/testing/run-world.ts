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
export function createRunWorld(serverCount = 2): RunWorld {
  return new RunWorld(serverCount);
}

class RunWorld {
  readonly clock = createFakeClock();
  readonly tasks: TaskTracker;
  readonly servers: readonly WorldServer[];
  readonly runs: Runs;
  readonly #reachWatchers = new Set<(id: ConnectionId) => void>();
  #ids = 0;

  constructor(serverCount: number) {
    this.tasks = new TaskTracker({
      userOf: () => undefined,
      nameOf: () => undefined,
      now: () => this.clock.now(),
      newId: () => String(this.#newId()),
    });
    this.servers = Array.from({ length: serverCount }, (_, index) => ({
      id: connectionId(`s${index}`),
      reach: 'ready',
      operate: () => Promise.resolve({ task: null }),
      cancelled: [],
    }));
    this.runs = new Runs(this.#port());
  }

  judge: (key: string, inputs: InputValues) => Judgement = (_key, inputs) => ({
    outcome: 'run',
    offer: { id: 'power.on', label: 'Power on', group: 'power' },
    inputs,
  });

  hostOf: (key: string) => Ref | undefined = () => undefined;

  /** Sets how a server can be reached. */
  become(server: WorldServer, reach: Reach): void {
    server.reach = reach;
    for (const changed of this.#reachWatchers) changed(server.id);
  }

  /** Starts a run on so many objects, server by server in turn, and keeps what is said of it. */
  start(count: number, options: Partial<RunOptions> = {}, inputs: InputValues = {}): WorldRun {
    const id = `run-${this.#newId()}` as RunId;
    const objects = Array.from({ length: count }, (_, index) => ({
      connection: this.servers[index % this.servers.length]?.id ?? connectionId('s0'),
      ref: makeRef('VM', `v${index}`),
      name: `vm-${index}`,
    }));
    const run = new WorldRun(id);
    run.follow(this.runs);
    this.runs.start({
      id,
      operation: 'power.on',
      label: 'Power on',
      inputs,
      options: { stopOnError: false, perServer: 8, perHost: 4, ...options },
      objects,
    });
    run.followItems(this.runs);
    return run;
  }

  #newId(): number {
    this.#ids += 1;
    return this.#ids;
  }

  #server(id: ConnectionId): WorldServer | undefined {
    return this.servers.find((server) => server.id === id);
  }

  #port(): RunPort {
    return {
      clock: this.clock,
      log: silentLog,
      tasks: this.tasks,
      reach: (id) => this.#server(id)?.reach ?? 'gone',
      watchReach: (changed) => {
        this.#reachWatchers.add(changed);
        return () => void this.#reachWatchers.delete(changed);
      },
      serverName: (id) => id,
      session: (id) => {
        const server = this.#server(id);
        return server === undefined || server.reach === 'gone' ? undefined : sessionOf(server);
      },
      judge: ({ connection, ref }, _operation, inputs) =>
        this.judge(`${connection}/${ref}`, inputs),
      hostOf: ({ connection, ref }) => this.hostOf(`${connection}/${ref}`),
      breathe: () => setImmediate(),
      elapsed: () => 0,
    };
  }
}

/** What was said of a run. */
class WorldRun {
  readonly id: RunId;
  readonly items = new Map<string, RunItem>();
  /** Everything that was said of each object, one state after another. */
  readonly history = new Map<string, RunItem['state'][]>();
  readonly #itemWatchers: ((item: RunItem) => void)[] = [];
  #run: Run | undefined;

  constructor(id: RunId) {
    this.id = id;
  }

  get run(): Run {
    if (this.#run === undefined) throw new Error('Nothing was said of the run.');
    return this.#run;
  }

  states(): readonly RunItem['state'][] {
    return [...this.items.values()].map(({ state }) => state);
  }

  /** Calls back at every word on an object. */
  onItem(watcher: (item: RunItem) => void): void {
    this.#itemWatchers.push(watcher);
  }

  follow(runs: Runs): void {
    runs.watch({
      put: (run) => {
        if (run.id === this.id) this.#run = run;
      },
      remove: () => undefined,
    });
  }

  followItems(runs: Runs): void {
    runs.watchItems(this.id, {
      put: (item) => this.#put(item),
      gone: () => this.items.clear(),
    });
  }

  #put(item: RunItem): void {
    const states = this.history.get(item.key) ?? [];
    if (states.at(-1) !== item.state) states.push(item.state);
    this.history.set(item.key, states);
    this.items.set(item.key, item);
    for (const watcher of this.#itemWatchers) watcher(item);
  }
}

/** Lets promises that are ready run. */
export async function settle(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/** A task of a server, as it is reported. */
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
