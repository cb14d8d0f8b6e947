import { text as say } from '#shared/i18n/make-text.ts';
import type { Message } from '#shared/i18n/text.ts';
import { TextError } from './text-error.ts';

/** What a server's certificate said, as shown to the person who decides whether to trust it. */
export interface PresentedCertificate {
  /** SHA-256 of the leaf certificate, upper-case hex pairs joined by colons. */
  readonly fingerprint256: string;
  readonly subject: string;
  readonly issuer: string;
  /** The certificate's alternative names as written in it, e.g. `DNS:vc.example.org, IP Address:10.0.0.5`. */
  readonly subjectAltNames: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly selfSigned: boolean;
  /** `RSA, 2048 bits`; of one that is refused. */
  readonly key?: string;
  /** `ecdsa-with-SHA256`; of one that is refused. */
  readonly signature?: string;
  /** Who issued it, and who issued those, as far as the server shows them; of one that is refused. */
  readonly authorities?: readonly PresentedAuthority[];
}

/** A certificate that issues others. */
export interface PresentedAuthority {
  readonly fingerprint256: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly pem: string;
}

/** No connection stood: no name, nobody listening, no TLS. Whatever was to be sent over it was not. */
export class ConnectFailure extends Error {
  override readonly name = 'ConnectFailure';

  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

/** Codes of an UnreachableError: the server speaks old versions of TLS alone; a proxy does not let this user through. */
export const OLD_TLS_CODE = 'OLD_TLS';
export const PROXY_LOGIN = 'PROXY_LOGIN';

interface FailureOptions {
  readonly cause?: unknown;
  readonly unsent?: boolean;
}

/** The server could not be reached: name not found, refused, reset, no route, or not speaking the protocol. */
export class UnreachableError extends TextError {
  override readonly name = 'UnreachableError';
  /** The operating system's or the library's code, e.g. `ECONNREFUSED`. */
  readonly code: string;
  /** See {@link ConnectFailure}: the operation that the request belongs to cannot have reached the server. */
  readonly unsent: boolean;

  constructor(text: Message, code: string, options: FailureOptions = {}) {
    super(text, { cause: options.cause });
    this.code = code;
    this.unsent = options.unsent === true;
  }
}

/** The server did not connect, answer or go on answering in time. */
export class TimeoutError extends TextError {
  override readonly name = 'TimeoutError';
  /** As with {@link UnreachableError}. */
  readonly unsent: boolean;

  constructor(text: Message, options: FailureOptions = {}) {
    super(text, { cause: options.cause });
    this.unsent = options.unsent === true;
  }
}

/** The caller gave the request up (its AbortSignal fired). Never a failure of the server. */
export class CancelledError extends TextError {
  override readonly name = 'CancelledError';

  constructor(text: Message = say('net.cancelled'), cause?: unknown) {
    super(text, { cause });
  }
}

/** The server's certificate is neither verified nor pinned; nothing was sent to it. */
export class CertificateError extends TextError {
  override readonly name = 'CertificateError';
  readonly presented: PresentedCertificate;
  /** The fingerprint that was expected, or null when nothing was pinned yet. */
  readonly pinned: string | null;
  /** Why verification failed, e.g. `DEPTH_ZERO_SELF_SIGNED_CERT`, or `PIN_MISMATCH`: all that is wrong. */
  readonly reasons: readonly string[];

  constructor(text: Message, facts: Pick<CertificateError, 'presented' | 'pinned' | 'reasons'>) {
    super(text);
    this.presented = facts.presented;
    this.pinned = facts.pinned;
    this.reasons = facts.reasons;
  }

  /** The first of the reasons. */
  get reason(): string {
    return this.reasons[0] ?? 'UNKNOWN';
  }
}

/** The server answered with a status that the protocol does not use for answers. */
export class HttpStatusError extends TextError {
  override readonly name = 'HttpStatusError';
  readonly status: number;
  /** True where the same request may succeed a moment later (502, 503, 504, 429). */
  readonly retryable: boolean;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(
    text: Message,
    status: number,
    {
      retryAfterMs,
      foreign = false,
    }: { readonly retryAfterMs?: number | undefined; readonly foreign?: boolean } = {},
  ) {
    super(text, { foreign });
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.retryable = status === 502 || status === 503 || status === 504 || status === 429;
  }
}

/** The answer is larger than the caller allowed. */
export class ResponseTooLargeError extends TextError {
  override readonly name = 'ResponseTooLargeError';
}

/** How long the server that threw this asked to be left alone, milliseconds; 0 where it asked for nothing. */
export function askedToWait(error: unknown): number {
  return error instanceof HttpStatusError ? (error.retryAfterMs ?? 0) : 0;
}

/** True where nobody has answered, or somebody who has no time: the next request may meet the same. */
export function isNoAnswer(error: unknown): boolean {
  return (
    error instanceof UnreachableError ||
    error instanceof TimeoutError ||
    (error instanceof HttpStatusError && error.retryable)
  );
}
