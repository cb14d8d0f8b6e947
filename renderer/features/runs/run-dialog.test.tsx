// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Run, RunItem } from '#shared/model/run.ts';
import { showDialog, useDialogs } from '../../state/dialogs.ts';
import { useNotices } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import type { FakeFeed } from '../../testing/fake-feed.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { aRun } from '../../testing/tasks.ts';
import { saveFile } from '../../ui/save-file.ts';
import { RunDialog } from './run-dialog.tsx';

// What a browser does with a file cannot be seen here.
vi.mock(import('../../ui/save-file.ts'), async (original) => ({
  ...(await original()),
  saveFile: vi.fn(),
}));

const connection = serverId('Berlin');

function anItem(name: string, item: Partial<RunItem> = {}): RunItem {
  const ref = vmRef(name);
  return {
    connection,
    ref,
    key: `${connection}/${ref}`,
    name,
    state: 'waiting',
    attempt: 0,
    ...item,
  };
}

interface Shown extends RenderedPart {
  readonly runs: FakeFeed<'runs'>;
  readonly items: FakeFeed<'runItems'>;
}

async function show(
  run: Run,
  items: readonly RunItem[] = [],
  core = new FakeCore(),
): Promise<Shown> {
  core.estate.server(
    aServer('Berlin'),
    ['web-01', 'web-02', 'db-01'].map((name) => aRow(name)),
  );
  const runs = core.feed('runs').put(run.id, run);
  const feed = core.feed('runItems', { run: run.id });
  for (const item of items) feed.put(item.key, item);
  const part = await renderPart('', { core });
  showDialog({ kind: 'run', run: run.id });
  part.rerender(<RunDialog run={run.id} />);
  await part.settle();
  return { ...part, runs, items: feed };
}

const failed = anItem('db-01', {
  state: 'failed',
  attempt: 2,
  startedAt: 1000,
  finishedAt: 4000,
  error: {
    kind: 'fault',
    message: 'The disk is full.',
    native: { type: 'NoDiskSpace', members: { datastore: 'fast' } },
  },
});
const done = anItem('web-01', { state: 'done', attempt: 1 });
const skipped = anItem('web-02', { state: 'skipped', reason: 'It is powered off.' });

const table = (): HTMLElement => screen.getByRole('grid', { name: 'Result' });
const lines = (): string[] =>
  within(table())
    .getAllByRole('row')
    .map((row) =>
      within(row)
        .queryAllByRole('gridcell')
        .map(({ textContent }) => textContent)
        .join(' | '),
    )
    .filter((line) => line !== '');
const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });

