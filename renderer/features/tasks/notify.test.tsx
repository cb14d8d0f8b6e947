// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunId } from '#shared/model/run-id.ts';
import type { Task } from '#shared/model/task.ts';
import { showDialog, useDialogs } from '../../state/dialogs.ts';
import { useNotices } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import type { FakeFeed } from '../../testing/fake-feed.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { aRun, aRunningTask, aTask } from '../../testing/tasks.ts';
import { TaskPanelMenu } from './task-panel-menu.tsx';

const berlin = serverId('Berlin');

/** In place of the desktop's notifications, which no test can see. */
class StandIn extends EventTarget {
  static shown: StandIn[] = [];
  static permission: NotificationPermission = 'default';
  /** What the user says when the system asks. */
  static answer: NotificationPermission = 'granted';
  static requestPermission(): Promise<NotificationPermission> {
    StandIn.permission = StandIn.answer;
    return Promise.resolve(StandIn.answer);
  }
  closed = false;
  readonly title: string;
  readonly body: string | undefined;
  constructor(title: string, options?: NotificationOptions) {
    super();
    this.title = title;
    this.body = options?.body;
    StandIn.shown.push(this);
  }
  close(): void {
    this.closed = true;
  }
}

const focus = vi.spyOn(document, 'hasFocus');
const said = (): string[] => StandIn.shown.map(({ title, body }) => `${title}: ${body ?? ''}`);

beforeEach(() => {
  StandIn.shown = [];
  StandIn.permission = 'granted';
  StandIn.answer = 'granted';
  vi.stubGlobal('Notification', StandIn);
  vi.spyOn(window, 'focus').mockReturnValue();
  // Nobody looks.
  focus.mockReturnValue(false);
});

afterEach(() => {
  vi.unstubAllGlobals();
  focus.mockReset();
});

interface Shown extends RenderedPart {
  readonly tasks: FakeFeed<'tasks'>;
  readonly runs: FakeFeed<'runs'>;
}

async function show(): Promise<Shown> {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [aRow('web-01')]);
  const tasks = core.feed('tasks');
  const runs = core.feed('runs');
  const part = await renderPart(<TaskPanelMenu server={null} />, { core });
  return { ...part, tasks, runs };
}

/** A task of one's own that has taken an hour. */
function aLongTask(task: Parameters<typeof aTask>[2] = {}): Task {
  const { queuedAt } = aTask(berlin, 1);
  return aTask(berlin, 1, {
    name: 'Clone',
    own: true,
    finishedAt: queuedAt + 3_600_000,
    ...task,
  });
}

/** A second one beside it, which shows that the page listens at all. */
function another(task: Parameters<typeof aTask>[2] = {}): Task {
  const { queuedAt } = aTask(berlin, 2);
  return aTask(berlin, 2, { name: 'Move', own: true, finishedAt: queuedAt + 3_600_000, ...task });
}

async function ends(task: Task, { tasks, settle }: Pick<Shown, 'tasks' | 'settle'>): Promise<void> {
  tasks.put(task.key, { ...aRunningTask(berlin, 1, { own: task.own }), key: task.key });
  await settle();
  tasks.put(task.key, task);
  await settle();
}

describe('the wish to be notified', () => {
  const item = async ({ user }: RenderedPart): Promise<HTMLElement> => {
    await user.click(screen.getByRole('button', { name: 'More about the tasks' }));
    return screen.getByRole('menuitemcheckbox', { name: 'Notify when long tasks end' });
  };

  it('is granted by the system when it is asked for, and taken back without it', async () => {
    StandIn.permission = 'default';
    const part = await show();
    await part.user.click(await item(part));
    expect(useWorkspace.getState().notify).toBe(true);
    const again = await item(part);
    expect(again).toBeChecked();
    await part.user.click(again);
    expect(useWorkspace.getState().notify).toBe(false);
  });

  it('that the system denies is not on, and it is said what to do', async () => {
    StandIn.permission = 'default';
    StandIn.answer = 'denied';
    const part = await show();
    await part.user.click(await item(part));
    expect(useWorkspace.getState().notify).toBe(false);
    expect(useNotices.getState().list).toMatchObject([{ title: 'Notifications are not allowed' }]);
  });

  it('that was put off by the user says nothing', async () => {
    StandIn.permission = 'default';
    StandIn.answer = 'default';
    const part = await show();
    await part.user.click(await item(part));
    expect(useWorkspace.getState().notify).toBe(false);
    expect(useNotices.getState().list).toEqual([]);
  });

  it('is off where the system has taken its permission back', async () => {
    const part = await show();
    act(() => useWorkspace.getState().set({ notify: true }));
    expect(await item(part)).toBeChecked();
    await part.user.keyboard('{Escape}');
    StandIn.permission = 'denied';
    expect(await item(part)).not.toBeChecked();
  });
});

