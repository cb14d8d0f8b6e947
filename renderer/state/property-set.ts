import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MorefError } from '#shared/model/error.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';

export interface PropertySetState {
  /** Mutated in place; `version` tells that something in it changed. */
  readonly entries: Map<string, PropertyEntry>;
  /** Paths whose value changed since the set was complete for the first time. */
  readonly changed: Set<string>;
  readonly version: number;
  readonly ready: boolean;
  readonly error: MorefError | null;
}

export type PropertySet = StoreApi<PropertySetState>;

/** The properties of the one object on screen. */
export function createPropertySet(): PropertySet {
  return createStore<PropertySetState>(() => ({
    entries: new Map(),
    changed: new Set(),
    version: 0,
    ready: false,
    error: null,
  }));
}

export function applyProperties(
  set: PropertySet,
  frame: {
    readonly upsert: readonly (readonly [string, PropertyEntry])[];
    readonly remove: readonly string[];
    readonly ready: boolean;
  },
): void {
  const { entries, changed, version, ready } = set.getState();
  for (const path of frame.remove) entries.delete(path);
  for (const [path, entry] of frame.upsert) {
    if (ready) changed.add(path);
    entries.set(path, entry);
  }
  set.setState({ version: version + 1, ready: ready || frame.ready, error: null });
}

export function failProperties(set: PropertySet, error: MorefError): void {
  set.setState({ error });
}
