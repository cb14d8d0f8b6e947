import type { Run } from '#shared/model/run.ts';
import type { Task } from '#shared/model/task.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { showDialog } from '../../state/dialogs.ts';
import { isNotifyAllowed, mayNotify, notifyDesktop } from '../../state/desktop.ts';
import { runTotal } from '../../state/tasks/runs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { goToTarget, whyNotToGo } from './line-actions.ts';
import { isLong, titleOf } from './long-tasks.ts';
import { stateText } from './task-state.tsx';

/** Turns notifications on, once the user and the system agree, or off. */
export async function setNotify(wanted: boolean): Promise<void> {
  const { set } = useWorkspace.getState();
  if (!wanted) {
    set({ notify: false });
    return;
  }
  if (await mayNotify()) set({ notify: true });
}

/** True if notifications are wanted and still allowed: the user can withdraw that outside of Moref. */
export function notifies(wanted: boolean): boolean {
  return wanted && isNotifyAllowed();
}

/** Reports a long task of ours that has ended. A run reports all its tasks together. */
export function notifyTask(task: Task): void {
  if (!isLong(task)) return;
  const status = useConnections.getState().byId.get(task.connection);
  const server = status === undefined ? task.connection : serverName(status);
  const outcome = t('tasks.notify.ended', { state: stateText(task), server });
  const body = task.error === undefined ? outcome : `${outcome}\n${inWords(task.error.message)}`;
  notify(titleOf(task), body, task.key, () => {
    if (whyNotToGo(task) === undefined) goToTarget(task);
    else showDialog({ kind: 'task', task: task.key });
  });
}

/** Reports a bulk run that is over. */
export function notifyRun(run: Run): void {
  const { done, failed, unknown } = run.counts;
  const body = t('tasks.notify.run', { done, failed: failed + unknown, total: runTotal(run) });
  notify(inWords(run.label), body, run.id, () => showDialog({ kind: 'run', run: run.id }));
}

function notify(title: string, body: string, tag: string, opened: () => void): void {
  if (useWorkspace.getState().notify) notifyDesktop({ title, body, tag }, opened);
}
