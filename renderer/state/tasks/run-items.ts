import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MorefError } from '#shared/model/error.ts';
import type { RunItem, RunItemState } from '#shared/model/run.ts';

export interface RunItemsState {
  /** Mutated in place; `version` tells that something in it changed. */
  readonly byKey: Map<string, RunItem>;
  readonly version: number;
  readonly ready: boolean;
  readonly error: MorefError | null;
}

export type RunItems = StoreApi<RunItemsState>;

/** The objects of the one run on screen. */
export function createRunItems(): RunItems {
  return createStore<RunItemsState>(() => ({
    byKey: new Map(),
    version: 0,
    ready: false,
    error: null,
  }));
}

export function applyRunItems(
  items: RunItems,
  frame: {
    readonly upsert: readonly (readonly [string, RunItem])[];
    readonly remove: readonly string[];
    readonly ready: boolean;
  },
): void {
  const { byKey, version, ready } = items.getState();
  for (const key of frame.remove) byKey.delete(key);
  for (const [key, item] of frame.upsert) byKey.set(key, item);
  items.setState({ version: version + 1, ready: ready || frame.ready, error: null });
}

/** What needs somebody comes first, what is over and well last. */
const rank: Readonly<Record<RunItemState, number>> = {
  failed: 0,
  unknown: 1,
  running: 2,
  waiting: 3,
  cancelled: 4,
  skipped: 5,
  done: 6,
};

/** The items in one state, or all; once everything is over those that failed first, otherwise in the order of the run. */
export function listItems(
  byKey: ReadonlyMap<string, RunItem>,
  state: RunItemState | 'all',
  failedFirst: boolean,
): readonly RunItem[] {
  const items = [...byKey.values()].filter((item) => state === 'all' || item.state === state);
  return failedFirst ? items.sort((a, b) => rank[a.state] - rank[b.state]) : items;
}
