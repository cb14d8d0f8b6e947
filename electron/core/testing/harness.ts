import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MorefContract } from '#shared/contract/contract.ts';
import type { FeedItem, FeedKey, FeedName, FeedParams } from '#shared/contract/define.ts';
import { createLinkClient, type LinkClient } from '#shared/link/client.ts';
import { createPortPair } from '#shared/link/memory-port.ts';
import type { FeedFrame } from '#shared/link/message.ts';
import type { MorefError } from '#shared/model/error.ts';
import type { CoreHost, SecretCipher } from '../host.ts';
import { createLog, type RecordingLog } from '../log.ts';
import { startCore, type Core, type CoreOverrides } from '../start.ts';

export interface TestCore {
  readonly core: Core;
  readonly client: LinkClient<MorefContract>;
  readonly folder: string;
  readonly log: RecordingLog;
  /** Ends the core, and deletes its folder unless it is to be used again. */
  stop(options?: { readonly keepFolder: boolean }): Promise<void>;
}

export interface TestCoreOptions extends CoreOverrides {
  readonly folder?: string;
  readonly cipher?: SecretCipher | null;
  readonly startDemo?: CoreHost['startDemo'];
}

/** A core on a folder of its own, with a page's end of the link. */
export async function startTestCore(options: TestCoreOptions = {}): Promise<TestCore> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'moref-core-')));
  const log = createLog({ write: () => undefined, level: 'debug' });
  const core = await startCore(
    {
      app: { version: '0.0.0', host: 'browser', platform: 'test' },
      dataFolder: folder,
      cipher: options.cipher === undefined ? testCipher('system') : options.cipher,
      startDemo: options.startDemo ?? (() => Promise.reject(new Error('no demo in this test'))),
      log,
    },
    options,
  );
  const [page, coreEnd] = createPortPair();
  core.attach(coreEnd);
  const client = createLinkClient<MorefContract>(page);
  return {
    core,
    client,
    folder,
    log,
    stop: async (stopOptions) => {
      client.close();
      await core.close();
      if (stopOptions?.keepFolder !== true) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A cipher that turns the text round: not readable at a glance, and its own inverse. */
export function testCipher(protection: 'system' | 'plain'): SecretCipher {
  const turn = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a);
  return {
    describe: () => Promise.resolve({ backend: `test_${protection}`, protection }),
    encrypt: (text) => Promise.resolve(turn(new TextEncoder().encode(text))),
    decrypt: (bytes) =>
      Promise.resolve({ text: new TextDecoder().decode(turn(bytes)), outdated: false }),
  };
}

/** What a page has of a feed. */
export interface FeedReplica<Key, Item> {
  readonly items: ReadonlyMap<Key, Item>;
  readonly ready: boolean;
  readonly error: MorefError | undefined;
  /** Resolves when the replica is as wanted; rejects after the time, with what it has. */
  until(wanted: (replica: FeedReplica<Key, Item>) => boolean, ms?: number): Promise<void>;
  close(): void;
}

/** Opens a feed and keeps what it says. */
export function replicate<N extends FeedName<MorefContract>>(
  client: LinkClient<MorefContract>,
  name: N,
  params: FeedParams<MorefContract, N>,
): FeedReplica<FeedKey<MorefContract, N>, FeedItem<MorefContract, N>> {
  const replica = new Replica<FeedKey<MorefContract, N>, FeedItem<MorefContract, N>>(name);
  const close = client.open(name, params, {
    frame: (frame) => replica.take(frame),
    failed: (error) => replica.fail(error),
  });
  return Object.assign(replica, { close });
}

class Replica<Key, Item> {
  readonly items = new Map<Key, Item>();
  readonly #name: string;
  readonly #checks = new Set<() => void>();
  #ready = false;
  #error: MorefError | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  get ready(): boolean {
    return this.#ready;
  }

  get error(): MorefError | undefined {
    return this.#error;
  }

  take(frame: FeedFrame<Key, Item>): void {
    for (const key of frame.remove) this.items.delete(key);
    for (const [key, item] of frame.upsert) this.items.set(key, item);
    this.#ready = frame.ready;
    for (const check of this.#checks) check();
  }

  fail(error: MorefError): void {
    this.#error = error;
    for (const check of this.#checks) check();
  }

  until(wanted: (replica: this) => boolean, ms = 15_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#checks.delete(check);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`${this.#name} did not become as wanted; it has ${this.#held()}`));
      }, ms);
      const check = (): void => {
        if (!wanted(this)) return;
        end();
        resolve();
      };
      this.#checks.add(check);
      check();
    });
  }

  #held(): string {
    const some = JSON.stringify([...this.items.values()].slice(0, 5), (_key, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
    return `${this.items.size}: ${some}`;
  }
}
