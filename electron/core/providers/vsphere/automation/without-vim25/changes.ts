import type { ObjectUpdate, Properties, PropertyChange } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';

type Reading = ReadonlyMap<Ref, Properties>;

/** What makes of one reading the next, property by property. */
export function changesBetween(before: Reading, after: Reading): readonly ObjectUpdate[] {
  const updates: ObjectUpdate[] = [];
  for (const [ref, properties] of after) {
    const old = before.get(ref);
    if (old === undefined) updates.push({ kind: 'enter', ref, properties });
    else {
      const changes = differences(old, properties);
      if (changes.length > 0) updates.push({ kind: 'modify', ref, changes });
    }
  }
  for (const ref of before.keys()) if (!after.has(ref)) updates.push({ kind: 'leave', ref });
  return updates;
}

function differences(old: Properties, now: Properties): readonly PropertyChange[] {
  const changes: PropertyChange[] = [];
  for (const [path, value] of Object.entries(now))
    if (!same(old[path], value)) changes.push({ path, op: 'assign', value });
  for (const path of Object.keys(old))
    if (!Object.hasOwn(now, path)) changes.push({ path, op: 'assign' });
  return changes;
}

/** Summaries hold plain values, and the references of the placement. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
}
