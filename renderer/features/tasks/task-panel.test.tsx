// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RunId } from '#shared/model/run-id.ts';
import type { Run } from '#shared/model/run.ts';
import type { Task } from '#shared/model/task.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { useNotices } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import type { FakeFeed } from '../../testing/fake-feed.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { aRun, aRunningTask, aTask } from '../../testing/tasks.ts';
import { TaskPanel } from './task-panel.tsx';

const berlin = serverId('Berlin');
const dublin = serverId('Dublin');

async function show(
  tasks: readonly Task[],
  { core = new FakeCore(), runs = [] }: { core?: FakeCore; runs?: readonly Run[] } = {},
): Promise<RenderedPart & { readonly feed: FakeFeed<'tasks'> }> {
  core.estate
    .server(aServer('Berlin'), [aRow('web-01'), aRow('db-01')])
    .server(aServer('Dublin'), [aRow('web-01')]);
  const feed = core.feed('tasks');
  for (const task of tasks) feed.put(task.key, task);
  const runFeed = core.feed('runs');
  for (const run of runs) runFeed.put(run.id, run);
  return { ...(await renderPart(<TaskPanel title="" />, { core })), feed };
}

const grid = (): HTMLElement => screen.getByRole('treegrid', { name: 'Tasks' });
const rows = (): HTMLElement[] => within(grid()).getAllByRole('row').slice(1);
const row = (name: RegExp | string): HTMLElement => screen.getByRole('row', { name });
const names = (): string[] =>
  rows().map((one) => within(one).getAllByRole('gridcell')[0]?.textContent ?? '');
const activeName = (): string | undefined =>
  document
    .getElementById(grid().getAttribute('aria-activedescendant') ?? '')
    ?.closest('[role=row]')
    ?.querySelector('[role=gridcell]')?.textContent ?? undefined;
const notices = (): string[] => useNotices.getState().list.map(({ title }) => title);

describe('the panel of tasks', () => {
  it('shows what all servers do, the newest first, with who does it to what', async () => {
    await show([
      aTask(berlin, 1, { name: 'Power on' }),
      aRunningTask(dublin, 2, { name: 'Migrate', initiator: 'vpxd' }),
    ]);
    expect(names()).toEqual(['Migrate', 'Power on']);
    const cells = within(row(/Migrate/)).getAllByRole('gridcell');
    expect(cells.map(({ textContent }) => textContent).slice(0, 5)).toEqual([
      'Migrate',
      'web-01',
      '40 %',
      'Dublin',
      'vpxd',
    ]);
    expect(screen.getByRole('progressbar', { name: 'Migrate' })).toHaveAttribute(
      'aria-valuenow',
      '40',
    );
    expect(row(/Power on/)).toHaveTextContent('Done');
    expect(screen.getByText('2 tasks')).toBeVisible();
  });

  it('follows a task to its end', async () => {
    const task = aRunningTask(berlin, 1, { name: 'Migrate' });
    const { feed, settle } = await show([task]);
    feed.put(task.key, { ...task, progress: 90 });
    await settle();
    expect(row(/Migrate/)).toHaveTextContent('90 %');
    feed.put(task.key, aTask(berlin, 1, { name: 'Migrate', result: 'Moved to esx-02' }));
    await settle();
    expect(row(/Migrate/)).toHaveTextContent(/Done.*Moved to esx-02/);
    expect(screen.queryByRole('progressbar')).toBeNull();
    feed.remove(task.key);
    await settle();
    expect(screen.getByText('No tasks yet')).toBeVisible();
  });

  it.each<{ readonly what: string; readonly task: Partial<Task>; readonly says: string }>([
    { what: 'queued', task: { state: 'queued' }, says: 'Queued' },
    { what: 'cancelled', task: { state: 'cancelled' }, says: 'Cancelled' },
    { what: 'not known to have ended', task: { state: 'error', lost: true }, says: 'Unknown' },
    {
      what: 'done with a result',
      task: { result: 'web-02' },
      says: 'web-02',
    },
    {
      what: 'failed',
      task: { state: 'error', error: { kind: 'fault', message: 'The disk is full.' } },
      says: 'The disk is full.',
    },
  ])('says of a task that it is $what', async ({ task, says }) => {
    const { target: _none, ...rest } = task;
    await show([aTask(berlin, 1, rest)]);
    expect(row(/Task 1/)).toHaveTextContent(says);
  });

  it('says where there are none', async () => {
    await show([]);
    expect(screen.getByText('No tasks yet')).toBeVisible();
  });

  it('leads to the object, while it is there', async () => {
    const { user } = await show([
      aTask(berlin, 1, { target: 'db-01' }),
      aTask(berlin, 2, { target: 'gone-01' }),
    ]);
    expect(screen.queryByRole('button', { name: 'gone-01' })).toBeNull();
    expect(row(/Task 2/)).toHaveTextContent('gone-01');
    await user.click(screen.getByRole('button', { name: 'db-01' }));
    expect(useWorkspace.getState().current).toBe(`${berlin}/${vmRef('db-01')}`);
  });

  it('cancels a task, and says why where that is refused', async () => {
    const core = new FakeCore({ 'tasks.cancel': () => undefined });
    const task = aRunningTask(berlin, 1);
    const { user, settle } = await show([task, aRunningTask(berlin, 2, { cancelable: false })], {
      core,
    });
    const [cancel, ...others] = screen.getAllByRole('button', { name: 'Cancel task' });
    expect(others).toEqual([]);
    await user.click(cancel as HTMLElement);
    expect(core.asked('tasks.cancel')).toEqual([{ key: task.key }]);
    core.refuse('tasks.cancel', { kind: 'denied', message: 'Only root may.' });
    await user.click(cancel as HTMLElement);
    await settle();
    expect(notices()).toEqual(['The task could not be cancelled']);
  });

  it('shows the whole error by a click on it', async () => {
    const task = aTask(berlin, 1, {
      state: 'error',
      error: { kind: 'fault', message: 'The disk is full.' },
    });
    const { user } = await show([task]);
    await user.click(screen.getByRole('button', { name: 'Show the error: The disk is full.' }));
    expect(useDialogs.getState().dialog).toEqual({ kind: 'task', task: task.key });
  });
});

