import { relationsOf } from '../api/relations.ts';
import type { Value } from '../api/value.ts';
import { Database } from '../db/database.ts';
import { addRoles } from '../generate/generate.ts';
import { refreshAll } from '../operations/allowed.ts';
import { readDump } from './read-dump.ts';
import type { DumpedRow } from './read-dump.ts';

/** Tables that begin empty: a dump's sessions and tasks ended with the server it was taken from. */
const passing = new Set(['session', 'task', 'role']);

/**
 * The database of a dump. The one side of every relation is taken from it and the many side built anew, as dumps leave it
 * out at times; references to objects that the dump lacks stay, and dangle. Throws where the text is no dump, or of no pool.
 */
export function loadDump(xml: string): Database {
  const db = new Database();
  const rows = readDump(xml).filter(({ class: owner }) => !passing.has(owner));
  for (const row of rows) {
    db.create(row.class, unrelated(row), row.ref);
  }
  for (const row of rows) {
    const own = db.find(row.class, row.ref);
    if (own !== undefined) {
      db.set(own, related(row));
    }
  }
  if (db.count('pool') === 0) {
    throw new Error('The database dump holds no pool.');
  }
  addRoles(db);
  for (const owner of ['VM', 'host', 'SR', 'VBD', 'VIF', 'VDI', 'pool']) {
    for (const row of db.all(owner)) {
      db.set(row, { current_operations: {} });
    }
  }
  refreshAll(db);
  return db;
}

function unrelated({ class: owner, values }: DumpedRow): Record<string, Value> {
  const relations = relationsOf(owner);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !relations.has(name)));
}

/** References that others mirror. */
function related({ class: owner, values }: DumpedRow): Record<string, Value> {
  const relations = relationsOf(owner);
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const near = relations.get(name)?.near;
      return near === 'one' || near === 'both';
    }),
  );
}
