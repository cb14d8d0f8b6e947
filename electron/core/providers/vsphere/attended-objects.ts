import type { ObjectUpdate, Properties, PropertyChange } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Log } from '../provider.ts';
import { lineageOf } from './declared-type.ts';
import { toMoref, toRef } from './object-updates.ts';
import { keptPaths, PageReader } from './sheet/page-reader.ts';
import { objectsSpec, type FilterSpec } from './vim25/collector/specs.ts';
import type { WireObjectContent } from './vim25/collector/wire-update.ts';

export interface AttendedObjectsOptions {
  read(specs: readonly FilterSpec[]): Promise<readonly WireObjectContent[]>;
  /** What the core holds of an object. */
  known?(ref: Ref): Properties | undefined;
  readonly log: Log;
  /** Updates of an object gather so long before it is read again. Default 200 ms. */
  readonly gatherMs?: number;
  /** It is read again after so long anyway: a method can be disabled without any other change. Default 15 s. */
  readonly againMs?: number;
}

const path = 'disabledMethod';

/**
 * Reads what is only read of objects that somebody looks at: `disabledMethod`, and what their pages tell beyond what is cached of all
 * (page-paths.ts). Following it for all would make the full set of 10,000 VMs many times as large.
 */
export class AttendedObjects {
  readonly #options: AttendedObjectsOptions;
  readonly #page = new PageReader();
  #refs: ReadonlySet<Ref> = new Set();
  #sink: ((updates: readonly ObjectUpdate[]) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Changes of state so far: an answer that was asked for before the last one may be old. */
  #changes = 0;

  constructor(options: AttendedObjectsOptions) {
    this.#options = options;
  }

  /** Where the updates go from now on. */
  reportTo(report: (updates: readonly ObjectUpdate[]) => void): void {
    this.#sink = report;
  }

  /** These are looked at now. Of the others it is soon not known any more, and no old updates are kept. */
  attend(refs: ReadonlySet<Ref>): void {
    const left = [...this.#refs].filter((ref) => !refs.has(ref));
    const entities = [...refs].filter((ref) => lineageOf(refType(ref)).includes('ManagedEntity'));
    const isNew = entities.some((ref) => !this.#refs.has(ref));
    this.#refs = new Set(entities);
    for (const ref of left) this.#page.forget(ref);
    if (left.length > 0)
      this.#sink?.(left.map((ref) => update(ref, [assign(path), ...this.#forgotten(ref)])));
    if (isNew) this.#readIn(0);
  }

  /**
   * What the server reported, and with it that nobody knows what is disabled of an object whose state changed, until it is read again: an
   * old list beside a new state would refuse what has just become possible. What its page tells stays until then.
   */
  complete(updates: readonly ObjectUpdate[]): readonly ObjectUpdate[] {
    if (this.#refs.size === 0) return updates;
    const outdated = updates.filter((one) => this.#refs.has(one.ref) && changesState(one));
    if (outdated.length === 0) return updates;
    this.#changes += 1;
    for (const { ref } of outdated) this.#page.outdate(ref);
    this.#readIn(this.#options.gatherMs ?? 200);
    return [
      ...updates.map((one) => this.#withPage(one)),
      ...outdated.map(({ ref }) => update(ref, [assign(path)])),
    ];
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#sink = undefined;
  }

  /** An object that enters again has what was read for its page still. */
  #withPage(one: ObjectUpdate): ObjectUpdate {
    if (one.kind !== 'enter' || !this.#refs.has(one.ref)) return one;
    const kept = this.#kept(one.ref);
    return kept.length === 0
      ? one
      : { ...one, properties: { ...one.properties, ...Object.fromEntries(kept) } };
  }

  #kept(ref: Ref): readonly (readonly [string, PropertyValue])[] {
    const known = this.#options.known?.(ref);
    return known === undefined ? [] : keptPaths(refType(ref), known);
  }

  #forgotten(ref: Ref): readonly PropertyChange[] {
    return this.#kept(ref).map(([kept]) => assign(kept));
  }

  #readIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), ms);
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    const refs = [...this.#refs];
    const before = this.#changes;
    if (refs.length === 0 || this.#sink === undefined) return;
    const asked = new Map(refs.map((ref) => [ref, this.#page.next(ref)] as const));
    const specs = refs.map((ref) =>
      objectsSpec([toMoref(ref)], refType(ref), [path, ...(asked.get(ref) ?? [])]),
    );
    try {
      const objects = await this.#options.read(specs);
      this.#report(objects, asked, this.#changes === before);
    } catch (error) {
      if (this.#page.refuses(error)) this.#readIn(0);
      else this.#reportFailed(refs, error);
    }
    // Unless it is to be read sooner: something happened while it was read.
    if (this.#timer === undefined && this.#sink !== undefined)
      this.#readIn(this.#options.againMs ?? 15_000);
  }

  #report(
    objects: readonly WireObjectContent[],
    asked: ReadonlyMap<Ref, readonly string[]>,
    isLatest: boolean,
  ): void {
    const updates = objects.flatMap((object): readonly ObjectUpdate[] => {
      const ref = toRef(object.obj);
      if (!this.#refs.has(ref)) return [];
      const disabled = object.propSet?.find(({ name }) => name === path)?.val;
      const page = this.#page.take(ref, asked.get(ref) ?? [], object);
      const changes = [...(isLatest ? [assign(path, disabled)] : []), ...page];
      return changes.length === 0 ? [] : [update(ref, changes)];
    });
    if (updates.length > 0) this.#sink?.(updates);
  }

  /** One of them is gone, or the connection fails: whoever follows it will know. Or the server does not want to tell. */
  #reportFailed(refs: readonly Ref[], error: unknown): void {
    this.#options.log.debug('What is looked at could not be read', { error });
    const updates = refs.flatMap((ref) => {
      const failed = this.#page.fail(ref, error);
      return failed === undefined || !this.#refs.has(ref) ? [] : [update(ref, [failed])];
    });
    if (updates.length > 0) this.#sink?.(updates);
  }
}

/** Figures change all the time, and with them nothing that can be done. */
function changesState(one: ObjectUpdate): boolean {
  if (one.kind !== 'modify') return one.kind === 'enter';
  return one.changes.some((change) => !/^summary\.(?:quickStats|storage)\b/.test(change.path));
}

function update(ref: Ref, changes: readonly PropertyChange[]): ObjectUpdate {
  return { kind: 'modify', ref, changes };
}

function assign(to: string, value?: PropertyValue): PropertyChange {
  return { path: to, op: 'assign', ...onlyDefined({ value }) };
}
