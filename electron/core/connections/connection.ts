import type { Disposer } from '#shared/contract/define.ts';
import type { ConnectionState, ServerInfo } from '#shared/model/connection.ts';
import { MorefException, toMorefError, type MorefError } from '#shared/model/error.ts';
import type { Profile } from '#shared/model/profile.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import type { Clock } from '../clock.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Log, OtherServers, Provider, Session, Sink } from '../providers/provider.ts';
import { Attention } from './attention.ts';
import { backoffMs, defaultBackoff, type BackoffOptions } from './backoff.ts';
import { defer, type Deferred } from './deferred.ts';
import { retriesConnect, retriesSession } from './retry-policy.ts';
import { Silence } from './silence.ts';

export interface ConnectionOptions {
  readonly provider: Provider;
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly log: Log;
  /** Asked for at every try, so that a certificate trusted meanwhile counts. */
  credentials(profile: Profile): Promise<Credentials>;
  readonly events: ConnectionEvents;
  readonly backoff?: BackoffOptions;
  /** Silence after which what is shown counts as stale. Default 90 s. */
  readonly staleAfterMs?: number;
}

export interface Credentials {
  readonly password: string;
  readonly pinnedFingerprint: string | null;
  readonly others?: OtherServers;
}

export interface ConnectionEvents {
  /** The standing changed. */
  changed(): void;
  tasks(tasks: readonly ProviderTask[]): void;
  /** The server is about to tell all its tasks anew. */
  tasksBegin(): void;
  /** All tasks that the server knows have been told since `tasksBegin`. */
  tasksComplete(): void;
  /** Other servers lead to the same inventory: the next try may need them. */
  learned(others: OtherServers): void;
  /** The user closed the connection: what was under way is not followed any more. */
  closed(): void;
}

/** How a connection stands; what of a ConnectionStatus the connection itself knows. */
export interface Standing {
  readonly state: ConnectionState;
  readonly since: number;
  readonly heardAt?: number;
  readonly retryAt?: number;
  readonly server?: ServerInfo;
  readonly error?: MorefError;
}

/** One period between opening and closing; what belongs to an older one is ignored. */
interface Run {
  readonly profile: Profile;
  readonly abort: AbortController;
  /** Of the present try. */
  opened: Deferred;
  session: Session | undefined;
  attempt: number;
  /** Set while a full set is on its way. */
  syncing: boolean;
  liveSince: number | undefined;
}

/** A session that lasted this long was a good one: the next loss starts with a short wait again. */
const steadyMs = 60_000;
/** News of being heard of are told at most this often. */
const heardEveryMs = 1000;

/**
 * The connection of one profile, as a state machine: see ConnectionState for the states. Retries by itself what may pass by
 * itself, never a login that was refused.
 */