describe('the filter of the tasks', () => {
  const mixed = (): readonly Task[] => [
    aTask(berlin, 1, { name: 'Power on', own: true }),
    aTask(dublin, 2, { name: 'Rename', state: 'error', error: { kind: 'fault', message: 'No.' } }),
    aRunningTask(berlin, 3, { name: 'Migrate', target: 'db-01' }),
    aTask(dublin, 4, { name: 'Delete', state: 'cancelled' }),
  ];
  const press = (name: string): HTMLElement => screen.getByRole('button', { name, pressed: false });

  it.each([
    ['Mine', ['Power on']],
    ['Under way', ['Migrate']],
    ['Done', ['Power on']],
    ['Failed', ['Rename']],
    ['Cancelled', ['Delete']],
  ])('shows by “%s” those alone', async (name, shown) => {
    const { user } = await show(mixed());
    await user.click(press(name));
    expect(names()).toEqual(shown);
    expect(screen.getByText('1 task')).toBeVisible();
  });

  it('takes several states together, and all again when they are let go', async () => {
    const { user } = await show(mixed());
    await user.click(press('Failed'));
    await user.click(press('Cancelled'));
    expect(names()).toEqual(['Delete', 'Rename']);
    await user.click(screen.getByRole('button', { name: 'Failed', pressed: true }));
    await user.click(screen.getByRole('button', { name: 'Cancelled', pressed: true }));
    expect(names()).toHaveLength(4);
  });

  it('shows one server’s alone', async () => {
    const { user } = await show(mixed());
    await user.click(screen.getByRole('combobox', { name: 'Tasks of which server' }));
    await user.click(await screen.findByRole('option', { name: 'Dublin' }));
    expect(names()).toEqual(['Delete', 'Rename']);
  });

  it('finds words of task, object, who and server', async () => {
    const { user } = await show(mixed());
    const search = screen.getByRole('searchbox', { name: 'Search tasks' });
    for (const [words, shown] of [
      ['db-01', ['Migrate']],
      ['dublin delete', ['Delete']],
      ['ROOT power', ['Power on']],
    ] as const) {
      await user.clear(search);
      await user.type(search, words);
      expect(names()).toEqual(shown);
    }
  });

  it.each<{ readonly press: readonly string[]; readonly says: string }>([
    { press: ['Mine'], says: 'No tasks of yours' },
    { press: ['Failed'], says: 'No task failed' },
    { press: ['Unknown'], says: 'Of every task it is known how it ended' },
    { press: ['Failed', 'Cancelled'], says: 'No task matches' },
    { press: ['Mine', 'Failed'], says: 'No task matches' },
  ])(
    'says why nothing is left of $press, and leads back to all',
    async ({ press: names_, says }) => {
      const { user } = await show([aTask(berlin, 1)]);
      for (const name of names_) await user.click(press(name));
      expect(screen.getByText(says)).toBeVisible();
      await user.click(screen.getByRole('button', { name: 'Show all tasks' }));
      expect(names()).toEqual(['Task 1']);
    },
  );

  it('does not hide everything for a server that was removed', async () => {
    const core = new FakeCore();
    const { user, settle } = await show(mixed(), { core });
    await user.click(screen.getByRole('combobox', { name: 'Tasks of which server' }));
    await user.click(await screen.findByRole('option', { name: 'Dublin' }));
    core.estate.connections.remove(dublin);
    await settle();
    expect(names()).toHaveLength(4);
  });
});

