import { classes, relationPairs } from './model.ts';
import type { XapiType } from './type.ts';

/** The other end of a field. */
export interface Relation {
  readonly class: string;
  readonly field: string;
  /** What the near side is: a reference, the set that mirrors such references, or a set that mirrors a set. */
  readonly near: 'one' | 'many' | 'both';
}

const typeOf = (owner: string, field: string): XapiType | undefined =>
  classes.get(owner)?.field.get(field)?.type;

function readRelations(): Map<string, Map<string, Relation>> {
  const relations = new Map<string, Map<string, Relation>>();
  const add = (owner: string, field: string, relation: Relation): void => {
    const fields = relations.get(owner) ?? new Map<string, Relation>();
    relations.set(owner, fields.set(field, relation));
  };
  for (const [one, many] of relationPairs) {
    const [oneClass = '', oneField = ''] = one.split('.');
    const [manyClass = '', manyField = ''] = many.split('.');
    const near = typeOf(oneClass, oneField)?.kind;
    // Roles hold roles and tasks no session: pairs that mirror nothing
    if (near === undefined || typeOf(manyClass, manyField)?.kind !== 'set' || one === many) {
      continue;
    }
    const both = near === 'set';
    add(oneClass, oneField, { class: manyClass, field: manyField, near: both ? 'both' : 'one' });
    add(manyClass, manyField, { class: oneClass, field: oneField, near: both ? 'both' : 'many' });
  }
  return relations;
}

const relations: ReadonlyMap<string, ReadonlyMap<string, Relation>> = readRelations();
const none: ReadonlyMap<string, Relation> = new Map();

/** The related fields of a class, by name. */
export const relationsOf = (owner: string): ReadonlyMap<string, Relation> =>
  relations.get(owner) ?? none;
