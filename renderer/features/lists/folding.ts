/** Which groups are closed: all but some, or some. */
export interface FoldedGroups {
  readonly all: boolean;
  readonly but: readonly string[];
}

const nothing: FoldedGroups = { all: false, but: [] };

/** Which groups a list has closed, by the column that it is grouped by; views come and go meanwhile. */
export class Folding {
  readonly #byColumn = new Map<string, FoldedGroups>();

  of(column: string): FoldedGroups {
    return this.#byColumn.get(column) ?? nothing;
  }

  /** Opens or closes a group; without one, all. @returns what is closed now */
  fold(column: string, open: boolean, group?: string): FoldedGroups {
    const before = this.of(column);
    const after = group === undefined ? { all: !open, but: [] } : folded(before, group, open);
    this.#byColumn.set(column, after);
    return after;
  }
}

function folded({ all, but }: FoldedGroups, group: string, open: boolean): FoldedGroups {
  const others = but.filter((one) => one !== group);
  return { all, but: open === all ? [...others, group] : others };
}
