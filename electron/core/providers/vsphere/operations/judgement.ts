import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { orLacking, type Refusal } from '../../operations/refusal.ts';
import { list } from '../map/read.ts';
import type { OperationDefinition, Subject } from './definition.ts';
import { lackingPrivilege, privilegesOf } from './privileges.ts';

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
