import { text } from '#shared/i18n/make-text.ts';
import type { Disposer } from '#shared/contract/define.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Family, Profile } from '#shared/model/profile.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { namesSocket } from '#shared/model/server-address.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import type { Clock } from '../clock.ts';
import { Inventory } from '../inventory/inventory.ts';
import type { Log, OtherServers, Provider } from '../providers/provider.ts';
import type { OtherServersStore } from '../store/other-servers-store.ts';
import type { PinStore } from '../store/pin-store.ts';
import type { ProfileStore } from '../store/profile-store.ts';
import type { SecretVault } from '../store/secret-vault.ts';
import type { Credentials } from './connection-types.ts';
import { Connection } from './connection.ts';
import type { ProfileNetworks } from './profile-networks.ts';

export interface ConnectionsOptions {
  readonly providers: Readonly<Partial<Record<Family, Provider>>>;
  readonly profiles: ProfileStore;
  readonly vault: SecretVault;
  readonly pins: PinStore;
  readonly others: OtherServersStore;
  readonly networks: ProfileNetworks;
  readonly clock: Clock;
  readonly log: Log;
  readonly tasks: TaskEvents;
  /** See InventoryOptions. */
  breathe(): Promise<void>;
}

/** What the connections say of tasks; see ConnectionEvents. */
export interface TaskEvents {
  update(connection: ConnectionId, tasks: readonly ProviderTask[]): void;
  gone(connection: ConnectionId, tasks: readonly Ref[]): void;
  begin(connection: ConnectionId): void;
  complete(connection: ConnectionId, but: ReadonlySet<string>): void;
  closed(connection: ConnectionId): void;
}

/** Follows every profile with the state of its connection. */
export interface ConnectionsWatcher {
  put(status: ConnectionStatus): void;
  remove(id: ConnectionId): void;
}

/** A profile and what belongs to it while Moref runs. */
/** What somebody typed to connect, for this run. */
interface Login {
  readonly password?: string | undefined;
  readonly user?: string | undefined;
}

interface Member {
  readonly provider: Provider;
  readonly connection: Connection;
}

