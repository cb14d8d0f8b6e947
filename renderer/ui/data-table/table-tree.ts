/** Lines that stand below others: what a table knows of the tree that its lines are (WAI-ARIA, treegrid pattern). */
export interface TableTree<Item> {
  /** From 1. */
  levelOf(item: Item): number;
  /** Whether what stands below a line is shown; undefined where nothing does. */
  isOpen(item: Item): boolean | undefined;
  readonly toggle: (item: Item) => void;
  /** What pressing the sign of a line does, in words. */
  toggleLabel(open: boolean): string;
}

/** Pixels by which a level is further to the right. */
export const levelIndent = 20;

/**
 * What an arrow does at the beginning of a line: → opens what is closed, ← closes what is open, or leads to the line above it in the
 * tree. Undefined where it does nothing to the tree, and moves among the cells.
 */
export function treeMove<Item>(
  key: string,
  line: number,
  itemAt: (line: number) => Item | undefined,
  tree: TableTree<Item>,
): 'toggle' | { readonly line: number } | undefined {
  const item = itemAt(line);
  if (item === undefined) return undefined;
  const open = tree.isOpen(item);
  if (key === 'ArrowRight') return open === false ? 'toggle' : undefined;
  if (key !== 'ArrowLeft') return undefined;
  if (open === true) return 'toggle';
  const level = tree.levelOf(item);
  for (let above = line - 1; above >= 0; above--) {
    const other = itemAt(above);
    if (other === undefined) return undefined;
    if (tree.levelOf(other) < level) return { line: above };
  }
  return undefined;
}

interface Branch<Item> {
  readonly item: Item;
  readonly below: Branch<Item>[];
}

/**
 * Lines of a tree, which come each before those below it, arranged level by level: what stands below a line stays below it.
 * @param arrange filters and sorts lines of one level; see `arrangedItems`. A line stays for one below it that does.
 */
export function arrangedTree<Item>(
  items: readonly Item[],
  { levelOf }: Pick<TableTree<Item>, 'levelOf'>,
  arrange: {
    filter(items: readonly Item[]): readonly Item[];
    sort(items: readonly Item[]): readonly Item[];
  },
): readonly Item[] {
  const top: Branch<Item>[] = [];
  const path: Branch<Item>[] = [];
  for (const item of items) {
    const branch = { item, below: [] };
    path.length = Math.max(0, Math.min(path.length, levelOf(item) - 1));
    (path.at(-1)?.below ?? top).push(branch);
    path.push(branch);
  }
  const passing = new Set(arrange.filter(items));
  const arranged: Item[] = [];
  const append = (branches: readonly Branch<Item>[]): boolean => {
    const byItem = new Map(branches.map((branch) => [branch.item, branch]));
    let any = false;
    for (const item of arrange.sort(branches.map((branch) => branch.item))) {
      const at = arranged.push(item);
      const below = append(byItem.get(item)?.below ?? []);
      if (below || passing.has(item)) any = true;
      else arranged.length = at - 1;
    }
    return any;
  };
  append(top);
  return arranged;
}
