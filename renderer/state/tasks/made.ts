import { isFinished, type Task, type TaskKey } from '#shared/model/task.ts';
import { t } from '../../i18n/translate.ts';
import { rowOf, useInventory } from '../inventory/inventory-store.ts';
import { goTo } from '../workspace/navigation.ts';
import { notify } from '../notices.ts';
import { useTasks } from './task-store.ts';
import type { NodeKey } from '../tree/flat-node.ts';
import { useWorkspace } from '../workspace/workspace.ts';

/** What was selected when a task was started here that makes an object. */
const awaited = new Map<TaskKey, NodeKey | null>();

/** An object that is reported so long after its task is not waited for any more, in milliseconds. */
const patience = 60_000;

/** A task that makes an object was started here: the object is selected once it is there. */
export function awaitMade(key: TaskKey): void {
  awaited.set(key, useWorkspace.getState().current);
  const known = useTasks.getState().byKey.get(key);
  if (known !== undefined && isFinished(known)) settleMade(known);
}

/** A task has ended: what it made is shown, or offered where the user has gone elsewhere meanwhile. */
export function settleMade(task: Task): void {
  const from = awaited.get(task.key);
  if (from === undefined) return;
  awaited.delete(task.key);
  const { connection, made } = task;
  if (made === undefined) return;
  const address = { connection, ref: made };
  const show = (): boolean => {
    const row = rowOf(address);
    if (row === undefined) return false;
    if (useWorkspace.getState().current === from) goTo(address);
    else
      notify(t('tasks.made', { name: row.name }), {
        label: t('tasks.made.show'),
        run: () => goTo(address),
      });
    return true;
  };
  if (show()) return;
  const stop = useInventory.subscribe(() => {
    if (show()) end();
  });
  const timer = setTimeout(stop, patience);
  const end = (): void => {
    clearTimeout(timer);
    stop();
  };
}
