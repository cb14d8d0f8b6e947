import { classes } from './api/model.ts';
import { relationsOf, type Relation } from './api/relations.ts';
import { isNull } from './api/value.ts';
import type { Database } from './db/database.ts';
import { listOf, textOf, type Row } from './db/row.ts';

/**
 * Everything that is wrong with the relations of a database, in words; empty for a sound one. References to objects that are
 * gone are no fault: a real server has them too.
 */
export function relationFaults(db: Database): string[] {
  const faults: string[] = [];
  for (const owner of classes.keys()) {
    for (const [field, relation] of relationsOf(owner)) {
      const check = relation.near === 'many' ? membersFaults : targetsFaults;
      for (const row of db.all(owner)) {
        faults.push(...check(db, { owner, field, relation }, row));
      }
    }
  }
  return faults;
}

/** A field that is one end of a relation. */
interface RelationEnd {
  readonly owner: string;
  readonly field: string;
  readonly relation: Relation;
}

/** What an object names knows of the object. */
function targetsFaults(db: Database, { owner, field, relation }: RelationEnd, row: Row): string[] {
  const targets = relation.near === 'one' ? [textOf(row, field)] : listOf(row, field);
  return targets
    .flatMap((target) => (isNull(target) ? [] : (db.find(relation.class, target) ?? [])))
    .filter((other) => !listOf(other, relation.field).includes(row.ref))
    .map(() => `${relation.class}.${relation.field} lacks ${owner} ${row.ref}`);
}

/** What belongs to an object stands there once, and names the object. */
function membersFaults(db: Database, { owner, field, relation }: RelationEnd, row: Row): string[] {
  const members = listOf(row, field);
  const strangers = members.filter(
    (member) => db.find(relation.class, member)?.values[relation.field] !== row.ref,
  );
  return [
    ...(new Set(members).size === members.length
      ? []
      : [`${owner}.${field} of ${row.ref} holds an object twice`]),
    ...strangers.map(
      (member) => `${owner}.${field} of ${row.ref} holds ${member}, which is not its own`,
    ),
  ];
}
