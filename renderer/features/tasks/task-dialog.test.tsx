// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { text } from '#shared/i18n/make-text.ts';
import type { Task } from '#shared/model/task.ts';
import { showDialog, useDialogs } from '../../state/dialogs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import type { FakeFeed } from '../../testing/fake-feed.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { aRunningTask, aTask } from '../../testing/tasks.ts';
import { TaskDialog } from './task-dialog.tsx';

const berlin = serverId('Berlin');

async function show(
  task: Task,
  core = new FakeCore(),
): Promise<RenderedPart & { readonly tasks: FakeFeed<'tasks'> }> {
  core.estate.server(aServer('Berlin'), [aRow('web-01'), aRow('web-02')]);
  const tasks = core.feed('tasks').put(task.key, task);
  const part = await renderPart('', { core });
  showDialog({ kind: 'task', task: task.key });
  part.rerender(<TaskDialog taskKey={task.key} />);
  await part.settle();
  return { ...part, tasks };
}

const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const fact = (name: string): string | null | undefined =>
  screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent;

describe('the details of a task', () => {
  it('are all that is known of it', async () => {
    await show(aTask(berlin, 7, { name: 'Clone', own: true, result: 'web-02' }));
    expect(screen.getByRole('dialog', { name: /Clone.*web-01/ })).toBeVisible();
    expect(fact('Server')).toBe('Berlin');
    expect(fact('State')).toBe('Done');
    expect(fact('Started by')).toBe('root');
    expect(fact('Started here')).toBe('Yes, by Moref');
    expect(fact('In the queue for')).toBe('1 s');
    expect(fact('Duration')).toBe('2 s');
    expect(fact('Reference of the object')).toBe('VirtualMachine:web-01');
    expect(fact('Reference of the task')).toBe('Task:task-7');
  });

  it('mark what is of no language of the page', async () => {
    await show(aTask(berlin, 7, { name: text('task.name.rename'), result: 'web-02' }));
    const marked = [...document.querySelectorAll('dd[translate=no]')].map(
      (value) => value.textContent,
    );
    expect(marked).toEqual([
      'web-01',
      'VirtualMachine:web-01',
      'Berlin',
      'web-02',
      'root',
      'Task:task-7',
    ]);
  });

  it('follow the task to its end', async () => {
    const { tasks, settle } = await show(aRunningTask(berlin, 7));
    expect(fact('State')).toBe('Running, 40 %');
    const ended = aTask(berlin, 7);
    tasks.put(ended.key, ended);
    await settle();
    expect(fact('State')).toBe('Done');
    expect(screen.queryByRole('button', { name: 'Cancel task' })).toBeNull();
  });

  it('stay readable when the server forgets the task', async () => {
    const task = aTask(berlin, 7);
    const { tasks, settle } = await show(task);
    tasks.remove(task.key);
    await settle();
    expect(fact('State')).toBe('Done');
  });

  it('show the error with what the server said, and are copied with it', async () => {
    const { user } = await show(
      aTask(berlin, 7, {
        name: 'Clone',
        state: 'error',
        error: {
          kind: 'fault',
          message: 'The disk is full.',
          native: { type: 'NoDiskSpace', members: { datastore: 'fast' } },
        },
      }),
    );
    expect(screen.getByText('The disk is full.')).toBeVisible();
    expect(screen.getByText('NoDiskSpace')).toBeVisible();
    await user.click(button('Copy details'));
    const copied = await navigator.clipboard.readText();
    expect(copied).toMatch(/^Task: Clone\nObject: web-01\n/);
    expect(copied).toContain('"datastore": "fast"');
  });

  it('cancel the task', async () => {
    const core = new FakeCore({ 'tasks.cancel': () => undefined });
    const task = aRunningTask(berlin, 7);
    const { user } = await show(task, core);
    await user.click(button('Cancel task'));
    expect(core.asked('tasks.cancel')).toEqual([{ key: task.key }]);
  });

  it('lead to the object, and to what was made', async () => {
    const { user } = await show(aTask(berlin, 7, { result: 'web-02', made: vmRef('web-02') }));
    await user.click(button('Go to object'));
    expect(useWorkspace.getState().current).toBe(`${berlin}/${vmRef('web-01')}`);
    expect(useDialogs.getState().dialog).toBeNull();
    await user.click(button('web-02'));
    expect(useWorkspace.getState().current).toBe(`${berlin}/${vmRef('web-02')}`);
  });

  it('lead nowhere where the object has gone', async () => {
    await show(aTask(berlin, 7, { target: 'gone-01', result: 'x', made: vmRef('gone-02') }));
    expect(screen.queryByRole('button', { name: 'Go to object' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'x' })).toBeNull();
    expect(fact('Result')).toBe('x');
  });

  it('of a task that was never known say so', async () => {
    const { user } = await renderPart(<TaskDialog taskKey={aTask(berlin, 9).key} />);
    expect(screen.getByRole('dialog', { name: 'The task is not known any more' })).toBeVisible();
    await user.click(button('Close'));
    expect(useDialogs.getState().dialog).toBeNull();
  });
});
