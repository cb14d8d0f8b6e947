import type { Searches } from '../../state/search/saved-searches.ts';

/** A line of the searches: a folder, or a search in it. */
export interface SearchLine {
  /** Unique: `/` for the root, `own/Weekly`, `own/Weekly/Snapshots`. */
  readonly key: string;
  readonly name: string;
  /** From 1. */
  readonly level: number;
  readonly is: 'folder' | 'search';
  readonly query?: string;
  /** The name under which the user keeps it; absent for what comes with Moref. */
  readonly own?: string;
  /** Of a folder. */
  readonly expanded?: boolean;
}

export const rootFolder = '/';
export const builtInFolder = 'builtIn';

export interface SearchTree {
  readonly title: string;
  readonly own: Searches;
  readonly builtInTitle: string;
  readonly builtIn: readonly { readonly name: string; readonly query: string }[];
  /** Keys of the folders that are open. */
  readonly open: ReadonlySet<string>;
}

/** The lines on screen: own searches in their folders, then what comes with Moref. */
export function searchLines(tree: SearchTree): readonly SearchLine[] {
  const expanded = tree.open.has(rootFolder);
  const root: SearchLine = { key: rootFolder, name: tree.title, level: 1, is: 'folder', expanded };
  if (!expanded) return [root];
  const builtIn = tree.open.has(builtInFolder);
  return [
    root,
    ...linesIn(folderOf(tree.own), 'own', 2, tree.open),
    { key: builtInFolder, name: tree.builtInTitle, level: 2, is: 'folder', expanded: builtIn },
    ...(builtIn
      ? tree.builtIn.map(
          ({ name, query }): SearchLine => ({
            key: `${builtInFolder}/${query}`,
            name,
            level: 3,
            is: 'search',
            query,
          }),
        )
      : []),
  ];
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly searches: { readonly name: string; readonly own: string; readonly query: string }[];
}

function folderOf(searches: Searches): Folder {
  const root: Folder = { folders: new Map(), searches: [] };
  for (const [own, query] of Object.entries(searches)) {
    const steps = own.split('/').map((step) => step.trim());
    const name = steps.pop() ?? own;
    let folder = root;
    for (const step of steps.filter((one) => one !== '')) {
      const next = folder.folders.get(step) ?? { folders: new Map(), searches: [] };
      folder.folders.set(step, next);
      folder = next;
    }
    folder.searches.push({ name, own, query });
  }
  return root;
}

const collator = new Intl.Collator(undefined, { numeric: true });

function linesIn(
  { folders, searches }: Folder,
  path: string,
  level: number,
  open: ReadonlySet<string>,
): readonly SearchLine[] {
  const byName = [...folders].sort(([one], [other]) => collator.compare(one, other));
  return [
    ...byName.flatMap(([name, folder]): readonly SearchLine[] => {
      const key = `${path}/${name}`;
      const expanded = open.has(key);
      const line: SearchLine = { key, name, level, is: 'folder', expanded };
      return expanded ? [line, ...linesIn(folder, key, level + 1, open)] : [line];
    }),
    ...searches
      .toSorted((one, other) => collator.compare(one.name, other.name))
      .map(
        ({ name, own, query }): SearchLine => ({
          key: `${path}//${own}`,
          name,
          level,
          is: 'search',
          query,
          own,
        }),
      ),
  ];
}
