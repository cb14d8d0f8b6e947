import { useMemo, type ReactElement } from 'react';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { t } from '../../i18n/translate.ts';
import { taskLine } from '../../state/tasks/task-lines.ts';
import { useTasks } from '../../state/tasks/task-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TaskTable } from './task-table.tsx';
import './tasks.css';

/** The tasks of one object. */
export function ObjectTasks({ address }: { readonly address: ObjectAddress }): ReactElement {
  const { connection, ref } = address;
  const { byKey, order, version } = useTasks();
  const lines = useMemo(() => {
    void version;
    return order.flatMap((key) => {
      const task = byKey.get(key);
      return task?.connection === connection && task.target === ref ? [taskLine(key, false)] : [];
    });
  }, [order, byKey, version, connection, ref]);
  return lines.length === 0 ? (
    <EmptyState icon="clock" title={t('tasks.none.object')} />
  ) : (
    <TaskTable label={t('tasks.ofObject')} name="object-tasks" lines={lines} />
  );
}
