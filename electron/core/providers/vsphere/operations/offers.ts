import { text as say } from '#shared/i18n/make-text.ts';
import type { OperationId, OperationOffer, OperationVerdict } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../provider.ts';
import { lineageOf } from '../declared-type.ts';
import { entityName, list } from '../map/read.ts';
import { MODEL_DATA } from '../vim25/model/model-data.ts';
import { catalog } from './catalog.ts';
import {
  isAlreadySo,
  verdictOf,
  type OperationDefinition,
  type Refusal,
  type Subject,
} from './definition.ts';
import { lackingPrivilege, privilegesOf } from './privileges.ts';

/** The operations that exist for an object, or the one that is asked for, each with the reason if it cannot be run now. */
export function offers(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
  only?: OperationId,
): readonly OperationOffer[] {
  const subject = subjectOf(ref, properties, lookup);
  return definitionsFor(ref)
    .filter(({ id, exists }) => (only ?? id) === id && (exists?.(subject) ?? true))
    .map((definition) => offer(definition, subject));
}

/** The same operations, and whether each can be run now. */
export function verdicts(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
): readonly OperationVerdict[] {
  const subject = subjectOf(ref, properties, lookup);
  const found: OperationVerdict[] = [];
  for (const definition of definitionsFor(ref))
    if (definition.exists?.(subject) ?? true)
      found.push(verdictOf(definition.id, refusalOf(definition, subject)));
  return found;
}

function subjectOf(ref: Ref, object: Properties, lookup: Lookup): Subject {
  return { ref, name: entityName(object, ref), object, lookup };
}

const byType = new Map<string, readonly OperationDefinition[]>();

function definitionsFor(ref: Ref): readonly OperationDefinition[] {
  const type = refType(ref);
  let found = byType.get(type);
  if (found === undefined) {
    const lineage = lineageOf(type);
    // A type that a newer server added is a managed entity, as far as anybody can tell.
    const isEntity = lineage.length === 0 ? !isPart(type) : lineage.includes('ManagedEntity');
    found = catalog.filter(({ types }) =>
      types.some((one) => (one === '*' ? isEntity : lineage.includes(one) || one === type)),
    );
    byType.set(type, found);
  }
  return found;
}

/** Whether it is a data object, which is kept as an object of its own: a triggered alarm. */
function isPart(type: string): boolean {
  return Object.hasOwn(MODEL_DATA.types, type);
}

/** The definition behind an operation of an object; undefined where it has none of that name. */
export function findDefinition(
  operation: string,
  subject: Subject,
): OperationDefinition | undefined {
  return definitionsFor(subject.ref).find(
    ({ id, exists }) => id === operation && (exists?.(subject) ?? true),
  );
}

const none: readonly never[] = [];

/** Why an operation cannot be run now. */
export function refusalOf(definition: OperationDefinition, subject: Subject): Refusal | undefined {
  const { methods = none, privileges = none } = definition;
  const refusal = definition.refusal?.(subject) ?? disabled(definition, subject);
  // What is already so needs no privilege.
  if (isAlreadySo(refusal)) return refusal;
  const special = typeof privileges === 'function' ? privileges(subject) : privileges;
  const lacking =
    lackingPrivilege(subject.object, subject.lookup, privilegesOf(methods)) ??
    lackingPrivilege(subject.object, subject.lookup, special);
  return lacking === undefined ? refusal : say('refusal.privilege', { privilege: lacking });
}

/** The server's own word, where it is known (AttendedObjects): it has reasons that nothing else shows, as when a backup is at work. */
function disabled({ methods = none, sends = none }: OperationDefinition, { object }: Subject) {
  const off = list(object, 'disabledMethod');
  if (off.length === 0) return undefined;
  const method = [...methods, ...sends].find((one) => off.includes(one));
  return method === undefined ? undefined : say('refusal.disabledMethod', { method });
}

function offer(definition: OperationDefinition, subject: Subject): OperationOffer {
  const { id, label, group, icon, destructive, part } = definition;
  const verdict = verdictOf(id, refusalOf(definition, subject));
  const confirm = definition.confirm?.(subject);
  const risk = definition.risk?.(subject);
  // What cannot be run asks for nothing.
  const inputs = verdict.refused === undefined ? (definition.inputs?.(subject) ?? []) : [];
  return {
    ...verdict,
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
