import { text as say } from '#shared/i18n/make-text.ts';
import { askedToWait, CancelledError, TimeoutError } from '../../../../net/errors.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import { PollPace } from '../../../../net/poll-pace.ts';
import { latePollMs, wasSilent } from '../../../../net/patience.ts';
import type { Session } from '../session/vim-session.ts';
import { isFault } from '../soap/soap-error.ts';
import type { VimRecord } from '../values.ts';
import { isLostCollector, isNetworkFailure, isOfWhatIsAsked } from './failures.ts';
import { pause } from './pause.ts';
import { advance, beginProgress, counts, type Progress, take } from './progress.ts';
import { type Dropped, readUpdates } from './read-updates.ts';
import { Watch, type WatchSpec } from './watch.ts';
import { type PartsConsumer, WatchedParts } from './watched-parts.ts';
import { waitForUpdates } from './wait-for-updates.ts';
import { saysNotAuthenticated, type WireObjectUpdate } from './wire-update.ts';

/** Receives what the server reports. The next answer is asked for when the promises have settled. */
export interface UpdateConsumer extends PartsConsumer {
  /** A full set follows, beginning with enters; what has not entered by `synced` no longer exists. */
  resync(): Promise<void> | void;
  /** Applied in order. An enter of a known object replaces it; unknown modifies and leaves are harmless. */
  updates(batch: readonly WireObjectUpdate[]): Promise<void> | void;
  /** The full set is complete, but for the parts that could not be read: what is known of them may still exist. */
  synced(failing: ReadonlySet<string>): Promise<void> | void;
  /** Of a part that could not be read when the set was complete everything has come by now. */
  completed?(part: string): Promise<void> | void;
  /** The server answered, be it that nothing is new. */
  heard(): void;
  /** The connection failed; the loop tries again in `retryMs`. */
  interrupted?(error: unknown, retryMs: number): void;
}

export interface UpdateLoopOptions {
  /** How long the server may hold a request back while nothing changes. Default 20: a dead connection is known a little later. */
  readonly maxWaitSeconds?: number;
  /** Updates in one answer at most; absent: the server decides. */
  readonly maxObjectUpdates?: number;
  /** Pauses before trying again after a network failure; when used up, `run` rejects. Default 0.5 to 15 s. */
  readonly retryMs?: readonly number[];
  /** A breath between answers, so that changes batch. Default 100 ms. */
  readonly pauseMs?: number;
}

const DEFAULT_RETRY_MS: readonly number[] = [500, 1000, 2000, 5000, 10_000, 15_000];
/** After an answer that stayed away for long. */
const AFTER_SILENCE_MS = 2000;
/** Updates in one answer where a server did not answer with all. */
const FEW_UPDATES = 500;
/** A watch that lasted this long after its full set was a good one. */
const STEADY_MS = 60_000;
/** So many that broke down sooner, one after the other, and another will not do better. */
const MOST_BREAKDOWNS = 3;

/**
 * The WaitForUpdatesEx loop of one session, with its own collector, views and filters. One per session: the
 * server may discard calculations when a session waits twice.
 */
export class UpdateLoop {
  readonly #session: Session;
  readonly #spec: WatchSpec;
  readonly #consumer: UpdateConsumer;
  readonly #options: UpdateLoopOptions;
  readonly #pace: PollPace;
  readonly #dropped: Dropped = (what) => this.#session.found(what);
  readonly #parts: WatchedParts;
  #watch: Watch | null = null;
  /** In a row. */
  #failures = 0;
  /** The set as a whole could not be had: parts are asked for one by one. */
  #careful = false;
  /** When the full set of the present watch was there; by `performance.now`. */
  #syncedAt: number | undefined;
  #breakdowns = 0;
  /** Since the last full set. */
  #renewals = 0;

  constructor(
    session: Session,
    spec: WatchSpec,
    consumer: UpdateConsumer,
    options: UpdateLoopOptions = {},
  ) {
    this.#session = session;
    this.#spec = spec;
    this.#consumer = consumer;
    this.#options = options;
    this.#pace = new PollPace(options.pauseMs ?? 100);
    this.#parts = new WatchedParts(spec.parts, consumer);
  }

