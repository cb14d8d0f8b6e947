import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactElement, ReactNode } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/connections.ts';
import { taskOutcomes, type TaskFilter, type TaskOutcome } from '../../state/task-filter.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Icon } from '../../ui/icon.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { TaskPanelMenu } from './task-panel-menu.tsx';
import { outcomeIcons } from './task-state.tsx';

const everyServer = '';

/** What the tracker shows, and how many that is. */
export function TaskBar(props: {
  readonly title: ReactNode;
  readonly filter: TaskFilter;
  readonly count: number;
}): ReactElement {
  const { title, filter, count } = props;
  const change = (next: Partial<TaskFilter>): void =>
    useWorkspace.getState().set({ taskFilter: { ...filter, ...next } });
  return (
    <div className="panel-head">
      {title}
      <ToggleButtonGroup
        exclusive
        size="small"
        value={filter.mine}
        aria-label={t('tasks.whose')}
        onChange={(_event, mine: boolean | null) => {
          if (mine !== null) change({ mine });
        }}
      >
        <ToggleButton value={false} className="panel-toggle">
          {t('tasks.all')}
        </ToggleButton>
        <ToggleButton value className="panel-toggle">
          {t('tasks.mine')}
        </ToggleButton>
      </ToggleButtonGroup>
      <ToggleButtonGroup
        size="small"
        value={filter.outcomes}
        aria-label={t('tasks.outcomes')}
        onChange={(_event, outcomes: readonly TaskOutcome[]) => change({ outcomes })}
      >
        {taskOutcomes.map((outcome) => (
          <ToggleButton key={outcome} value={outcome} className="panel-toggle">
            <Icon name={outcomeIcons[outcome]} size={13} className={`outcome-${outcome}`} />
            {t(`tasks.outcome.${outcome}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ServerChoice server={filter.server} onChange={(server) => change({ server })} />
      <SearchField
        value={filter.text}
        label={t('tasks.search')}
        clearLabel={t('common.clear')}
        onChange={(text) => change({ text })}
      />
      <span className="weak panel-count">{t('tasks.count', { count })}</span>
      <TaskPanelMenu server={filter.server} />
      <IconButton
        aria-label={t('tasks.hide')}
        title={t('tasks.hide')}
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
      inputProps={{ 'aria-label': t('tasks.server') }}
      onChange={(event) => {
        const chosen = event.target.value;
        props.onChange(chosen === everyServer ? null : chosen);
      }}
    >
      <MenuItem value={everyServer}>{t('tasks.server.all')}</MenuItem>
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
