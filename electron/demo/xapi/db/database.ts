import { randomUUID } from 'node:crypto';
import { initialRecord } from '../api/initial.ts';
import { classes } from '../api/model.ts';
import { relationsOf } from '../api/relations.ts';
import type { Relation } from '../api/relations.ts';
import { isNull, nullRef, text } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';
import { ChangeLog } from './change-log.ts';
import { Failure } from '../api/failure.ts';
import type { OwnRow, Row } from './row.ts';
import { Table } from './table.ts';

/**
 * The pool's database: every object of every class, relations kept both ways, and a generation that every change raises.
 * A change costs what it touches; `ChangeLog` finds what changed since a generation without looking at the rest.
 */
export class Database {
  readonly log = new ChangeLog();
  #tables = new Map<string, Table>();
  #generation = 1;
  readonly #listeners = new Set<() => void>();

  constructor() {
    for (const name of classes.keys()) {
      this.#tables.set(name, new Table(name));
    }
  }

  get generation(): number {
    return this.#generation;
  }

  get tables(): ReadonlyMap<string, Table> {
    return this.#tables;
  }

  /** Calls after every change; returns what ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The objects of a class, in the order of their creation. Throws on a class that the model does not have. */
  all(owner: string): IterableIterator<Row> {
    return this.table(owner).rows.values();
  }

  count(owner: string): number {
    return this.table(owner).rows.size;
  }

  find(owner: string, ref: Value | undefined): Row | undefined {
    return typeof ref === 'string' ? this.#tables.get(owner)?.rows.get(ref) : undefined;
  }

  /** Throws HANDLE_INVALID. */
  get(owner: string, ref: Value | undefined): Row {
    const row = this.find(owner, ref);
    if (row === undefined) {
      throw new Failure('HANDLE_INVALID', owner, typeof ref === 'string' ? ref : '');
    }
    return row;
  }

  byUuid(owner: string, uuid: string): Row | undefined {
    return this.table(owner).byUuid.get(uuid);
  }

  /** Adds an object; fields that are not given have their initial values, the uuid is made up. */
  create(owner: string, given: Fields, ref = `OpaqueRef:${randomUUID()}`): Row {
    const table = this.table(owner);
    const created = this.#next();
    const values: Record<string, Value> = { ...initialRecord(owner), ...given };
    if (values['uuid'] === '') {
      values['uuid'] = randomUUID();
    }
    if (Object.keys(values).length !== classes.get(owner)?.fields.length) {
      const fields = classes.get(owner)?.field;
      const unknown = Object.keys(given).filter((name) => fields?.has(name) !== true);
      throw new Error(`${owner} has no field ${unknown.join(', ')}.`);
    }
    const row: OwnRow = { class: owner, ref, values, created, modified: created };
    for (const [field, relation] of relationsOf(owner)) {
      // The mirror of other objects' references is filled by them
      values[field] = relation.near === 'one' ? (values[field] ?? nullRef) : [];
    }
    table.rows.set(ref, row);
    table.byUuid.set(text(values['uuid']), row);
    this.log.add(row);
    for (const [field, relation] of relationsOf(owner)) {
      if (relation.near === 'one') {
        this.#mirror(row, relation, undefined, values[field]);
      } else if (relation.near === 'both') {
        this.set(row, { [field]: given[field] ?? [] });
      }
    }
    this.#changed();
    return row;
  }

  /** Writes fields, and the other ends of their relations. Nothing happens where all hold those values already. */
  set(target: Row, fields: Fields): void {
    const row = this.#own(target);
    if (row === undefined) {
      return;
    }
    let touched = false;
    const relations = relationsOf(row.class);
    for (const [name, value] of Object.entries(fields)) {
      const before = row.values[name];
      if (same(before, value)) {
        continue;
      }
      touched = true;
      const relation = relations.get(name);
      if (relation === undefined) {
        row.values[name] = value;
      } else if (relation.near === 'one') {
        row.values[name] = value;
        this.#mirror(row, relation, before, value);
      } else if (relation.near === 'both') {
        row.values[name] = [...(value as readonly string[])];
        this.#mirrorSet(row, relation, before as readonly string[], value as readonly string[]);
      } else {
        throw new Error(`${row.class}.${name} mirrors ${relation.class}.${relation.field}.`);
      }
    }
    if (touched) {
      this.touch(row);
    }
  }

