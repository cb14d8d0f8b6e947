import { inspect, isDeepStrictEqual } from 'node:util';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';

/** What is held of a server. */
export interface Held {
  objects(): ReadonlyMap<Ref, Properties>;
  rows(): Iterable<Row>;
}

/**
 * Where two differ, in words; empty where they hold the same.
 * @param moves names of properties and facts that are another at every look
 */
export function differences(tried: Held, fresh: Held, moves: RegExp | null): readonly string[] {
  return [
    ...compare('object', without(moves, tried.objects()), without(moves, fresh.objects())),
    ...compare('row', byRef(moves, tried.rows()), byRef(moves, fresh.rows())),
  ];
}

function without(
  moves: RegExp | null,
  objects: ReadonlyMap<Ref, Properties>,
): ReadonlyMap<Ref, object> {
  return new Map([...objects].map(([ref, properties]) => [ref, still(moves, properties)]));
}

function still(moves: RegExp | null, fields: object): object {
  if (moves === null) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !moves.test(name)));
}

function byRef(moves: RegExp | null, rows: Iterable<Row>): ReadonlyMap<Ref, object> {
  const map = new Map<Ref, object>();
  for (const row of rows) map.set(row.ref, { ...row, facts: still(moves, row.facts) });
  return map;
}

function compare(
  what: string,
  tried: ReadonlyMap<Ref, object>,
  fresh: ReadonlyMap<Ref, object>,
): readonly string[] {
  const found: string[] = [];
  for (const [ref, wanted] of fresh) {
    const has = tried.get(ref);
    if (has === undefined) found.push(`${what} ${ref} is missing`);
    else if (!isDeepStrictEqual(has, wanted))
      found.push(`${what} ${ref}: ${inFields(has, wanted)}`);
  }
  for (const ref of tried.keys()) if (!fresh.has(ref)) found.push(`${what} ${ref} is gone`);
  return found;
}

/** The fields that differ. */
function inFields(has: object, wanted: object): string {
  const left = new Map(Object.entries(has));
  const right = new Map(Object.entries(wanted));
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names]
    .filter((name) => !isDeepStrictEqual(left.get(name), right.get(name)))
    .map((name) => `${name} is ${short(left.get(name))} instead of ${short(right.get(name))}`)
    .slice(0, 3)
    .join(', ');
}

function short(value: unknown): string {
  return inspect(value, { breakLength: Infinity, depth: 4 }).slice(0, 200);
}
