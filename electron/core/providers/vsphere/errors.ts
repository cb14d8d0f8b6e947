import { boundedData } from '#shared/model/bounded-text.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { ErrorKind, MorefError, MorefException } from '#shared/model/error.ts';
import type { Ref } from '#shared/model/reference.ts';
import { lockedForNow } from '../../net/locked-account.ts';
import { exceptionOf, transportError } from '../../net/transport-error.ts';
import { describeFault, kindOfFault } from './faults.ts';
import { EncodeError } from './vim25/encode/encode-error.ts';
import { SoapError, VimFault } from './vim25/soap/soap-error.ts';
import type { VimRecord } from './vim25/values.ts';
import { XmlError } from './vim25/xml/xml-reader.ts';

/** What was going on when the error came. */
export interface ErrorContext {
  /** `Power off of web-01`, `Login to vc.example.org as admin`; begins the message. */
  readonly doing: Text;
  /** The object's name. */
  readonly name?: Text;
  readonly ref?: Ref;
  /** During login NoPermission means that the account may not use the server at all. */
  readonly login?: boolean;
}

/** Whatever the wire client threw as a MorefException: what happened, to which object, what to do. */
export function toException(thrown: unknown, context: ErrorContext): MorefException {
  return exceptionOf(thrown, context.ref, () => describe(thrown, context));
}

function describe(thrown: unknown, context: ErrorContext): MorefError {
  if (thrown instanceof VimFault) return faultAsError(thrown.fault, thrown.said, context);
  const transport = transportError(thrown, context.doing);
  if (transport !== undefined) return transport;
  if (thrown instanceof SoapError || thrown instanceof XmlError) {
    const message = say('error.failed', { doing: context.doing, why: thrown.text });
    return { kind: 'fault', message, ...(thrown.foreign ? { foreign: true } : {}) };
  }
  if (thrown instanceof EncodeError) {
    const message = say('error.notPossible', { doing: context.doing, why: thrown.text });
    return { kind: 'invalid', message };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    kind: 'bug',
    message: say('error.failedByMistake', { doing: context.doing, why: message }),
  };
}

/**
 * A fault of the API, thrown by a call or carried by a task.
 * @param text the server's own words, if it sent any
 */
export function faultAsError(fault: VimRecord, text: string, context: ErrorContext): MorefError {
  const { $type: type, faultCause: _cause, faultMessage: _message, ...members } = fault;
  const kind: ErrorKind =
    context.login === true && type === 'NoPermission' ? 'auth' : kindOfFault(type);
  const explanation =
    describeFault(fault, context.name ?? say('name.object')) ??
    (text || say('answer.fault', { type }));
  const known = Object.entries(members).filter(([, value]) => value !== undefined);
  return boundedData({
    kind,
    message: say('error.failed', { doing: context.doing, why: explanation }),
    native: {
      type,
      ...(text !== '' && { message: text }),
      ...(known.length !== 0 && { members: Object.fromEntries(known) as VimRecord }),
    } as NonNullable<MorefError['native']>,
    // What is refused is the session, and not the login: a new one may be had.
    ...((type === 'NotAuthenticated' || (kind === 'auth' && context.login !== true)) && {
      retryable: true,
    }),
    ...(type === 'InvalidLogin' && lockedForNow(text)),
  });
}
