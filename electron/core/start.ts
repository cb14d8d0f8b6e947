import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { contract, type MorefContract } from '#shared/contract/contract.ts';
import type { Disposer, Handlers } from '#shared/contract/define.ts';
import type { DamagedFile } from '#shared/contract/results.ts';
import { connectionId, type ConnectionId } from '#shared/model/reference.ts';
import type { SurroundingsChange } from '#shared/model/surroundings.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Wish } from '#shared/model/wish.ts';
import type { Port } from '#shared/link/message.ts';
import { serveLink } from '#shared/link/server.ts';
import { createHandlers } from './api/handlers.ts';
import { DemoRunner } from './api/demo-runner.ts';
import { Wishes } from './api/wishes.ts';
import { createRunPort } from './api/run-port.ts';
import { systemClock, type Clock } from './clock.ts';
import { Connections, type ConnectionsOptions } from './connections/connections.ts';
import { KnownSurroundings } from './connections/surroundings.ts';
import { ownerOfSecret, ProfileNetworks } from './connections/profile-networks.ts';
import type { CoreHost } from './host.ts';
import type { Log } from './providers/provider.ts';
import { providers as registered } from './providers/registry.ts';
import { nodeDisk, type Disk } from './store/disk.ts';
import type { StoreFile } from './store/load-stored.ts';
import { OtherServersStore } from './store/other-servers-store.ts';
import { throwAwayOrphans } from './store/orphans.ts';
import { PinStore } from './store/pin-store.ts';
import { prepareFolder } from './store/prepare-folder.ts';
import { ProfileStore } from './store/profile-store.ts';
import { SecretVault } from './store/secret-vault.ts';
import { TaskHistory } from './store/task-history.ts';
import { WorkspaceStore } from './store/workspace-store.ts';
import { Runs } from './tasks/runs.ts';
import { TaskRecorder } from './tasks/task-recorder.ts';
import { TaskTracker } from './tasks/task-tracker.ts';

/** The running core. */
export interface Core {
  /** Serves a page over the port until either side closes it. */
  attach(port: Port): Disposer;
  /** Somebody wants to see something: a page that is open, or the next one, shows it. */
  wish(wish: Wish): void;
  /** The further windows that are remembered: those that were open when Moref ended. */
  windows(): readonly string[];
  /** Forgets a further window: somebody has closed it. */
  forgetWindow(id: string): Promise<void>;
  /** The host knows something new of the computer: after a sleep, connections that wait or are gone are made anew at once. */
  surroundings(change: SurroundingsChange): void;
  /** What the page remembers under a key, for a host that speaks to people by itself. */
  remembered(key: string): string | undefined;
  /** Logs out everywhere, closes every port, ends the demo estate. Takes a few seconds at the most. */
  close(): Promise<void>;
}

/** What tests put in the place of the real thing. */
export interface CoreOverrides {
  readonly providers?: ConnectionsOptions['providers'];
  readonly clock?: Clock;
  readonly disk?: Disk;
}

/** How long changes gather before they cross the link, milliseconds. */
const gatherMs = 40;

/** Builds the core from its parts, opens the profiles that connect by themselves. */
export async function startCore(host: CoreHost, overrides: CoreOverrides = {}): Promise<Core> {
  const { clock = systemClock, disk = nodeDisk } = overrides;
  const { stores, damaged } = await loadStores(host, clock, disk);
  const parts = buildParts(host, { stores, clock, providers: overrides.providers ?? registered });
  const { connections, history, runs, demo } = parts;
  const handlers = createHandlers({ app: host.app, damaged, ...stores, ...parts });
  const pages = new Pages(handlers, host.log);
  for (const { id, autoConnect } of stores.profiles.list()) {
    // What fails is reported by the connection's status.
    if (autoConnect) connections.open(id).catch(() => undefined);
  }
  return {
    attach: (port) => pages.attach(port),
    windows: () => windowsIn(stores.workspace.read()),
    forgetWindow: (id) => stores.workspace.forget(`window.${id}.`),
    wish: (wish) => parts.wishes.add(wish),
    surroundings: (change) => parts.surroundings.change(change),
    remembered: (key) => stores.workspace.read()[key],
    close: async () => {
      runs.close();
      await connections.closeAll();
      await history.close();
      await demo.close();
      pages.close();
      // What a page asked for, or was learned, and is being written; what could not be written was told.
      const { profiles, pins, others, vault, workspace } = stores;
      const written = [profiles, pins, others, vault, workspace].map((one) => one.settled());
      await Promise.allSettled(written);
    },
  };
}

