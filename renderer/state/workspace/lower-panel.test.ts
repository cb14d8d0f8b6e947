import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import { taskKey, type Task, type TaskKey, type TaskState } from '#shared/model/task.ts';
import {
  followOwnTasks,
  hidePanel,
  isPanelOpen,
  keepPanel,
  showPanel,
  togglePanel,
} from './lower-panel.ts';
import { initialWorkspace, useWorkspace } from './workspace.ts';

const one = connectionId('one');

function task(id: string, state: TaskState, own = true): Task {
  const key = taskKey(one, `Task:${id}` as Ref);
  return { key, connection: one, name: 'Power on', own, state, queuedAt: 0, cancelable: false };
}

function tell(tasks: readonly Task[], options: { ready?: boolean; known?: boolean } = {}): void {
  const upsert = tasks.map((reported): [TaskKey, Task] => [reported.key, reported]);
  followOwnTasks(
    { upsert, remove: [], ready: options.ready ?? true },
    () => options.known === true,
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  useWorkspace.setState(initialWorkspace);
  hidePanel();
});
afterEach(() => void vi.useRealTimers());

describe('the panel below', () => {
  it('is closed until somebody wants it, and toggles what it shows', () => {
    expect(isPanelOpen()).toBe(false);
    togglePanel('alerts');
    expect(isPanelOpen()).toBe(true);
    togglePanel('tasks');
    expect([isPanelOpen(), useWorkspace.getState().panel]).toEqual([true, 'tasks']);
    togglePanel('tasks');
    expect(isPanelOpen()).toBe(false);
  });

  it('opens for a task of one’s own, and leaves when all have ended well', () => {
    tell([task('1', 'running'), task('2', 'queued')]);
    expect(isPanelOpen()).toBe(true);
    tell([task('1', 'success')]);
    vi.advanceTimersByTime(60_000);
    expect(isPanelOpen()).toBe(true);
    tell([task('2', 'cancelled')]);
    expect(isPanelOpen()).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(isPanelOpen()).toBe(false);
    expect(useWorkspace.getState().tasksOpen).toBe(false);
  });

  it('stays where one failed, where somebody works in it, and where it was wanted before', () => {
    tell([task('1', 'running')]);
    tell([task('1', 'error')]);
    vi.advanceTimersByTime(60_000);
    expect(isPanelOpen()).toBe(true);
    hidePanel();
    tell([task('2', 'running')]);
    keepPanel();
    tell([task('2', 'success')]);
    vi.advanceTimersByTime(60_000);
    expect(isPanelOpen()).toBe(true);
    showPanel('alerts');
    tell([task('3', 'running')]);
    expect(useWorkspace.getState().panel).toBe('alerts');
  });

  it('does not open for others, for what is known already, while all is reported anew, and again after it was closed', () => {
    tell([task('1', 'running', false)]);
    tell([task('2', 'running')], { known: true });
    tell([task('3', 'running')], { ready: false });
    expect(isPanelOpen()).toBe(false);
    tell([task('4', 'running')]);
    hidePanel();
    tell([task('4', 'running')], { known: true });
    expect(isPanelOpen()).toBe(false);
  });
});
