import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationId, OperationOffer, OperationVerdict } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup, OfferContext } from '../../provider.ts';
import { nameOf } from '../map/read.ts';
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
  const subject = subjectOf(ref, properties, context);
  return definitionsFor(ref)
    .filter(({ id, exists }) => (only ?? id) === id && (exists?.(subject) ?? true))
    .map((definition) => offer(definition, subject, context.permissions));
}

/** The same operations, and whether each can be run now. */
export function verdicts(
  ref: Ref,
  properties: Properties,
  context: OfferContext,
): readonly OperationVerdict[] {
  const { permissions } = context;
  const subject = askingMay(subjectOf(ref, properties, context), permissions);
  const found: OperationVerdict[] = [];
  for (const definition of definitionsFor(ref))
    if (definition.exists?.(subject) ?? true) found.push(verdict(definition, subject, permissions));
  return found;
}

function subjectOf(ref: Ref, object: Properties, lookup: Lookup): Subject {
  return { ref, name: nameOf(ref, object), object, lookup };
}

const byType = new Map<string, readonly OperationDefinition[]>();

function definitionsFor(ref: Ref): readonly OperationDefinition[] {
  const owner = refType(ref);
  let found = byType.get(owner);
  if (found === undefined) {
    found = catalog.filter(({ types }) => types.includes(owner));
    byType.set(owner, found);
  }
  return found;
}

function askingMay(subject: Subject, permissions: ReadonlySet<string> | null): Subject {
  return {
    ...subject,
    may: (message) => permissions === null || isPermitted(message, permissions),
  };
}

function verdict(
  definition: OperationDefinition,
  subject: Subject,
  permissions: ReadonlySet<string> | null,
): OperationVerdict {
  const { id } = definition;
  const denied = notPermitted(definition, subject, permissions);
  if (denied !== undefined) return { id, refused: denied };
  const done = definition.done?.(subject);
  if (done !== undefined) return { id, refused: done, done: true };
  const refused = definition.refusal?.(subject);
  return refused === undefined ? { id } : { id, refused };
}

/** One operation as it is offered for an object. */
export function offer(
  definition: OperationDefinition,
  about: Subject,
  permissions: ReadonlySet<string> | null,
): OperationOffer {
  const subject = askingMay(about, permissions);
  const { label, group, icon, destructive, part } = definition;
  const judged = verdict(definition, subject, permissions);
  const confirm = definition.confirm?.(subject);
  const risk = definition.risk?.(subject);
  // What cannot be run asks for nothing.
  const inputs = judged.refused === undefined ? (definition.inputs?.(subject) ?? []) : [];
  return {
    ...judged,
    label,
    group,
    ...(icon === undefined ? {} : { icon }),
    ...(confirm === undefined ? {} : { confirm }),
    ...(risk === undefined ? {} : { risk }),
    ...(destructive === undefined ? {} : { destructive }),
    ...(part === undefined ? {} : { part }),
    ...(inputs.length === 0 ? {} : { inputs }),
  };
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
