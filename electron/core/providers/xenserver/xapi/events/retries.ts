import { BOUNDS } from '../../../../net/bounds.ts';
import {
  askedToWait,
  CancelledError,
  HttpStatusError,
  TimeoutError,
  UnreachableError,
} from '../../../../net/errors.ts';
import { wasSilent } from '../../../../net/patience.ts';
import { isFailure, XapiAnswerError } from '../errors.ts';
import { pause } from '../session/pause.ts';
import type { EventConsumer, EventSource } from './event-consumer.ts';

const DEFAULT_RETRY_MS: readonly number[] = [500, 1000, 2000, 5000, 10_000, 15_000];
/** The pause after an answer that stayed away for long. */
const AFTER_SILENCE_MS = 2000;
/** Failures in a row after which other members of the pool are asked. */
const FAILURES_BEFORE_OTHERS = 2;

/** True for what may pass by itself: a session stands, so whatever answers in the server's place will. */
export function isNetworkFailure(error: unknown): boolean {
  return (
    error instanceof UnreachableError ||
    error instanceof TimeoutError ||
    error instanceof XapiAnswerError ||
    error instanceof HttpStatusError ||
    isFailure(error, 'HOST_STILL_BOOTING')
  );
}

/** What happens between a failure and the next try: word of it, a pause, and a look at the other members of the pool. */
export class Retries {
  readonly #source: EventSource;
  readonly #consumer: EventConsumer;
  readonly #waits: readonly number[];
  /** In a row. */
  #failures = 0;

  /** @param waits pauses in milliseconds; when used up, the failure is thrown */
  constructor(
    source: EventSource,
    consumer: EventConsumer,
    waits: readonly number[] = DEFAULT_RETRY_MS,
  ) {
    this.#source = source;
    this.#consumer = consumer;
    this.#waits = waits;
  }

  /** Failures in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** The server has answered. */
  over(): void {
    this.#failures = 0;
  }

  /** Resolves when it is time to try again. @throws the failure, where it was tried often enough */
  async later(error: unknown, signal: AbortSignal): Promise<void> {
    const next = this.#waits[this.#failures];
    if (next === undefined) throw error;
    // Who was waited for in vain is not waited for twice.
    const pauseMs = wasSilent(error) ? Math.min(next, AFTER_SILENCE_MS) : next;
    const wait = Math.max(pauseMs, askedToWait(error));
    this.#failures += 1;
    this.#consumer.interrupted?.(error, wait);
    await pause(wait, signal);
    await this.#tryOthers(error, signal);
  }

  /** Where the coordinator stays away, another member may have become one. */
  async #tryOthers(error: unknown, signal: AbortSignal): Promise<void> {
    const away = error instanceof UnreachableError || error instanceof TimeoutError;
    const { session, members } = this.#source;
    if (!away || this.#failures < FAILURES_BEFORE_OTHERS || members.length < 2) return;
    const { generation } = session;
    try {
      // A server that is back with our session needs no new login, and nobody a new load.
      if (await this.#answers(signal)) return;
      await session.renew(generation, signal);
    } catch (failed) {
      if (!isNetworkFailure(failed)) throw failed;
    }
  }

  /** Whether the server at hand answers again, be it with a refusal. */
  async #answers(signal: AbortSignal): Promise<boolean> {
    try {
      await this.#source.session.sendOnce('pool.get_all', [], {
        signal,
        lane: 'events',
        headersTimeoutMs: BOUNDS.quickMs,
      });
      return true;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      return !isNetworkFailure(error);
    }
  }
}
