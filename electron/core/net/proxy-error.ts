import type { Message } from '#shared/i18n/text.ts';
import { TextError } from './text-error.ts';

/**
 * - `refused`: the proxy is there, and does not connect.
 * - `login`: it wants to know who asks, or does not believe it: only a person can mend that.
 * - `unreachable`, `late`: there is no way to the proxy itself.
 */
export type ProxyFailure = 'refused' | 'login' | 'unreachable' | 'late';

/** What is between this computer and a server did not lead there; the server was not asked anything. */
export class ProxyError extends TextError {
  override readonly name = 'ProxyError';
  readonly failure: ProxyFailure;

  constructor(failure: ProxyFailure, text: Message, cause?: unknown) {
    super(text, { cause });
    this.failure = failure;
  }
}
