// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Task } from '#shared/model/task.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import type { FakeFeed } from '../../testing/fake-feed.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { aTask } from '../../testing/tasks.ts';
import { ObjectTasks } from './object-tasks.tsx';

const berlin = serverId('Berlin');
const dublin = serverId('Dublin');

async function show(
  tasks: readonly Task[],
): Promise<RenderedPart & { readonly feed: FakeFeed<'tasks'> }> {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [aRow('web-01'), aRow('db-01')]);
  const feed = core.feed('tasks');
  for (const task of tasks) feed.put(task.key, task);
  const address = { connection: berlin, ref: vmRef('web-01') };
  return { ...(await renderPart(<ObjectTasks address={address} />, { core })), feed };
}

const grid = (): HTMLElement => screen.getByRole('treegrid', { name: 'Tasks of this object' });
const lines = (): HTMLElement[] => within(grid()).getAllByRole('row').slice(1);
const names = (): (string | undefined)[] =>
  lines().map((line) => within(line).getAllByRole('gridcell')[0]?.textContent);

describe('the tasks of one object', () => {
  it('are its own alone, not those of another of that name', async () => {
    const { feed, settle } = await show([
      aTask(berlin, 1),
      aTask(berlin, 2, { target: 'db-01' }),
      aTask(dublin, 3),
    ]);
    expect(names()).toEqual(['Task 1']);
    const next = aTask(berlin, 4);
    feed.put(next.key, next);
    await settle();
    expect(names()).toEqual(['Task 4', 'Task 1']);
  });

  it('say where there are none', async () => {
    await show([aTask(dublin, 3)]);
    expect(screen.getByText('No tasks of this object')).toBeVisible();
  });

  it('have the keys of the tracker', async () => {
    const task = aTask(berlin, 1);
    const { user } = await show([task]);
    grid().focus();
    await user.keyboard(' ');
    expect(useDialogs.getState().dialog).toEqual({ kind: 'task', task: task.key });
  });

  it('stand still for who has scrolled down to read, whatever comes in above', async () => {
    const { feed, settle } = await show(
      Array.from({ length: 200 }, (_, index) => aTask(berlin, index + 1)),
    );
    const height = 26;
    grid().scrollTop = 50 * height;
    grid().dispatchEvent(new Event('scroll'));
    await settle();
    for (const number of [301, 302, 303]) {
      const newer = aTask(berlin, number);
      feed.put(newer.key, newer);
    }
    await settle();
    expect(grid().scrollTop).toBe(53 * height);
  });

  it('show the newest to who is at the top', async () => {
    const { feed, settle } = await show(
      Array.from({ length: 200 }, (_, index) => aTask(berlin, index + 1)),
    );
    const newer = aTask(berlin, 301);
    feed.put(newer.key, newer);
    await settle();
    expect(grid().scrollTop).toBe(0);
    expect(names()[0]).toBe('Task 301');
  });
});
