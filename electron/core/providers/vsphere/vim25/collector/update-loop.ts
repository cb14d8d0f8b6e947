import { text as say } from '#shared/i18n/make-text.ts';
import {
  askedToWait,
  CancelledError,
  HttpStatusError,
  TimeoutError,
  UnreachableError,
} from '../../../../net/errors.ts';
import { PollPace } from '../../../../net/poll-pace.ts';
import { latePollMs, slowAnswerMs } from '../../../../net/patience.ts';
import type { Session } from '../session/session.ts';
import { isBadAnswer } from '../soap/answer.ts';
import { isFault, SoapError } from '../soap/soap-error.ts';
import type { VimRecord, VimValue } from '../values.ts';
import { type Dropped, readUpdates } from './read-updates.ts';
import { destroyWatch, prepareWatch, type Watch, type WatchSpec } from './watch.ts';
import { saysNotAuthenticated, type WireObjectUpdate } from './wire-update.ts';

/** Receives what the server reports. The next answer is asked for when the promises have settled. */
export interface UpdateConsumer {
  /** A full set follows, beginning with enters; what has not entered by `synced` no longer exists. */
  resync(): Promise<void> | void;
  /** Applied in order. An enter of a known object replaces it; unknown modifies and leaves are harmless. */
  updates(batch: readonly WireObjectUpdate[]): Promise<void> | void;
  /** The full set is complete. */
  synced(): Promise<void> | void;
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
const LOST = [
  'InvalidCollectorVersion',
  'ManagedObjectNotFound',
  'NotAuthenticated',
  'InvalidArgument',
];

/** What an answer does to the loop: the version to ask with next, and whether more is waiting. */
interface Progress {
  version: string;
  truncated: boolean;
  synced: boolean;
  /** The last request failed on its way: the next is to be answered at once, which tells that the server is back. */
  resumed: boolean;
}

function isNetworkFailure(error: unknown): boolean {
  if (error instanceof UnreachableError || error instanceof TimeoutError) return true;
  // The session stands: whatever answers in the server's place will pass.
  return isBadAnswer(error) || error instanceof HttpStatusError;
}

/**
 * True where a server numbers what it tells, so that it can tell again what was lost on its way. govmomi's simulator calls every version
 * `-`: what it has told it has forgotten.
 */
function counts({ version }: Progress): boolean {
  return version === '' || /\d/.test(version);
}

/** Resolves after `ms`, or at once when the signal fires. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

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
  #watch: Watch | null = null;
  #failures = 0;

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
      this.#watch = await prepareWatch(this.#session, this.#spec, either);
      await this.#consumer.resync();
      await this.#follow(this.#watch, either);
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
    if (isNetworkFailure(error)) {
      await this.#retryLater(error, signal);
    } else if (isFault(error, 'NotAuthenticated')) {
      // With a valid session this is a missing privilege: building again would fail the same way.
      if (!(await this.#session.renew(generation))) throw error;
    } else if (isFault(error, ...LOST) && this.#watch !== null) {
      await this.#retryLater(error, signal);
    } else if (!(renewed && error instanceof CancelledError)) throw error;
    await this.#dispose();
  }

  /** Asks again and again with the version of the last answer. */
  async #follow(watch: Watch, signal: AbortSignal): Promise<void> {
    const progress: Progress = {
      version: '',
      truncated: false,
      synced: false,
      resumed: false,
    };
    while (!signal.aborted) {
      try {
        await this.#step(watch, progress, signal);
        this.#failures = 0;
      } catch (error) {
        // A truncated version may be used only once, so an interruption within a set means a new one.
        const resumable = isNetworkFailure(error) && !progress.truncated && counts(progress);
        if (!resumable || signal.aborted) throw error;
        await this.#retryLater(error, signal);
        progress.resumed = true;
      }
    }
    if (signal.aborted) throw new CancelledError();
  }

  async #step(watch: Watch, progress: Progress, signal: AbortSignal): Promise<void> {
    const { maxObjectUpdates } = this.#options;
    const maxWaitSeconds = progress.resumed ? 0 : (this.#options.maxWaitSeconds ?? 20);
    const late = progress.synced ? latePollMs(this.#failures) : slowAnswerMs(this.#failures);
    const wait =
      maxObjectUpdates === undefined ? { maxWaitSeconds } : { maxWaitSeconds, maxObjectUpdates };
    let unauthenticated = false;
    const items = async (batch: readonly VimRecord[]): Promise<void> => {
      const updates = readUpdates(batch, !progress.synced, this.#dropped);
      unauthenticated ||= updates.some(({ missingSet }) => saysNotAuthenticated(missingSet));
      await this.#consumer.updates(updates);
    };
    const asked = performance.now();
    const answer = await this.#session.callOnce(
      watch.collector,
      'WaitForUpdatesEx',
      { version: progress.version, options: wait },
      { signal, headersTimeoutMs: maxWaitSeconds * 1000 + late },
      { owner: 'PropertyFilterUpdate', field: 'objectSet', items },
    );
    progress.resumed = false;
    this.#consumer.heard();
    if (unauthenticated && (await this.#session.renew(this.#session.generation))) {
      throw new CancelledError(say('net.sessionExpired'));
    }
    const tookMs = performance.now() - asked;
    const moved = this.#advance(progress, answer);
    if (progress.truncated) return;
    if (!progress.synced) {
      progress.synced = true;
      await this.#consumer.synced();
    }
    const breath = this.#pace.after({ moved, waitMs: maxWaitSeconds * 1000, tookMs });
    if (breath > 0) await pause(breath, signal);
  }

  /** Goes on to the version of an answer. @returns false where it brought none that was not there before */
  #advance(progress: Progress, answer: VimValue | undefined): boolean {
    const { version, truncated } = (answer ?? {}) as Readonly<Record<string, unknown>>;
    progress.truncated = truncated === true;
    if (answer === undefined) return false;
    if (typeof version !== 'string' || version === '')
      throw new SoapError('The answer to WaitForUpdatesEx has no version.');
    const moved = version !== progress.version;
    // More was to come; asking again would bring the same again, without end.
    if (!moved && progress.truncated)
      throw new SoapError('WaitForUpdatesEx answers with the version that it was asked with.');
    progress.version = version;
    return moved;
  }

  async #retryLater(error: unknown, signal: AbortSignal): Promise<void> {
    const waits = this.#options.retryMs ?? DEFAULT_RETRY_MS;
    const next = waits[this.#failures];
    if (next === undefined) throw error;
    const wait = Math.max(next, askedToWait(error));
    this.#failures += 1;
    this.#consumer.interrupted?.(error, wait);
    await pause(wait, signal);
  }

  async #dispose(): Promise<void> {
    const watch = this.#watch;
    this.#watch = null;
    if (watch !== null) await destroyWatch(this.#session, watch);
  }
}
