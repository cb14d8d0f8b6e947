import { create } from 'zustand';
import { isFinished, type TaskKey } from '#shared/model/task.ts';
import type { TasksFrame } from '../tasks/task-store.ts';
import { useWorkspace, type PanelName } from './workspace.ts';

/** How long a panel that opened by itself stays after all went well, milliseconds: long enough to read the last line. */
const lingerMs = 8000;

interface LowerPanel {
  /** It is open for tasks of one's own, though nobody asked for it. Not remembered. */
  readonly byItself: boolean;
}

const useLowerPanel = create<LowerPanel>(() => ({ byItself: false }));

/** Tasks of one's own that are under way and were begun while the page looked on. */
const underWay = new Set<TaskKey>();
let leaving: ReturnType<typeof setTimeout> | undefined;

/** Whether the panel below is open: the user wants it, or something of the user's own is under way. */
export function usePanelOpen(): boolean {
  const wanted = useWorkspace((state) => state.tasksOpen);
  const byItself = useLowerPanel((state) => state.byItself);
  return wanted || byItself;
}

export function isPanelOpen(): boolean {
  return useWorkspace.getState().tasksOpen || useLowerPanel.getState().byItself;
}

export function showPanel(panel: PanelName): void {
  useWorkspace.getState().set({ tasksOpen: true, panel });
}

/** What goes on now does not open it again. */
export function hidePanel(): void {
  stopLeaving();
  underWay.clear();
  useLowerPanel.setState({ byItself: false });
  useWorkspace.getState().set({ tasksOpen: false });
}

/** Opens the panel with this in it, or closes it where it shows just that. */
export function togglePanel(panel: PanelName): void {
  if (isPanelOpen() && useWorkspace.getState().panel === panel) hidePanel();
  else showPanel(panel);
}

/** Somebody works in it: it does not leave by itself any more. */
export function keepPanel(): void {
  if (useLowerPanel.getState().byItself) useWorkspace.getState().set({ tasksOpen: true });
}

/**
 * Tasks of one's own open the panel; where all of them ended well it leaves again, and where one failed it stays.
 * @param frame what changed, before it is applied
 * @param known the task is there already: what ended, or began before the page was opened, opens nothing
 */
export function followOwnTasks(frame: TasksFrame, known: (key: TaskKey) => boolean): void {
  let ended = 0;
  let failed = false;
  for (const key of frame.remove) underWay.delete(key);
  for (const [key, task] of frame.upsert) {
    if (!task.own) continue;
    if (!isFinished(task)) {
      if (underWay.has(key) || known(key) || !frame.ready) continue;
      underWay.add(key);
      open();
    } else if (underWay.delete(key)) {
      ended += 1;
      failed ||= task.state === 'error';
    }
  }
  if (failed) keepPanel();
  if (ended > 0 && underWay.size === 0) leaveLater();
}

function open(): void {
  stopLeaving();
  const { tasksOpen, set } = useWorkspace.getState();
  if (tasksOpen) return;
  set({ panel: 'tasks' });
  useLowerPanel.setState({ byItself: true });
}

function leaveLater(): void {
  stopLeaving();
  leaving = setTimeout(() => useLowerPanel.setState({ byItself: false }), lingerMs);
}

function stopLeaving(): void {
  clearTimeout(leaving);
  leaving = undefined;
}
