import { summaryKey, type ViewItem, type ViewRow, type ViewSummary } from '#shared/model/view.ts';

/** The rows of a view that are at hand, by their places. */
export interface ViewRows {
  readonly summary: ViewSummary | undefined;
  at(place: number): ViewRow | undefined;
  apply(frame: {
    readonly upsert: readonly (readonly [string, ViewItem])[];
    readonly remove: readonly string[];
  }): void;
}

export function createViewRows(): ViewRows {
  const byKey = new Map<string, ViewRow>();
  let byPlace = new Map<number, ViewRow>();
  let summary: ViewSummary | undefined;
  return {
    get summary() {
      return summary;
    },
    at: (place) => byPlace.get(place),
    apply: ({ upsert, remove }) => {
      for (const key of remove) byKey.delete(key);
      for (const [key, item] of upsert) {
        if (key === summaryKey && item.is === 'summary') summary = item;
        else if (item.is === 'row') byKey.set(key, item);
      }
      // A few hundred at the most; places that changed hands need no care this way.
      byPlace = new Map([...byKey.values()].map((row) => [row.at, row]));
    },
  };
}
