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
  onRecords: (owner: string, entries: readonly Entry[]) => Promise<void> | void,
  signal: AbortSignal,
): Promise<LoadedClasses> {
  const { ref } = source.session;
  const queue = [...classes];
  const missing: string[] = [];
  const failed = new Map<string, unknown>();
  let answered = 0;
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  const worker = async (): Promise<void> => {
    for (let owner = queue.shift(); owner !== undefined; owner = queue.shift()) {
      const name = owner;
      const before = answered;
      try {
        const exists = await source.streamRecords(name, (entries) => onRecords(name, entries), {
          signal: either,
        });
        answered += 1;
        if (!exists) missing.push(name);
      } catch (error) {
        // Where the server has answered others meanwhile, it is there: what has failed is this class.
        if (concernsAll(error, ref) || (isLoss(error) && answered === before)) throw error;
        failed.set(name, error);
      }
    }
  };
  const workers = Array.from({ length: AT_A_TIME }, worker);
  try {
    await Promise.all(workers);
  } catch (error) {
    ended.abort();
    await Promise.allSettled(workers);
    throw error;
  }
  const [first] = failed.values();
  if (answered === 0 && failed.size > 0) throw first;
  return { missing, failed };
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
