import type { ServerInfo } from '#shared/model/connection.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Kind } from '#shared/model/kind.ts';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import type {
  BatchResult,
  ChoicesRequest,
  ConnectOptions,
  MappedRow,
  OperationRequest,
  OperationStarted,
  OtherServers,
  Provider,
  ServiceExplorer,
  Session,
  Sink,
} from '../providers/provider.ts';
import { fakeExplorer } from './fake-explorer.ts';
import { fakeOffers } from './fake-offers.ts';

/** One session of the fake server, in the hands of a test. */
export interface FakeSession {
  readonly options: ConnectOptions;
  readonly sink: Sink;
  /** That `run` was given. */
  readonly signal: AbortSignal;
  closed: boolean;
  /** What stands on the server once it is closed. */
  left: readonly string[];
  /** What it was asked to end of earlier sessions. */
  takenOver: readonly string[];
  /** It has an API that describes itself: `get` reads, everything else does not. */
  explorable: boolean;
  /** Reported with the next full set. */
  others: OtherServers | undefined;
  /** Ends `run` with an error. */
  lose(error: unknown): void;
  /** A full set: resync, apply, synced. */
  load(updates: readonly ObjectUpdate[]): Promise<void>;
}

/** A provider whose server is the test. Properties: name, kind, parent, state, hidden, standIn. */
export interface FakeProvider extends Provider {
  readonly sessions: FakeSession[];
  readonly operated: OperationRequest[];
  readonly cancelled: Ref[];
  /** Operations that the explorer called. */
  readonly called: string[];
  readonly connects: ConnectOptions[];
  /** What `connect` does before it gives a session; throws to refuse. */
  onConnect: (options: ConnectOptions) => void | Promise<void>;
  /** What the server says it is from the next session on. */
  instance: string | undefined;
  /** What `operate` answers; by default a task of its own for every call. */
  onOperate: (request: OperationRequest) => Promise<OperationStarted>;
  /** Waits for the session with this index to run. */
  session(index: number): Promise<FakeSession>;
}

export const fakeServer: ServerInfo = { product: 'Fake server', version: '1.0' };

