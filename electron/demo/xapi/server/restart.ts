import { randomUUID } from 'node:crypto';
import { classes } from '../api/model.ts';
import type { XapiType } from '../api/type.ts';
import { text } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import type { OwnRow } from '../db/row.ts';
import { Table } from '../db/table.ts';

/** Tables that no restart survives. */
const passing = new Set(['session', 'task']);

function holdsRefs(type: XapiType): boolean {
  switch (type.kind) {
    case 'ref':
      return true;
    case 'set':
    case 'option':
      return holdsRefs(type.item);
    case 'map':
      return holdsRefs(type.key) || holdsRefs(type.value);
    default:
      return false;
  }
}

/** The value with every reference in it exchanged; references that nobody has stay as they are. */
function exchange(type: XapiType, value: Value, refs: ReadonlyMap<string, string>): Value {
  switch (type.kind) {
    case 'ref':
      return refs.get(text(value)) ?? value;
    case 'set':
    case 'option':
      return (value as readonly Value[]).map((item) => exchange(type.item, item, refs));
    case 'map':
      return Object.fromEntries(
        Object.entries(value as Fields).map(([key, item]) => [
          text(exchange(type.key, key, refs)),
          exchange(type.value, item, refs),
        ]),
      );
    default:
      return value;
  }
}

/** The database as after a restart: sessions and tasks are gone without a word, every other object has a new reference. */
export function renewReferences(db: Database): void {
  const refs = new Map<string, string>();
  for (const table of db.tables.values()) {
    for (const ref of table.rows.keys()) {
      refs.set(ref, `OpaqueRef:${randomUUID()}`);
    }
  }
  const tables = new Map<string, Table>();
  for (const [owner, old] of db.tables) {
    const table = new Table(owner);
    const fields = (classes.get(owner)?.fields ?? []).filter(({ type }) => holdsRefs(type));
    for (const row of passing.has(owner) ? [] : old.rows.values()) {
      const values: Record<string, Value> = { ...row.values };
      for (const { name, type } of fields) {
        values[name] = exchange(type, values[name] ?? '', refs);
      }
      if ('current_operations' in values) {
        values['current_operations'] = {};
      }
      const created = db.generation + 1;
      const ref = refs.get(row.ref) ?? row.ref;
      const renewed: OwnRow = { class: owner, ref, values, created, modified: created };
      table.rows.set(ref, renewed);
      table.byUuid.set(text(values['uuid']), renewed);
    }
    tables.set(owner, table);
  }
  db.replace(tables);
}
