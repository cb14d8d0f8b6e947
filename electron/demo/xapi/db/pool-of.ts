import type { Database } from './database.ts';
import type { Row } from './row.ts';

/** The one pool of the database. */
export function poolOf(db: Database): Row {
  const [pool] = db.all('pool');
  if (pool === undefined) {
    throw new Error('The database has no pool.');
  }
  return pool;
}
