import { isDeepStrictEqual } from 'node:util';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import { isDataObject, type DataObjectValue } from '#shared/model/property-value.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { Log } from '../../provider.ts';
import { list, reference } from '../map/read.ts';
import { toMoref, toRef } from '../object-updates.ts';
import { objectsSpec, type FilterSpec } from '../vim25/collector/specs.ts';
import type { WireObjectContent } from '../vim25/collector/wire-update.ts';

/** Where the news go, and what they are compared with: the part of the session's sink that is needed. */
export interface AlarmSink {
  known(ref: Ref): Properties | undefined;
  apply(updates: readonly ObjectUpdate[]): Promise<void>;
}

export interface AlarmFollowerOptions {
  readonly rootFolder: Ref;
  read(specs: readonly FilterSpec[]): Promise<readonly WireObjectContent[]>;
  readonly log: Log;
  /** How often all is read again. Default 30 s. */
  readonly everyMs?: number;
  /** What somebody has done gathers so long before all is read again. Default 200 ms. */
  readonly gatherMs?: number;
}

/** The root folder has the triggered alarms of everything below it (ManagedEntity.triggeredAlarmState). */
export const alarmPath = 'triggeredAlarmState';

const infoPaths = ['info.name', 'info.description', 'info.entity'];

/**
 * Makes objects of the triggered alarms that the root folder tells, and of their definitions. The folder is followed like every other
 * object, but servers after 5.0 need not tell of changes of this property: so it is also read again and again, which is one call.
 */
export class AlarmFollower {
  readonly #options: AlarmFollowerOptions;
  #sink: AlarmSink | undefined;
  /** What was told of the triggered alarms and of their definitions. */
  #told = new Map<Ref, Properties>();
  /** The definitions as they were read last. */
  #alarms: ReadonlyMap<Ref, Properties> = new Map();
  #timer: NodeJS.Timeout | undefined;
  #learning = false;
  /** Changes so far: an answer that was asked for before the last one may be old. */
  #changes = 0;

  constructor(options: AlarmFollowerOptions) {
    this.#options = options;
  }

  /** Where the news go from now on. */
  reportTo(sink: AlarmSink): void {
    this.#sink = sink;
  }

  /** A full set is about to arrive: whatever was told is told again. */
  resync(): void {
    this.#told = new Map();
  }

  /** To be called with what the sink has just taken. */
  async take(updates: readonly ObjectUpdate[]): Promise<void> {
    const { rootFolder } = this.#options;
    if (!updates.some((update) => update.ref === rootFolder && concernsAlarms(update))) return;
    this.#changes += 1;
    await this.#tell();
    this.#timer ??= this.#readIn(this.#options.everyMs ?? 30_000);
  }

  /** Somebody has done something to an alarm. */
  refresh(): void {
    this.#readSoon(this.#options.gatherMs ?? 200);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#sink = undefined;
  }

