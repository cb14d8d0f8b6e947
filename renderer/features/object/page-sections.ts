import { useMemo } from 'react';
import { isOpenAlert } from '#shared/model/alert.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { SheetRow, SheetSection } from '#shared/model/sheet.ts';
import type { Task } from '#shared/model/task.ts';
import { t } from '../../i18n/translate.ts';
import { alertsOf, useAlerts, type PageAlert } from '../../state/alerts/alerts.ts';
import { useNow } from '../../state/clock.ts';
import { measureWords } from '../../ui/alert-words.ts';
import { useTasks } from '../../state/tasks/task-store.ts';

/** Lines of each; all of them stand on tabs of their own. */
const most = 5;
/** How long something holds is said in minutes, milliseconds. */
const minuteMs = 60_000;

/** What the page knows of an object without its family: its alerts, and what was done to it last. */
export function usePageSections({ connection, ref }: ObjectAddress): readonly SheetSection[] {
  const alerts = useAlerts();
  const { byKey, order, version } = useTasks();
  const minute = Math.ceil(useNow() / minuteMs);
  return useMemo(() => {
    void version;
    const own = alertsOf(alerts, { connection, ref })
      .flatMap((key) => alerts.byKey.get(key) ?? [])
      .filter(isOpenAlert);
    const tasks: Task[] = [];
    for (const key of order) {
      const task = byKey.get(key);
      if (task?.connection === connection && task.target === ref) tasks.push(task);
      if (tasks.length === most) break;
    }
    return [...alertSection(own, minute * minuteMs), ...taskSection(tasks)];
  }, [alerts, byKey, order, version, connection, ref, minute]);
}

function alertSection(alerts: readonly PageAlert[], now: number): readonly SheetSection[] {
  if (alerts.length === 0) return [];
  const rows = alerts.slice(0, most).map(
    ({ key, title, severity, text, targetName, target, time, ...alert }): SheetRow => ({
      key,
      cells: [
        { text: title },
        { text: measureWords({ ...alert, time }, now) || (text ?? '') },
        target === undefined || targetName === undefined ? null : { text: targetName, ref: target },
        { since: time },
      ],
      tone: severity === 'critical' || severity === 'major' ? 'error' : 'warning',
    }),
  );
  const columns = [
    { id: 'title', label: t('alerts.column.title') },
    { id: 'text', label: t('alerts.column.measure') },
    { id: 'target', label: t('alerts.column.target') },
    { id: 'time', label: t('alerts.column.since') },
  ];
  const label = t('tab.alerts');
  return [{ id: 'alerts', label, tables: [{ id: 'alerts', label, columns, rows, from: [] }] }];
}

function taskSection(tasks: readonly Task[]): readonly SheetSection[] {
  if (tasks.length === 0) return [];
  const rows = tasks.map(
    ({ key, name, state, initiator, queuedAt }): SheetRow => ({
      key,
      cells: [
        { text: name },
        { text: t(`tasks.state.${state}`) },
        initiator === undefined ? null : { text: initiator },
        { time: queuedAt },
      ],
      ...(state === 'error' && { tone: 'error' as const }),
    }),
  );
  const columns = [
    { id: 'task', label: t('sheet.task') },
    { id: 'state', label: t('summary.state') },
    { id: 'initiator', label: t('tasks.column.initiator') },
    { id: 'time', label: t('alerts.column.time') },
  ];
  const label = t('sheet.lastTasks');
  return [{ id: 'tasks', label, tables: [{ id: 'tasks', label, columns, rows, from: [] }] }];
}
