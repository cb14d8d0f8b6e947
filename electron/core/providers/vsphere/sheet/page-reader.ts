import type { Properties, PropertyChange } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import {
  isDataObject,
  type DataObjectValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { lineageOf } from '../declared-type.ts';
import { toException } from '../errors.ts';
import { propertySets } from '../property-sets.ts';
import { isFault } from '../vim25/soap/soap-error.ts';
import type { WireObjectContent } from '../vim25/collector/wire-update.ts';
import { isFigure, isSpread, pagePaths, pageState, spreadOf } from './page-paths.ts';

/** How reading went, as it stands among an object's properties. */
export interface PageState extends DataObjectValue {
  readonly $type: 'PageState';
  readonly state: 'read' | 'failed';
  /** When it was read last; milliseconds since 1970. */
  readonly at?: number;
  /** The first fault that the server gave for a part of it, or for all. */
  readonly reason?: string;
}

/** All is read again so often, milliseconds: not every change is reported. Figures are read each time. */
const everyMs = 300_000;

/** Which paths of the objects that somebody looks at are read next, and what came of it. */
export class PageReader {
  /** Paths that this server's version does not have. */
  readonly #refused = new Set<string>();
  /** When all of an object was read; milliseconds since 1970. */
  readonly #readAt = new Map<Ref, number>();
  readonly #outdated = new Set<Ref>();

  forget(ref: Ref): void {
    this.#readAt.delete(ref);
    this.#outdated.delete(ref);
  }

  /** Something of the object changed. */
  outdate(ref: Ref): void {
    this.#outdated.add(ref);
  }

  /** The paths that are to be read of an object now. */
  next(ref: Ref): readonly string[] {
    const at = this.#readAt.get(ref);
    const isDue = at === undefined || this.#outdated.has(ref) || Date.now() - at >= everyMs;
    this.#outdated.delete(ref);
    const paths = pagePaths(refType(ref))
      .map(spreadOf)
      .filter((path) => !this.#refused.has(path));
    return isDue ? paths : paths.filter(isFigure);
  }

  /** What the server answered, as changes of the object. */
  take(ref: Ref, asked: readonly string[], { propSet = [], missingSet = [] }: WireObjectContent) {
    if (asked.length === 0) return [];
    const all = asked.some((path) => !isFigure(path));
    const now = Date.now();
    if (all) this.#readAt.set(ref, now);
    const values = new Map(propSet.map(({ name, val }) => [name, val]));
    const changes = asked.flatMap((path) => changesOf(ref, path, values.get(path)));
    if (!all) return changes;
    const reason = missingSet[0]?.fault.fault.$type;
    const state: PageState = {
      $type: 'PageState',
      state: 'read',
      at: now,
      ...onlyDefined({ reason }),
    };
    return [...changes, assign(pageState, state)];
  }

  /** Whether an error says that the server lacks a path, which is then left out. */
  refuses(error: unknown): boolean {
    if (!isFault(error, 'InvalidProperty')) return false;
    const { name } = error.fault;
    if (typeof name !== 'string' || name === '' || this.#refused.has(name)) return false;
    this.#refused.add(name);
    return true;
  }

  /** All that can be said of a page that could not be read; undefined where others say it. */
  fail(ref: Ref, error: unknown): PropertyChange | undefined {
    if (pagePaths(refType(ref)).length === 0) return undefined;
    this.#outdated.add(ref);
    const { data } = toException(error, { doing: '' });
    const at = this.#readAt.get(ref);
    const state: PageState = {
      $type: 'PageState',
      state: 'failed',
      ...onlyDefined({ at }),
      reason: data.native?.type ?? data.kind,
    };
    return assign(pageState, state);
  }
}

/** What is held of an object for its page alone. */
export function keptPaths(
  type: string,
  known: Properties,
): readonly (readonly [string, PropertyValue])[] {
  const paths = pagePaths(type);
  if (paths.length === 0) return [];
  const spread = paths.filter(isSpread).map((path) => `${spreadOf(path)}.`);
  const cached = new Set(lineageOf(type).flatMap((one) => propertySets[one] ?? []));
  return Object.entries(known).filter(
    ([path]) =>
      path === pageState ||
      (!cached.has(path) &&
        (paths.includes(path) || spread.some((begin) => path.startsWith(begin)))),
  );
}

function changesOf(
  ref: Ref,
  path: string,
  value: PropertyValue | undefined,
): readonly PropertyChange[] {
  const type = refType(ref);
  if (!pagePaths(type).some((one) => isSpread(one) && spreadOf(one) === path))
    return [assign(path, value)];
  // Parts of it are followed already, and stay as they are reported.
  const cached = new Set(lineageOf(type).flatMap((one) => propertySets[one] ?? []));
  if (!isDataObject(value)) return [];
  return Object.entries(value)
    .filter(([name]) => name !== '$type' && !cached.has(`${path}.${name}`))
    .map(([name, part]) => assign(`${path}.${name}`, part));
}

function assign(path: string, value?: PropertyValue): PropertyChange {
  return { path, op: 'assign', ...onlyDefined({ value }) };
}
