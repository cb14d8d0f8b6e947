import { visibleName } from '#shared/i18n/visible-name.ts';
import { useObjectAt } from '../../actions/use-current-object.ts';
import { t } from '../../i18n/translate.ts';
import { searchName } from '../../state/search/saved-searches.ts';
import { serverName } from '../../state/servers/connections.ts';
import { groupTitle } from '../../state/tree/group-names.ts';
import { groupAt } from '../../state/tree/tree-groups.ts';
import type { TabView } from '../../state/workspace/tab.ts';
import { objectIcon } from '../../ui/icons/object-icon.tsx';
import type { IconName } from '../../ui/icons/icon-paths.ts';

/** What a tab is called, and its icon. */
export interface TabTitle {
  readonly name: string;
  readonly icon: IconName;
}

/** The title of what a tab shows, live: an object may be renamed. */
export function useTabTitle({ current, search }: TabView): TabTitle {
  const { connection, ref, status, row } = useObjectAt(search === null ? current : null);
  if (search !== null) return { name: searchName(search) ?? search, icon: 'search' };
  if (current === null || connection === null) return { name: t('overview.title'), icon: 'server' };
  const group = groupAt(connection);
  if (group !== undefined) return { name: groupTitle(group), icon: 'layers' };
  if (ref === null)
    return { name: status === undefined ? connection : serverName(status), icon: 'server' };
  return row === undefined
    ? { name: ref, icon: 'other' }
    : { name: visibleName(row.name), icon: objectIcon(row.kind) };
}