  /** Raises the object's generation: everybody who watches sees it again. */
  touch(target: Row): void {
    const row = this.#own(target);
    if (row !== undefined) {
      row.modified = this.#next();
      this.log.add(row);
      this.#changed();
    }
  }

  /** Removes an object. References to it stay and dangle, as on a real server; sets that mirror it forget it. */
  destroy(target: Row): void {
    const row = this.#own(target);
    if (row === undefined) {
      return;
    }
    const table = this.table(row.class);
    for (const [field, relation] of relationsOf(row.class)) {
      if (relation.near === 'one') {
        this.#mirror(row, relation, row.values[field], undefined);
      } else if (relation.near === 'both') {
        this.#mirrorSet(row, relation, row.values[field] as readonly string[], []);
      }
    }
    table.rows.delete(row.ref);
    table.byUuid.delete(text(row.values['uuid']));
    const deleted = this.#next();
    table.remember({ ref: row.ref, created: row.created, deleted });
    this.log.remove(row);
    this.#changed();
  }

  /** Puts other tables in the place of all; used by a restart. */
  replace(tables: Map<string, Table>): void {
    this.#tables = tables;
    const generation = this.#next();
    this.log.clear();
    for (const table of tables.values()) {
      for (const row of table.rows.values()) {
        row.modified = generation;
        this.log.add(row);
      }
    }
    this.#changed();
  }

  table(owner: string): Table {
    const table = this.#tables.get(owner);
    if (table === undefined) {
      throw new Error(`The API has no class ${owner}.`);
    }
    return table;
  }

  #own(row: Row): OwnRow | undefined {
    return this.table(row.class).rows.get(row.ref);
  }

  #next(): number {
    this.#generation += 1;
    return this.#generation;
  }

  #changed(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }

  #mirror(row: Row, relation: Relation, before: Value | undefined, after: Value | undefined): void {
    if (!isNull(before)) {
      this.#removeFrom(relation, text(before), row.ref);
    }
    if (!isNull(after)) {
      this.#addTo(relation, text(after), row.ref);
    }
  }

  #mirrorSet(
    row: Row,
    relation: Relation,
    before: readonly string[],
    after: readonly string[],
  ): void {
    const kept = new Set(after);
    const had = new Set(before);
    for (const ref of before) {
      if (!kept.has(ref)) {
        this.#removeFrom(relation, ref, row.ref);
      }
    }
    for (const ref of after) {
      if (!had.has(ref)) {
        this.#addTo(relation, ref, row.ref);
      }
    }
  }

  // The mirrored sets belong to the database alone, so they are changed in place: a repository has thousands of disks
  #addTo({ class: owner, field }: Relation, ref: string, member: string): void {
    const other = this.table(owner).rows.get(ref);
    if (other !== undefined) {
      (other.values[field] as string[]).push(member);
      this.touch(other);
    }
  }

  #removeFrom({ class: owner, field }: Relation, ref: string, member: string): void {
    const other = this.table(owner).rows.get(ref);
    const set = other?.values[field] as string[] | undefined;
    const at = set?.indexOf(member) ?? -1;
    if (other !== undefined && set !== undefined && at >= 0) {
      set.splice(at, 1);
      this.touch(other);
    }
  }
}

/** Equal by value; sets and maps of the API are small. */
function same(a: Value | undefined, b: Value): boolean {
  if (a === b) {
    return true;
  }
  if (typeof a !== 'object' || typeof b !== 'object') {
    return false;
  }
  const left = Object.entries(a);
  const right = Object.entries(b);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.length &&
    left.every(([key, value]) => {
      const other = (b as Fields)[key];
      return Object.hasOwn(b, key) && other !== undefined && same(value, other);
    })
  );
}
