import { useMemo, type ReactElement } from 'react';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { t } from '../../i18n/translate.ts';
import { useTasks } from '../../state/tasks.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TaskTable } from './task-table.tsx';
import './tasks.css';

/** The tasks of one object. */
export function ObjectTasks({ address }: { readonly address: ObjectAddress }): ReactElement {
  const { connection, ref } = address;
  const { byKey, order, version } = useTasks();
  const keys = useMemo(() => {
    void version;
    return order.filter((key) => {
      const task = byKey.get(key);
      return task?.connection === connection && task.target === ref;
    });
  }, [order, byKey, version, connection, ref]);
  return keys.length === 0 ? (
    <EmptyState icon="clock" title={t('tasks.none.object')} />
  ) : (
    <TaskTable keys={keys} />
  );
}