export class Connection {
  readonly inventory: Inventory;
  readonly #options: ConnectionOptions;
  readonly #attention = new Attention(() => this.#attend());
  #standing: Standing;
  #run: Run | undefined;
  #retryTimer: Disposer | undefined;
  readonly #silence: Silence;
  #heardTold = 0;
  #closing: Promise<void> = Promise.resolve();

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.inventory = options.inventory;
    this.#silence = new Silence({
      clock: options.clock,
      allowedMs: options.staleAfterMs ?? 90_000,
      exceeded: () => {
        if (this.#standing.state === 'live') this.#become('stale', {});
      },
    });
    this.#standing = { state: 'offline', since: options.clock.now() };
  }

  get standing(): Standing {
    const { heardAt } = this.#silence;
    // What a server is able to do may turn out while it is connected.
    const server = this.#run?.session?.server ?? this.#standing.server;
    return {
      ...this.#standing,
      ...(server === undefined ? {} : { server }),
      ...(heardAt === undefined ? {} : { heardAt }),
    };
  }

  /** The session that stands now; undefined where there is none. */
  get standingSession(): Session | undefined {
    return this.#run?.session;
  }

  /** @throws MorefException `unreachable` when there is none now. */
  get session(): Session {
    const session = this.#run?.session;
    if (session !== undefined) return session;
    throw new MorefException({
      kind: 'unreachable',
      message: 'There is no connection to the server now. Connect, and try again.',
    });
  }

  /** What the account of the present session may do; null without a session, or where nobody knows beforehand. */
  get permissions(): ReadonlySet<string> | null {
    return this.#run?.session?.permissions ?? null;
  }

  /**
   * Resolves once a session stands; rejects with the error of the first try, whether or not further ones follow. While it is
   * connecting or connected this joins what is there; while it waits for the next try, the try is made now.
   */
  open(profile: Profile): Promise<void> {
    const run = this.#run;
    if (run?.session !== undefined) return Promise.resolve();
    if (run !== undefined && this.#retryTimer === undefined) return run.opened.promise;
    if (run !== undefined) this.#end(run);
    return this.#start(profile);
  }

  /** Somebody looks at an object until the returned function is called: more is told of it. */
  attend(ref: Ref): Disposer {
    return this.#attention.attend(ref);
  }

  /** Ends the session and logs out; takes a few seconds at the most. Its objects leave. */
  close(): Promise<void> {
    const run = this.#run;
    if (run !== undefined) this.#end(run);
    this.#silence.forget();
    if (this.#standing.state !== 'offline' || this.#standing.error !== undefined)
      this.#become('offline', {});
    this.inventory.clear();
    this.#options.events.closed();
    return this.#closing;
  }

  #attend(): void {
    this.#run?.session?.attend?.(this.#attention.refs);
  }

  #start(profile: Profile): Promise<void> {
    const run: Run = {
      profile,
      abort: new AbortController(),
      opened: defer(),
      session: undefined,
      attempt: 0,
      syncing: true,
      liveSince: undefined,
    };
    this.#run = run;
    void this.#try(run);
    return run.opened.promise;
  }

  async #try(run: Run): Promise<void> {
    const { provider, inventory, log } = this.#options;
    const { signal } = run.abort;
    inventory.expect();
    this.#become('connecting', {});
    let session: Session;
    try {
      const secret = await this.#options.credentials(run.profile);
      if (signal.aborted) return;
      const { address, user, encoding, protocol } = run.profile;
      const how = {
        ...(encoding === undefined ? {} : { encoding }),
        ...(protocol === undefined ? {} : { protocol }),
      };
      session = await provider.connect({ address, user, ...how, ...secret, signal, log });
    } catch (thrown) {
      if (!signal.aborted) this.#failed(run, thrown, retriesConnect);
      return;
    }
    if (signal.aborted) {
      this.#dispose(session);
      return;
    }
    run.session = session;
    this.#attend();
    run.syncing = true;
    this.#hear(run);
    this.#become('syncing', {});
    run.opened.resolve();
    try {
      await session.run(this.#sink(run), signal);
      if (!signal.aborted) throw new Error('The session ended without a reason.');
    } catch (thrown) {
      if (signal.aborted) return;
      run.session = undefined;
      this.#dispose(session);
      this.#failed(run, thrown, retriesSession);
    }
  }

  #failed(run: Run, thrown: unknown, retries: (error: MorefError) => boolean): void {
    const { clock, log, inventory, backoff = defaultBackoff } = this.#options;
    const error = { ...toMorefError(thrown), connection: run.profile.id };
    log.warn('Connection failed', { profile: run.profile.id, error: thrown });
    this.#stopTimers();
    inventory.settleForNow();
    run.opened.reject(new MorefException(error, { cause: thrown }));
    if (!retries(error)) {
      this.#run = undefined;
      this.#become('offline', { error });
      return;
    }
    const steady = run.liveSince !== undefined && clock.now() - run.liveSince >= steadyMs;
    if (steady) run.attempt = 0;
    run.liveSince = undefined;
    const wait = backoffMs(run.attempt, clock.random(), backoff);
    run.attempt += 1;
    this.#retryTimer = clock.after(wait, () => {
      this.#retryTimer = undefined;
      run.opened = defer();
      void this.#try(run);
    });
    this.#become('retrying', { error, retryAt: clock.now() + wait });
  }

  #sink(run: Run): Sink {
    const { inventory, events } = this.#options;
    const { signal } = run.abort;
    const current = (): boolean => this.#run === run && !signal.aborted;
    return {
      resync: () => {
        if (!current()) return;
        inventory.resync();
        events.tasksBegin();
        run.syncing = true;
        this.#hear(run);
        this.#becomeReachable(run);
      },
      known: (ref) => (current() ? inventory.object(ref)?.properties : undefined),
      apply: async (updates) => {
        if (!current()) return;
        this.#hear(run);
        await inventory.apply(updates, signal);
        if (current()) events.changed();
      },
      synced: () => {
        if (!current()) return;
        inventory.synced();
        events.tasksComplete();
        const others = run.session?.others;
        if (others !== undefined) events.learned(others);
        run.syncing = false;
        this.#hear(run);
        this.#becomeReachable(run);
      },
      tasks: (tasks) => {
        if (current()) events.tasks(tasks);
      },
      heard: () => {
        if (!current()) return;
        this.#hear(run);
        this.#becomeReachable(run);
      },
      interrupted: (thrown, retryMs) => {
        if (!current()) return;
        this.#silence.stop();
        const error = { ...toMorefError(thrown), connection: run.profile.id };
        this.#become('retrying', { error, retryAt: this.#options.clock.now() + retryMs });
      },
    };
  }

  /** The server answers: `syncing` or `live`, whatever was before. */
  #becomeReachable(run: Run): void {
    const state = run.syncing ? 'syncing' : 'live';
    if (this.#standing.state !== state) this.#become(state, {});
    if (state === 'live') {
      run.liveSince ??= this.#options.clock.now();
      this.#silence.watch();
    }
  }

  #hear(run: Run): void {
    const now = this.#options.clock.now();
    this.#silence.heard();
    this.#learnServer(run);
    if (run.session === undefined || now - this.#heardTold < heardEveryMs) return;
    this.#heardTold = now;
    this.#options.events.changed();
  }

  /** What a server is may be known late: its second API is found beside the first one. */
  #learnServer({ session }: Run): void {
    const { server } = this.#standing;
    if (session === undefined || session.server.explorable === server?.explorable) return;
    this.#standing = { ...this.#standing, server: session.server };
    this.#options.events.changed();
  }

  #become(state: ConnectionState, more: Pick<Standing, 'error' | 'retryAt'>): void {
    const server = this.#run?.session?.server ?? this.#standing.server;
    this.#standing = {
      state,
      since: this.#options.clock.now(),
      ...(server === undefined ? {} : { server }),
      ...more,
    };
    this.#options.events.changed();
  }

  #end(run: Run): void {
    this.#run = undefined;
    this.#stopTimers();
    run.abort.abort();
    const message = `The connection to ${run.profile.name} was closed before it stood.`;
    run.opened.reject(new MorefException({ kind: 'cancelled', message }));
    if (run.session !== undefined) this.#dispose(run.session);
  }

  #dispose(session: Session): void {
    this.#closing = Promise.allSettled([this.#closing, session.close()]).then(() => undefined);
  }

  #stopTimers(): void {
    this.#retryTimer?.();
    this.#retryTimer = undefined;
    this.#silence.stop();
  }
}
