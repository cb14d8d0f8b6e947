import type { UnreadableFound } from '../../../../net/unreadable.ts';
import { isReference, type ManagedObjectReference, type VimRecord } from '../values.ts';

/** What is known of an element that is being read. */
interface Level {
  readonly name: string;
  readonly record: VimRecord | null;
}

const longest = 300;

/** Says where a value stands, as far as can be said while the answer is still being read: in the words of the API where possible. */
export function placeOf(
  levels: readonly Level[],
  depth: number,
  declared: string,
): UnreadableFound {
  const open = levels.slice(1, depth + 1);
  const owner = open.findLast(({ record }) => isReference(record?.['obj']));
  const obj = owner?.record?.['obj'] as ManagedObjectReference | undefined;
  const names = open.slice(owner === undefined ? 0 : open.indexOf(owner) + 1).flatMap(nameOf);
  const path = names
    .map((name) => name.slice(0, 80))
    .join('.')
    .slice(-longest);
  if (obj === undefined) return { path, declared };
  const { type, value } = obj;
  return { object: `${type}:${value}`, path: `${type}.${path}`, declared };
}

/** A change of a property counts as the property that it is of. */
function nameOf({ name, record }: Level): readonly string[] {
  if (name === 'changeSet' || name === 'propSet') {
    const property = record?.['name'];
    return typeof property === 'string' ? [property] : [];
  }
  return name === 'val' ? [] : [name];
}
