import { text } from '#shared/i18n/make-text.ts';
import { boundedData } from '#shared/model/bounded-text.ts';
import type { Disposer } from '#shared/contract/define.ts';
import type { ConnectionState } from '#shared/model/connection.ts';
import { MorefException, toMorefError, type MorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Profile } from '#shared/model/profile.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Session, Sink } from '../providers/provider.ts';
import { Attention } from './attention.ts';
import { backoffMs, defaultBackoff } from './backoff.ts';
import { beginPeriod, countAttempt, type Period } from './connection-period.ts';
import { connectSession } from './connect-session.ts';
import type { ConnectionOptions, Standing } from './connection-types.ts';
import { defer } from './deferred.ts';
import { EndedSessions } from './ended-sessions.ts';
import { ExpectedInstance } from './expected-instance.ts';
import { asksForPerson, retriesConnect } from './retry-policy.ts';
import { SessionParts } from './session-parts.ts';
import { sessionSink } from './session-sink.ts';
import { Silence } from './silence.ts';
import { isStillThere } from './still-there.ts';

/** That a session was heard of is reported at most this often. */
const heardEveryMs = 1000;

/**
 * The connection of one profile, as a state machine: see ConnectionState for the states. Retries by itself what may pass by
 * itself, never a login that was refused.
 */
