import { TextError } from '../../../net/text-error.ts';
import type { Message } from '#shared/i18n/text.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { VapiRecord } from './values.ts';

/** Where a call went wrong: what helps to find it in the server's log. */
export interface CallFacts {
  readonly service: string;
  readonly operation: string;
  /** The call's `opId`, as in vCenter's own logs. */
  readonly opId: string;
}

const STANDARD = 'com.vmware.vapi.std.errors.';

/** The operation's own error: one of `com.vmware.vapi.std.errors` or, from newer servers, one that nobody declared. */
export class VapiError extends Error {
  override readonly name: string = 'VapiError';
  /** The error's wire name, e.g. `com.vmware.vapi.std.errors.not_found`; without a name on the wire, `…errors.error`. */
  readonly type: string;
  /** The error structure with its `$type`. */
  readonly value: VapiRecord;
  readonly facts: CallFacts;
  /** The server's own words; empty where it sent none. */
  readonly said: string;
  /** A new login took place after this `unauthenticated`: the same call may succeed now. It was not repeated, for it is no read. */
  readonly renewed: boolean;

  constructor(value: VapiRecord, facts: CallFacts, renewed = false) {
    const said = textOf(value);
    super(said || `${facts.service}.${facts.operation}: ${shortName(value)}`);
    this.said = said;
    this.type = value.$type ?? `${STANDARD}error`;
    this.value = value;
    this.facts = facts;
    this.renewed = renewed;
  }

  /** The name without its package: `not_found`. */
  get shortType(): string {
    return shortName(this.value);
  }

  /** How to log in, where the server says so (`unauthenticated` only). */
  get challenge(): string | undefined {
    const { challenge } = this.value;
    return typeof challenge === 'string' ? challenge : undefined;
  }

  /** True where the same call may succeed a moment later. */
  get retryable(): boolean {
    return ['service_unavailable', 'timed_out', 'resource_busy'].includes(this.shortType);
  }
}

/** The server has no such service or operation: it is of another version, or lacks a feature. Not a failure of the call. */
export class OperationNotFoundError extends VapiError {
  override readonly name = 'OperationNotFoundError';
}

/** The server did not understand the message: an error of JSON-RPC itself. */
export class JsonRpcError extends TextError {
  override readonly name = 'JsonRpcError';
  /** e.g. -32602; -31001: headers and body name different operations. */
  readonly code: number;
  readonly facts: CallFacts;

  constructor(text: Message, code: number, facts: CallFacts) {
    super(text);
    this.code = code;
    this.facts = facts;
  }
}

/** The answer is not one of this protocol: no JSON, no envelope, a broken stream, another call's id. */
export class VapiProtocolError extends TextError {
  override readonly name: string = 'VapiProtocolError';
}

/** The answer is of this protocol, but not of the declared type, e.g. text for a number. */
export class DecodeError extends VapiProtocolError {
  override readonly name = 'DecodeError';
}

/** Something else than text stands where a thing is named: it can be neither found nor shown. */
export function notText(path: string): DecodeError {
  return new DecodeError(say('answer.noText', { path }));
}

/** An input does not fit the operation's declaration; nothing was sent. */
export class EncodeError extends TextError {
  override readonly name = 'EncodeError';
}

/** Neither the shipped model nor the call says what the operation takes and gives; nothing was sent. */
export class UndeclaredOperationError extends TextError {
  override readonly name = 'UndeclaredOperationError';
}

/** True for an operation's error of one of the given short names. */
export function isVapiError(error: unknown, ...types: readonly string[]): error is VapiError {
  return error instanceof VapiError && types.includes(error.shortType);
}

/** The service of sessions, whose `create` is the login. */
export const sessionService = 'com.vmware.cis.session';

/** True where the server refused a login, and not a session that it does not know any more: doing that again may lock the account. */
export function isRefusedLogin(error: unknown): error is VapiError {
  return (
    isVapiError(error, 'unauthenticated', 'unauthorized') &&
    error.facts.service === sessionService &&
    error.facts.operation === 'create'
  );
}

/** An error structure as one of the classes above. */
export function toVapiError(value: VapiRecord, facts: CallFacts): VapiError {
  return shortName(value) === 'operation_not_found'
    ? new OperationNotFoundError(value, facts)
    : new VapiError(value, facts);
}

function shortName({ $type }: VapiRecord): string {
  return $type?.slice($type.lastIndexOf('.') + 1) ?? 'error';
}

/** The server's texts, localised where it did so. */
function textOf({ messages }: VapiRecord): string {
  if (!Array.isArray(messages)) return '';
  return (messages as readonly unknown[])
    .map((message) => {
      const { localized, default_message: text } = (message ?? {}) as VapiRecord;
      return typeof localized === 'string' ? localized : typeof text === 'string' ? text : '';
    })
    .filter((text) => text !== '')
    .join(' ');
}
