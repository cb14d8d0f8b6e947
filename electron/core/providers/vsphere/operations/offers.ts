import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationId, OperationOffer, OperationVerdict } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../provider.ts';
import { offersOf, verdictsOf } from '../../operations/offer.ts';
import { orLacking, type Refusal } from '../../operations/refusal.ts';
import { entityName, list } from '../map/read.ts';
import { catalog } from './catalog.ts';
import type { OperationDefinition, Subject } from './definition.ts';
import { lackingPrivilege, privilegesOf } from './privileges.ts';

/** The operations that exist for an object, or the one that is asked for, each with the reason if it cannot be run now. */
export function offers(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
  only?: OperationId,
): readonly OperationOffer[] {
  return offersOf(catalog, subjectOf(ref, properties, lookup), refusalOf, only);
}

/** The same operations, and whether each can be run now. */
export function verdicts(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
): readonly OperationVerdict[] {
  return verdictsOf(catalog, subjectOf(ref, properties, lookup), refusalOf);
}

function subjectOf(ref: Ref, object: Properties, lookup: Lookup): Subject {
  return { ref, name: entityName(object, ref), object, lookup };
}

const none: readonly never[] = [];

/** Why an operation cannot be run now. */
export function refusalOf(definition: OperationDefinition, subject: Subject): Refusal | undefined {
  const { methods = none, privileges = none } = definition;
  const refusal = definition.refusal?.(subject) ?? disabled(definition, subject);
  return orLacking(refusal, () => {
    const special = typeof privileges === 'function' ? privileges(subject) : privileges;
    return lacks(subject, privilegesOf(methods)) ?? lacks(subject, special);
  });
}

/** That the account lacks a privilege on the object; undefined where it has them all. */
export function lacks({ object, lookup }: Subject, needed: readonly string[]): Text | undefined {
  const privilege = lackingPrivilege(object, lookup, needed);
  return privilege === undefined ? undefined : say('refusal.privilege', { privilege });
}

/** The server's own word, where it is known (AttendedObjects): it has reasons that nothing else shows, as when a backup is at work. */
function disabled({ methods = none, sends = none }: OperationDefinition, { object }: Subject) {
  const off = list(object, 'disabledMethod');
  if (off.length === 0) return undefined;
  const method = [...methods, ...sends].find((one) => off.includes(one));
  return method === undefined ? undefined : say('refusal.disabledMethod', { method });
}
