import { classes } from './api/model.ts';
import { relationsOf } from './api/relations.ts';
import { isNull } from './api/value.ts';
import type { Database } from './db/database.ts';
import { listOf, textOf } from './db/row.ts';

/**
 * Everything that is wrong with the relations of a database, in words; empty for a sound one. References to objects that are
 * gone are no fault: a real server has them too.
 */
export function relationFaults(db: Database): string[] {
  const faults: string[] = [];
  for (const owner of classes.keys()) {
    for (const [field, relation] of relationsOf(owner)) {
      for (const row of relation.near === 'many' ? [] : db.all(owner)) {
        const targets = relation.near === 'one' ? [textOf(row, field)] : listOf(row, field);
        for (const target of targets) {
          const other = isNull(target) ? undefined : db.find(relation.class, target);
          if (other !== undefined && !listOf(other, relation.field).includes(row.ref)) {
            faults.push(`${relation.class}.${relation.field} lacks ${owner} ${row.ref}`);
          }
        }
      }
      for (const row of relation.near === 'many' ? db.all(owner) : []) {
        const members = listOf(row, field);
        if (new Set(members).size !== members.length) {
          faults.push(`${owner}.${field} of ${row.ref} holds an object twice`);
        }
        for (const member of members) {
          if (db.find(relation.class, member)?.values[relation.field] !== row.ref) {
            faults.push(`${owner}.${field} of ${row.ref} holds ${member}, which is not its own`);
          }
        }
      }
    }
  }
  return faults;
}
