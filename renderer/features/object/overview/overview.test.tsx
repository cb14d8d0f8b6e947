// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { makeRef } from '#shared/model/reference.ts';
import { taskKey, type Task } from '#shared/model/task.ts';
import { nodeKey } from '../../../state/tree/flat-node.ts';
import { useWorkspace } from '../../../state/workspace/workspace.ts';
import { FakeCore } from '../../../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../../../testing/objects.ts';
import { renderPart } from '../../../testing/render-part.tsx';
import { Overview } from './overview.tsx';

const berlin = serverId('Berlin');
const paris = serverId('Paris');

function estate(): FakeCore {
  const core = new FakeCore();
  core.estate.server(
    aServer('Berlin', { server: { product: 'VMware vCenter Server', version: '8.0.2' } }),
    [
      aRow('esx-1', { kind: 'host', state: 'on', facts: { memoryMiB: 4096, memoryUsedMiB: 1024 } }),
      aRow('web-1'),
      aRow('web-2', { state: 'off' }),
    ],
  );
  core.estate.server(aServer('Paris'), [aRow('mail', { health: 'error' })]);
  return core;
}

function task(id: string, more: Partial<Task>): Task {
  return {
    key: taskKey(berlin, makeRef('Task', id)),
    connection: berlin,
    name: 'Migrate',
    target: vmRef('web-1'),
    targetName: 'web-1',
    own: false,
    state: 'running',
    queuedAt: Date.now(),
    cancelable: false,
    ...more,
  };
}

const card = (name: string): HTMLElement => screen.getByRole('region', { name });
const lines = (name: string): string[] =>
  within(card(name))
    .getAllByRole('listitem')
    .map((item) => item.textContent);
const server = (name: string): HTMLElement =>
  screen.getByRole('row', { name: new RegExp(`^${name}`) });

describe('the page of all servers', () => {
  it('shows each server: how it stands, what it is, what it has', async () => {
    await renderPart(<Overview />, { core: estate() });
    expect(server('Berlin')).toHaveTextContent('Live');
    expect(server('Berlin')).toHaveTextContent('VMware vCenter Server');
    expect(server('Berlin')).toHaveTextContent('1 of 2');
    expect(within(server('Berlin')).getByRole('meter', { name: /Memory/ })).toHaveAttribute(
      'aria-valuenow',
      '25',
    );
    expect(server('Paris')).toHaveTextContent('1 of 1');
  });

  it('adds up over all of them', async () => {
    await renderPart(<Overview />, { core: estate() });
    const states = card('Objects by state');
    expect(states).toHaveTextContent('Virtual machines (3)');
    expect(states).toHaveTextContent('2 Powered on · 1 Powered off');
  });

  it('leads to a server', async () => {
    const { user } = await renderPart(<Overview />, { core: estate() });
    await user.click(within(server('Paris')).getByRole('button', { name: 'Paris' }));
    expect(useWorkspace.getState().current).toBe(paris);
  });

  it('says which servers need somebody, and why', async () => {
    const core = estate();
    core.estate.server(
      aServer('Berlin', {
        state: 'offline',
        error: { kind: 'auth', message: 'The password is wrong.' },
      }),
    );
    core.estate.server(
      aServer('Paris', {
        parts: [
          {
            id: 'tags',
            area: 'tags',
            state: 'failed',
            error: { kind: 'fault', message: 'Tags answered 503.' },
          },
        ],
      }),
    );
    await renderPart(<Overview />, { core });
    expect(lines('Servers that need somebody')).toEqual([
      'BerlinThe password is wrong.',
      'ParisSome of it could not be read',
    ]);
  });

  it('names what is in trouble, and leads there', async () => {
    const { user, core, settle } = await renderPart(<Overview />, { core: estate() });
    await user.click(within(card('In trouble')).getByRole('button', { name: 'mail' }));
    expect(useWorkspace.getState().current).toBe(nodeKey(paris, vmRef('mail')));
    core.estate.put(paris, aRow('mail'));
    await settle();
    await expect
      .poll(() => screen.queryByRole('region', { name: 'In trouble' }), { timeout: 60_000 })
      .toBeNull();
  });

  it('shows eight of what is in trouble, and how many more there are', async () => {
    const core = estate();
    for (let place = 0; place < 10; place++)
      core.estate.put(berlin, aRow(`bad-${place}`, { health: 'error' }));
    await renderPart(<Overview />, { core });
    expect(lines('In trouble')).toHaveLength(8);
    expect(card('In trouble')).toHaveTextContent('and 3 more');
  });

  it('shows what is under way and what failed, with the objects that it is done to', async () => {
    const core = estate();
    const feed = core.feed('tasks');
    for (const one of [
      task('1', { progress: 40 }),
      task('2', {
        name: 'Clone',
        state: 'error',
        finishedAt: Date.now() - 1000,
        error: { kind: 'fault', message: 'The datastore is full.' },
      }),
      task('3', { name: 'Rename', state: 'success' }),
      task('4', { name: 'Old', state: 'error', finishedAt: Date.now() - 3 * 24 * 3_600_000 }),
    ])
      feed.put(one.key, one);
    const { user } = await renderPart(<Overview />, { core });
    expect(lines('Under way')).toEqual([expect.stringMatching(/^Migrate web-140\s%$/)]);
    expect(lines('Failed since yesterday')).toEqual(['Clone web-1The datastore is full.']);
    await user.click(within(card('Under way')).getByRole('button', { name: 'web-1' }));
    expect(useWorkspace.getState().current).toBe(nodeKey(berlin, vmRef('web-1')));
  });

  it('shows the alerts that nobody has taken notice of, the worst first', async () => {
    const core = estate();
    const alerts = core.feed('alerts', { connection: berlin });
    const put = (id: string, more: object): void => {
      const ref = makeRef('Alarm', id);
      alerts.put(ref, {
        ref,
        severity: 'warning',
        title: id,
        name: id,
        time: Date.now(),
        ...more,
      });
    };
    put('CPU usage', {});
    put('Host failed', {
      severity: 'critical',
      target: makeRef('host', 'esx-1'),
      targetName: 'esx-1',
    });
    put('Known', { acknowledged: { by: 'eve' } });
    put('Updates', { severity: 'info' });
    await renderPart(<Overview />, { core });
    const shown = lines('Alerts');
    expect(shown).toHaveLength(2);
    expect(shown[0]).toContain('Host failed');
    expect(shown[1]).toContain('CPU usage');
  });
});