  /**
   * Feeds the consumer until the signal is aborted (resolves) or the server cannot be won back (rejects).
   * Views, filters and collector are gone from the server when it returns.
   */
  async run(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) await this.#watchOnce(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      await this.#dispose();
    }
  }

  /** From one full set to the loss of the collector. */
  async #watchOnce(signal: AbortSignal): Promise<void> {
    const { generation } = this.#session;
    const lost = new AbortController();
    const forget = this.#session.onRelogin(() => lost.abort());
    const either = AbortSignal.any([signal, lost.signal]);
    try {
      const watch = await Watch.begin(this.#session, this.#spec, either);
      this.#watch = watch;
      this.#parts.begin();
      this.#syncedAt = undefined;
      if (!this.#careful) await this.#parts.addAll(watch, either);
      await this.#consumer.resync();
      await this.#follow(watch, either);
    } catch (error) {
      if (signal.aborted) return;
      await this.#recover(error, generation, lost.signal.aborted, signal);
    } finally {
      forget();
    }
  }

  /** Decides after a failure: returns to build everything anew, or throws. */
  async #recover(
    error: unknown,
    generation: number,
    relogin: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const renewed = relogin || this.#session.generation > generation;
    if (isFault(error, 'NotAuthenticated') || error instanceof CancelledError) {
      // With a valid session this is a missing privilege: building again would fail the same way.
      const again =
        renewed || (isFault(error, 'NotAuthenticated') && (await this.#session.renew(generation)));
      if (!again) throw error;
      // What is refused over and over is not to be logged in to over and over.
      if (this.#renewals > 0) await this.#retryLater(error, signal);
      this.#renewals += 1;
    } else {
      if (!isNetworkFailure(error) && !this.#maySucceed(error)) throw error;
      if (this.#syncedAt === undefined && isOfWhatIsAsked(error)) this.#careful = true;
      await this.#retryLater(error, signal);
    }
    await this.#dispose();
  }

  /** A collector that is lost, or broke down: another may do. */
  #maySucceed(error: unknown): boolean {
    if (this.#watch === null) return false;
    if (isLostCollector(error)) return true;
    const isSoon = this.#syncedAt !== undefined && performance.now() - this.#syncedAt < STEADY_MS;
    this.#breakdowns = isSoon ? this.#breakdowns + 1 : 0;
    return isOfWhatIsAsked(error) && this.#breakdowns <= MOST_BREAKDOWNS;
  }

  /** Asks again and again with the version of the last answer. */
  async #follow(watch: Watch, signal: AbortSignal): Promise<void> {
    const progress = beginProgress(this.#careful);
    while (!signal.aborted) {
      try {
        await this.#step(watch, progress, signal);
        this.#failures = 0;
      } catch (error) {
        if (signal.aborted) throw error;
        const isBlamed = await this.#blame(watch, error);
        // A truncated version may be used only once, so an interruption within a set means a new one.
        if (progress.truncated || !(isBlamed || isNetworkFailure(error)) || !counts(progress))
          throw error;
        if (isBlamed) continue;
        const { suspect } = this.#parts;
        if (suspect !== undefined) this.#parts.stayedAway(suspect, error);
        if (this.#isInVain(progress, error)) throw error;
        // Without a version nothing tells what was lost on its way: govmomi's simulator goes on with what comes after it.
        if (progress.version === '' && suspect === undefined) throw error;
        await this.#retryLater(error, signal);
        progress.resumed = true;
      }
    }
    throw new CancelledError();
  }

  /** Gives a part up for now that alone was on its way. @returns false where the failure may be nobody's or anybody's */
  async #blame(watch: Watch, error: unknown): Promise<boolean> {
    const { suspect } = this.#parts;
    if (suspect === undefined) return false;
    const isSilent = error instanceof TimeoutError && this.#parts.isAnyThere;
    if (!isSilent && !isOfWhatIsAsked(error)) return false;
    this.#parts.failed(suspect, error);
    await watch.drop(suspect);
    this.#parts.checkAny();
    return true;
  }

  /** What is not answered as a whole, again, may be in parts. */
  #isInVain({ synced, oneByOne }: Progress, error: unknown): boolean {
    if (synced || oneByOne || this.#failures === 0) return false;
    if (!(error instanceof TimeoutError) && !isOfWhatIsAsked(error)) return false;
    this.#careful = true;
    return true;
  }

  async #step(watch: Watch, progress: Progress, signal: AbortSignal): Promise<void> {
    // One by one they are asked for where the server was too slow for all at once: it begins sooner with a few.
    const few = progress.oneByOne && !progress.synced ? FEW_UPDATES : undefined;
    const { maxObjectUpdates = few } = this.#options;
    await this.#ask(watch, progress, signal);
    const maxWaitSeconds = this.#waitSeconds(progress);
    let unauthenticated = false;
    const items = async (batch: readonly VimRecord[]): Promise<void> => {
      const updates = readUpdates(batch, !progress.synced, this.#dropped);
      take(progress, updates);
      unauthenticated ||= updates.some(({ missingSet }) => saysNotAuthenticated(missingSet));
      await this.#consumer.updates(updates);
    };
    const asked = performance.now();
    const answer = await waitForUpdates(this.#session, {
      collector: watch.collector,
      version: progress.version,
      maxWaitSeconds,
      ...(maxObjectUpdates !== undefined && { maxObjectUpdates }),
      lateMs: this.#lateMs(progress),
      signal,
      items,
    });
    progress.resumed = false;
    this.#consumer.heard();
    if (unauthenticated && (await this.#session.renew(this.#session.generation))) {
      throw new CancelledError(say('net.sessionExpired'));
    }
    const tookMs = performance.now() - asked;
    const moved = advance(progress, answer);
    if (progress.truncated) return;
    await this.#arrive(progress);
    const breath = this.#pace.after({ moved, waitMs: maxWaitSeconds * 1000, tookMs });
    if (breath > 0) await pause(breath, signal);
  }

  /** How long an answer may be late. A part that is on its way alone may take the server as long as it took in vain before. */
  #lateMs({ synced }: Progress): number {
    const { suspect } = this.#parts;
    if (suspect !== undefined) return this.#parts.patienceMs(suspect);
    return synced ? latePollMs(this.#failures) : BOUNDS.slowMs;
  }

  /** Reports parts that are there by now, and of the full set once nothing more is on its way. */
  async #arrive(progress: Progress): Promise<void> {
    for (const id of this.#parts.arrived())
      if (progress.synced) await this.#consumer.completed?.(id);
    if (progress.synced || this.#parts.isWaiting) return;
    progress.synced = true;
    this.#syncedAt = performance.now();
    this.#careful = false;
    this.#renewals = 0;
    await this.#consumer.synced(this.#parts.failing);
  }

  /** Asks for what is to be read one by one: where all at once could not be had, and what failed before. */
  async #ask(watch: Watch, progress: Progress, signal: AbortSignal): Promise<void> {
    if (progress.truncated) return;
    while (this.#parts.isDue && !this.#parts.isArriving) {
      await this.#parts.addOne(watch, signal);
      // Whoever does not count begins anew with the new filter.
      if (!counts(progress)) progress.version = '';
    }
    this.#parts.checkAny();
  }

  /** How long the server may hold the next request back. */
  #waitSeconds({ resumed, synced, oneByOne }: Progress): number {
    if (resumed || (this.#parts.isArriving && (synced || oneByOne))) return 0;
    // A part that is to be tried again does not wait for updates of the others.
    return Math.min(this.#options.maxWaitSeconds ?? 20, Math.ceil(this.#parts.nextMs() / 1000));
  }

  async #retryLater(error: unknown, signal: AbortSignal): Promise<void> {
    const next = (this.#options.retryMs ?? DEFAULT_RETRY_MS)[this.#failures];
    if (next === undefined) throw error;
    // Who was waited for in vain is not waited for twice.
    const pauseMs = wasSilent(error) ? Math.min(next, AFTER_SILENCE_MS) : next;
    const wait = Math.max(pauseMs, askedToWait(error));
    this.#failures += 1;
    this.#consumer.interrupted?.(error, wait);
    await pause(wait, signal);
  }

  async #dispose(): Promise<void> {
    const watch = this.#watch;
    this.#watch = null;
    await watch?.end();
  }
}
