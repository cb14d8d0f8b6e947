import { listTabs, type ListCounts } from '../../state/workspace/workspace.ts';
import { listKinds } from './list-kinds.ts';
import { useView, type ListScope } from './use-view.ts';

/** How many objects of each list belong to these: one view of all kinds, of which no line is looked at. */
export function useListCounts(scope: ListScope): ListCounts {
  const { summary } = useView({
    query: '',
    namesOnly: false,
    ...scope,
    columns: [],
    sort: [],
    sums: [],
  });
  if (summary === undefined) return {};
  const byKind = new Map(summary.byKind);
  return Object.fromEntries(
    listTabs.map((tab) => [
      tab,
      listKinds[tab].kinds.reduce((sum, kind) => sum + (byKind.get(kind) ?? 0), 0),
    ]),
  );
}
