import {
  summaryKey,
  type ViewGroup,
  type ViewItem,
  type ViewRow,
  type ViewSummary,
} from '#shared/model/view.ts';

/** The rows of a view that are at hand, by their places. */
export interface ViewRows {
  readonly summary: ViewSummary | undefined;
  at(line: number): ViewRow | undefined;
  /** What a line heads; undefined for one that is an object, or not at hand. */
  groupAt(line: number): ViewGroup | undefined;
  apply(frame: {
    readonly upsert: readonly (readonly [string, ViewItem])[];
    readonly remove: readonly string[];
  }): void;
}

export function createViewRows(): ViewRows {
  const byKey = new Map<string, ViewRow | ViewGroup>();
  let byLine = new Map<number, ViewRow | ViewGroup>();
  let summary: ViewSummary | undefined;
  return {
    get summary() {
      return summary;
    },
    at: (line) => {
      const item = byLine.get(line);
      return item?.is === 'row' ? item : undefined;
    },
    groupAt: (line) => {
      const item = byLine.get(line);
      return item?.is === 'group' ? item : undefined;
    },
    apply: ({ upsert, remove }) => {
      for (const key of remove) byKey.delete(key);
      for (const [key, item] of upsert) {
        if (key === summaryKey && item.is === 'summary') summary = item;
        else if (item.is !== 'summary') byKey.set(key, item);
      }
      // A few hundred at the most; places that changed hands need no care this way.
      byLine = new Map([...byKey.values()].map((item) => [item.at, item]));
    },
  };
}
