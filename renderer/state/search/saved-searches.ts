import { t, type MessageKey } from '../../i18n/translate.ts';
import { useWorkspace } from '../workspace/workspace.ts';

/** A search that comes with Moref. */
export interface BuiltInSearch {
  readonly title: MessageKey;
  readonly query: string;
}

/** What administrators look for in every estate: together they stand for a weekly report. */
export const builtInSearches: readonly BuiltInSearch[] = [
  { title: 'search.of.snapshots', query: 'kind:vm snapshot.age>7d' },
  { title: 'search.of.tools', query: 'kind:vm power:on tools:old,stopped,none' },
  { title: 'search.of.datastores', query: 'kind:datastore usage>85%' },
  { title: 'search.of.noNetwork', query: 'kind:vm !network:*' },
  { title: 'search.of.cds', query: 'kind:vm is:cd' },
  { title: 'search.of.off', query: 'kind:vm power:off off>30d' },
  { title: 'search.of.orphaned', query: 'is:orphaned' },
  { title: 'search.of.consolidate', query: 'is:consolidate' },
  { title: 'search.of.mixed', query: 'kind:host is:mixed' },
];

/** Searches by name. A slash in a name makes a folder: `Weekly/Snapshots`. */
export type Searches = Readonly<Record<string, string>>;

/** What a search is called, if it was kept or comes with Moref; undefined for any other. */
export function searchName(query: string): string | undefined {
  const own = Object.entries(useWorkspace.getState().searches).find(([, one]) => one === query);
  if (own !== undefined) return own[0].split('/').at(-1);
  const builtIn = builtInSearches.find((one) => one.query === query);
  return builtIn === undefined ? undefined : t(builtIn.title);
}

/** Keeps a search under a name; one that was called so before is replaced. */
export function keepSearch(name: string, query: string): void {
  const { searches, set } = useWorkspace.getState();
  set({ searches: { ...searches, [name]: query } });
}

export function forgetSearch(name: string): void {
  const { searches, set } = useWorkspace.getState();
  const { [name]: _gone, ...others } = searches;
  set({ searches: others });
}

/** With other searches added: one that is called like another and looks for something else gets a number. */
export function merged(searches: Searches, added: Searches): Searches {
  const all: Record<string, string> = { ...searches };
  for (const [name, query] of Object.entries(added)) {
    let free = name;
    for (let number = 2; all[free] !== undefined && all[free] !== query; number++)
      free = `${name} (${number})`;
    all[free] = query;
  }
  return all;
}
