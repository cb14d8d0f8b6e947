import { text } from '#shared/i18n/make-text.ts';
import { boundedData } from '#shared/model/bounded-text.ts';
import type { Disposer } from '#shared/contract/define.ts';
import type { ConnectionState } from '#shared/model/connection.ts';
import { MorefException, toMorefError, type MorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Profile } from '#shared/model/profile.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { LeftSession, Session, Sink } from '../providers/provider.ts';
import { Attention } from './attention.ts';
import { backoffMs, defaultBackoff } from './backoff.ts';
import { beginRun, type Run } from './connection-run.ts';
import type { ConnectionOptions, Standing } from './connection-types.ts';
import { defer } from './deferred.ts';
import { ExpectedInstance } from './expected-instance.ts';
import { asksForPerson, retriesConnect } from './retry-policy.ts';
import { Leftovers } from './leftovers.ts';
import { SessionParts } from './session-parts.ts';
import { sessionSink } from './session-sink.ts';
import { Silence } from './silence.ts';

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
  readonly #parts = new SessionParts();
  readonly #instance = new ExpectedInstance();
  readonly #leftovers = new Leftovers();
  /** The address at which a session has stood since somebody closed the connection. */
  #stoodAt: string | undefined;
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
    const server = boundedData(this.#run?.session?.server ?? this.#standing.server);
    return {
      ...this.#standing,
      ...onlyDefined({ server, heardAt }),
      ...(this.#parts.list.length !== 0 && { parts: this.#parts.list }),
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
      message: text('server.notConnected'),
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
    if (run === undefined) {
      // Somebody has seen what was wrong, and wants it: be it another instance.
      this.#instance.forget();
      return this.#start(profile, profile.address === this.#stoodAt);
    }
    this.#end(run);
    return this.#start(profile, run.stood);
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
    this.#parts.clear();
    this.#instance.forget();
    this.#stoodAt = undefined;
    if (this.#standing.state !== 'offline' || this.#standing.error !== undefined)
      this.#become('offline', {});
    this.inventory.clear();
    this.#options.events.closed();
    return this.#closing;
  }

  #attend(): void {
    this.#run?.session?.attend?.(this.#attention.refs);
  }

  #start(profile: Profile, stood: boolean): Promise<void> {
    const run = beginRun(profile, stood);
    this.#run = run;
    void this.#try(run);
    return run.opened.promise;
  }

  async #try(run: Run): Promise<void> {
    run.abort = new AbortController();
    const { signal } = run.abort;
    this.#options.inventory.expect();
    this.#become('connecting', {});
    let session: Session | undefined;
    try {
      session = await this.#connect(run.profile, signal);
      if (signal.aborted) return this.#dispose(run, session);
      this.#instance.meet(session.server);
      this.#stand(run, session);
      await session.run(this.#sink(run), signal);
      if (!signal.aborted) throw new Error('The session ended without a reason.');
    } catch (thrown) {
      if (signal.aborted) return;
      run.session = undefined;
      this.#failed(run, thrown, session);
    }
  }

  async #connect(profile: Profile, signal: AbortSignal): Promise<Session> {
    const { provider, log } = this.#options;
    const secret = await this.#options.credentials(profile);
    signal.throwIfAborted();
    const { address, user, encoding, protocol } = profile;
    const how = {
      ...onlyDefined({ encoding, protocol }),
    };
    const left = (sessions: readonly LeftSession[]): void => this.#passOn(profile, sessions);
    return provider.connect({ address, user, ...how, ...secret, signal, log, left });
  }

  #stand(run: Run, session: Session): void {
    run.session = session;
    run.stood = true;
    this.#stoodAt = run.profile.address;
    session.endLeft?.(this.#leftovers.take(run.profile.address));
    this.#disposeLeft(run);
    this.#parts.clear();
    this.#attend();
    run.syncing = true;
    this.#hear(run);
    this.#become('syncing', {});
    run.opened.resolve();
  }

  /** @param session what had come of the try */
  #failed(run: Run, thrown: unknown, session: Session | undefined): void {
    const { clock, log, inventory, backoff = defaultBackoff } = this.#options;
    const error = { ...toMorefError(thrown), connection: run.profile.id };
    log.warn('Connection failed', { profile: run.profile.id, error: thrown });
    run.abort.abort();
    this.#stopTimers();
    inventory.settleForNow();
    run.opened.reject(new MorefException(error, { cause: thrown }));
    const retries =
      session === undefined ? retriesConnect(error, run.stood) : !asksForPerson(error);
    this.#leave(run, session, error);
    if (!retries) {
      this.#disposeLeft(run);
      this.#run = undefined;
      this.#become('offline', { error });
      return;
    }
    const steady = run.liveSince !== undefined && clock.now() - run.liveSince >= steadyMs;
    if (steady) run.attempt = 0;
    run.liveSince = undefined;
    const wait = Math.max(backoffMs(run.attempt, clock.random(), backoff), error.retryAfterMs ?? 0);
    run.attempt += 1;
    this.#retryTimer = clock.after(wait, () => {
      this.#retryTimer = undefined;
      run.opened = defer();
      void this.#try(run);
    });
    this.#become('retrying', { error, retryAt: clock.now() + wait });
  }

  /** A session that nobody can be told of now is kept until somebody answers: it would stay on the server for a day. */
  #leave(run: Run, session: Session | undefined, { kind }: MorefError): void {
    if (session === undefined) return;
    this.#disposeLeft(run);
    if (kind === 'unreachable' || kind === 'timeout') run.left = session;
    else this.#dispose(run, session);
  }

  #sink(run: Run): Sink {
    const { inventory, events, clock } = this.#options;
    return sessionSink({
      id: run.profile.id,
      inventory,
      events,
      signal: run.abort.signal,
      touched: () => this.#hear(run),
      heard: (syncing) => {
        run.syncing = syncing ?? run.syncing;
        this.#hear(run);
        this.#becomeReachable(run);
      },
      part: (part) => {
        this.#parts.set(part);
        events.changed();
      },
      complete: () => {
        const others = run.session?.others;
        if (others !== undefined) events.learned(others);
      },
      interrupted: (error, retryMs) => {
        this.#silence.stop();
        this.#become('retrying', { error, retryAt: clock.now() + retryMs });
      },
    });
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
      ...onlyDefined({ server }),
      ...more,
    };
    this.#options.events.changed();
  }

  #end(run: Run): void {
    this.#run = undefined;
    this.#stopTimers();
    run.abort.abort();
    const message = text('server.closedEarly', { name: run.profile.name });
    run.opened.reject(new MorefException({ kind: 'cancelled', message }));
    if (run.session !== undefined) this.#dispose(run, run.session);
    this.#disposeLeft(run);
  }

  #disposeLeft(run: Run): void {
    if (run.left !== undefined) this.#dispose(run, run.left);
    run.left = undefined;
  }

  #dispose({ profile }: Run, session: Session): void {
    const ending = session.close().then(() => this.#passOn(profile, session.left ?? []));
    this.#closing = Promise.allSettled([this.#closing, ending]).then(() => undefined);
  }

  /** What could not be ended is ended by the session that stands, or by the next one. */
  #passOn({ address }: Profile, left: readonly LeftSession[]): void {
    if (left.length === 0) return;
    const run = this.#run;
    if (run?.session !== undefined && run.profile.address === address) run.session.endLeft?.(left);
    else this.#leftovers.keep(address, left);
  }

  #stopTimers(): void {
    this.#retryTimer?.();
    this.#retryTimer = undefined;
    this.#silence.stop();
  }
}
