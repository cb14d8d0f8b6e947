import type { ObjectUpdate } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Log } from '../provider.ts';
import { lineageOf } from './declared-type.ts';
import { toMoref, toRef } from './object-updates.ts';
import { objectsSpec, type FilterSpec } from './vim25/collector/specs.ts';
import type { WireObjectContent } from './vim25/collector/wire-update.ts';

export interface AttendedObjectsOptions {
  read(specs: readonly FilterSpec[]): Promise<readonly WireObjectContent[]>;
  readonly log: Log;
  /** News of an object gather so long before it is read again. Default 200 ms. */
  readonly gatherMs?: number;
  /** It is read again after so long anyway: a method can be disabled without any other change. Default 15 s. */
  readonly againMs?: number;
}

const path = 'disabledMethod';

/**
 * Reads `disabledMethod` of the objects that somebody looks at. Following it for all would make the full set of 10,000 VMs a fifth
 * larger and slower, for some 20 names each that nobody sees.
 */
export class AttendedObjects {
  readonly #options: AttendedObjectsOptions;
  #refs: ReadonlySet<Ref> = new Set();
  #tell: ((updates: readonly ObjectUpdate[]) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Changes of state so far: an answer that was asked for before the last one may be old. */
  #changes = 0;

  constructor(options: AttendedObjectsOptions) {
    this.#options = options;
  }

  /** Where the news go from now on. */
  reportTo(tell: (updates: readonly ObjectUpdate[]) => void): void {
    this.#tell = tell;
  }

  /** These are looked at now. Of the others it is soon not known any more, and no old news are kept. */
  attend(refs: ReadonlySet<Ref>): void {
    const left = [...this.#refs].filter((ref) => !refs.has(ref));
    const entities = [...refs].filter((ref) => lineageOf(refType(ref)).includes('ManagedEntity'));
    const isNew = entities.some((ref) => !this.#refs.has(ref));
    this.#refs = new Set(entities);
    if (left.length > 0) this.#tell?.(left.map((ref) => assign(ref, undefined)));
    if (isNew) this.#readIn(0);
  }

  /**
   * What the server told, and with it that nobody knows what is disabled of an object whose state changed, until it is read again: an
   * old list beside a new state would refuse what has just become possible.
   */
  complete(updates: readonly ObjectUpdate[]): readonly ObjectUpdate[] {
    if (this.#refs.size === 0) return updates;
    const outdated = updates.filter((update) => this.#refs.has(update.ref) && changesState(update));
    if (outdated.length === 0) return updates;
    this.#changes += 1;
    this.#readIn(this.#options.gatherMs ?? 200);
    return [...updates, ...outdated.map(({ ref }) => assign(ref, undefined))];
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#tell = undefined;
  }

  #readIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), ms);
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    const refs = [...this.#refs];
    const before = this.#changes;
    if (refs.length === 0 || this.#tell === undefined) return;
    const specs = refs.map((ref) => objectsSpec([toMoref(ref)], refType(ref), [path]));
    try {
      const objects = await this.#options.read(specs);
      if (this.#changes !== before) return;
      const news = objects.map(({ obj, propSet = [] }) =>
        assign(toRef(obj), propSet.find(({ name }) => name === path)?.val),
      );
      const wanted = news.filter(({ ref }) => this.#refs.has(ref));
      if (wanted.length > 0) this.#tell?.(wanted);
    } catch (error) {
      // One of them is gone, or the connection fails; whoever follows it will know.
      this.#options.log.debug('What is disabled could not be read', { error });
    }
    // Unless it is to be read sooner: something happened while it was read.
    if (this.#timer === undefined && this.#tell !== undefined)
      this.#readIn(this.#options.againMs ?? 15_000);
  }
}

/** Figures change all the time, and with them nothing that can be done. */
function changesState(update: ObjectUpdate): boolean {
  if (update.kind !== 'modify') return update.kind === 'enter';
  return update.changes.some((change) => !/^summary\.(?:quickStats|storage)\b/.test(change.path));
}

function assign(ref: Ref, value: PropertyValue | undefined): ObjectUpdate {
  const change = { path, op: 'assign', ...(value === undefined ? {} : { value }) } as const;
  return { kind: 'modify', ref, changes: [change] };
}
