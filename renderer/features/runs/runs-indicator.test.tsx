// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Run } from '#shared/model/run.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { useNotices } from '../../state/notices.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { aRun } from '../../testing/tasks.ts';
import { RunsIndicator } from './runs-indicator.tsx';

async function show(runs: readonly Run[], core = new FakeCore()): Promise<RenderedPart> {
  const feed = core.feed('runs');
  for (const run of runs) feed.put(run.id, run);
  return renderPart(<RunsIndicator />, { core });
}

const indicator = (): HTMLElement => screen.getByRole('button', { expanded: false });
const going = aRun('run-1', { done: 3, waiting: 7 }, { label: 'Power off' });
const over = aRun('run-2', { done: 4, failed: 1 }, { label: 'Rename', state: 'finished' });

describe('how many bulk runs there are', () => {
  it('is not said where there was none', async () => {
    const { container } = await show([]);
    expect(container).toHaveTextContent(/^$/);
  });

  it('is said with how far those are that go on', async () => {
    await show([going, over]);
    expect(indicator()).toHaveTextContent(/3.*10/);
  });

  it('opens the list of all, which leads to their results', async () => {
    const { user } = await show([going, over]);
    await user.click(indicator());
    const list = await screen.findByRole('dialog', { name: 'Bulk runs' });
    expect(list).toHaveTextContent('Rename');
    expect(list).toHaveTextContent('1 failed');
    await user.click(screen.getByRole('button', { name: /^Power off/ }));
    expect(useDialogs.getState().dialog).toEqual({ kind: 'run', run: 'run-1' });
    expect(screen.queryByRole('dialog', { name: 'Bulk runs' })).toBeNull();
  });

  it('takes those off that are over, and no other', async () => {
    const core = new FakeCore({ 'runs.dismiss': () => undefined });
    const { user, settle } = await show([going, over], core);
    await user.click(indicator());
    const dismiss = await screen.findByRole('button', { name: 'Take Rename off the list' });
    expect(screen.queryByRole('button', { name: 'Take Power off off the list' })).toBeNull();
    await user.click(dismiss);
    expect(core.asked('runs.dismiss')).toEqual([{ run: 'run-2' }]);
    core.refuse('runs.dismiss', { kind: 'conflict', message: 'The run is not finished.' });
    await user.click(dismiss);
    await settle();
    expect(useNotices.getState().list).toMatchObject([{ title: 'Rename' }]);
  });
});