export function createFakeProvider(): FakeProvider {
  const sessions: FakeSession[] = [];
  const waiting: (() => void)[] = [];
  const operated: OperationRequest[] = [];
  const runs = (session: FakeSession): void => {
    sessions.push(session);
    for (const go of waiting.splice(0)) go();
  };
  const provider: FakeProvider = {
    family: 'vsphere',
    sessions,
    operated,
    cancelled: [],
    called: [],
    connects: [],
    onConnect: () => undefined,
    instance: undefined,
    onOperate: () => Promise.resolve({ task: makeRef('Task', `task-${operated.length}`) }),
    connect: async (options) => {
      provider.connects.push(options);
      await provider.onConnect(options);
      if (options.signal.aborted) {
        throw new MorefException({ kind: 'cancelled', message: 'Cancelled.' });
      }
      return new SessionOfFake(provider, options, runs);
    },
    ...fakeFamily,
    session: async (index) => {
      for (;;) {
        const session = sessions[index];
        if (session !== undefined) return session;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
  return provider;
}

/** What a family says of objects. */
const fakeFamily = {
  mapRow: mapFakeRow,
  offers: (_ref, properties, _context, only) =>
    fakeOffers(properties).filter(({ id }) => (only ?? id) === id),
  verdicts: (_ref, properties) => fakeOffers(properties),
  sheet: () => ({ sections: [] }),
  relations: () => [],
  snapshots: () => null,
  onDemand: () => [{ path: 'config', onDemand: true, type: 'FakeConfig' }],
  declaredType: (_ref, path) => (path === 'name' ? 'string' : undefined),
} satisfies Partial<Provider>;

class SessionOfFake implements Session {
  readonly certificate = null;
  readonly permissions = null;
  readonly #provider: FakeProvider;
  readonly #options: ConnectOptions;
  readonly #runs: (session: FakeSession) => void;
  readonly #server: ServerInfo;
  #current: FakeSession | undefined;
  #takenOver: readonly string[] = [];

  /** @param runs called once the session runs */
  constructor(
    provider: FakeProvider,
    options: ConnectOptions,
    runs: (session: FakeSession) => void,
  ) {
    const { instance } = provider;
    this.#provider = provider;
    this.#options = options;
    this.#runs = runs;
    this.#server = instance === undefined ? fakeServer : { ...fakeServer, instanceUuid: instance };
  }

  get server(): ServerInfo {
    return this.#isExplorable ? { ...this.#server, explorable: true } : this.#server;
  }

  get explorer(): ServiceExplorer | undefined {
    return this.#isExplorable ? fakeExplorer(this.#provider.called) : undefined;
  }

  get others(): OtherServers | undefined {
    return this.#current?.others;
  }

  get left(): readonly string[] {
    return this.#current?.left ?? [];
  }

  endLeft(left: readonly string[]): void {
    this.#takenOver = [...this.#takenOver, ...left];
    if (this.#current !== undefined) this.#current.takenOver = this.#takenOver;
  }

  run(sink: Sink, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => resolve());
      this.#current = {
        options: this.#options,
        sink,
        signal,
        closed: false,
        left: [],
        takenOver: this.#takenOver,
        explorable: false,
        others: undefined,
        lose: reject,
        load: async (updates) => {
          sink.resync();
          await sink.apply(updates);
          sink.synced();
        },
      };
      this.#runs(this.#current);
    });
  }

  read(ref: Ref, path: string): Promise<PropertyEntry> {
    return path === 'secret'
      ? Promise.resolve({ path, missing: 'NoPermission' })
      : Promise.resolve({ path, value: `${ref} ${path}` });
  }

  operate(request: OperationRequest): Promise<OperationStarted> {
    this.#provider.operated.push(request);
    return this.#provider.onOperate(request);
  }

  operateBatch(requests: readonly OperationRequest[]): Promise<readonly BatchResult[]> {
    this.#provider.operated.push(...requests);
    return Promise.resolve(requests.map(() => ({})));
  }

  plan({ name }: OperationRequest): Promise<OperationPlan> {
    const steps = [`Does it to ${name}.`];
    return Promise.resolve({ outcome: 'run', steps, findings: [], requests: [], commands: [] });
  }

  choices({ input }: ChoicesRequest): Promise<LookupChoices> {
    return Promise.resolve({ options: [{ value: `${input}-1`, label: `${input} 1` }] });
  }

  cancelTask(ref: Ref): Promise<void> {
    this.#provider.cancelled.push(ref);
    return Promise.resolve();
  }

  close(): Promise<void> {
    if (this.#current !== undefined) this.#current.closed = true;
    return Promise.resolve();
  }

  get #isExplorable(): boolean {
    return this.#current?.explorable === true;
  }
}

function mapFakeRow(ref: Ref, properties: Properties): MappedRow {
  const text = (key: string): string | undefined => {
    const value = properties[key];
    return typeof value === 'string' ? value : undefined;
  };
  const standIn = text('standIn') as Ref | undefined;
  return {
    ref,
    kind: (text('kind') ?? 'vm') as Kind,
    name: text('name') ?? ref,
    state: (text('state') ?? 'none') as MappedRow['state'],
    health: 'ok',
    parent: (text('parent') as Ref | undefined) ?? null,
    facts: {},
    ...(properties['hidden'] === true && { hidden: true }),
    ...onlyDefined({ standIn }),
  };
}

/** An `enter` for the fake provider. */
export function enter(ref: string, properties: Properties = {}): ObjectUpdate {
  return { kind: 'enter', ref: ref as Ref, properties };
}

/** A `modify` that assigns one property. */
export function assign(ref: string, path: string, value: string): ObjectUpdate {
  return { kind: 'modify', ref: ref as Ref, changes: [{ path, op: 'assign', value }] };
}

/** A running task of the fake server. */
export function fakeTask(id: string, more: Partial<ProviderTask> = {}): ProviderTask {
  return {
    ref: makeRef('Task', id),
    name: 'Power on virtual machine',
    state: 'running',
    queuedAt: 1000,
    cancelable: true,
    ...more,
  };
}
