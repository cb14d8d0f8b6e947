import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactElement, ReactNode } from 'react';
import { alertSeverities, type AlertSeverity } from '#shared/model/alert.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { t } from '../../i18n/translate.ts';
import type { AlertFilter } from '../../state/alert-filter.ts';
import { serverName, useConnections } from '../../state/connections.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Icon } from '../../ui/icon.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SeverityIcon } from './severity.tsx';

const everyServer = '';

/** Which alerts are shown, and how many that is; `children` are what can be done with the selected ones. */
export function AlertBar(props: {
  readonly title: ReactNode;
  readonly filter: AlertFilter;
  readonly shown: number;
  readonly total: number;
  readonly children: ReactNode;
}): ReactElement {
  const { title, filter, shown, total, children } = props;
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
      <ServerChoice server={filter.server} onChange={(server) => change({ server })} />
      <SearchField
        value={filter.text}
        label={t('alerts.search')}
        clearLabel={t('common.clear')}
        onChange={(text) => change({ text })}
      />
      {children || (
        <span className="weak panel-count">{t('alerts.count', { count: shown, total })}</span>
      )}
      <IconButton
        aria-label={t('alerts.hide')}
        title={t('alerts.hide')}
        onClick={() => useWorkspace.getState().set({ tasksOpen: false })}
      >
        <Icon name="close" size={14} />
      </IconButton>
    </div>
  );
}

/** Not shown where there is nothing to choose. */
function ServerChoice(props: {
  readonly server: ConnectionId | null;
  readonly onChange: (server: ConnectionId | null) => void;
}): ReactElement | null {
  const { byId, order } = useConnections();
  if (order.length < 2) return null;
  return (
    <Select
      size="small"
      displayEmpty
      className="panel-server"
      value={props.server ?? everyServer}
      inputProps={{ 'aria-label': t('alerts.server') }}
      onChange={(event) => {
        const chosen = event.target.value;
        props.onChange(chosen === everyServer ? null : chosen);
      }}
    >
      <MenuItem value={everyServer}>{t('alerts.server.all')}</MenuItem>
      {order.map((id) => {
        const status = byId.get(id);
        return (
          <MenuItem key={id} value={id}>
            {status === undefined ? id : serverName(status)}
          </MenuItem>
        );
      })}
    </Select>
  );
}
