import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationId, OperationOffer, OperationVerdict } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup, OfferContext } from '../../provider.ts';
import { nameOf } from '../map/read.ts';
import { type Judge, offersOf, verdictsOf } from '../../operations/offer.ts';
import { orLacking } from '../../operations/refusal.ts';
import { catalog } from './catalog.ts';
import type { OperationDefinition, Subject } from './definition.ts';
import type { RecordedCall } from './plan/recorder.ts';

/** The operations that exist for an object, or the one that is asked for, each with the reason if it cannot be run now. */
export function offers(
  ref: Ref,
  properties: Properties,
  context: OfferContext,
  only?: OperationId,
): readonly OperationOffer[] {
  const { permissions } = context;
  const subject = withRights(subjectOf(ref, properties, context), permissions);
  return offersOf(catalog, subject, judgeFor(permissions), only);
}

/** The same operations, and whether each can be run now. */
export function verdicts(
  ref: Ref,
  properties: Properties,
  context: OfferContext,
): readonly OperationVerdict[] {
  const { permissions } = context;
  const subject = withRights(subjectOf(ref, properties, context), permissions);
  return verdictsOf(catalog, subject, judgeFor(permissions));
}

function subjectOf(ref: Ref, object: Properties, lookup: Lookup): Subject {
  return { ref, name: nameOf(ref, object), object, lookup };
}

/** An object together with what the account may do. */
export function withRights(about: Subject, permissions: ReadonlySet<string> | null): Subject {
  return {
    ...about,
    may: (message) => permissions === null || isPermitted(message, permissions),
  };
}

/** Why an operation cannot be run now by an account. */
export function judgeFor(
  permissions: ReadonlySet<string> | null,
): Judge<OperationDefinition, Subject> {
  return (definition, subject) =>
    orLacking(definition.refusal?.(subject), () => notPermitted(definition, subject, permissions));
}

function notPermitted(
  { messages }: OperationDefinition,
  { ref }: Subject,
  permissions: ReadonlySet<string> | null,
): Text | undefined {
  if (permissions === null) return undefined;
  const lacking = messages
    .map((message) => message.replace('*', refType(ref)))
    .find((message) => !isPermitted(message, permissions));
  return lacking === undefined ? undefined : lacks(lacking);
}

function lacks(message: string): Text {
  return say('refusal.permission', { permission: message.replace(/\/.*$/, '') });
}

/** The first of the calls that an operation is about to make that the account may not: what it asks for depends on the inputs. */
export function notPermittedCall(
  calls: readonly Pick<RecordedCall, 'owner' | 'message' | 'values'>[],
  permissions: ReadonlySet<string> | null,
): Text | undefined {
  if (permissions === null) return undefined;
  const lacking = calls
    .filter(({ message }) => !/^(?:get|assert)_/.test(message))
    .map(({ owner, message, values }) =>
      /^(?:add_to|remove_from)_/.test(message)
        ? `${owner}.${message}/key:${String(values[1])}`
        : `${owner}.${message}`,
    )
    .find((message) => !isPermitted(message, permissions));
  return lacking === undefined ? undefined : lacks(lacking);
}

/** What was found out of the permissions of a session: they are asked for at every object, for the same messages. */
const found = new WeakMap<ReadonlySet<string>, Map<string, boolean>>();

function isPermitted(message: string, permissions: ReadonlySet<string>): boolean {
  const known = found.get(permissions) ?? new Map<string, boolean>();
  found.set(permissions, known);
  let permitted = known.get(message);
  if (permitted === undefined) {
    permitted = includesPermission(message, permissions);
    known.set(message, permitted);
  }
  return permitted;
}

/** Permissions are called by the message in lower case; one for a single key of a map is worth as much as the whole for that key. */
function includesPermission(message: string, permissions: ReadonlySet<string>): boolean {
  const wanted = message.toLowerCase();
  const [whole = wanted] = wanted.split('/', 1);
  if (permissions.has(wanted) || permissions.has(whole)) return true;
  // For all keys that begin alike: `pool.add_to_other_config/key:xencenter.customfields.*`.
  return (
    wanted !== whole &&
    [...permissions].some((one) => one.endsWith('*') && wanted.startsWith(one.slice(0, -1)))
  );
}
