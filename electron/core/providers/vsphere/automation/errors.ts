import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException, type ErrorKind, type MorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import { lockedForNow } from '../../../net/locked-account.ts';
import { transportError } from '../../../net/transport-error.ts';
import {
  EncodeError,
  isRefusedLogin,
  JsonRpcError,
  OperationNotFoundError,
  UndeclaredOperationError,
  VapiError,
  VapiProtocolError,
} from '../vapi/errors.ts';

/** What was going on when the error came. */
export interface ErrorContext {
  /** `Assigning the tag backup`; begins the message. */
  readonly doing: Text;
  readonly ref?: Ref;
}

/** Kinds of the standard errors, `com.vmware.vapi.std.errors`, by their short names; all others are `fault`. */
const kinds: Readonly<Record<string, ErrorKind>> = {
  unauthenticated: 'auth',
  unauthorized: 'denied',
  not_found: 'missing',
  operation_not_found: 'missing',
  invalid_argument: 'invalid',
  invalid_element_configuration: 'invalid',
  invalid_element_type: 'invalid',
  unexpected_input: 'invalid',
  already_exists: 'conflict',
  already_in_desired_state: 'conflict',
  concurrent_change: 'conflict',
  feature_in_use: 'conflict',
  not_allowed_in_current_state: 'conflict',
  resource_busy: 'conflict',
  resource_in_use: 'conflict',
  canceled: 'cancelled',
  timed_out: 'timeout',
};

/** Whatever the Automation API's client threw as a MorefException: what happened, to which object, what to do. */
export function automationException(thrown: unknown, context: ErrorContext): MorefException {
  if (thrown instanceof MorefException) return thrown;
  return new MorefException(
    { ...describe(thrown, context), ...onlyDefined({ ref: context.ref }) },
    { cause: thrown },
  );
}

function describe(thrown: unknown, { doing }: ErrorContext): MorefError {
  if (thrown instanceof OperationNotFoundError) {
    const { service, operation } = thrown.facts;
    const message = say('error.lacksService', { doing, service, operation });
    return { kind: 'missing', message, native: nativeOf(thrown) };
  }
  if (thrown instanceof VapiError) return describeOwn(thrown, doing);
  if (thrown instanceof EncodeError || thrown instanceof UndeclaredOperationError)
    return { kind: 'invalid', message: say('error.failed', { doing, why: thrown.text }) };
  const transport = transportError(thrown, doing);
  if (transport !== undefined) return transport;
  if (thrown instanceof JsonRpcError || thrown instanceof VapiProtocolError)
    return {
      kind: 'fault',
      message: say('error.failed', { doing, why: thrown.text }),
      ...(thrown.foreign && { foreign: true as const }),
    };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { kind: 'bug', message: say('error.failedByMistake', { doing, why: message }) };
}

/** An error of the operation itself. */
function describeOwn(thrown: VapiError, doing: Text): MorefError {
  const refused: boolean = isRefusedLogin(thrown);
  const kind = refused ? 'auth' : (kinds[thrown.shortType] ?? 'fault');
  const why = thrown.said || say('answer.fault', { type: thrown.shortType });
  return {
    kind,
    message: say('error.failed', { doing, why }),
    native: nativeOf(thrown),
    // What is refused otherwise is the session, and not the login: a new one may be had.
    ...((thrown.retryable || (kind === 'auth' && !refused)) && { retryable: true }),
    ...(refused && lockedForNow(thrown.message)),
  };
}

/** The error structure, and the call's opId, by which the server's own log tells more. */
function nativeOf({ type, value, facts }: VapiError): NonNullable<MorefError['native']> {
  const { $type: _type, ...members } = value;
  const known = Object.entries(members).filter(([, member]) => member !== undefined);
  return {
    type,
    members: {
      ...(Object.fromEntries(known) as Readonly<Record<string, PropertyValue>>),
      opId: facts.opId,
    },
  };
}
