// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '#shared/model/history.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { noHistoryFilter, useHistoryFilters } from '../../state/history/history-filter.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart } from '../../testing/render-part.tsx';
import { savedFiles } from '../../testing/saved-files.ts';
import { HistoryPanel, ObjectHistory } from './history-panel.tsx';

const web: ObjectAddress = { connection: serverId('Berlin'), ref: vmRef('web-1') };

const entry = (n: number, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  key: `event-${n}`,
  kind: 'event',
  severity: 'info',
  time: Date.UTC(2026, 10, 1, 12, n),
  type: 'VmPoweredOnEvent',
  title: `Happening ${n}`,
  text: 'web-1 is powered on',
  who: 'CORP\\ann',
  target: vmRef('web-1'),
  targetName: 'web-1',
  ...more,
});

function core(): FakeCore {
  const fake = new FakeCore();
  fake.estate.server(aServer('Berlin'), [aRow('web-1')]);
  return fake;
}

const lines = (): readonly string[] =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent);

beforeEach(() => useHistoryFilters.setState({ page: noHistoryFilter, panel: noHistoryFilter }));

describe('the history of an object', () => {
  it('is shown newest first, with how far back it goes, and each entry in full', async () => {
    const fake = core();
    const reachesBackTo = Date.UTC(2026, 9, 2);
    fake.answer('history.page', () => ({
      entries: [entry(2, { severity: 'error', detail: 'Ask Ann.' }), entry(1)],
      reachesBackTo,
    }));
    const { user } = await renderPart(<ObjectHistory address={web} />, { core: fake });
    expect(fake.asked('history.page')[0]).toMatchObject({ ...web, below: true, severities: [] });
    expect(lines()[0]).toContain('Happening 2');
    expect(lines()[1]).toContain('Happening 1');
    expect(screen.getByRole('status')).toHaveTextContent(
      /2 entries · history reaches back to .*2026/,
    );
    expect(screen.queryByRole('button', { name: 'Read older entries' })).toBeNull();
    await user.dblClick(screen.getByText('Happening 2'));
    const dialog = useDialogs.getState().dialog;
    expect(dialog).toMatchObject({ kind: 'text', title: 'Happening 2' });
    expect(JSON.stringify(dialog)).toContain('Ask Ann.');
    expect(JSON.stringify(dialog)).toContain('VmPoweredOnEvent');
  });

  it('reads on before what it has', async () => {
    const fake = core();
    fake.answer('history.page', ({ before }) =>
      before === undefined
        ? { entries: [entry(5)], next: entry(5).time }
        : { entries: [entry(5), entry(4)] },
    );
    const { user, settle } = await renderPart(<ObjectHistory address={web} />, { core: fake });
    const more = screen.queryByRole('button', { name: 'Read older entries' });
    if (more !== null) await user.click(more);
    await settle();
    expect(lines()).toHaveLength(2);
    expect(fake.asked('history.page').at(-1)?.before).toBe(entry(5).time);
  });

  it('says that there is nothing, and why, and leads back to all', async () => {
    const fake = core();
    fake.answer('history.page', ({ severities }) => ({
      entries: severities.length > 0 ? [] : [entry(1)],
    }));
    const { user, settle } = await renderPart(<ObjectHistory address={web} />, { core: fake });
    await user.click(screen.getByRole('button', { name: 'Warning' }));
    expect(await screen.findByText('Nothing passes this filter')).toBeVisible();
    expect(fake.asked('history.page').at(-1)?.severities).toEqual(['warning']);
    await user.click(screen.getByRole('button', { name: 'Show everything' }));
    await screen.findByRole('grid');
    await settle();
    expect(lines()).toHaveLength(1);
  });

  it('is saved with the columns that are shown', async () => {
    const files = savedFiles();
    const fake = core();
    fake.answer('history.page', () => ({ entries: [entry(1)] }));
    const { user } = await renderPart(<ObjectHistory address={web} />, { core: fake });
    await user.click(screen.getByRole('button', { name: 'Export' }));
    const [file] = files;
    expect(file?.name).toBe('history.csv');
    const text = (await file?.blob.text()) ?? '';
    expect(text).toContain('2026-11-01T12:01:00.000Z');
    expect(text).toContain('CORP\\ann');
  });
});

describe('the history of all servers', () => {
  it('says that a server cannot be asked, and shows the others', async () => {
    const fake = core();
    fake.estate.server(aServer('Dublin'), []);
    fake.answer('history.page', ({ connection }) => {
      if (connection === serverId('Dublin')) throw new Error('It is broken.');
      return { entries: [entry(1)] };
    });
    await renderPart(<HistoryPanel title="" />, { core: fake });
    expect(lines()[0]).toContain('Berlin');
    expect(screen.getByRole('alert')).toBeVisible();
  });

  it('asks for a server to be connected first', async () => {
    const fake = new FakeCore();
    fake.estate.server(aServer('Berlin', { state: 'offline' }));
    await renderPart(<HistoryPanel title="" />, { core: fake });
    expect(screen.getByText('No server is connected')).toBeVisible();
  });
});
