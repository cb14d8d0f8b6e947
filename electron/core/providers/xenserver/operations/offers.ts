import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { OfferContext } from '../../provider.ts';
import { nameOf } from '../map/read.ts';
import { catalog } from './catalog.ts';
import type { OperationDefinition, Subject } from './definition.ts';
import type { RecordedCall } from './plan/recorder.ts';

/** The operations that exist for an object, each with the reason if it cannot be run now. */
export function offers(
  ref: Ref,
  properties: Properties,
  context: OfferContext,
): readonly OperationOffer[] {
  const owner = refType(ref);
  const subject = { ref, name: nameOf(ref, properties), object: properties, lookup: context };
  return catalog
    .filter(({ types, exists }) => types.includes(owner) && (exists?.(subject) ?? true))
    .map((definition) => offer(definition, subject, context.permissions));
}

/** One operation as it is offered for an object. */
export function offer(
  definition: OperationDefinition,
  about: Subject,
  permissions: ReadonlySet<string> | null,
): OperationOffer {
  const may = (message: string): boolean =>
    permissions === null || isPermitted(message, permissions);
  const subject = { ...about, may };
  const { id, label, group, icon, destructive, part } = definition;
  const denied = notPermitted(definition, subject, permissions);
  const done = denied === undefined ? definition.done?.(subject) : undefined;
  const refused = denied ?? done ?? definition.refusal?.(subject);
  const confirm = definition.confirm?.(subject);
  const risk = definition.risk?.(subject);
  // What cannot be run asks for nothing.
  const inputs = refused === undefined ? (definition.inputs?.(subject) ?? []) : [];
  return {
    id,
    label,
    group,
    ...(icon === undefined ? {} : { icon }),
    ...(refused === undefined ? {} : { refused }),
    ...(done === undefined ? {} : { done: true }),
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

/** Permissions are called by the message in lower case; one for a single key of a map is worth as much as the whole for that key. */
function isPermitted(message: string, permissions: ReadonlySet<string>): boolean {
  const wanted = message.toLowerCase();
  const [whole = wanted] = wanted.split('/', 1);
  if (permissions.has(wanted) || permissions.has(whole)) return true;
  // For all keys that begin alike: `pool.add_to_other_config/key:xencenter.customfields.*`.
  return (
    wanted !== whole &&
    [...permissions].some((one) => one.endsWith('*') && wanted.startsWith(one.slice(0, -1)))
  );
}
