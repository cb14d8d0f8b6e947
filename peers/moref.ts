import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CoreHost } from '#core/host.ts';
import { startCore } from '#core/start.ts';
import type { MorefContract } from '#shared/contract/contract.ts';
import { createLinkClient, type LinkClient } from '#shared/link/client.ts';
import { createPortPair } from '#shared/link/memory-port.ts';
import { MorefException } from '#shared/model/error.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { Task, TaskKey } from '#shared/model/task.ts';

/** Moref without a page: the core behind its link, and what a page would have received so far. */
export interface Moref {
  readonly client: LinkClient<MorefContract>;
  readonly statuses: ReadonlyMap<ConnectionId, ConnectionStatus>;
  readonly tasks: ReadonlyMap<TaskKey, Task>;
  /** Saves a profile, trusts the certificate as a user would, connects, and follows the inventory. */
  connect(address: string, user: string, password: string): Promise<FollowedServer>;
  close(): Promise<void>;
}

export interface FollowedServer {
  readonly connection: ConnectionId;
  readonly rows: ReadonlyMap<Ref, Row>;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

const plainProfile = {
  family: 'vsphere',
  name: '',
  autoConnect: false,
  rememberPassword: false,
} as const;

function hostWith(dataFolder: string): CoreHost {
  return {
    app: { version: '0.0.0', host: 'browser', platform: process.platform },
    dataFolder,
    cipher: null,
    startDemo: () => Promise.reject(new Error('no demo estate here')),
    log: silent,
  };
}

export async function startMoref(): Promise<Moref> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'moref-peers-'));
  const core = await startCore(hostWith(dataFolder));
  const [page, served] = createPortPair();
  core.attach(served);
  const client = createLinkClient<MorefContract>(page);
  const statuses = follow<ConnectionId, ConnectionStatus>((listener) =>
    client.open('connections', {}, listener),
  );
  const tasks = follow<TaskKey, Task>((listener) => client.open('tasks', {}, listener));

  return {
    client,
    statuses,
    tasks,
    connect: async (address, user, password) => {
      const profile = await client.call('profiles.save', {
        ...plainProfile,
        address,
        user,
        password,
      });
      await openTrusting(client, profile.id);
      const rows = follow<Ref, Row>((listener) =>
        client.open('inventory', { connection: profile.id }, listener),
      );
      await until(() => statuses.get(profile.id)?.state === 'live', 'the connection to be live');
      await until(() => rows.ready, 'the inventory to be complete');
      return { connection: profile.id, rows };
    },
    close: async () => {
      await core.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function openTrusting(client: LinkClient<MorefContract>, id: ConnectionId): Promise<void> {
  try {
    await client.call('connections.open', { id });
  } catch (thrown) {
    const problem = thrown instanceof MorefException ? thrown.data.certificate : undefined;
    if (problem === undefined) throw thrown;
    await client.call('connections.trust', { id, fingerprint: problem.presented.fingerprint });
    await client.call('connections.open', { id });
  }
}

class Followed<Key, Item> extends Map<Key, Item> {
  ready = false;
}

interface Listener<Key, Item> {
  frame(frame: {
    upsert: readonly (readonly [Key, Item])[];
    remove: readonly Key[];
    ready: boolean;
  }): void;
  failed(): void;
}

function follow<Key, Item>(open: (listener: Listener<Key, Item>) => unknown): Followed<Key, Item> {
  const items = new Followed<Key, Item>();
  open({
    frame: (frame) => {
      for (const key of frame.remove) items.delete(key);
      for (const [key, item] of frame.upsert) items.set(key, item);
      items.ready ||= frame.ready;
    },
    failed: () => undefined,
  });
  return items;
}

/** Waits for a condition; the error says what was waited for. */
export async function until(
  condition: () => boolean,
  what: string,
  timeoutMs = 30_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