/** Keys of further windows begin with `window.` and an id. */
function windowsIn(remembered: Readonly<Record<string, string>>): readonly string[] {
  const ids = Object.keys(remembered).flatMap(
    (key) => /^window\.([\w-]{1,36})\./.exec(key)?.[1] ?? [],
  );
  return [...new Set(ids)];
}

/** What is kept in files. */
type Stores = Awaited<ReturnType<typeof loadStores>>['stores'];

/** Reads all files, and throws away what belongs to no profile. */
async function loadStores(host: CoreHost, clock: Clock, disk: Disk) {
  const { log, dataFolder, readOnly } = host;
  const inMemory = readOnly !== undefined;
  if (!inMemory) await prepareFolder(dataFolder, log);
  const damaged: DamagedFile[] = inMemory
    ? [{ path: dataFolder, outcome: 'left', problem: readOnly }]
    : [];
  const stored = (name: string): StoreFile => ({
    path: join(dataFolder, name),
    log,
    now: () => clock.now(),
    damaged: (file) => void damaged.push(file),
    inMemory,
    disk,
  });
  const { cipher, sessionPasswords } = host;
  const [profiles, pins, others, workspace, vault, taskHistory] = await Promise.all([
    ProfileStore.load(stored('profiles.json')),
    PinStore.load(stored('certificates.json')),
    OtherServersStore.load(stored('other-servers.json')),
    WorkspaceStore.load(stored('workspace.json')),
    SecretVault.load({ ...stored('secrets.json'), cipher, sessionPasswords }),
    TaskHistory.load(stored('tasks.json')),
  ]);
  const isKnown = (id: string): boolean =>
    profiles.get(connectionId(ownerOfSecret(id))) !== undefined;
  if (profiles.complete) await throwAwayOrphans([vault, pins, others], isKnown, log);
  return { stores: { profiles, pins, others, workspace, vault, taskHistory }, damaged };
}

interface Built {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly providers: ConnectionsOptions['providers'];
}

/** The parts that live while Moref runs, each given what it needs of the others. */
function buildParts(host: CoreHost, { stores, clock, providers }: Built) {
  const { log } = host;
  const { profiles, vault, pins, others } = stores;
  const tasks: TaskTracker = new TaskTracker({
    nameOf: (connection, ref) => connections.nameOf(connection, ref),
    userOf: (connection) => profiles.get(connection)?.user,
    now: () => clock.now(),
    newId: () => randomUUID(),
  });
  const isKept = (id: ConnectionId): boolean => {
    const profile = profiles.get(id);
    return profile !== undefined && profile.demo !== true;
  };
  const history = new TaskRecorder({ tasks, history: stores.taskHistory, isKept, clock, log });
  const breathe = (): Promise<void> => setImmediate();
  const systemProxy = host.systemProxy?.bind(host);
  const networks = new ProfileNetworks({ vault, ...onlyDefined({ systemProxy }) });
  const connections = new Connections({
    providers,
    profiles,
    vault,
    pins,
    others,
    networks,
    clock,
    log,
    tasks,
    breathe,
  });
  const start = (): ReturnType<CoreHost['startDemo']> => host.startDemo();
  const demo = new DemoRunner({ start, profiles, vault, pins, connections });
  const runs = new Runs(createRunPort({ connections, profiles, tasks, clock, breathe, log }));
  const surroundings = new KnownSurroundings({ wake: () => connections.wake(), log });
  const wishes = new Wishes();
  return { connections, tasks, history, runs, demo, clock, breathe, wishes, surroundings };
}

/** The pages that are served now. */
class Pages {
  readonly #handlers: Handlers<MorefContract>;
  readonly #log: Log;
  readonly #open = new Set<Disposer>();

  constructor(handlers: Handlers<MorefContract>, log: Log) {
    this.#handlers = handlers;
    this.#log = log;
  }

  attach(port: Port): Disposer {
    const stop = serveLink<MorefContract>({
      port: onClosed(port, () => this.#open.delete(detach)),
      contract,
      handlers: this.#handlers,
      later: (run) => {
        const timer = setTimeout(run, gatherMs);
        return () => clearTimeout(timer);
      },
      onBug: (name, error) => this.#log.error(`A call of the page failed: ${name}`, { error }),
    });
    const detach = (): void => {
      this.#open.delete(detach);
      stop();
    };
    this.#open.add(detach);
    return detach;
  }

  close(): void {
    for (const detach of this.#open) detach();
  }
}

/** The port, notifying also us when the other side closed it. */
function onClosed(port: Port, reported: () => void): Port {
  return {
    send: (message) => port.send(message),
    listen: (listener) =>
      port.listen({
        message: (message) => listener.message(message),
        closed: () => {
          reported();
          listener.closed();
        },
      }),
    close: () => port.close(),
  };
}
