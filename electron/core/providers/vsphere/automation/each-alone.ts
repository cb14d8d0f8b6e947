import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { LackingPart } from '#shared/model/session-part.ts';
import {
  CancelledError,
  CertificateError,
  HttpStatusError,
  TimeoutError,
  UnreachableError,
} from '../../../net/errors.ts';
import { DecodeError, isRefusedLogin, isVapiError, notText } from '../vapi/errors.ts';
import { automationException } from './errors.ts';

/** Notes what cannot be read while the rest can: one tag, one library, one list. */
export class Lacking {
  #count = 0;
  #first: LackingPart['error'] | undefined;

  /** What was noted; undefined where all could be read. */
  get value(): LackingPart | undefined {
    return this.#first === undefined ? undefined : { count: this.#count, error: this.#first };
  }

  /** How much was noted so far. */
  get count(): number {
    return this.#count;
  }

  note(error: unknown, doing: Text): void {
    this.#count += 1;
    this.#first ??= automationException(error, { doing }).data;
  }

  /**
   * Reads one thing. What is gone, or not for this account, is undefined; what cannot be read is noted, and is what was known of it.
   * @throws what concerns more than this thing: the session, the connection, a server that is busy
   */
  async read<T>(doing: Text, known: T | undefined, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (concernsMore(error)) throw error;
      if (isVapiError(error, 'not_found', 'unauthorized')) return undefined;
      this.note(error, doing);
      return known;
    }
  }
}

/** A text that is needed to find or name a thing. @throws DecodeError where the server sent something else in its place */
export function neededText(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw notText(what);
}

/** The texts of a list; what else the server sent there is left out, and noted. */
export function textsOf(values: readonly unknown[], lacking: Lacking, doing: Text): string[] {
  return values.filter((value) => {
    if (typeof value === 'string') return true;
    lacking.note(new DecodeError(say('answer.noText.identifier')), doing);
    return false;
  }) as string[];
}

/** True for an error that the next call would meet too. */
export function concernsMore(error: unknown): boolean {
  return (
    error instanceof CancelledError ||
    error instanceof CertificateError ||
    error instanceof UnreachableError ||
    error instanceof TimeoutError ||
    (error instanceof HttpStatusError && error.retryable) ||
    isRefusedLogin(error) ||
    isVapiError(error, 'unauthenticated', 'service_unavailable')
  );
}