describe('the keyboard in the tracker', () => {
  const three = (): readonly Task[] => [
    aTask(berlin, 1, { target: 'db-01' }),
    aRunningTask(berlin, 2, { made: vmRef('db-01') }),
    aTask(berlin, 3, { target: 'gone-01' }),
  ];

  async function focused(
    tasks: readonly Task[],
    options: Parameters<typeof show>[1] = {},
  ): ReturnType<typeof show> {
    const part = await show(tasks, options);
    grid().focus();
    return part;
  }

  it('goes from line to line', async () => {
    const { user } = await focused(three());
    expect(activeName()).toBe('Task 3');
    for (const [key, name] of [
      ['{ArrowDown}', 'Task 2'],
      ['{Control>}{End}{/Control}', 'Task 1'],
      ['{ArrowDown}', 'Task 1'],
      ['{ArrowUp}', 'Task 2'],
      ['{Control>}{Home}{/Control}', 'Task 3'],
      ['{PageDown}', 'Task 1'],
    ] as const) {
      await user.keyboard(key);
      expect(activeName()).toBe(name);
      expect(screen.getByRole('row', { selected: true })).toHaveTextContent(name);
    }
  });

  it('stays with its task when others come in above', async () => {
    const { user, feed, settle } = await focused(three());
    await user.keyboard('{ArrowDown}');
    const newer = aTask(berlin, 9);
    feed.put(newer.key, newer);
    await settle();
    expect(names()[0]).toBe('Task 9');
    expect(activeName()).toBe('Task 2');
  });

  it('goes to the object by Enter, and says why where it is gone', async () => {
    const { user } = await focused(three());
    await user.keyboard('{Enter}');
    expect(notices()).toEqual([expect.stringContaining('The object is not in the tree now.')]);
    await user.keyboard('{Control>}{End}{/Control}{Enter}');
    expect(useWorkspace.getState().current).toBe(`${berlin}/${vmRef('db-01')}`);
  });

  it('shows a task whole by Space, copies it by Ctrl+C', async () => {
    const tasks = three();
    const { user } = await focused(tasks);
    await user.keyboard('{Control>}{End}{/Control} ');
    expect(useDialogs.getState().dialog).toEqual({ kind: 'task', task: tasks[0]?.key });
    await user.keyboard('{Control>}c{/Control}');
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toMatch(
        /^Task\tObject\t.*\nTask 1\tdb-01\tDone\t/,
      ),
    );
  });

  it('cancels by Delete, and says of one that has ended that it has', async () => {
    const core = new FakeCore({ 'tasks.cancel': () => undefined });
    const tasks = three();
    const { user } = await focused(tasks, { core });
    await user.keyboard('{Delete}');
    expect(core.asked('tasks.cancel')).toEqual([]);
    expect(notices()).toEqual([expect.stringContaining('The task has ended.')]);
    await user.keyboard('{ArrowDown}{Delete}');
    expect(core.asked('tasks.cancel')).toEqual([{ key: tasks[1]?.key }]);
  });

  it('opens the menu of a line, with what cannot be done and why', async () => {
    const { user } = await focused(three());
    await user.keyboard('{Shift>}{F10}{/Shift}');
    const menu = await screen.findByRole('menu', { name: 'Actions on the task' });
    const item = (name: RegExp): HTMLElement => within(menu).getByRole('menuitem', { name });
    expect(item(/^Go to object/)).toHaveAttribute('aria-disabled', 'true');
    expect(item(/^Cancel task/)).toHaveAttribute('aria-disabled', 'true');
    await user.click(item(/^Copy as text/));
    expect(await navigator.clipboard.readText()).toContain('gone-01');
  });

  it('opens it where the pointer is, and leads to what a task has made', async () => {
    const { user } = await show(three());
    await user.pointer({ keys: '[MouseRight]', target: row(/Task 2/) });
    await user.click(await screen.findByRole('menuitem', { name: /^Go to what was created/ }));
    expect(useWorkspace.getState().current).toBe(`${berlin}/${vmRef('db-01')}`);
  });
});

