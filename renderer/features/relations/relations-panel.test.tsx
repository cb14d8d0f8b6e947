// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RelationGroup } from '#shared/model/relation.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import type { FakeFeed } from '../../testing/fake-feed.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { RelationsPanel } from './relations-panel.tsx';

const connection = serverId('Berlin');
const address = { connection, ref: vmRef('web-01') };
const at = { kind: 'vm', state: 'on', health: 'ok' } as const;

const disks: RelationGroup = {
  id: 'disks',
  label: 'Disks',
  columns: ['Size', 'Storage', 'Made'],
  entries: [
    {
      ...at,
      key: '1',
      ref: vmRef('db-01'),
      name: 'system',
      cells: [{ bytes: 2 ** 34 }, { text: 'fast', ref: vmRef('db-01') }, { text: 'by hand' }],
    },
    {
      ...at,
      key: '2',
      ref: null,
      name: 'data',
      cells: [{ bytes: 2 ** 30 }, { text: '' }, { text: '' }],
    },
  ],
};

async function show(
  groups: readonly RelationGroup[] | undefined,
  core = new FakeCore(),
): Promise<RenderedPart & { readonly relations: FakeFeed<'relations'> }> {
  core.estate.server(aServer('Berlin'), [aRow('web-01'), aRow('db-01')]);
  const relations = core.feed('relations');
  if (groups !== undefined) relations.put('', groups);
  return { ...(await renderPart(<RelationsPanel address={address} />, { core })), relations };
}

const lines = (): string[][] =>
  within(screen.getByRole('grid', { name: 'Disks' }))
    .getAllByRole('row')
    .map((row) =>
      within(row)
        .queryAllByRole('gridcell')
        .map(({ textContent }) => textContent),
    )
    .filter((cells) => cells.length > 0);

describe('what an object has to do with others', () => {
  it('stands in groups, with what each tells', async () => {
    await show([disks]);
    expect(screen.getByRole('heading', { name: 'Disks (2)' })).toBeVisible();
    expect(lines()).toEqual([
      ['system', '16 GiB', 'fast', 'by hand'],
      ['data', '1 GiB', '', ''],
    ]);
  });

  it('is sorted by what the values are, and not by how they read', async () => {
    const { user } = await show([disks]);
    await user.click(screen.getByRole('columnheader', { name: 'Size' }));
    expect(lines().map(([name]) => name)).toEqual(['data', 'system']);
    await user.click(screen.getByRole('columnheader', { name: 'Size' }));
    expect(lines().map(([name]) => name)).toEqual(['system', 'data']);
  });

  it('leads to the other objects, where they are such', async () => {
    const { user } = await show([disks]);
    expect(screen.queryByRole('button', { name: 'data' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'fast' }));
    expect(useWorkspace.getState().current).toBe(`${connection}/${vmRef('db-01')}`);
  });

  it('leads there by Enter on a line', async () => {
    const { user } = await show([disks]);
    screen.getByRole('grid', { name: 'Disks' }).focus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(useWorkspace.getState().current).toBeNull();
    await user.keyboard('{ArrowUp}{Enter}');
    expect(useWorkspace.getState().current).toBe(`${connection}/${vmRef('db-01')}`);
  });

  it('follows what changes', async () => {
    const { relations, settle } = await show([disks]);
    relations.put('', [{ ...disks, entries: disks.entries.slice(1) }]);
    await settle();
    expect(lines().map(([name]) => name)).toEqual(['data']);
  });

  it.each<{ readonly groups: readonly RelationGroup[] | undefined; readonly says: string }>([
    { groups: undefined, says: 'Loading…' },
    { groups: [], says: 'This object has nothing to do with others.' },
  ])('says “$says”', async ({ groups, says }) => {
    await show(groups);
    expect(screen.getByText(says)).toBeVisible();
  });

  it('says why it cannot be read', async () => {
    const core = new FakeCore();
    core.estate.server(aServer('Berlin'), [aRow('web-01')]);
    core.feed('relations').fail({ kind: 'fault', message: 'The server is too old.' });
    await renderPart(<RelationsPanel address={address} />, { core });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The related objects could not be read: The server is too old.',
    );
  });
});
