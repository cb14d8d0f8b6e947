import type { ReactElement } from 'react';
import { groupTitle } from '../../state/tree/group-names.ts';
import { groupQuery } from '../../state/tree/group-query.ts';
import { groupedQuery } from '../../state/tree/tree-choice.ts';
import type { Group } from '../../state/tree/tree-groups.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { SearchView } from './search-view.tsx';

/** A group of the tree: its objects as a list. */
export function GroupView({ group }: { readonly group: Group }): ReactElement {
  const tree = useWorkspace((state) => state.tree);
  const search = groupQuery(groupedQuery(tree), group.by, group.value);
  return <SearchView key={search} search={search} title={groupTitle(group)} />;
}