describe('a notification', () => {
  async function wanted(): Promise<Shown> {
    const part = await show();
    act(() => useWorkspace.getState().set({ notify: true }));
    return part;
  }

  it('reports a long task that has ended, and leads to its object', async () => {
    const part = await wanted();
    await ends(aLongTask(), part);
    expect(said()).toEqual(['Clone: web-01: Done · Berlin']);
    act(() => void StandIn.shown[0]?.dispatchEvent(new Event('click')));
    expect(window.focus).toHaveBeenCalled();
    expect(StandIn.shown[0]?.closed).toBe(true);
    expect(useWorkspace.getState().current).toBe(`${berlin}/${vmRef('web-01')}`);
  });

  it('tells why one has failed, and leads to its details where the object has gone', async () => {
    const part = await wanted();
    const task = aLongTask({
      target: 'gone-01',
      state: 'error',
      error: { kind: 'fault', message: 'The disk is full.' },
    });
    await ends(task, part);
    expect(said()).toEqual(['Clone: gone-01: Failed · Berlin\nThe disk is full.']);
    act(() => void StandIn.shown[0]?.dispatchEvent(new Event('click')));
    expect(useDialogs.getState().dialog).toEqual({ kind: 'task', task: task.key });
  });

  it.each<{ readonly what: string; readonly task: Partial<Task> }>([
    { what: 'a short one', task: { finishedAt: aTask(berlin, 1).queuedAt + 2000 } },
    { what: 'one of somebody else', task: { own: false } },
    { what: 'one of a run, which reports all together', task: { run: 'run-1' as RunId } },
  ])('does not report $what', async ({ task: { target: _none, ...task } }) => {
    const part = await wanted();
    await ends(aLongTask(task), part);
    expect(said()).toEqual([]);
    await ends(another(), part);
    expect(said()).toEqual(['Move: web-01: Done · Berlin']);
  });

  it('does not tell who looks at the window anyway', async () => {
    const part = await wanted();
    focus.mockReturnValue(true);
    await ends(aLongTask(), part);
    expect(said()).toEqual([]);
    focus.mockReturnValue(false);
    await ends(another(), part);
    expect(said()).toEqual(['Move: web-01: Done · Berlin']);
  });

  it('tells nothing where that is not wanted', async () => {
    const part = await show();
    await ends(aLongTask(), part);
    expect(said()).toEqual([]);
    act(() => useWorkspace.getState().set({ notify: true }));
    await ends(another(), part);
    expect(said()).toEqual(['Move: web-01: Done · Berlin']);
  });

  it('tells how a run has ended, and leads to its results', async () => {
    const { runs, settle } = await wanted();
    const run = aRun('run-1', { running: 3 });
    runs.put(run.id, run);
    await settle();
    runs.put(run.id, aRun('run-1', { done: 2, failed: 1 }, { state: 'finished' }));
    await settle();
    expect(said()).toEqual(['Power off: 2 of 3 done, 1 failed']);
    act(() => void StandIn.shown[0]?.dispatchEvent(new Event('click')));
    expect(useDialogs.getState().dialog).toEqual({ kind: 'run', run: 'run-1' });
  });
});

describe('what the page says of what has ended', () => {
  const titles = (): string[] => useNotices.getState().list.map(({ title }) => title);
  const failed = { state: 'error', error: { kind: 'fault', message: 'No.' } } as const;

  it.each<{ readonly what: string; readonly task: Partial<Task>; readonly says: string[] }>([
    { what: 'one’s own that failed', task: failed, says: ['Clone: web-01 failed'] },
    { what: 'one’s own that went well', task: {}, says: [] },
    { what: 'another’s that failed', task: { ...failed, own: false }, says: [] },
    { what: 'a run’s that failed', task: { ...failed, run: 'run-1' as RunId }, says: [] },
  ])('is right of $what', async ({ task: { target: _none, ...task }, says }) => {
    const part = await show();
    await ends(aLongTask(task), part);
    expect(titles()).toEqual(says);
  });

  it('is nothing of what had failed before the page was opened', async () => {
    const core = new FakeCore();
    const task = aLongTask(failed);
    const tasks = core.feed('tasks');
    tasks.put(task.key, task);
    const part = await renderPart('', { core });
    expect(titles()).toEqual([]);
    await ends(another(failed), { ...part, tasks });
    expect(titles()).toEqual(['Move: web-01 failed']);
  });

  it.each([
    [true, []],
    [false, ['Power off: 2 done']],
  ])('is how a run has ended, unless it is on screen (%s)', async (onScreen, says) => {
    const { runs, settle } = await show();
    const run = aRun('run-1', { running: 2 });
    runs.put(run.id, run);
    await settle();
    if (onScreen) act(() => showDialog({ kind: 'run', run: run.id }));
    runs.put(run.id, aRun('run-1', { done: 2 }, { state: 'finished' }));
    await settle();
    expect(titles()).toEqual(says.map((one) => expect.stringContaining(one) as string));
  });
});
