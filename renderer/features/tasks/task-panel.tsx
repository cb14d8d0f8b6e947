import Button from '@mui/material/Button';
import { useCallback, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import { MissingParts } from '../../actions/missing-parts.tsx';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import {
  isNarrowed,
  noTaskFilter,
  taskMatcher,
  type TaskFilter,
} from '../../state/tasks/task-filter.ts';
import { taskLines } from '../../state/tasks/task-lines.ts';
import { useTasks } from '../../state/tasks/task-store.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TaskBar } from './task-bar.tsx';
import { TaskTable } from './task-table.tsx';
import './tasks.css';

/** What all servers do, whoever asked for it; newest first. `title` leads to what else the panel can show. */
export function TaskPanel({ title }: { readonly title: ReactNode }): ReactElement {
  const remembered = useWorkspace((state) => state.taskFilter);
  const grouped = useWorkspace((state) => state.tasksByRun);
  const servers = useConnections((state) => state.byId);
  const { byKey, order, version } = useTasks();
  const [openRuns, setOpenRuns] = useState<ReadonlySet<RunId>>(new Set());
  const toggle = useCallback(
    (run: RunId): void =>
      setOpenRuns((before) => {
        const next = new Set(before);
        if (!next.delete(run)) next.add(run);
        return next;
      }),
    [],
  );
  const filter = useMemo(() => withoutRemoved(remembered, servers), [remembered, servers]);
  const { lines, count } = useMemo(() => {
    void version;
    const nameOf = (connection: ConnectionId): string => {
      const status = servers.get(connection);
      return status === undefined ? '' : serverName(status);
    };
    return taskLines({ order, byKey, matches: taskMatcher(filter, nameOf), grouped, openRuns });
  }, [order, byKey, version, filter, servers, grouped, openRuns]);

  return (
    <section className="tasks" aria-label={t('tasks.title')}>
      <TaskBar title={title} filter={filter} count={count} />
      <MissingParts areas={['tasks']} />
      {lines.length === 0 ? (
        <NoTasks filter={filter} any={order.length > 0} />
      ) : (
        <TaskTable label={t('tasks.title')} name="tasks" lines={lines} onToggle={toggle} />
      )}
    </section>
  );
}

/** A filter for a server that was removed would hide everything for good. */
function withoutRemoved(
  filter: TaskFilter,
  servers: ReadonlyMap<ConnectionId, unknown>,
): TaskFilter {
  const { server } = filter;
  return server === null || servers.has(server) ? filter : { ...filter, server: null };
}

/** Why there is nothing to see, and the way back to all. */
function NoTasks(props: { readonly filter: TaskFilter; readonly any: boolean }): ReactElement {
  const { filter, any } = props;
  if (!any) return <EmptyState icon="clock" title={t('tasks.none')} text={t('tasks.none.help')} />;
  return (
    <EmptyState icon="filter" title={reasonFor(filter)}>
      {isNarrowed(filter) && (
        <Button
          variant="outlined"
          onClick={() => useWorkspace.getState().set({ taskFilter: noTaskFilter })}
        >
          {t('tasks.showAll')}
        </Button>
      )}
    </EmptyState>
  );
}

/** One condition alone is named; of several nobody can say which is to blame. */
function reasonFor({ mine, outcomes, server, text }: TaskFilter): string {
  const words = text.trim();
  const [only] = outcomes;
  const conditions = [mine, outcomes.length > 0, server !== null, words !== ''];
  if (conditions.filter(Boolean).length > 1) return t('tasks.noMatch');
  if (mine) return t('tasks.none.mine');
  if (words !== '') return t('tasks.none.text', { text: words });
  if (server !== null) return t('tasks.none.server');
  return only === undefined || outcomes.length > 1 ? t('tasks.noMatch') : t(`tasks.none.${only}`);
}
