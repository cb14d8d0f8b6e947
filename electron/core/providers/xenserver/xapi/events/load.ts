import { BOUNDS } from '../../../../net/bounds.ts';
import {
  CancelledError,
  CertificateError,
  TimeoutError,
  UnreachableError,
} from '../../../../net/errors.ts';
import { isFailure, XapiFailure, XapiTrustError } from '../errors.ts';
import { endsSession } from '../session/xapi-session.ts';
import type { Entry, EventSource } from './event-consumer.ts';

/** Answers under way at a time: enough to keep the server busy, few enough to keep memory small. */
const AT_A_TIME = 4;

export interface LoadedClasses {
  /** The server, or the account, does not have them. */
  readonly missing: readonly string[];
  /** They could not be read, and why. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/**
 * Loads all objects of some classes, a few classes at a time. A class that fails alone leaves the others alone.
 * @throws what concerns all of them: the session, the connection, or every class
 */
export async function loadClasses(
  source: EventSource,
  classes: readonly string[],
  onRecords: OnRecords,
  signal: AbortSignal,
): Promise<LoadedClasses> {
  const queue = [...classes];
  const ended = new AbortController();
  const load = new Load(source, onRecords, AbortSignal.any([signal, ended.signal]));
  const worker = async (): Promise<void> => {
    for (let owner = queue.shift(); owner !== undefined; owner = queue.shift())
      await load.one(owner);
  };
  const workers = Array.from({ length: AT_A_TIME }, worker);
  try {
    await Promise.all(workers);
  } catch (error) {
    ended.abort();
    await Promise.allSettled(workers);
    throw error;
  }
  return load.result();
}

type OnRecords = (owner: string, entries: readonly Entry[]) => Promise<void> | void;

/** What has come of the classes so far. */
class Load {
  readonly #source: EventSource;
  readonly #onRecords: OnRecords;
  readonly #signal: AbortSignal;
  readonly #missing: string[] = [];
  readonly #failed = new Map<string, unknown>();
  #answered = 0;

  constructor(source: EventSource, onRecords: OnRecords, signal: AbortSignal) {
    this.#source = source;
    this.#onRecords = onRecords;
    this.#signal = signal;
  }

  /** Loads a class. @throws what concerns all of them */
  async one(owner: string): Promise<void> {
    const before = this.#answered;
    try {
      const exists = await this.#source.streamRecords(
        owner,
        (entries) => this.#onRecords(owner, entries),
        { signal: this.#signal },
      );
      this.#answered += 1;
      if (!exists) this.#missing.push(owner);
    } catch (error) {
      const { ref } = this.#source.session;
      // Where the server has answered others meanwhile, it is there: what has failed is this class.
      if (concernsAll(error, ref) || (isLoss(error) && this.#answered === before)) throw error;
      this.#failed.set(owner, error);
    }
  }

  /** @throws the first failure where there is nothing else */
  result(): LoadedClasses {
    const [first] = this.#failed.values();
    if (this.#answered === 0 && this.#failed.size > 0) throw first;
    return { missing: this.#missing, failed: this.#failed };
  }
}

/**
 * A token just before now; empty where the server cannot give one, or does not say: then the first answer is the full load, and tells
 * whether anybody is there.
 */
export async function startToken(source: EventSource, signal: AbortSignal): Promise<string> {
  const { ref } = source.session;
  const options = { signal, headersTimeoutMs: BOUNDS.quickMs };
  // Without a token it is not known which classes the server lacks: one odd answer is not enough for that.
  for (let isLast = false; ; isLast = true)
    try {
      const [pool] = await source.getAll('pool', options);
      if (pool === undefined) return '';
      const token = await source.call('event', 'inject', ['pool', pool], options);
      return typeof token === 'string' ? token : '';
    } catch (error) {
      if (concernsAll(error, ref) || error instanceof UnreachableError) throw error;
      if (isLast || error instanceof XapiFailure) return '';
    }
}

/** True for what fails one class and need not fail the next. @param ref of the present session */
export function concernsOneClass(error: unknown, ref: string): boolean {
  return !concernsAll(error, ref) && !isLoss(error);
}

function concernsAll(error: unknown, ref: string): boolean {
  return (
    error instanceof CancelledError ||
    error instanceof CertificateError ||
    error instanceof XapiTrustError ||
    isFailure(error, 'HOST_STILL_BOOTING') ||
    endsSession(error, ref)
  );
}

function isLoss(error: unknown): boolean {
  return error instanceof UnreachableError || error instanceof TimeoutError;
}
