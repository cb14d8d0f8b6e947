import { isDeepStrictEqual } from 'node:util';
import { text as say } from '#shared/i18n/make-text.ts';
import { toMorefError } from '#shared/model/error.ts';
import type { LackingPart, SessionPart } from '#shared/model/session-part.ts';
import { isNoAnswer } from '../../../net/errors.ts';
import { toException } from '../errors.ts';
import { PolledPart } from '../polled-part.ts';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { isDataObject, type DataObjectValue } from '#shared/model/property-value.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { Log } from '../../provider.ts';
import { counterIds, counterRef } from '../map/alarm-measure.ts';
import { list, reference } from '../map/read.ts';
import { toMoref, toRef } from '../object-updates.ts';
import { objectsSpec, type FilterSpec } from '../vim25/collector/specs.ts';
import type { WireObjectContent } from '../vim25/collector/wire-update.ts';

/** Where the updates go, and what they are compared with: the part of the session's sink that is needed. */
export interface AlarmSink {
  known(ref: Ref): Properties | undefined;
  apply(updates: readonly ObjectUpdate[]): Promise<void>;
  completed(type: string): void;
  part(part: SessionPart): void;
}

export interface AlarmFollowerOptions {
  readonly rootFolder: Ref;
  /** False where the server has no alarms. */
  readonly isThere: boolean;
  read(
    specs: readonly FilterSpec[],
    options: { readonly signal: AbortSignal },
  ): Promise<readonly WireObjectContent[]>;
  /** What performance counters are, by their ids; those that the server does not know are left out. */
  counters(
    ids: readonly number[],
    options: { readonly signal: AbortSignal },
  ): Promise<ReadonlyMap<number, Properties>>;
  readonly log: Log;
  /** How often all is read again. Default 30 s. */
  readonly everyMs?: number;
  /** What somebody has done gathers so long before all is read again. Default 200 ms. */
  readonly gatherMs?: number;
}

/** The root folder has the triggered alarms of everything below it (ManagedEntity.triggeredAlarmState). */
export const alarmPath = 'triggeredAlarmState';

const types = ['Alarm', 'AlarmState', 'PerfCounterInfo'];
const infoPaths = ['info.name', 'info.description', 'info.entity', 'info.expression'];

/**
 * Makes objects of the triggered alarms that the root folder tells, and of their definitions. The folder is followed like every other
 * object, but servers after 5.0 need not report changes of this property: so it is also read again and again, which is one call.
 */
export class AlarmFollower {
  readonly #options: AlarmFollowerOptions;
  readonly #part: PolledPart;
  #sink: AlarmSink | undefined;
  /** What was reported of the triggered alarms and of their definitions; undefined since a full set began. */
  #reported: ReadonlyMap<Ref, Properties> | undefined;
  /** What was known when the full set was complete stays until all is reported. */
  #isAwaited = false;
  /** The definitions as they were read last. */
  #alarms: ReadonlyMap<Ref, Properties> = new Map();
  /** The counters that definitions watch, as they were told once: they do not change. */
  readonly #counters = new Map<number, Properties>();
  /** As it was read last, for where the root folder is not followed. */
  #value: Properties[string] | undefined;
  #isFailing = false;
  #isStarted = false;
  /** Changes so far: an answer that was asked for before the last one may be old. */
  #changes = 0;

