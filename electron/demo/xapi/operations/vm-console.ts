import type { Database } from '../db/database.ts';
import { listOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';

/** The machine has a console on its host, another object than the one before. */
export function renewConsole(db: Database, machine: Row, host: Row): void {
  for (const ref of listOf(machine, 'consoles').slice()) {
    const old = db.find('console', ref);
    if (old !== undefined) {
      db.destroy(old);
    }
  }
  const console = db.create('console', { VM: machine.ref, protocol: 'rfb' });
  const uuid = textOf(console, 'uuid');
  db.set(console, { location: `https://${textOf(host, 'address')}/console?uuid=${uuid}` });
}