  /** Tells what is different from what was told. A definition that nobody knows yet is read first. */
  async #tell(): Promise<void> {
    if (this.#sink === undefined) return;
    const states = this.#states();
    const unknown = alarmsOf(states).filter((ref) => !this.#alarms.has(ref));
    if (unknown.length > 0) {
      void this.#learn(unknown);
      return;
    }
    const next = new Map<Ref, Properties>();
    // Definitions first: an alarm is called as its definition says.
    for (const ref of alarmsOf(states)) next.set(ref, this.#alarms.get(ref) ?? {});
    for (const { $type: _type, ...state } of states) {
      const { key } = state as Properties;
      if (typeof key === 'string') next.set(makeRef('AlarmState', key), state as Properties);
    }
    const updates = differences(this.#told, next);
    this.#told = next;
    if (updates.length > 0) await this.#sink.apply(updates);
  }

  async #learn(refs: readonly Ref[]): Promise<void> {
    if (this.#learning) return;
    this.#learning = true;
    try {
      const read = await this.#read([alarmSpec(refs)]);
      // One that cannot be read goes by its id.
      this.#alarms = new Map([...refs.map((ref) => [ref, {}] as const), ...this.#alarms, ...read]);
      this.#learning = false;
      await this.#tell();
    } catch (error) {
      // The connection fails, and whoever follows it will know; or the next reading succeeds.
      this.#options.log.debug('The definitions of alarms could not be read', { error });
    } finally {
      this.#learning = false;
    }
  }

  #readSoon(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = this.#readIn(ms);
  }

  #readIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => void this.#readAll(), ms);
  }

  async #readAll(): Promise<void> {
    const { rootFolder, everyMs = 30_000, log } = this.#options;
    const timer = this.#timer;
    const before = this.#changes;
    try {
      const used = alarmsOf(this.#states());
      const root = objectsSpec([toMoref(rootFolder)], 'Folder', [alarmPath]);
      const read = await this.#read(used.length === 0 ? [root] : [root, alarmSpec(used)]);
      const value = read.get(rootFolder)?.[alarmPath];
      if (this.#changes === before) await this.#replace(read, value);
    } catch (error) {
      log.debug('The triggered alarms could not be read', { error });
    }
    // Unless it is to be read sooner: something happened while it was read.
    if (this.#timer === timer && this.#sink !== undefined) this.#readSoon(everyMs);
  }

  async #replace(
    read: ReadonlyMap<Ref, Properties>,
    value: Properties[string] | undefined,
  ): Promise<void> {
    const { rootFolder } = this.#options;
    const alarms = [...read].filter(([ref]) => ref !== rootFolder);
    this.#alarms = new Map([...this.#alarms, ...alarms]);
    const held = this.#sink?.known(rootFolder);
    if (held !== undefined && !isDeepStrictEqual(held[alarmPath], value)) {
      const change = { path: alarmPath, op: 'assign', ...(value === undefined ? {} : { value }) };
      await this.#sink?.apply([
        { kind: 'modify', ref: rootFolder, changes: [change as { path: string; op: 'assign' }] },
      ]);
    }
    await this.#tell();
  }

  async #read(specs: readonly FilterSpec[]): Promise<ReadonlyMap<Ref, Properties>> {
    const objects = await this.#options.read(specs);
    return new Map(
      objects.map(({ obj, propSet = [] }) => [
        toRef(obj),
        Object.fromEntries(propSet.map(({ name, val }) => [name, val])),
      ]),
    );
  }

  #states(): readonly DataObjectValue[] {
    const root = this.#sink?.known(this.#options.rootFolder) ?? {};
    return list(root, alarmPath).filter(isDataObject);
  }
}

function concernsAlarms(update: ObjectUpdate): boolean {
  return update.kind === 'modify'
    ? update.changes.some(({ path }) => path.startsWith(alarmPath))
    : update.kind === 'enter';
}

function alarmSpec(refs: readonly Ref[]): FilterSpec {
  // One that has been removed meanwhile must not take the others with it.
  return {
    ...objectsSpec(refs.map(toMoref), 'Alarm', infoPaths),
    reportMissingObjectsInResults: true,
  };
}

function alarmsOf(states: readonly DataObjectValue[]): readonly Ref[] {
  return [...new Set(states.flatMap((state) => reference(state['alarm']) ?? []))];
}

/** What leads from one set of objects to another. An alarm that is called otherwise now takes with it what is triggered. */
function differences(
  before: ReadonlyMap<Ref, Properties>,
  next: ReadonlyMap<Ref, Properties>,
): readonly ObjectUpdate[] {
  const changed = new Set<Ref>();
  const updates: ObjectUpdate[] = [];
  for (const [ref, properties] of next) {
    const alarm = reference(properties['alarm']);
    const isSame = isDeepStrictEqual(before.get(ref), properties);
    if (isSame && (alarm === undefined || !changed.has(alarm))) continue;
    changed.add(ref);
    updates.push({ kind: 'enter', ref, properties });
  }
  for (const ref of before.keys()) if (!next.has(ref)) updates.push({ kind: 'leave', ref });
  return updates;
}
