import type { Change } from './stored-map.ts';

/** Puts an entry in; one that is there already keeps its place. */
export function withEntry<V, H>(key: string, entry: V): Change<V, H> {
  return ({ entries, head }) => ({ entries: new Map(entries).set(key, entry), head });
}

/** Takes entries out, those that are there. */
export function withoutEntry<V, H>(...keys: readonly string[]): Change<V, H> {
  return (stored) => {
    if (!keys.some((key) => stored.entries.has(key))) return stored;
    const entries = new Map(stored.entries);
    for (const key of keys) entries.delete(key);
    return { entries, head: stored.head };
  };
}

/** Takes out what `known` does not know. */
export function withoutUnknown<V, H>(known: (key: string) => boolean): Change<V, H> {
  return (stored) =>
    withoutEntry<V, H>(...[...stored.entries.keys()].filter((key) => !known(key)))(stored);
}