describe('a bulk run in the tracker', () => {
  const run = 'run-1' as RunId;
  const members = (): readonly Task[] => [
    aTask(berlin, 1, { run, name: 'Power off' }),
    aTask(dublin, 2, { run, name: 'Power off', state: 'error', target: 'db-01' }),
    aTask(berlin, 3, { name: 'Rename' }),
  ];
  const runRow = (): HTMLElement => screen.getByRole('row', { expanded: false });

  it('stands for its tasks, which it shows when it is opened', async () => {
    const { user } = await show(members(), {
      runs: [aRun(run, { done: 1, failed: 1, waiting: 2 })],
    });
    expect(names()).toEqual(['Rename', 'Power off']);
    expect(runRow()).toHaveTextContent('4 objects');
    expect(runRow()).toHaveTextContent('2 of 4');
    expect(runRow()).toHaveTextContent('2 servers');
    expect(runRow()).toHaveTextContent('1 failed');
    await user.click(screen.getByRole('button', { name: 'Show its tasks' }));
    expect(names()).toHaveLength(4);
    expect(rows()[2]).toHaveAttribute('aria-level', '2');
    await user.click(screen.getByRole('button', { name: 'Hide its tasks' }));
    expect(names()).toHaveLength(2);
  });

  it('is opened, entered and closed by the arrows, as a tree is', async () => {
    const { user } = await show(members(), { runs: [aRun(run, { done: 2 })] });
    grid().focus();
    await user.keyboard('{Control>}{End}{/Control}{ArrowRight}');
    expect(screen.getByRole('row', { expanded: true })).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(screen.getByRole('row', { selected: true })).toHaveAttribute('aria-level', '2');
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(screen.getByRole('row', { selected: true })).toHaveAttribute('aria-expanded', 'true');
    await user.keyboard('{ArrowLeft}');
    expect(screen.queryByRole('row', { expanded: true })).toBeNull();
  });

  it('is opened by Enter and a double click, its results are shown by Space', async () => {
    const { user } = await show(members(), { runs: [aRun(run, { done: 2 })] });
    grid().focus();
    await user.keyboard('{Control>}{End}{/Control}{Enter}');
    expect(names()).toHaveLength(4);
    await user.dblClick(screen.getByRole('row', { expanded: true }));
    expect(names()).toHaveLength(2);
    await user.keyboard(' ');
    expect(useDialogs.getState().dialog).toEqual({ kind: 'run', run });
  });

  it('is stopped with its tasks while it is under way', async () => {
    const core = new FakeCore({ 'runs.stop': () => undefined });
    const { user } = await show(members(), { core, runs: [aRun(run, { running: 2 })] });
    await user.click(screen.getByRole('button', { name: 'Stop and cancel tasks' }));
    expect(core.asked('runs.stop')).toEqual([{ run, tasks: true }]);
  });

  it('is reported by its tasks where Moref was started anew since', async () => {
    const { user } = await show(members());
    expect(runRow()).toHaveTextContent('2 of 2');
    expect(screen.queryByRole('button', { name: 'Stop and cancel tasks' })).toBeNull();
    grid().focus();
    await user.keyboard('{Control>}{End}{/Control} ');
    expect(useDialogs.getState().dialog).toBeNull();
    expect(notices()).toEqual([expect.stringContaining('Moref was started anew since')]);
    await user.keyboard('{Shift>}{F10}{/Shift}');
    await user.click(await screen.findByRole('menuitem', { name: /^Copy all/ }));
    const copied = await navigator.clipboard.readText();
    expect(copied.match(/^Task: Power off$/gm)).toHaveLength(2);
  });

  it('is taken apart where nobody wants them grouped', async () => {
    const { user } = await show(members());
    await user.click(screen.getByRole('button', { name: 'More about the tasks' }));
    const group = screen.getByRole('menuitemcheckbox', { name: 'Group by bulk run' });
    expect(group).toBeChecked();
    await user.click(group);
    await user.keyboard('{Escape}');
    expect(names()).toEqual(['Rename', 'Power off', 'Power off']);
  });
});

