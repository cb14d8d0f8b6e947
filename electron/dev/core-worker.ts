import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createLog } from '#core/log.ts';
import type { CoreHost, DemoEstate, SessionPasswords } from '#core/host.ts';
import { type Core, startCore } from '#core/start.ts';
import type { MorefContract } from '#shared/contract/contract.ts';
import { createLinkClient, type LinkClient } from '#shared/link/client.ts';
import { createPortPair } from '#shared/link/memory-port.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { openLogFile } from '../hosting/log-file.ts';
import type { CoreStart, DemoServers, FromCore, Kept, ToCore } from './core-thread.ts';
import { terminalLines } from './terminal-log.ts';
import { workerPort } from './worker-port.ts';

/** The core in a thread of its own, which is thrown away when a source file changes. */
if (parentPort === null) throw new Error('The core’s thread is started by electron/dev.ts.');
const parent = parentPort;
const { dataFolder, kept } = workerData as CoreStart;
const demo = Promise.withResolvers<DemoServers>();
demo.promise.catch(() => undefined);

const tell = (message: FromCore): void => parent.postMessage(message);

/** Passwords that live as long as the development host. */
class KeptPasswords extends Map<
  ConnectionId,
  SessionPasswords extends Map<ConnectionId, infer Held> ? Held : never
> {
  override set(...entry: Parameters<SessionPasswords['set']>): this {
    super.set(...entry);
    tell({ t: 'kept', kept: { passwords: [...this] } });
    return this;
  }

  override delete(id: ConnectionId): boolean {
    const deleted = super.delete(id);
    tell({ t: 'kept', kept: { passwords: [...this] } });
    return deleted;
  }
}

/** What is to be open after the next start, too. Until it has been opened again, it is wanted for having been so. */
class WantedConnections {
  readonly states = new Map<ConnectionId, ConnectionStatus>();
  readonly #pending: Set<ConnectionId>;
  #demoPending: boolean;

  constructor(before: Kept) {
    this.#pending = new Set(before.open);
    this.#demoPending = before.demo;
  }

  demoTried(): void {
    this.#demoPending = false;
  }

  tried(id: ConnectionId): void {
    this.#pending.delete(id);
    this.report();
  }

  report(): void {
    const all = [...this.states.values()];
    const open = all.filter(({ state }) => state !== 'offline').map(({ id }) => id);
    const isDemo = all.some(({ profile }) => profile.demo === true);
    const wanted = [...new Set([...open, ...this.#pending])];
    tell({ t: 'kept', kept: { open: wanted, demo: isDemo || this.#demoPending } });
  }
}

const toFile = openLogFile(join(dataFolder, 'logs'));
const log = createLog({
  write: (line) => {
    toFile(line);
    for (const text of terminalLines(line)) process.stderr.write(`${text}\n`);
  },
});
const host: CoreHost = {
  app: { version: packageJson.version, host: 'browser', platform: process.platform },
  dataFolder,
  cipher: null,
  sessionPasswords: new KeptPasswords(kept.passwords),
  // It runs beside the core, so that what was done to it is there after the next start, too.
  startDemo: async (): Promise<DemoEstate> => {
    tell({ t: 'wantDemo' });
    return { servers: await demo.promise, close: () => Promise.resolve() };
  },
  log,
};
const starting = startCore(host);
/** What was open is known again: a window that comes earlier would hear that there is no such connection. */
const restored = starting.then((core) => restoreConnections(core, kept));
parent.on('message', (message: ToCore) => {
  if (message.t === 'demo') demo.resolve(message.servers);
  else if (message.t === 'noDemo') demo.reject(new Error(message.message));
  else if (message.t === 'attach') void attach(message.port);
  else void stop();
});
await restored;
tell({ t: 'ready' });

async function attach(port: MessagePort): Promise<void> {
  await restored;
  (await starting).attach(workerPort(port));
}

async function stop(): Promise<void> {
  await (await starting).close();
  process.exit(0);
}

/**
 * Opens what was open before, as a page would, and says what is wanted from then on.
 * @returns settles when all of it is known again, open or not
 */
function restoreConnections(running: Core, before: Kept): Promise<void> {
  const [page, own] = createPortPair();
  running.attach(own);
  const client = createLinkClient<MorefContract>(page);
  const { promise: known, resolve } = Promise.withResolvers<void>();
  const wanted = new WantedConnections(before);
  client.open(
    'connections',
    {},
    {
      frame: ({ upsert, remove, ready }) => {
        for (const [id, status] of upsert) wanted.states.set(id, status);
        for (const id of remove) wanted.states.delete(id);
        if (ready && before.open.every((id) => wanted.states.has(id))) resolve();
        wanted.report();
      },
      // Only the end of the core ends it.
      failed: () => undefined,
    },
  );
  void reopen(client, before, wanted)
    .catch((error: unknown) => log.error('The demo estate is not connected', { error }))
    .finally(resolve);
  return known;
}

async function reopen(
  client: LinkClient<MorefContract>,
  before: Kept,
  wanted: WantedConnections,
): Promise<void> {
  if (before.demo) await client.call('demo.connect', {});
  wanted.demoTried();
  await Promise.all(
    before.open.map(async (id) => {
      // What fails is reported by the connection's status.
      await client.call('connections.open', { id }).catch(() => undefined);
      wanted.tried(id);
    }),
  );
}