/** The connections of all profiles. */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #members = new Map<ConnectionId, Member>();
  readonly #watchers = new Set<ConnectionsWatcher>();
  readonly #removals = new Set<(id: ConnectionId) => void>();

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  /** @throws MorefException `missing` */
  connection(id: ConnectionId): Connection {
    return this.#member(id).connection;
  }

  /** @throws MorefException `missing` */
  inventory(id: ConnectionId): Inventory {
    return this.#member(id).connection.inventory;
  }

  /** @throws MorefException `missing` */
  provider(id: ConnectionId): Provider {
    return this.#member(id).provider;
  }

  nameOf(id: ConnectionId, ref: Ref): string | undefined {
    return this.#members.get(id)?.connection.inventory.nameOf(ref);
  }

  /** Resolves once a session stands. A password given here, and a user name in place of the profile's, serve until Moref ends. */
  async open(id: ConnectionId, { password, user }: Login = {}): Promise<void> {
    const profile = this.#profile(id);
    const { connection } = this.#member(id);
    if (password !== undefined) {
      this.#options.vault.setForNow(id, password);
      this.reported(id);
    }
    await connection.open(user === undefined ? profile : { ...profile, user });
  }

  async close(id: ConnectionId): Promise<void> {
    this.#profile(id);
    await this.#members.get(id)?.connection.close();
  }

  /** See Connection.wake. */
  wake(): void {
    for (const { connection } of this.#members.values()) connection.wake();
  }

  /** Closes everything; takes a few seconds at the most. */
  async closeAll(): Promise<void> {
    await Promise.allSettled(
      [...this.#members.values()].map(({ connection }) => connection.close()),
    );
  }

  /** The profile is gone; so is all that belongs to it. */
  async removed(id: ConnectionId): Promise<void> {
    const member = this.#members.get(id);
    this.#members.delete(id);
    const closing = member?.connection.close();
    for (const watcher of this.#watchers) watcher.remove(id);
    for (const reported of this.#removals) reported(id);
    await closing;
    this.#options.networks.close(id);
  }

  /** Calls back when a profile was removed. */
  onRemoved(reported: (id: ConnectionId) => void): Disposer {
    this.#removals.add(reported);
    return () => void this.#removals.delete(reported);
  }

  /** Calls back when the profile was saved, or a session came or went: what may be done may have changed. */
  onSettings(id: ConnectionId, reported: () => void): Disposer {
    let known: ConnectionStatus | undefined;
    return this.watch({
      put: (status) => {
        if (status.id !== id) return;
        const changed = status.profile !== known?.profile || status.state !== known.state;
        if (known !== undefined && changed) reported();
        known = status;
      },
      remove: () => undefined,
    });
  }

  /** Tells every profile at once, then every change. */
  watch(watcher: ConnectionsWatcher): Disposer {
    for (const profile of this.#options.profiles.list()) watcher.put(this.status(profile));
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** The profile, its password or its standing changed. */
  reported(id: ConnectionId): void {
    const profile = this.#options.profiles.get(id);
    // One on trial is nobody's business but of whoever tries it.
    if (profile === undefined || profile.trial === true) return;
    const status = this.status(profile);
    for (const watcher of this.#watchers) watcher.put(status);
  }

  status(profile: Profile): ConnectionStatus {
    const { id } = profile;
    const connection = this.#members.get(id)?.connection;
    return {
      id,
      profile,
      ...(connection?.standing ?? { state: 'offline', since: 0 }),
      objects: connection?.inventory.size ?? 0,
      hasPassword: this.#options.vault.has(id),
    };
  }

  #profile(id: ConnectionId): Profile {
    const profile = this.#options.profiles.get(id);
    if (profile !== undefined) return profile;
    throw new MorefException({
      kind: 'missing',
      message: text('server.gone'),
      connection: id,
    });
  }

  #member(id: ConnectionId): Member {
    const profile = this.#profile(id);
    const known = this.#members.get(id);
    if (known !== undefined) return known;
    const provider = this.#options.providers[profile.family];
    if (provider === undefined) {
      throw new MorefException({
        kind: 'invalid',
        message: text('server.noFamily', { name: profile.name, family: profile.family }),
        connection: id,
      });
    }
    const member = { provider, connection: this.#connect(id, provider) };
    this.#members.set(id, member);
    return member;
  }

  #connect(id: ConnectionId, provider: Provider): Connection {
    const { clock, log, tasks } = this.#options;
    const inventory = new Inventory({
      provider,
      log,
      refetch: (ref, path) => void this.#refetch(id, ref, path),
      breathe: () => this.#options.breathe(),
      elapsed: () => performance.now(),
    });
    return new Connection({
      provider,
      inventory,
      clock,
      log,
      credentials: (profile) => this.#credentials(profile),
      events: {
        changed: () => {
          this.reported(id);
          void this.#leaveNetwork(id);
        },
        tasks: (list) => tasks.update(id, list),
        tasksGone: (refs) => tasks.gone(id, refs),
        tasksBegin: () => tasks.begin(id),
        tasksComplete: (but) => tasks.complete(id, but),
        learned: (others) => this.#learned(id, others),
        closed: () => tasks.closed(id),
      },
    });
  }

  async #credentials(profile: Profile): Promise<Credentials> {
    const { vault, pins, networks } = this.#options;
    const others = this.#options.others.get(profile.id);
    // Whoever may open a socket of the server is let in.
    const unasked = namesSocket(profile.address) ? '' : undefined;
    const password = (await vault.get(profile.id)) ?? unasked;
    if (password === undefined) {
      throw new MorefException({
        kind: 'auth',
        message: text('server.noPassword', { user: profile.user, name: profile.name }),
        connection: profile.id,
      });
    }
    return {
      password,
      pinnedFingerprint: pins.get(profile.id),
      network: await networks.of(profile),
      ...onlyDefined({ others }),
    };
  }

  /** A jump host goes with the connection: what is logging out still has its way until it has. */
  async #leaveNetwork(id: ConnectionId): Promise<void> {
    const isOffline = (): boolean => {
      const connection = this.#members.get(id)?.connection;
      return connection === undefined || connection.standing.state === 'offline';
    };
    if (!isOffline()) return;
    await this.#members.get(id)?.connection.ended;
    if (isOffline()) this.#options.networks.close(id);
  }

  /** The demo estate has other addresses at every start. */
  #learned(id: ConnectionId, others: OtherServers): void {
    const profile = this.#options.profiles.get(id);
    if (profile === undefined || profile.demo === true) return;
    this.#options.others.learn(id, others).catch((error: unknown) => {
      this.#options.log.warn('Other servers of a pool could not be written down', { id, error });
    });
  }

  /** A change could not be applied to what is cached: the value is read from the server anew. */
  async #refetch(id: ConnectionId, ref: Ref, path: string): Promise<void> {
    const member = this.#members.get(id);
    if (member === undefined) return;
    const { connection } = member;
    try {
      const { session } = connection;
      const entry = await session.read(ref, path, AbortSignal.timeout(30_000));
      const { value } = entry;
      const change = { path, op: 'assign', ...onlyDefined({ value }) } as const;
      await connection.inventory.apply([{ kind: 'modify', ref, changes: [change] }]);
    } catch (error) {
      this.#options.log.warn('A cached property may be out of date', { id, ref, path, error });
    }
  }
}
