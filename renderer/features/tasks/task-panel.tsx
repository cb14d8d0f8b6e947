import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import IconButton from '@mui/material/IconButton';
import { useMemo, useState, type ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/connections.ts';
import { matchesTask, type TaskFilter, type TaskScope } from '../../state/task-filter.ts';
import { useTasks } from '../../state/tasks.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { TaskTable } from './task-table.tsx';
import './tasks.css';

const scopes: readonly TaskScope[] = ['all', 'running', 'failed', 'mine'];

/** What all servers do, whoever asked for it; newest first. */
export function TaskPanel(): ReactElement {
  const [filter, setFilter] = useState<TaskFilter>({ scope: 'all', text: '' });
  const { byKey, order, version } = useTasks();
  const servers = useConnections((state) => state.byId);
  const keys = useMemo(() => {
    void version;
    if (filter.scope === 'all' && filter.text.trim() === '') return order;
    return order.filter((key) => {
      const task = byKey.get(key);
      const status = task === undefined ? undefined : servers.get(task.connection);
      const server = status === undefined ? '' : serverName(status);
      return task !== undefined && matchesTask(task, filter, server);
    });
  }, [order, byKey, version, filter, servers]);

  return (
    <section className="tasks" aria-label={t('tasks.title')}>
      <div className="tasks-head">
        <h2 className="tasks-title">{t('tasks.title')}</h2>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={filter.scope}
          aria-label={t('tasks.scope')}
          onChange={(_event, scope: TaskScope | null) => {
            if (scope !== null) setFilter({ ...filter, scope });
          }}
        >
          {scopes.map((scope) => (
            <ToggleButton key={scope} value={scope} className="tasks-scope">
              {t(`tasks.${scope}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <SearchField
          value={filter.text}
          label={t('tasks.search')}
          clearLabel={t('common.clear')}
          onChange={(text) => setFilter({ ...filter, text })}
        />
        <span className="weak tasks-count">{t('tasks.count', { count: keys.length })}</span>
        <IconButton
          aria-label={t('tasks.hide')}
          title={t('tasks.hide')}
          onClick={() => useWorkspace.getState().set({ tasksOpen: false })}
        >
          <Icon name="close" size={14} />
        </IconButton>
      </div>
      {keys.length === 0 ? (
        <EmptyState
          icon="clock"
          title={order.length === 0 ? t('tasks.none') : t('tasks.noMatch')}
          {...(order.length === 0 ? { text: t('tasks.none.help') } : {})}
        />
      ) : (
        <TaskTable keys={keys} />
      )}
    </section>
  );
}
