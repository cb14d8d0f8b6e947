import { isBelow } from './collector/path.ts';
import { propertiesOf } from './api/model.ts';
import type { Managed } from './estate/entity.ts';
import type { Estate } from './estate/estate.ts';
import type { PropertyContext } from './properties/producer.ts';
import { readProperty } from './properties/read.ts';
import { isReference } from './wire/value.ts';

/** For tests: which properties changed without being reported. */

/** Leaves of a value by path; an array is a leaf. */
function flatten(value: unknown, path: string, into: Map<string, string>): void {
  if (value === undefined) {
    return;
  }
  const isLeaf =
    typeof value !== 'object' ||
    value === null ||
    value instanceof Date ||
    value instanceof Uint8Array ||
    isReference(value) ||
    Symbol.iterator in value;
  if (isLeaf) {
    into.set(path, print(value));
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    if (!name.startsWith('$')) {
      flatten(member, `${path}.${name}`, into);
    }
  }
}

function print(value: unknown): string {
  return JSON.stringify(value, function replacer(this: unknown, key: string, member: unknown) {
    if (typeof member === 'bigint') {
      return String(member);
    }
    if (key !== '' && isReference(member)) {
      return member.id;
    }
    if (isReference(member)) {
      return member.id;
    }
    return typeof member === 'object' && member !== null && Symbol.iterator in member
      ? [...(member as Iterable<unknown>)]
      : member;
  });
}

/** Sums over many objects come at their own pace. */
const statistics =
  /quickStats|usageSummary|^(?:ResourcePool|VirtualApp)\.(?:summary\.)?runtime\.(?:cpu|memory)/;

function readAll(estate: Estate, context: PropertyContext): Map<Managed, Map<string, string>> {
  const all = new Map<Managed, Map<string, string>>();
  for (const object of estate.objects.values()) {
    const leaves = new Map<string, string>();
    for (const { name } of propertiesOf(object.type)) {
      flatten(readProperty(object, name, context), name, leaves);
    }
    all.set(object, leaves);
  }
  return all;
}

/**
 * Does something to an estate and lists the changes that nobody was notified of, as `Type.path: before → after`.
 * Objects that came or went are left out.
 */
export function unreported(estate: Estate, context: PropertyContext, act: () => void): string[] {
  const before = readAll(estate, context);
  const reported = new Map<Managed, string[]>();
  const stop = estate.listen({
    changed: (object, path) => {
      reported.set(object, [...(reported.get(object) ?? []), path]);
    },
    created: () => undefined,
    destroyed: () => undefined,
  });
  act();
  stop();
  const missed = new Set<string>();
  for (const [object, after] of readAll(estate, context)) {
    const old = before.get(object);
    const paths = reported.get(object) ?? [];
    for (const path of old === undefined ? [] : new Set([...old.keys(), ...after.keys()])) {
      const isReported = paths.some((it) => isBelow(path, it) || isBelow(it, path));
      if (statistics.test(`${object.type}.${path}`)) {
        continue;
      }
      if (old?.get(path) !== after.get(path) && !isReported) {
        missed.add(`${object.type}.${path}`);
      }
    }
  }
  return [...missed].sort();
}
