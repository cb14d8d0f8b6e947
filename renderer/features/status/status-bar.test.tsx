// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SecretStoreInfo } from '#shared/contract/results.ts';
import { makeRef } from '#shared/model/reference.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { isPanelOpen } from '../../state/workspace/lower-panel.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aRow, aServer, serverId } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { aRunningTask, aTask } from '../../testing/tasks.ts';
import { StatusBar } from './status-bar.tsx';

const berlin = serverId('Berlin');

function show(core = new FakeCore()): Promise<RenderedPart> {
  core.estate
    .server(aServer('Berlin'), [aRow('web-01'), aRow('db-01')])
    .server(aServer('Dublin', { state: 'offline' }));
  return renderPart(<StatusBar runs={<span>2 runs</span>} />, { core });
}

const bar = (): HTMLElement => screen.getByRole('contentinfo', { name: 'Status' });

describe('the status bar', () => {
  it('says how all is going, and follows it', async () => {
    const core = new FakeCore();
    const tasks = core.feed('tasks');
    const running = aRunningTask(berlin, 1);
    tasks.put(running.key, running);
    const { settle } = await show(core);
    for (const says of ['1 of 2 servers live', '2 objects', '1 task running', '2 runs', '1.2.3'])
      expect(bar()).toHaveTextContent(says);
    const ended = aTask(berlin, 1);
    tasks.put(ended.key, ended);
    core.estate.server(aServer('Dublin'));
    core.estate.put(berlin, aRow('web-02'));
    await settle();
    for (const says of ['2 of 2 servers live', '3 objects', '0 tasks running'])
      expect(bar()).toHaveTextContent(says);
  });

  it('opens the panel of tasks, and closes it again', async () => {
    const { user } = await show();
    const button = screen.getByRole('button', { name: /tasks running/, pressed: false });
    await user.click(button);
    expect(isPanelOpen()).toBe(true);
    expect(useWorkspace.getState().panel).toBe('tasks');
    expect(button).toHaveAttribute('aria-pressed', 'true');
    await user.click(button);
    expect(isPanelOpen()).toBe(false);
  });

  it('speaks of alerts where there are any that are more than information', async () => {
    const core = new FakeCore();
    const alerts = core.feed('alerts', { connection: berlin });
    const ref = makeRef('Alarm', '1');
    const updates = { ref, severity: 'info', title: 'Logged in', name: 'LOGIN', time: 1 } as const;
    alerts.put(ref, updates);
    const { user, settle } = await show(core);
    expect(screen.queryByRole('button', { name: /alert/ })).toBeNull();
    alerts.put(ref, { ...updates, severity: 'critical' });
    await settle();
    await user.click(screen.getByRole('button', { name: '1 alert' }));
    expect(useWorkspace.getState().panel).toBe('alerts');
  });

  it.each<{
    readonly protection: SecretStoreInfo['protection'];
    readonly allowed: boolean;
    readonly says: string | null;
  }>([
    { protection: 'system', allowed: false, says: null },
    { protection: 'session', allowed: false, says: 'Passwords kept until exit' },
    { protection: 'plain', allowed: false, says: 'Passwords kept until exit' },
    { protection: 'plain', allowed: true, says: 'Passwords unprotected' },
  ])('says of passwords with protection “$protection”: $says', async (one) => {
    const core = new FakeCore({
      'app.info': () => ({
        version: '1.2.3',
        host: 'electron',
        platform: 'linux',
        secrets: { backend: 'x', protection: one.protection, plainTextAllowed: one.allowed },
        damaged: [],
      }),
    });
    const { user } = await show(core);
    if (one.says === null) expect(screen.queryByRole('button', { name: /^Passwords/ })).toBeNull();
    else {
      await user.click(screen.getByRole('button', { name: one.says }));
      expect(useDialogs.getState().dialog).toEqual({ kind: 'secrets' });
    }
  });
});