  constructor(options: AlarmFollowerOptions) {
    const { everyMs = 30_000, gatherMs = 200, log } = options;
    this.#options = options;
    this.#part = new PolledPart({
      part: { id: 'alarms', area: 'alerts' },
      everyMs: () => everyMs,
      gatherMs,
      there: () => Promise.resolve(options.isThere),
      read: (signal) => this.#look(signal),
      describe: (error) => toMorefError(toException(error, { doing: say('doing.readAlarms') })),
      report: (part) => this.#sink?.part(part),
      log,
    });
  }

  /** Where the updates go from now on. */
  reportTo(sink: AlarmSink): void {
    this.#sink = sink;
  }

  /** Reading begins, until the signal is aborted. Never throws. */
  start(signal: AbortSignal): void {
    if (!this.#options.isThere || this.#isStarted) return;
    this.#isStarted = true;
    void this.#part.run(signal);
  }

  /** A full set is about to arrive: whatever was reported is reported again. */
  resync(): void {
    this.#reported = undefined;
    this.#isAwaited = false;
  }

  /** Types of which not all is reported yet. To be asked when a full set is complete. */
  takeUnreported(): readonly string[] {
    this.#isAwaited = this.#reported === undefined && this.#options.isThere;
    return this.#isAwaited ? types : [];
  }

  /** To be called with what the sink has just taken. */
  async take(updates: readonly ObjectUpdate[]): Promise<void> {
    const { rootFolder } = this.#options;
    if (!updates.some((update) => update.ref === rootFolder && concernsAlarms(update))) return;
    this.#changes += 1;
    await this.#report();
  }

  /** Somebody has done something to an alarm. */
  refresh(): void {
    this.#part.refresh();
  }

  stop(): void {
    this.#sink = undefined;
  }

  /** Tells what is different from what was reported. A definition that nobody knows yet is read first. */
  async #report(): Promise<void> {
    if (this.#sink === undefined) return;
    const states = this.#states();
    if (!this.#isFailing && alarmsOf(states).some((ref) => !this.#alarms.has(ref)))
      return this.#part.refresh();
    const next = new Map<Ref, Properties>();
    // Definitions first: an alarm is called as its definition says, and by its id where that cannot be read.
    for (const ref of alarmsOf(states)) {
      const definition = this.#alarms.get(ref) ?? {};
      for (const id of counterIds(definition))
        next.set(counterRef(id), this.#counters.get(id) ?? {});
      next.set(ref, definition);
    }
    for (const { $type: _type, ...state } of states) {
      const { key } = state as Properties;
      if (typeof key === 'string') next.set(makeRef('AlarmState', key), state as Properties);
    }
    const updates = differences(this.#reported ?? new Map(), next);
    this.#reported = next;
    if (updates.length > 0) await this.#sink.apply(updates);
    if (!this.#isAwaited) return;
    this.#isAwaited = false;
    for (const type of types) this.#sink.completed(type);
  }

  async #look(signal: AbortSignal): Promise<LackingPart | undefined> {
    try {
      return await this.#readAll(signal);
    } catch (error) {
      // Those of which nobody could learn what they are called are reported all the same.
      this.#isFailing = true;
      if (!signal.aborted) await this.#report();
      throw error;
    }
  }

  async #readAll(signal: AbortSignal): Promise<LackingPart | undefined> {
    const { rootFolder } = this.#options;
    const before = this.#changes;
    const used = alarmsOf(this.#states());
    const root = objectsSpec([toMoref(rootFolder)], 'Folder', [alarmPath]);
    const value = (await this.#read([root], signal)).get(rootFolder)?.[alarmPath];
    const { lacking, alarms } = await this.#readAlarms(used, signal);
    if (signal.aborted) return undefined;
    this.#isFailing = lacking !== undefined;
    this.#alarms = new Map([...this.#alarms, ...alarms]);
    await this.#readCounters(signal);
    if (this.#changes === before) await this.#replace(value);
    else this.#part.refresh();
    return lacking;
  }

  /** Definitions: one that is gone goes by its id. */
  async #readAlarms(
    refs: readonly Ref[],
    signal: AbortSignal,
  ): Promise<{
    readonly alarms: ReadonlyMap<Ref, Properties>;
    readonly lacking?: LackingPart;
  }> {
    const gone = refs.map((ref) => [ref, {}] as const);
    if (refs.length === 0) return { alarms: new Map() };
    try {
      return { alarms: new Map([...gone, ...(await this.#read([alarmSpec(refs)], signal))]) };
    } catch (thrown) {
      if (signal.aborted || isNoAnswer(thrown)) throw thrown;
      const error = toMorefError(toException(thrown, { doing: say('doing.readAlarms') }));
      return { alarms: new Map(), lacking: { count: refs.length, error } };
    }
  }

  /** Without them an alarm says no value, and all else. */
  async #readCounters(signal: AbortSignal): Promise<void> {
    const wanted = new Set([...this.#alarms.values()].flatMap(counterIds));
    const ids = [...wanted].filter((id) => !this.#counters.has(id));
    if (ids.length === 0) return;
    try {
      const told = await this.#options.counters(ids, { signal });
      // What the server does not know is not asked for again.
      for (const id of ids) this.#counters.set(id, told.get(id) ?? {});
    } catch (thrown) {
      if (signal.aborted || isNoAnswer(thrown)) throw thrown;
      this.#options.log.warn('Counters of alarms could not be read', { error: String(thrown) });
    }
  }

  async #replace(value: Properties[string] | undefined): Promise<void> {
    const { rootFolder } = this.#options;
    this.#value = value;
    const held = this.#sink?.known(rootFolder);
    if (held !== undefined && !isDeepStrictEqual(held[alarmPath], value)) {
      const change = { path: alarmPath, op: 'assign', ...onlyDefined({ value }) };
      await this.#sink?.apply([
        { kind: 'modify', ref: rootFolder, changes: [change as { path: string; op: 'assign' }] },
      ]);
    }
    await this.#report();
  }

  async #read(
    specs: readonly FilterSpec[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<Ref, Properties>> {
    const objects = await this.#options.read(specs, { signal });
    return new Map(
      objects.map(({ obj, propSet = [] }) => [
        toRef(obj),
        Object.fromEntries(propSet.map(({ name, val }) => [name, val])),
      ]),
    );
  }

  #states(): readonly DataObjectValue[] {
    const { rootFolder } = this.#options;
    const root =
      this.#sink?.known(rootFolder) ??
      (this.#value === undefined ? {} : { [alarmPath]: this.#value });
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

/** What is told of a triggered alarm stands in its definition, and of a definition in the counters that it watches. */
function standsOn(properties: Properties): readonly Ref[] {
  return [reference(properties['alarm']) ?? [], counterIds(properties).map(counterRef)].flat();
}

/**
 * What leads from one set of objects to another. An alarm that is called otherwise now takes with it what is triggered, and so does
 * a counter that is known now.
 */
function differences(
  before: ReadonlyMap<Ref, Properties>,
  next: ReadonlyMap<Ref, Properties>,
): readonly ObjectUpdate[] {
  const changed = new Set<Ref>();
  const updates: ObjectUpdate[] = [];
  for (const [ref, properties] of next) {
    const isSame = isDeepStrictEqual(before.get(ref), properties);
    if (isSame && !standsOn(properties).some((other) => changed.has(other))) continue;
    changed.add(ref);
    updates.push({ kind: 'enter', ref, properties });
  }
  for (const ref of before.keys()) if (!next.has(ref)) updates.push({ kind: 'leave', ref });
  return updates;
}
