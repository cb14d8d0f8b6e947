import IconButton from '@mui/material/IconButton';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactElement, ReactNode } from 'react';
import { t } from '../../i18n/translate.ts';
import { useServerNames } from '../../state/servers/connections.ts';
import { taskOutcomes, type TaskFilter, type TaskOutcome } from '../../state/tasks/task-filter.ts';
import { hidePanel } from '../../state/workspace/lower-panel.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { SearchField } from '../../ui/search/search-field.tsx';
import { ServerChoice } from '../../ui/servers/server-choice.tsx';
import { TaskPanelMenu } from './task-panel-menu.tsx';
import { outcomeIcons } from './task-state.tsx';

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
      <WhoseTasks mine={filter.mine} onChange={(mine) => change({ mine })} />
      <OutcomeFilter outcomes={filter.outcomes} onChange={(outcomes) => change({ outcomes })} />
      <ServerChoice
        label={t('tasks.server')}
        all={t('tasks.server.all')}
        servers={useServerNames()}
        server={filter.server}
        onChange={(server) => change({ server })}
      />
      <SearchField
        value={filter.text}
        label={t('tasks.search')}
        clearLabel={t('common.clear')}
        onChange={(text) => change({ text })}
      />
      <span className="weak panel-count">{t('tasks.count', { count })}</span>
      <TaskPanelMenu server={filter.server} />
      <IconButton aria-label={t('tasks.hide')} title={t('tasks.hide')} onClick={hidePanel}>
        <Icon name="close" size={14} />
      </IconButton>
    </div>
  );
}

function WhoseTasks(props: {
  readonly mine: boolean;
  readonly onChange: (mine: boolean) => void;
}): ReactElement {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={props.mine}
      aria-label={t('tasks.whose')}
      onChange={(_event, mine: boolean | null) => {
        if (mine !== null) props.onChange(mine);
      }}
    >
      <ToggleButton value={false} className="panel-toggle">
        {t('tasks.all')}
      </ToggleButton>
      <ToggleButton value className="panel-toggle">
        {t('tasks.mine')}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}

function OutcomeFilter(props: {
  readonly outcomes: readonly TaskOutcome[];
  readonly onChange: (outcomes: readonly TaskOutcome[]) => void;
}): ReactElement {
  return (
    <ToggleButtonGroup
      size="small"
      value={props.outcomes}
      aria-label={t('tasks.outcomes')}
      onChange={(_event, outcomes: readonly TaskOutcome[]) => props.onChange(outcomes)}
    >
      {taskOutcomes.map((outcome) => (
        <ToggleButton key={outcome} value={outcome} className="panel-toggle">
          <Icon name={outcomeIcons[outcome]} size={13} className={`outcome-${outcome}`} />
          {t(`tasks.outcome.${outcome}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