describe('a run on many objects', () => {
  it('shows how far it is, and what became of each object', async () => {
    await show(aRun('run-1', { done: 1, skipped: 1, failed: 1, waiting: 1 }), [
      done,
      skipped,
      failed,
      anItem('db-02'),
    ]);
    expect(screen.getByRole('dialog', { name: 'Power off: 4 objects' })).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('3 of 4');
    expect(screen.getByRole('progressbar', { name: 'Power off' })).toHaveAttribute(
      'aria-valuenow',
      '3',
    );
    expect(lines()).toEqual([
      'web-01 | Done | Berlin |  |  | ',
      'web-02 | Skipped | Berlin | It is powered off. |  | ',
      'db-01 | Failed | Berlin | The disk is full. | 2 | 3 s',
      'db-02 | Waiting | Berlin |  |  | ',
    ]);
  });

  it('follows it, and puts what needs somebody first once it is over', async () => {
    const run = aRun('run-1', { done: 1, running: 1 });
    const { runs, items, settle } = await show(run, [done, { ...failed, state: 'running' }]);
    expect(lines()[0]).toMatch(/^web-01/);
    items.put(failed.key, failed);
    const over = aRun('run-1', { done: 1, failed: 1 }, { state: 'finished' });
    runs.put(run.id, { ...over, finishedAt: over.startedAt + 60_000 });
    await settle();
    expect(lines()[0]).toMatch(/^db-01 \| Failed/);
    expect(screen.getByRole('status')).toHaveTextContent('2 of 2');
    expect(screen.getByRole('dialog')).toHaveTextContent(/1 min/);
  });

  it('shows those alone that stand so, by a press on their number', async () => {
    const { user } = await show(aRun('run-1', { done: 1, failed: 1 }), [done, failed]);
    await user.click(button('Failed 1'));
    expect(lines()).toEqual([expect.stringContaining('db-01')]);
    await user.click(button('Failed 1'));
    expect(lines()).toHaveLength(2);
    expect(screen.queryByRole('button', { name: /^Cancelled/ })).toBeNull();
  });

  it('goes on in the background when it is closed', async () => {
    const { user, core } = await show(aRun('run-1', { running: 1 }), [], new FakeCore());
    expect(button('Go on in the background')).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(useDialogs.getState().dialog).toBeNull();
    expect(core.asked('runs.stop')).toEqual([]);
  });

  it.each([
    ['Stop', false],
    ['Stop and cancel tasks', true],
  ])('is ended by “%s”', async (name, tasks) => {
    const core = new FakeCore({ 'runs.stop': () => undefined });
    const run = aRun('run-1', { running: 1, waiting: 5 });
    const { user, runs, settle } = await show(run, [], core);
    await user.click(button(name));
    expect(core.asked('runs.stop')).toEqual([{ run: 'run-1', tasks }]);
    runs.put(run.id, { ...run, state: 'stopping' });
    await settle();
    expect(button('Stopping…')).toBeDisabled();
    // What is under way can still be ended.
    expect(button('Stop and cancel tasks')).toBeEnabled();
  });

  it('tries again what failed, and says where that is not possible', async () => {
    const core = new FakeCore({ 'runs.retry': () => undefined });
    const over = aRun('run-1', { done: 1, failed: 2, unknown: 1 }, { state: 'finished' });
    const { user, settle } = await show(over, [], core);
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
    await user.click(button('Retry failed (3)'));
    expect(core.asked('runs.retry')).toEqual([{ run: 'run-1' }]);
    core.refuse('runs.retry', { kind: 'missing', message: 'The run is not known any more.' });
    await user.click(button('Retry failed (3)'));
    await settle();
    expect(useNotices.getState().list).toMatchObject([
      { title: 'Power off', error: { message: 'The run is not known any more.' } },
    ]);
  });

  it('that went well offers nothing to try again', async () => {
    await show(aRun('run-1', { done: 3 }, { state: 'finished' }));
    expect(screen.queryByRole('button', { name: /^Retry/ })).toBeNull();
    expect(button('Close')).toHaveFocus();
  });

  it('shows an error whole, to be copied, and away again', async () => {
    const { user } = await show(aRun('run-1', { failed: 1 }), [failed]);
    await user.click(button('The disk is full.'));
    const error = screen.getByRole('region', { name: 'Error of db-01' });
    expect(error).toHaveTextContent('NoDiskSpace');
    await user.click(within(error).getByRole('button', { name: 'Copy details' }));
    expect(await navigator.clipboard.readText()).toContain('"datastore": "fast"');
    await user.click(within(error).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('region', { name: 'Error of db-01' })).toBeNull();
  });

  it('shows an error by the keyboard, and nothing of what went well', async () => {
    const { user } = await show(aRun('run-1', { done: 1, failed: 1 }), [done, failed]);
    table().focus();
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('region', { name: /^Error of/ })).toBeNull();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(screen.getByRole('region', { name: 'Error of db-01' })).toBeVisible();
  });

  it('leads to an object that is there', async () => {
    const { user } = await show(aRun('run-1', { done: 2 }), [done, anItem('gone-01')]);
    expect(screen.queryByRole('button', { name: 'gone-01' })).toBeNull();
    await user.click(button('web-01'));
    expect(useWorkspace.getState().current).toBe(`${connection}/${vmRef('web-01')}`);
    expect(useDialogs.getState().dialog).toBeNull();
  });

  it('copies what is shown as lines that a spreadsheet takes', async () => {
    const { user } = await show(aRun('run-1', { done: 1, failed: 1 }), [done, failed]);
    await user.click(button('Failed 1'));
    await user.click(button('Copy'));
    const [head, ...copied] = (await navigator.clipboard.readText()).split('\n');
    expect(head?.split('\t').slice(0, 3)).toEqual(['State', 'Object', 'Reference']);
    expect(copied.map((line) => line.split('\t').slice(0, 5))).toEqual([
      ['Failed', 'db-01', 'VirtualMachine:db-01', 'Berlin', 'The disk is full.'],
    ]);
  });

  it('saves all of it, whatever is shown', async () => {
    const { user } = await show(aRun('run-1', { done: 1, failed: 1 }), [done, failed]);
    await user.click(button('Failed 1'));
    await user.click(button('Save as CSV'));
    const [name, file] = vi.mocked(saveFile).mock.lastCall ?? [];
    expect(name).toBe('power.off-2026-06-01T12-00-00.csv');
    const text = await (file as Blob).text();
    expect(text).toContain('web-01');
    expect(text).toContain('db-01');
  });

  it('that is not known any more says so', async () => {
    const core = new FakeCore();
    core.feed('runItems').fail({ kind: 'missing', message: 'Moref does not know this run.' });
    const part = await renderPart('', { core });
    part.rerender(<RunDialog run={aRun('run-9', {}).id} />);
    await part.settle();
    expect(
      screen.getByRole('dialog', { name: 'This run is not known any more' }),
    ).toHaveTextContent('Moref does not know this run.');
  });
});
