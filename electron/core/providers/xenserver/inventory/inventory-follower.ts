import type { EnterUpdate, ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import type { ReferenceValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Sink } from '../../provider.ts';
import { inOrder } from '../classes.ts';
import { templatesGroupEnters } from '../map/groups.ts';
import type { Entry, XapiEvent } from '../xapi/events/event-consumer.ts';
import type { ApiModel } from '../xapi/model/api-model.ts';
import { FolderObjects } from './folder-objects.ts';
import { changesBetween } from './changes.ts';
import { ReferenceTable } from './reference-table.ts';
import { mendReferrers } from './referrers.ts';
import { type Found, recordReader, type RecordReader } from './to-properties.ts';

/** Objects of a class that are not reported yet: in columns, for there are 50,000 of them at a time. */
interface Loaded {
  readonly refs: Ref[];
  readonly properties: Properties[];
}

/** Objects that are reported in one go. */
const chunk = 500;

type InventorySink = Pick<Sink, 'known' | 'apply'>;

/**
 * Turns the pool's records and events into ObjectUpdates. A full set is reported when all of it has arrived, for only then every
 * reference leads somewhere; from then on a snapshot becomes the fields that it changed, and objects that come or go are reported to
 * those who refer to them.
 */
export class InventoryFollower {
  readonly #model: ApiModel;
  readonly #found: Found | undefined;
  #sink: InventorySink | undefined;
  #table = new ReferenceTable();
  #readers = new Map<string, RecordReader>();
  #folders = new FolderObjects();
  #loading: Map<string, Loaded> | undefined;
  /** Classes of which older objects are still held: each that comes enters anew. */
  #kept: ReadonlySet<string> = new Set();

  /** @param found notified of every value that is not of its type */
  constructor(model: ApiModel, found?: Found) {
    this.#model = model;
    this.#found = found;
  }

  /** References as they are now; another one after every full set. */
  get table(): ReferenceTable {
    return this.#table;
  }

  /** Where the updates go from now on. */
  reportTo(sink: InventorySink): void {
    this.#sink = sink;
  }

  resync(): void {
    this.#folders = new FolderObjects();
    this.#table = new ReferenceTable();
    this.#readers = new Map();
    this.#loading = new Map();
    this.#kept = new Set();
  }

  /** Older objects of these classes are held beyond the full set, until `completed`. */
  keep(owners: ReadonlySet<string>): void {
    this.#kept = new Set(owners);
  }

  completed(owner: string): void {
    this.#kept = new Set([...this.#kept].filter((other) => other !== owner));
  }

  /** Takes the records over: they become the properties that are reported. */
  async records(owner: string, entries: readonly Entry[]): Promise<void> {
    if (this.#loading === undefined) {
      await this.#snapshots(
        entries.map(([ref, record]) => ({ class: owner, op: 'mod', ref, snapshot: record })),
      );
      return;
    }
    let loaded = this.#loading.get(owner);
    if (loaded === undefined) this.#loading.set(owner, (loaded = { refs: [], properties: [] }));
    this.#load(owner, entries, loaded);
  }

  #load(owner: string, entries: readonly Entry[], { refs, properties }: Loaded): void {
    const read = this.#reader(owner);
    for (const entry of entries) {
      const record = entry[1];
      refs.push(this.#table.add(owner, entry[0], record['uuid']));
      properties.push(read(record));
    }
  }

  async events(batch: readonly XapiEvent[]): Promise<void> {
    await this.finishLoading();
    await this.#snapshots(batch);
  }

  /** Tells the full set, if one has been loading. */
  async finishLoading(): Promise<void> {
    const loading = this.#loading;
    if (loading === undefined) return;
    this.#loading = undefined;
    this.#table.handOut();
    // Templates have their place also where machines could not be read.
    for (const owner of inOrder(new Set([...loading.keys(), 'VM']))) {
      // After what it hangs from, and ahead of the templates in it.
      if (owner === 'VM') await this.#apply([templatesGroupEnters]);
      const loaded = loading.get(owner);
      if (loaded !== undefined) await this.#enter(loaded);
      loading.delete(owner);
    }
  }

  async #enter({ refs, properties }: Loaded): Promise<void> {
    for (let start = 0; start < refs.length; start += chunk)
      await this.#apply(
        refs.slice(start, start + chunk).map((ref, index): EnterUpdate => {
          return { kind: 'enter', ref, properties: properties[start + index] ?? {} };
        }),
      );
  }

  async #snapshots(batch: readonly XapiEvent[]): Promise<void> {
    const renewed = new Map<ReferenceValue, string>();
    const latest = new Map<string, XapiEvent>();
    for (const event of batch) latest.set(event.ref, event);
    // Objects that come are known before anything is read that may refer to them.
    for (const event of latest.values()) if (event.op !== 'del') this.#come(event, renewed);
    const updates: ObjectUpdate[] = [];
    for (const event of latest.values())
      if (event.op === 'del') updates.push(...this.#go(event, renewed));
    for (const event of latest.values())
      if (event.op !== 'del') updates.push(...this.#snapshot(event));
    await this.#apply(updates);
    const known = (ref: Ref): Properties | undefined => this.#sink?.known(ref);
    await this.#apply(await mendReferrers(this.#model, this.#table, renewed, known));
  }

  /** @param renewed takes the value that holders of the reference have, if there are any */
  #come(event: Exclude<XapiEvent, { op: 'del' }>, renewed: Map<ReferenceValue, string>): void {
    const { class: owner, ref: opaque, snapshot } = event;
    if (this.#table.ref(owner, opaque) !== undefined) return;
    const dangling = this.#table.met(owner, opaque);
    this.#table.add(owner, opaque, snapshot['uuid']);
    if (dangling !== undefined) renewed.set(dangling, opaque);
  }

  #go(
    { class: owner, ref: opaque }: XapiEvent,
    renewed: Map<ReferenceValue, string>,
  ): readonly ObjectUpdate[] {
    const value = this.#table.met(owner, opaque);
    const gone = this.#table.remove(owner, opaque);
    if (gone === undefined) return [];
    if (value !== undefined) renewed.set(value, opaque);
    return [{ kind: 'leave', ref: gone }];
  }

  #snapshot(event: Exclude<XapiEvent, { op: 'del' }>): readonly ObjectUpdate[] {
    const { class: owner, ref: opaque, snapshot } = event;
    const ref = this.#table.ref(owner, opaque);
    if (ref === undefined) return [];
    const properties = this.#reader(owner)(snapshot);
    const before = this.#sink?.known(ref);
    if (before === undefined || this.#kept.has(owner)) return [{ kind: 'enter', ref, properties }];
    const changes = changesBetween(before, properties);
    return changes.length === 0 ? [] : [{ kind: 'modify', ref, changes }];
  }

  #reader(owner: string): RecordReader {
    let reader = this.#readers.get(owner);
    if (reader === undefined) {
      reader = recordReader(this.#model, owner, this.#table, this.#found);
      this.#readers.set(owner, reader);
    }
    return reader;
  }

  async #apply(updates: readonly ObjectUpdate[]): Promise<void> {
    const sink = this.#sink;
    if (updates.length === 0 || sink === undefined) return;
    await sink.apply(updates);
    const folders = this.#folders.after(updates, (ref) => sink.known(ref));
    if (folders.length > 0) await sink.apply(folders);
  }
}