export class Connection {
  readonly inventory: Inventory;
  readonly #options: ConnectionOptions;
  readonly #attention = new Attention((refs) => this.#period?.session?.attend?.(refs));
  #standing: Standing;
  #period: Period | undefined;
  #retryTimer: Disposer | undefined;
  readonly #silence: Silence;
  readonly #parts = new SessionParts();
  readonly #instance = new ExpectedInstance();
  readonly #ended = new EndedSessions((address) => {
    const period = this.#period;
    return period?.profile.address === address ? period.session : undefined;
  });
  /** The address at which a session has stood since somebody closed the connection. */
  #stoodAt: string | undefined;
  #heardReported = 0;

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
    // What a server is able to do may turn out while it is connected.
    const { server = this.#standing.server, certificate } = this.#period?.session ?? {};
    const { heardAt } = this.#silence;
    const known = { server: boundedData(server), heardAt, certificate: certificate ?? undefined };
    const parts = this.#parts.list.length === 0 ? undefined : this.#parts.list;
    return { ...this.#standing, ...onlyDefined({ ...known, parts }) };
  }

  /** The session that stands now; undefined where there is none. */
  get standingSession(): Session | undefined {
    return this.#period?.session;
  }

  /** @throws MorefException `unreachable` when there is none now. */
  get session(): Session {
    const session = this.#period?.session;
    if (session !== undefined) return session;
    throw new MorefException({
      kind: 'unreachable',
      message: text('server.notConnected'),
    });
  }

  /** What the account of the present session may do; null without a session, or where nobody knows beforehand. */
  get permissions(): ReadonlySet<string> | null {
    return this.#period?.session?.permissions ?? null;
  }

  /**
   * Resolves once a session stands; rejects with the error of the first try, whether or not further ones follow. While it is
   * connecting or connected this joins what is there; while it waits for the next try, the try is made now.
   */
  open(profile: Profile): Promise<void> {
    const period = this.#period;
    if (period?.session !== undefined) return Promise.resolve();
    if (period !== undefined && this.#retryTimer === undefined) return period.opened.promise;
    if (period === undefined) {
      // Somebody has seen what was wrong, and wants it: be it another instance.
      this.#instance.forget();
      return this.#start(profile, profile.address === this.#stoodAt);
    }
    this.#end(period);
    return this.#start(profile, period.stood);
  }

  /**
   * The computer slept, or has a network again: what waits for its next try makes it now, and a session of which nobody knows whether it
   * still stands is asked, and made anew where no answer comes.
   */
  wake(): void {
    const period = this.#period;
    if (period === undefined) return;
    if (this.#retryTimer !== undefined || this.#standing.state === 'stale') this.#renew(period);
    else if (period.session !== undefined)
      void isStillThere(period.session, this.inventory).then((there) => {
        if (!there && this.#period === period && period.session !== undefined) this.#renew(period);
      });
  }

  /** Somebody looks at an object until the returned function is called: more of it is reported. */
  attend(ref: Ref): Disposer {
    return this.#attention.attend(ref);
  }

  /** Resolves when what was closed so far has logged out. */
  get ended(): Promise<void> {
    return this.#ended.closing;
  }

  /** Ends the session and logs out; takes a few seconds at the most. Its objects leave. */
  close(): Promise<void> {
    const period = this.#period;
    if (period !== undefined) this.#end(period);
    this.#silence.forget();
    this.#parts.clear();
    this.#instance.forget();
    this.#stoodAt = undefined;
    if (this.#standing.state !== 'offline' || this.#standing.error !== undefined)
      this.#become('offline', {});
    this.inventory.clear();
    this.#options.events.closed();
    return this.#ended.closing;
  }

  #renew(period: Period): void {
    this.#end(period);
    // Whoever waits for it is told by the state.
    this.#start(period.profile, period.stood).catch(() => undefined);
  }

  #start(profile: Profile, stood: boolean): Promise<void> {
    const period = beginPeriod(profile, stood);
    this.#period = period;
    void this.#try(period);
    return period.opened.promise;
  }

  async #try(period: Period): Promise<void> {
    period.abort = new AbortController();
    const { signal } = period.abort;
    this.#options.inventory.expect();
    this.#become('connecting', {});
    let session: Session | undefined;
    try {
      session = await connectSession(this.#options, period, signal, (left) =>
        this.#ended.passOn(period.profile, left),
      );
      if (signal.aborted) return this.#ended.dispose(period.profile, session);
      this.#instance.meet(session.server);
      this.#stand(period, session);
      await session.run(this.#sink(period), signal);
      if (!signal.aborted) throw new Error('The session ended without a reason.');
    } catch (thrown) {
      if (signal.aborted) return;
      period.session = undefined;
      this.#failed(period, thrown, session);
    }
  }

  #stand(period: Period, session: Session): void {
    period.session = session;
    period.stood = true;
    this.#stoodAt = period.profile.address;
    session.endLeft?.(this.#ended.take(period.profile.address));
    this.#disposeLeft(period);
    this.#parts.clear();
    session.attend?.(this.#attention.refs);
    period.syncing = true;
    this.#hear(period);
    this.#become('syncing', {});
    period.opened.resolve();
  }

  /** @param session what had come of the try */
  #failed(period: Period, thrown: unknown, session: Session | undefined): void {
    const { clock, log, inventory, backoff = defaultBackoff } = this.#options;
    const error = { ...toMorefError(thrown), connection: period.profile.id };
    log.warn('Connection failed', { profile: period.profile.id, error: thrown });
    period.abort.abort();
    this.#stopTimers();
    inventory.settleForNow();
    period.opened.reject(new MorefException(error, { cause: thrown }));
    const retries =
      session === undefined ? retriesConnect(error, period.stood) : !asksForPerson(error);
    this.#leave(period, session, error);
    if (!retries) {
      this.#disposeLeft(period);
      this.#period = undefined;
      this.#become('offline', { error });
      return;
    }
    const attempt = countAttempt(period, clock.now());
    const wait = Math.max(backoffMs(attempt, clock.random(), backoff), error.retryAfterMs ?? 0);
    this.#retryTimer = clock.after(wait, () => {
      this.#retryTimer = undefined;
      period.opened = defer();
      void this.#try(period);
    });
    this.#become('retrying', { error, retryAt: clock.now() + wait });
  }

  /** A session of which nobody can be notified now is kept until somebody answers: it would stay on the server for a day. */
  #leave(period: Period, session: Session | undefined, { kind }: MorefError): void {
    if (session === undefined) return;
    this.#disposeLeft(period);
    if (kind === 'unreachable' || kind === 'timeout') period.left = session;
    else this.#ended.dispose(period.profile, session);
  }

  #sink(period: Period): Sink {
    const { inventory, events, clock } = this.#options;
    return sessionSink({
      id: period.profile.id,
      inventory,
      events,
      signal: period.abort.signal,
      touched: () => this.#hear(period),
      heard: (syncing) => {
        period.syncing = syncing ?? period.syncing;
        this.#hear(period);
        this.#becomeReachable(period);
      },
      part: (part) => {
        this.#parts.set(part);
        events.changed();
      },
      complete: () => {
        const others = period.session?.others;
        if (others !== undefined) events.learned(others);
      },
      interrupted: (error, retryMs) => {
        this.#silence.stop();
        this.#become('retrying', { error, retryAt: clock.now() + retryMs });
      },
    });
  }

  /** The server answers: `syncing` or `live`, whatever was before. */
  #becomeReachable(period: Period): void {
    const state = period.syncing ? 'syncing' : 'live';
    if (this.#standing.state !== state) this.#become(state, {});
    if (state === 'live') {
      period.liveSince ??= this.#options.clock.now();
      this.#silence.watch();
    }
  }

  #hear(period: Period): void {
    const now = this.#options.clock.now();
    this.#silence.heard();
    this.#learnServer(period);
    if (period.session === undefined || now - this.#heardReported < heardEveryMs) return;
    this.#heardReported = now;
    this.#options.events.changed();
  }

  /** What a server is may be known late: its second API is found beside the first one. */
  #learnServer({ session }: Period): void {
    const { server } = this.#standing;
    if (session === undefined || session.server.explorable === server?.explorable) return;
    this.#standing = { ...this.#standing, server: session.server };
    this.#options.events.changed();
  }

  #become(state: ConnectionState, more: Pick<Standing, 'error' | 'retryAt'>): void {
    const server = this.#period?.session?.server ?? this.#standing.server;
    this.#standing = {
      state,
      since: this.#options.clock.now(),
      ...onlyDefined({ server }),
      ...more,
    };
    this.#options.events.changed();
  }

  #end(period: Period): void {
    this.#period = undefined;
    this.#stopTimers();
    period.abort.abort();
    const message = text('server.closedEarly', { name: period.profile.name });
    period.opened.reject(new MorefException({ kind: 'cancelled', message }));
    if (period.session !== undefined) this.#ended.dispose(period.profile, period.session);
    this.#disposeLeft(period);
  }

  #disposeLeft(period: Period): void {
    if (period.left !== undefined) this.#ended.dispose(period.profile, period.left);
    period.left = undefined;
  }

  #stopTimers(): void {
    this.#retryTimer?.();
    this.#retryTimer = undefined;
    this.#silence.stop();
  }
}
