import { onlyDefined } from '#shared/model/only-defined.ts';
import type { OperationId, OperationOffer, OperationVerdict } from '#shared/model/operation.ts';
import { refType } from '#shared/model/reference.ts';
import type { Catalog } from './catalog.ts';
import { type Definition, existsFor, type Subject } from './definition.ts';
import { isAlreadySo, type Refusal } from './refusal.ts';

/** Why an operation cannot be run on an object now, with what only the family knows: the rights of the account. */
export type Judge<D, S> = (definition: D, subject: S) => Refusal | undefined;

/** The operations that exist for an object, or the one that is asked for, each with the reason if it cannot be run now. */
export function offersOf<S extends Subject, D extends Definition<S>>(
  catalog: Catalog<D>,
  subject: S,
  judge: Judge<D, S>,
  only?: OperationId,
): readonly OperationOffer[] {
  return catalog
    .ofType(refType(subject.ref))
    .filter((one) => (only ?? one.id) === one.id && existsFor(one, subject))
    .map((one) => toOffer(one, subject, judge(one, subject)));
}

/** The same operations, and whether each can be run now: at a tenth of the cost. */
export function verdictsOf<S extends Subject, D extends Definition<S>>(
  catalog: Catalog<D>,
  subject: S,
  judge: Judge<D, S>,
): readonly OperationVerdict[] {
  const found: OperationVerdict[] = [];
  for (const one of catalog.ofType(refType(subject.ref)))
    if (existsFor(one, subject)) found.push(toVerdict(one.id, judge(one, subject)));
  return found;
}

function toVerdict(id: OperationId, refusal: Refusal | undefined): OperationVerdict {
  if (refusal === undefined) return { id };
  return isAlreadySo(refusal)
    ? { id, refused: refusal.reason, done: true }
    : { id, refused: refusal };
}

/** An operation as it is offered for an object. */
export function toOffer<S extends Subject>(
  definition: Definition<S>,
  subject: S,
  refusal: Refusal | undefined,
): OperationOffer {
  const { id, label, group, icon, destructive, part, batch, edits } = definition;
  const verdict = toVerdict(id, refusal);
  const confirm = definition.confirm?.(subject);
  const risk = definition.risk?.(subject);
  // What cannot be run asks for nothing.
  const inputs = verdict.refused === undefined ? (definition.inputs?.(subject) ?? []) : [];
  return {
    ...verdict,
    label,
    group,
    ...onlyDefined({ icon, confirm, risk, destructive, part, batch, edits }),
    ...(inputs.length !== 0 && { inputs }),
  };
}
