import IconButton from '@mui/material/IconButton';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactElement, ReactNode } from 'react';
import { alertSeverities, type AlertSeverity } from '#shared/model/alert.ts';
import { t } from '../../i18n/translate.ts';
import type { AlertFilter } from '../../state/alerts/alert-filter.ts';
import { useServerNames } from '../../state/servers/connections.ts';
import { hidePanel } from '../../state/workspace/lower-panel.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { SearchField } from '../../ui/search/search-field.tsx';
import { ServerChoice } from '../../ui/servers/server-choice.tsx';
import { AlertNotifySwitch } from './alert-notify.tsx';
import { SeverityIcon } from './severity.tsx';

/**
 * How many alerts are in a list: those that ask for somebody, those of
 * which somebody took notice, mere information, and those that are not shown. */
export interface AlertCounts {
  readonly open: number;
  readonly acknowledged: number;
  readonly info: number;
  readonly hidden: number;
}

/** Which alerts are shown, and how many that is; `children` are what can be done with the selected ones. */
export function AlertBar(props: {
  readonly title: ReactNode;
  readonly filter: AlertFilter;
  /** In the list; and in all, with what the filter hides. */
  readonly counts: AlertCounts;
  readonly children: ReactNode;
}): ReactElement {
  const { title, filter, counts, children } = props;
  const change = (next: Partial<AlertFilter>): void =>
    useWorkspace.getState().set({ alertFilter: { ...filter, ...next } });
  return (
    <div className="panel-head">
      {title}
      <ToggleButtonGroup
        size="small"
        value={filter.severities}
        aria-label={t('alerts.severities')}
        onChange={(_event, severities: readonly AlertSeverity[]) => change({ severities })}
      >
        {alertSeverities.map((severity) => (
          <ToggleButton key={severity} value={severity} className="panel-toggle">
            <SeverityIcon severity={severity} />
            {t(`alerts.severity.${severity}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ServerChoice
        label={t('alerts.server')}
        all={t('alerts.server.all')}
        servers={useServerNames()}
        server={filter.server}
        onChange={(server) => change({ server })}
      />
      <SearchField
        value={filter.text}
        label={t('alerts.search')}
        clearLabel={t('common.clear')}
        onChange={(text) => change({ text })}
      />
      {children || <span className="weak panel-count">{t('alerts.count', counts)}</span>}
      <AlertNotifySwitch />
      <IconButton aria-label={t('alerts.hide')} title={t('alerts.hide')} onClick={hidePanel}>
        <Icon name="close" size={14} />
      </IconButton>
    </div>
  );
}
