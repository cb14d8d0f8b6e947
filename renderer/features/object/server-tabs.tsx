import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import type { ReactElement, ReactNode } from 'react';
import { t } from '../../i18n/translate.ts';
import { serverTabs, useWorkspace, type ServerTab } from '../../state/workspace.ts';

/** Parts of the page of a server that has more than one. */
export function ServerTabs(props: {
  readonly summary: ReactNode;
  readonly api: () => ReactNode;
}): ReactElement {
  const tab = useWorkspace((state) => state.serverTab);
  return (
    <>
      <Tabs
        value={tab}
        onChange={(_event, next: ServerTab) => useWorkspace.getState().set({ serverTab: next })}
        aria-label={t('serverTab.label')}
        className="object-tabs"
      >
        {serverTabs.map((one) => (
          <Tab
            key={one}
            value={one}
            label={t(`serverTab.${one}`)}
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
        {tab === 'summary' ? props.summary : props.api()}
      </div>
    </>
  );
}
