import type { ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { t } from '../../i18n/translate.ts';
import { fieldName, groupName } from '../../state/tree/group-names.ts';
import { groupQuery } from '../../state/tree/group-query.ts';
import { groupedQuery } from '../../state/tree/tree-choice.ts';
import { groupValue } from '../../state/tree/tree-groups.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { SearchView } from './search-view.tsx';

/** A group of the tree: its objects as a list. */
export function GroupView({ group }: { readonly group: ConnectionId }): ReactElement {
  const tree = useWorkspace((state) => state.tree);
  const by = tree.groupBy ?? '';
  const title = t('tree.group.title', { field: fieldName(by), value: groupName(group, by) });
  const search = groupQuery(groupedQuery(tree), by, groupValue(group) ?? '');
  return <SearchView key={group} search={search} title={title} />;
}
