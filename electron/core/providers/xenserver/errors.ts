import { boundedData } from '#shared/model/bounded-text.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { ErrorKind, MorefError, MorefException } from '#shared/model/error.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import { lockedForNow } from '../../net/locked-account.ts';
import { exceptionOf, transportError } from '../../net/transport-error.ts';
import { describeFailure, kindOfFailure } from './failures.ts';
import { loginMethod } from './xapi/session/login.ts';
import {
  XapiAnswerError,
  XapiEncodeError,
  XapiFailure,
  XapiTrustError,
  XapiUnsupportedError,
} from './xapi/errors.ts';

/** What was going on when the error came. */
export interface ErrorContext {
  /** `Power off of web-01`, `Logging in to xs1 as root`; begins the message. */
  readonly doing: Text;
  /** The object's name. */
  readonly name?: Text;
  readonly ref?: Ref;
  /** The name of the object behind an opaque reference, for the parameters of failures. */
  readonly nameOf?: (opaque: string) => string | undefined;
}

/** Whatever the wire client threw as a MorefException: what happened, to which object, what to do. */
export function toException(thrown: unknown, context: ErrorContext): MorefException {
  return exceptionOf(thrown, context.ref, () => describe(thrown, context));
}

function describe(thrown: unknown, context: ErrorContext): MorefError {
  const { doing } = context;
  if (thrown instanceof XapiFailure) return failureAsError(thrown, context);
  const transport = transportError(thrown, doing);
  if (transport !== undefined) return transport;
  if (thrown instanceof XapiEncodeError)
    return { kind: 'invalid', message: say('error.notPossible', { doing, why: thrown.text }) };
  // Only a person can mend it: trying again would not.
  if (thrown instanceof XapiTrustError) {
    const message = say('error.failed', { doing, why: thrown.text });
    return { kind: 'invalid', message, needsPerson: true };
  }
  if (thrown instanceof XapiUnsupportedError)
    return { kind: 'invalid', message: say('error.failed', { doing, why: thrown.text }) };
  if (thrown instanceof XapiAnswerError) {
    const message = say('error.failed', { doing, why: thrown.text });
    return { kind: 'fault', message, ...(thrown.foreign ? { foreign: true } : {}) };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { kind: 'bug', message: say('error.failedByMistake', { doing, why: message }) };
}

/** A failure of the API, thrown by a call or carried by a task. */
export function failureAsError(failure: XapiFailure, context: ErrorContext): MorefError {
  const { code, params, named } = failure;
  const kind: ErrorKind = kindOfFailure(code);
  const explanation = describeFailure(failure, {
    name: context.name ?? say('name.object'),
    nameOf: (opaque) => context.nameOf?.(opaque),
  });
  const members: Record<string, PropertyValue> = { ...named };
  const further = params.slice(Object.keys(named).length);
  if (further.length > 0) members['parameters'] = further;
  return boundedData({
    kind,
    message:
      kind === 'cancelled'
        ? say('error.wasCancelled', { doing: context.doing })
        : say('error.failed', { doing: context.doing, why: explanation }),
    native: {
      type: code,
      ...(Object.keys(members).length !== 0 && { members }),
    },
    ...((retryable.has(code) || (kind === 'auth' && !isLogin(failure))) && { retryable: true }),
    ...(code === 'SESSION_AUTHENTICATION_FAILED' && lockedForNow(params.join(' '))),
  });
}

const retryable: ReadonlySet<string> = new Set(['SESSION_INVALID', 'HOST_STILL_BOOTING']);

/** Where another call is refused it is the session that is, and a new one may be had. */
function isLogin({ method }: XapiFailure): boolean {
  return method === loginMethod;
}
