import { inEnglish } from '../i18n/english.ts';
import { text } from '../i18n/make-text.ts';
import type { Text } from '../i18n/text.ts';
import { boundedData, boundedText } from './bounded-text.ts';
import type { PropertyValue } from './property-value.ts';
import type { ConnectionId, Ref } from './reference.ts';

/**
 * - `auth`: the server refused the credentials, or there are none.
 * - `certificate`: the server's certificate is neither valid nor trusted, or it changed.
 * - `unreachable`, `timeout`: nothing answered, or not in time.
 * - `denied`: the account lacks a privilege.
 * - `missing`: the object (or profile, property, operation) is not there.
 * - `conflict`: the object is not in a state that allows it, or something else is at work on it.
 * - `fault`: any other error that the server reported.
 * - `invalid`: what was asked for makes no sense (a name that is empty, an address that is none).
 * - `cancelled`: somebody asked to stop. Never shown as a failure.
 * - `link`: the way between the window and Moref's core was lost; whatever was under way there goes on.
 * - `bug`: a fault of Moref's own.
 */
export const errorKinds = [
  'auth',
  'certificate',
  'unreachable',
  'timeout',
  'denied',
  'missing',
  'conflict',
  'fault',
  'invalid',
  'cancelled',
  'link',
  'bug',
] as const;

export type ErrorKind = (typeof errorKinds)[number];

/** An error as data: it crosses the link, is kept with tasks, and reads as a sentence to an administrator. */
export interface MorefError {
  readonly kind: ErrorKind;
  /** What happened, to which object, and what to do. */
  readonly message: Text;
  readonly connection?: ConnectionId;
  readonly ref?: Ref;
  /** The server's own fault for the details pane. */
  readonly native?: NativeFault;
  /** With kind `certificate`. */
  readonly certificate?: CertificateProblem;
  /** Trying again unchanged may succeed. */
  readonly retryable?: boolean;
  /** What answered does not speak as servers of this kind do: it may be one of another kind. */
  readonly foreign?: true;
  /** Waiting does not help: it is not tried again before a person has acted. */
  readonly needsPerson?: true;
  /** With kind `unreachable`: the server speaks TLS 1.0 or 1.1 alone, which the profile does not allow. */
  readonly oldTls?: true;
  /** The server asks to be left alone for so many milliseconds. */
  readonly retryAfterMs?: number;
  /** With kinds `unreachable` and `timeout`: no connection stood, so that nothing of the operation can have been sent. */
  readonly unsent?: true;
}

export interface NativeFault {
  /** `InvalidPowerState`. */
  readonly type: string;
  readonly message?: string;
  readonly members?: Readonly<Record<string, PropertyValue>>;
}

export interface CertificateProblem {
  readonly reason: 'untrusted' | 'changed';
  readonly presented: CertificateFacts;
  /** SHA-256 of the certificate that was trusted so far, with reason `changed`. */
  readonly pinned?: string;
  /** Why the certificate does not verify: `self-signed certificate`. */
  readonly verification: Text;
  /** What is wrong with it besides. */
  readonly further?: readonly Text[];
  /** Authorities of its chain, the nearest first, where nothing is wrong with it but that none of them is known. */
  readonly authorities?: readonly CertificateAuthority[];
}

export interface CertificateFacts {
  /** SHA-256, upper-case hex with colons. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly altNames: readonly string[];
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
  /** `RSA, 2048 bits`. */
  readonly key?: string;
  /** `ecdsa-with-SHA256`. */
  readonly signature?: string;
}

/** A certificate that issues others. */
export interface CertificateAuthority
  extends Pick<CertificateFacts, 'fingerprint' | 'subject' | 'issuer' | 'validFrom' | 'validTo'> {
  readonly pem: string;
}

/** A MorefError that can be thrown. */
export class MorefException extends Error {
  readonly data: MorefError;

  constructor(data: MorefError, options?: { readonly cause?: unknown }) {
    const bounded = boundedData(data);
    super(inEnglish(bounded.message), options);
    this.name = 'MorefException';
    this.data = bounded;
  }
}

/** Whatever was thrown, as data. What is not a MorefException is a bug and says so. */
export function toMorefError(thrown: unknown): MorefError {
  if (thrown instanceof MorefException) return thrown.data;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { kind: 'bug', message: text('failure.bug', { message: boundedText(message) }) };
}
