/** Where a table has its lines from: an array, or a view of the core of which only a window is at hand. */
export interface TableSource<Item> {
  readonly total: number;
  /** False while it is not known yet what lines there are. */
  readonly ready: boolean;
  /** Undefined for a line that is not at hand. */
  item(index: number): Item | undefined;
  keyOf(item: Item): string;
  /** Lines, also those that are not at hand; fewer at the end. */
  read(from: number, count: number): Promise<readonly Item[]>;
  /** These lines are on screen, or will be in a moment. */
  look(from: number, count: number): void;
  /** The keys of lines, also of those that are not at hand. */
  keys(from: number, count: number): Promise<readonly string[]>;
  /** All keys, where every line is at hand: who selects all means these, and not what comes later. */
  everyKey?(): readonly string[];
  /** The line of a key, where every line is at hand; −1 where there is none. The active line stays with it when others come and go. */
  indexOf?(key: string): number;
  /** The next line that begins with a text, from a line on and around; −1 where none does. */
  find(begins: string, from: number): Promise<number>;
  /** Of a list whose lines stand in groups: what a line heads; undefined for one that is in a group. */
  group?(index: number): TableGroup | undefined;
  /** Opens or closes a group; without one, all of them. */
  fold?(open: boolean, group?: string): void;
  /** The order stays as it is while the user is in the table. */
  hold?(held: boolean): void;
}

/** A line that heads others. */
export interface TableGroup {
  readonly id: string;
  readonly label: string;
  /** Lines below it, be they shown or not. */
  readonly count: number;
  readonly open: boolean;
}

/** Lines that are all at hand, in the order of the array. */
export function arraySource<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  nameOf: (item: Item) => string,
): TableSource<Item> {
  let places: ReadonlyMap<string, number> | undefined;
  return {
    total: items.length,
    ready: true,
    item: (index) => items[index],
    keyOf,
    read: (from, count) => Promise.resolve(items.slice(from, from + count)),
    look: () => undefined,
    keys: (from, count) => Promise.resolve(items.slice(from, from + count).map(keyOf)),
    indexOf: (key) => {
      places ??= new Map(items.map((item, place) => [keyOf(item), place]));
      return places.get(key) ?? -1;
    },
    everyKey: () => items.map(keyOf),
    find: (begins, from) => {
      const wanted = begins.toLowerCase();
      const fits = (item: Item): boolean => nameOf(item).toLowerCase().startsWith(wanted);
      const after = items.findIndex((item, index) => index >= from && fits(item));
      return Promise.resolve(after >= 0 ? after : items.findIndex(fits));
    },
  };
}
