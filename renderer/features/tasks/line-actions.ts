import type { RunId } from '#shared/model/run-id.ts';
import { isFinished, type Task, type TaskKey } from '#shared/model/task.ts';
import { copyText } from '../../actions/copy.ts';
import type { Link } from '../../bridge/link.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { closeDialog, showDialog } from '../../state/dialogs.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { isUnderWay, useRuns } from '../../state/tasks/runs.ts';
import type { TaskLine } from '../../state/tasks/task-lines.ts';
import { useTasks } from '../../state/tasks/task-store.ts';
import type { MenuAction } from '../../ui/actions/menu-action.ts';
import { taskText } from './task-text.ts';

/** What can be done with a line of the tracker. */
export function lineActions(
  link: Link,
  line: TaskLine,
  toggle: (run: RunId) => void,
): readonly MenuAction[] {
  if (line.kind === 'run') return runActions(link, line, toggle);
  const task = useTasks.getState().byKey.get(line.task);
  return task === undefined ? [] : taskActions(link, task);
}

function taskActions(link: Link, task: Task): readonly MenuAction[] {
  return [
    unless(whyNotToGo(task), {
      id: 'task.go',
      label: t('tasks.go'),
      group: 'task',
      icon: 'here',
      shortcut: 'Enter',
      run: () => goToTarget(task),
    }),
    unless(whyNotToGoToMade(task), {
      id: 'task.made',
      label: t('tasks.made.go'),
      group: 'task',
      icon: 'here',
      run: () => goToMade(task),
    }),
    {
      id: 'task.details',
      label: t('tasks.details'),
      group: 'task',
      icon: 'panel',
      shortcut: 'Space',
      run: () => showDialog({ kind: 'task', task: task.key }),
    },
    unless(whyNotToCancel(task), {
      id: 'task.cancel',
      label: t('tasks.cancel'),
      group: 'cancel',
      icon: 'cancel',
      shortcut: 'Delete',
      run: () => cancelTask(link, task.key),
    }),
    copyAction('task.copy', t('tasks.copy'), () => textOf(task)),
  ];
}

function runActions(
  link: Link,
  { run, open }: TaskLine & { readonly kind: 'run' },
  toggle: (run: RunId) => void,
): readonly MenuAction[] {
  const known = useRuns.getState().byId.get(run);
  const underWay = known !== undefined && isUnderWay(known);
  return [
    {
      id: 'run.toggle',
      label: open ? t('tasks.run.close') : t('tasks.run.open'),
      group: 'task',
      icon: 'layers',
      shortcut: 'Enter',
      run: () => toggle(run),
    },
    unless(known === undefined ? t('tasks.run.forgotten') : undefined, {
      id: 'run.results',
      label: t('tasks.run.results'),
      group: 'task',
      icon: 'panel',
      shortcut: 'Space',
      run: () => showDialog({ kind: 'run', run }),
    }),
    unless(underWay ? undefined : t('tasks.run.over'), {
      id: 'run.cancel',
      label: t('run.stopAll'),
      group: 'cancel',
      icon: 'cancel',
      run: () => stopRun(link, run),
    }),
    copyAction('run.copy', t('tasks.copyAll'), () => membersOf(run).map(textOf).join('\n\n')),
  ];
}

/** The action, or where there is a reason against it, the action with that. */
function unless(reason: string | undefined, action: MenuAction): MenuAction {
  return reason === undefined ? action : { ...action, refused: reason };
}

function copyAction(id: string, label: string, text: () => string): MenuAction {
  return {
    id,
    label,
    group: 'copy',
    icon: 'copy',
    run: () => void copyText(text()),
  };
}

/** Does what a key stands for, or says why it cannot. */
export function runLineAction(actions: readonly MenuAction[], shortcut: string): boolean {
  const action = actions.find((one) => one.shortcut === shortcut);
  if (action === undefined) return false;
  if (action.refused === undefined) action.run();
  else notify(t('operation.refused', { operation: action.label, reason: action.refused }));
  return true;
}

export function cancelTask(link: Link, key: TaskKey): void {
  link
    .call('tasks.cancel', { key })
    .catch((thrown: unknown) => notifyError(t('tasks.cancel.failed'), errorOf(thrown)));
}

function stopRun(link: Link, run: RunId): void {
  link
    .call('runs.stop', { run, tasks: true })
    .catch((thrown: unknown) => notifyError(t('run.stopAll'), errorOf(thrown)));
}

/** Shows the object that a task is about. */
export function goToTarget({ connection, target }: Task): void {
  if (target === undefined) return;
  closeDialog();
  goTo({ connection, ref: target });
}

/** Why the object of a task cannot be shown; undefined if it can. */
export function whyNotToGo({ connection, target }: Task): string | undefined {
  if (target === undefined) return t('tasks.go.none');
  return rowOf({ connection, ref: target }) === undefined ? t('tasks.go.gone') : undefined;
}

/** Shows the object that a task made. */
export function goToMade({ connection, made }: Task): void {
  if (made === undefined) return;
  closeDialog();
  goTo({ connection, ref: made });
}

/** Why what a task made cannot be shown; undefined if it can. */
export function whyNotToGoToMade({ connection, made }: Task): string | undefined {
  if (made === undefined) return t('tasks.made.none');
  return rowOf({ connection, ref: made }) === undefined ? t('tasks.go.gone') : undefined;
}

export function whyNotToCancel(task: Task): string | undefined {
  if (isFinished(task)) return t('tasks.cancel.over');
  return task.cancelable ? undefined : t('tasks.cancel.refused');
}

function textOf(task: Task): string {
  const status = useConnections.getState().byId.get(task.connection);
  return taskText(task, status === undefined ? task.connection : serverName(status), Date.now());
}

function membersOf(run: RunId): readonly Task[] {
  const { order, byKey } = useTasks.getState();
  return order.flatMap((key) => {
    const task = byKey.get(key);
    return task?.run === run ? [task] : [];
  });
}
