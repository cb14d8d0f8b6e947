import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import type { ReactElement, ReactNode } from 'react';
import { t } from '../../../i18n/translate.ts';
import {
  isListTab,
  serverTabs,
  useWorkspace,
  type ListCounts,
  type ListTab,
  type ServerTab,
} from '../../../state/workspace/workspace.ts';
import { tabsClass } from '../tabs-class.ts';

/** Parts of a server's page: what it is, what it has, and its API where that describes itself. */
export function ServerTabs(props: {
  readonly summary: ReactNode;
  readonly counts: ListCounts;
  readonly list: (tab: ListTab) => ReactNode;
  readonly history: () => ReactNode;
  /** Absent: the API does not describe itself. */
  readonly api?: (() => ReactNode) | undefined;
}): ReactElement {
  const { counts, api } = props;
  const wanted = useWorkspace((state) => state.serverTab);
  const tabs = serverTabs.filter((one) =>
    isListTab(one) ? (counts[one] ?? 0) > 0 : one !== 'api' || api !== undefined,
  );
  const tab = tabs.includes(wanted) ? wanted : 'summary';
  return (
    <>
      <Tabs
        value={tab}
        onChange={(_event, next: ServerTab) => useWorkspace.getState().set({ serverTab: next })}
        aria-label={t('serverTab.label')}
        className={tabsClass(counts)}
      >
        {tabs.map((one) => (
          <Tab
            key={one}
            value={one}
            label={
              isListTab(one)
                ? t('list.tab', { title: t(`list.title.${one}`), count: counts[one] ?? 0 })
                : t(`serverTab.${one}`)
            }
            id={`server-tab-${one}`}
            aria-controls="object-part"
          />
        ))}
      </Tabs>
      <div
        id="object-part"
        role="tabpanel"
        aria-labelledby={`server-tab-${tab}`}
        className="object-part"
        tabIndex={tab === 'summary' ? 0 : -1}
      >
        {tab === 'summary' && props.summary}
        {isListTab(tab) && props.list(tab)}
        {tab === 'history' && props.history()}
        {tab === 'api' && api?.()}
      </div>
    </>
  );
}
