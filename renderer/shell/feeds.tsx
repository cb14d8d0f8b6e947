import { useEffect, type ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Run } from '#shared/model/run.ts';
import { isCall, taskRef, type Task } from '#shared/model/task.ts';
import { useLink, useLinkStatus } from '../bridge/link-context.ts';
import { useFeed } from '../bridge/use-feed.ts';
import { t } from '../i18n/translate.ts';
import { useRegister } from '../actions/registry.ts';
import { notifyAlerts } from '../features/alerts/notify-alerts.ts';
import { notifyRun, notifyTask } from '../features/tasks/notify.ts';
import { applyAlerts } from '../state/alerts/alerts.ts';
import { setAppInfo } from '../state/app-info.ts';
import { markStale, useConnections } from '../state/servers/connections.ts';
import { useDialogs } from '../state/dialogs.ts';
import { settleMade } from '../state/tasks/made.ts';
import { notify, notifyError } from '../state/notices.ts';
import { syncConnections, syncInventory } from '../state/sync.ts';
import { followOwnTasks } from '../state/workspace/lower-panel.ts';
import { applyRuns, isUnderWay, useRuns } from '../state/tasks/runs.ts';
import { applyTasks, isDriving, useTasks } from '../state/tasks/task-store.ts';

/** Keeps the page's state fed. Draws nothing. */
export function Feeds(): ReactElement {
  const order = useConnections((state) => state.order);
  useFeed('connections', {}, syncConnections);
  useFeed('tasks', {}, (frame) => {
    const { byKey } = useTasks.getState();
    followOwnTasks(frame, (key) => byKey.has(key));
    for (const task of applyTasks(frame)) {
      notifyFailure(task);
      notifyTask(task);
      settleMade(task);
    }
  });
  useFeed('runs', {}, (frame) => {
    for (const run of applyRuns(frame)) {
      notifyFinished(run);
      notifyRun(run);
    }
  });
  useUnloadWarning();
  useCore();
  return (
    <>
      <Registry />
      {order.map((connection) => (
        <InventoryFeed key={connection} connection={connection} />
      ))}
    </>
  );
}

function InventoryFeed({ connection }: { readonly connection: ConnectionId }): null {
  useFeed('inventory', { connection }, (frame) => syncInventory(connection, frame));
  useFeed('alerts', { connection }, (frame) => notifyAlerts(applyAlerts(connection, frame)));
  return null;
}

/** What can be done to the selection, in a component of its own: it changes with every click. */
function Registry(): null {
  useRegister();
  return null;
}

/** Whoever started a task and looks elsewhere has to hear that it failed; other people's tasks are in the tracker. */
function notifyFailure(task: Task): void {
  // A run reports all its objects together; a call that failed has notified whoever made it.
  if (!task.own || task.run !== undefined || isCall(taskRef(task.key))) return;
  if (task.state !== 'error' || task.error === undefined) return;
  notifyError(
    t('tasks.failedNotice', { task: task.name, object: task.targetName ?? '' }),
    task.error,
  );
}

/** Whoever let a run go on in the background hears that it is over. */
function notifyFinished({ id, label, counts }: Run): void {
  const { dialog } = useDialogs.getState();
  if (dialog?.kind === 'run' && dialog.run === id) return;
  const { done, failed, unknown, cancelled } = counts;
  notify(t('run.finished', { label, done, failed: failed + unknown, cancelled }));
}

/** A window that is closed stops neither a run nor an operation of several calls, but Moref may end with its last window. */
function useUnloadWarning(): void {
  const running = useRuns(({ byId }) => [...byId.values()].some(isUnderWay));
  const driving = useTasks(isDriving);
  const underWay = running || driving;
  useEffect(() => {
    if (!underWay) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [underWay]);
}

/** Follows the way to the core: what it says of itself once it is there, and what to think of the screen while it is not. */
function useCore(): void {
  const link = useLink();
  const { state } = useLinkStatus();
  const open = state === 'open';
  useEffect(() => {
    if (state === 'lost') markStale(Date.now());
  }, [state]);
  useEffect(() => {
    if (open) link.call('app.info', {}).then(setAppInfo, () => undefined);
  }, [link, open]);
  useEffect(() => {
    if (!open) return undefined;
    // Whoever runs the core is told nothing of its network by the system; the page is.
    const tell = (): void =>
      void link.call('app.online', { online: navigator.onLine }).catch(() => undefined);
    if (!navigator.onLine) tell();
    window.addEventListener('online', tell);
    window.addEventListener('offline', tell);
    return () => {
      window.removeEventListener('online', tell);
      window.removeEventListener('offline', tell);
    };
  }, [link, open]);
}