describe('what the tracker forgets', () => {
  const open = async ({ user }: RenderedPart): Promise<HTMLElement> => {
    await user.click(screen.getByRole('button', { name: 'More about the tasks' }));
    return screen.getByRole('menuitem', { name: 'Clear finished' });
  };

  it('is what has ended, and comes back where that was a mistake', async () => {
    const core = new FakeCore({
      'tasks.clear': () => ({ count: 1 }),
      'tasks.undoClear': () => undefined,
    });
    const part = await show([aTask(berlin, 1), aRunningTask(berlin, 2)], { core });
    await part.user.click(await open(part));
    await part.settle();
    expect(core.asked('tasks.clear')).toEqual([{}]);
    expect(notices()).toEqual(['1 finished task was cleared.']);
    useNotices.getState().list[0]?.action?.run();
    await part.settle();
    expect(core.asked('tasks.undoClear')).toEqual([{}]);
  });

  it('is nothing while all goes on', async () => {
    const part = await show([aRunningTask(berlin, 2)]);
    expect(await open(part)).toHaveAttribute('aria-disabled', 'true');
  });

  it('is one server’s where only that is shown', async () => {
    const core = new FakeCore({ 'tasks.clear': () => ({ count: 2 }) });
    const part = await show([aTask(berlin, 1), aTask(dublin, 2)], { core });
    await part.user.click(screen.getByRole('combobox', { name: 'Tasks of which server' }));
    await part.user.click(await screen.findByRole('option', { name: 'Dublin' }));
    await part.user.click(await open(part));
    await part.settle();
    expect(core.asked('tasks.clear')).toEqual([{ connection: dublin }]);
    expect(notices()).toEqual(['2 finished tasks of Dublin cleared.']);
  });

  it('stays where it could not be cleared, and that is said', async () => {
    const core = new FakeCore();
    core.refuse('tasks.clear', { kind: 'fault', message: 'The disk is full.' });
    const part = await show([aTask(berlin, 1)], { core });
    await part.user.click(await open(part));
    await part.settle();
    expect(notices()).toEqual(['The tasks could not be cleared']);
  });
});

describe('the columns of the tracker', () => {
  it('sort tasks, and those of a run below it', async () => {
    const run = 'run-1' as RunId;
    const { user } = await show([
      aTask(berlin, 1, { name: 'Rename', target: 'db-01' }),
      aTask(berlin, 2, { run, name: 'Power off', target: 'web-01' }),
      aTask(berlin, 3, { run, name: 'Power off', target: 'db-01' }),
    ]);
    grid().focus();
    await user.click(screen.getByRole('button', { name: 'Show its tasks' }));
    await user.click(screen.getByRole('columnheader', { name: /^Task/ }));
    expect(names()).toEqual(['Power off', 'Power off', 'Power off', 'Rename']);
    await user.click(screen.getByRole('columnheader', { name: /^Object/ }));
    const objects = (): (string | null | undefined)[] =>
      rows().map((one) => within(one).getAllByRole('gridcell')[1]?.textContent);
    expect(objects()).toEqual(['2 objects', 'db-01', 'web-01', 'db-01']);
  });
});
