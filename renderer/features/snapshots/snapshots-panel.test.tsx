// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { SnapshotNode, SnapshotTree } from '#shared/model/snapshot-tree.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { useNotices } from '../../state/notices.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import type { FakeFeed } from '../../testing/fake-feed.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { anOffer } from '../../testing/offers.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { SnapshotsPanel } from './snapshots-panel.tsx';

const connection = serverId('Berlin');
const ref = vmRef('web-01');
const address = { connection, ref };

function aNode(id: string, parent: string | null, node: Partial<SnapshotNode> = {}): SnapshotNode {
  return {
    id,
    parent,
    name: id,
    memory: false,
    target: ref,
    preset: { snapshot: id },
    operations: ['snapshot.revert', 'snapshot.rename', 'snapshot.delete'],
    ...node,
  };
}

/** Two snapshots, the machine stands on the second, and one beside them. */
const tree: SnapshotTree = {
  nodes: [
    aNode('installed', null, {
      description: 'Fresh from the image',
      createdAt: Date.UTC(2026, 4, 1, 8),
    }),
    aNode('patched', 'installed', { memory: true, quiesced: true }),
    aNode('experiment', 'installed'),
  ],
  current: 'patched',
};

const part = true;
const offers: readonly OperationOffer[] = [
  anOffer({ id: 'snapshot.create', label: 'Take snapshot', group: 'snapshot' }),
  anOffer({
    id: 'snapshot.deleteAll',
    label: 'Delete all snapshots',
    group: 'snapshot',
    confirm: 'Delete all?',
  }),
  anOffer({ id: 'snapshot.revert', label: 'Revert', group: 'snapshot', part, confirm: 'Revert?' }),
  anOffer({
    id: 'snapshot.rename',
    label: 'Edit snapshot',
    group: 'snapshot',
    part,
    inputs: [
      { type: 'lookup', name: 'snapshot', label: 'Snapshot', required: true },
      { type: 'text', name: 'name', label: 'Name', required: true },
      { type: 'text', name: 'description', label: 'Description', required: false },
    ],
  }),
  anOffer({
    id: 'snapshot.delete',
    label: 'Delete snapshot',
    group: 'snapshot',
    part,
    refused: 'A backup is at work.',
  }),
  anOffer({ id: 'power.on', label: 'Power on', group: 'power' }),
];

interface Shown extends RenderedPart {
  readonly snapshots: FakeFeed<'snapshots'>;
}

async function show(
  snapshots: SnapshotTree | null | undefined,
  core = new FakeCore(),
): Promise<Shown> {
  core.estate.server(aServer('Berlin'), [aRow('web-01')]);
  const feed = core.feed('snapshots');
  if (snapshots !== undefined) feed.put('', snapshots);
  core.feed('offers', address).put('', offers);
  return { ...(await renderPart(<SnapshotsPanel address={address} />, { core })), snapshots: feed };
}

const list = (): HTMLElement => screen.getByRole('treegrid', { name: 'Snapshots' });
const lines = (): string[] =>
  within(list())
    .getAllByRole('row')
    .slice(1)
    .map(
      (line) =>
        `${line.getAttribute('aria-level') ?? ''} ${line.querySelector('.snapshot-name')?.textContent ?? ''}`,
    );
const line = (name: RegExp): HTMLElement =>
  screen.getByRole('row', {
    name: new RegExp(`^(Hide what builds on it )?${name.source.slice(1)}`),
  });
const selected = (): string =>
  screen.getByRole('row', { selected: true }).querySelector('.snapshot-name')?.textContent ?? '';
const tool = (name: RegExp): HTMLElement =>
  within(screen.getByRole('toolbar', { name: 'Actions on snapshots' })).getByRole('button', {
    name,
  });

describe('the snapshots of a machine', () => {
  it('stand as a tree, with where the machine is now', async () => {
    await show(tree);
    expect(lines()).toEqual(['1 installed', '2 patched', '3 You are here', '2 experiment']);
    expect(line(/^installed/)).toHaveTextContent(/2026.*Disks.*Fresh from the image/);
    expect(line(/^patched/)).toHaveTextContent('Disks, memory, quiesced');
    // What the present state builds on is what one has to do with first.
    expect(selected()).toBe('patched');
  });

  it('mark their names, descriptions and times as of no language', async () => {
    await show(tree);
    for (const shown of ['installed', 'Fresh from the image', /2026/])
      expect(screen.getByText(shown)).toHaveAttribute('translate', 'no');
    expect(screen.getByText('You are here')).not.toHaveAttribute('translate');
  });

  it('can be closed below one, and opened again, by the arrows', async () => {
    const { user } = await show(tree);
    list().focus();
    await user.keyboard('{Control>}{Home}{/Control}{ArrowLeft}');
    expect(lines()).toEqual(['1 installed']);
    await user.keyboard('{ArrowRight}');
    expect(lines()).toHaveLength(4);
    // From what stands below to what it builds on.
    await user.keyboard('{Control>}{End}{/Control}{ArrowLeft}');
    expect(selected()).toBe('installed');
  });

  it('are copied with heads, and sorted within what they build on', async () => {
    const { user } = await show(tree);
    list().focus();
    await user.keyboard('{Control>}c{/Control}');
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toMatch(/^Snapshot\tTaken\t.*\npatched\t/),
    );
    await user.click(screen.getByRole('columnheader', { name: 'Snapshot' }));
    expect(lines()).toEqual(['1 installed', '2 experiment', '2 patched', '3 You are here']);
  });

  it('follow what happens to them', async () => {
    const { snapshots, settle } = await show(tree);
    snapshots.put('', { nodes: tree.nodes.slice(0, 1), current: 'installed' });
    await settle();
    expect(lines()).toEqual(['1 installed', '2 You are here']);
  });

  it.each<{
    readonly what: string;
    readonly given: SnapshotTree | null | undefined;
    readonly says: string;
  }>([
    { what: 'are being read', given: undefined, says: 'Loading…' },
    { what: 'are none', given: { nodes: [], current: null }, says: 'No snapshots' },
    { what: 'are not for such an object', given: null, says: 'This object has no snapshots.' },
  ])('that $what say so', async ({ given, says }) => {
    await show(given);
    expect(screen.getByText(says)).toBeVisible();
    expect(screen.queryByRole('treegrid')).toBeNull();
  });

  it('that cannot be read say why', async () => {
    const core = new FakeCore();
    core.estate.server(aServer('Berlin'), [aRow('web-01')]);
    core.feed('snapshots').fail({ kind: 'denied', message: 'You may not see them.' });
    await renderPart(<SnapshotsPanel address={address} />, { core });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The snapshots could not be read: You may not see them.',
    );
  });

  it('of a machine without any offer to take one', async () => {
    const core = new FakeCore({ 'operations.run': () => ({ task: null }) });
    const { user } = await show({ nodes: [], current: null }, core);
    expect(screen.queryByRole('button', { name: /Revert/ })).toBeNull();
    await user.click(tool(/^Take snapshot/));
    expect(core.asked('operations.run')).toEqual([
      { ...address, operation: 'snapshot.create', inputs: {} },
    ]);
  });
});

describe('what can be done with a snapshot', () => {
  it('is asked about the one that is chosen, with what it is called', async () => {
    const { user } = await show(tree);
    await user.click(line(/^installed/));
    await user.click(tool(/^Edit snapshot/));
    expect(useDialogs.getState().dialog).toMatchObject({
      kind: 'operation',
      address,
      objectName: 'installed',
      offer: { id: 'snapshot.rename' },
      preset: { snapshot: 'installed' },
      suggested: { name: 'installed', description: 'Fresh from the image' },
    });
  });

  it('is nothing where one is now, but what can be done with the machine', async () => {
    const { user } = await show(tree);
    await user.click(line(/^You are here/));
    expect(screen.queryByRole('button', { name: /^Revert/ })).toBeNull();
    expect(tool(/^Delete all snapshots/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Power on/ })).toBeNull();
  });

  it('is done by the keys of a list', async () => {
    const { user } = await show(tree);
    list().focus();
    for (const [key, name] of [
      ['{ArrowDown}', 'You are here'],
      ['{Control>}{End}{/Control}', 'experiment'],
      ['{ArrowDown}', 'experiment'],
      ['{Control>}{Home}{/Control}', 'installed'],
      ['{PageDown}', 'experiment'],
      ['{ArrowUp}{ArrowUp}', 'patched'],
    ] as const) {
      await user.keyboard(key);
      expect(selected()).toBe(name);
    }
    await user.keyboard('{F2}');
    expect(useDialogs.getState().dialog).toMatchObject({
      offer: { id: 'snapshot.rename' },
      preset: { snapshot: 'patched' },
    });
  });

  it('says why it cannot be done', async () => {
    const { user } = await show(tree);
    list().focus();
    await user.keyboard('{Delete}');
    expect(useDialogs.getState().dialog).toBeNull();
    expect(useNotices.getState().list).toMatchObject([
      { title: expect.stringContaining('A backup is at work.') },
    ]);
  });

  it('stands in a menu, of the line that it is opened on', async () => {
    const { user } = await show(tree);
    await user.pointer({ keys: '[MouseRight]', target: line(/^experiment/) });
    await user.click(await screen.findByRole('menuitem', { name: /^Revert/ }));
    expect(selected()).toBe('experiment');
    expect(useDialogs.getState().dialog).toMatchObject({ preset: { snapshot: 'experiment' } });
  });

  it('opens by the keyboard, too', async () => {
    const { user } = await show(tree);
    list().focus();
    await user.keyboard('{ArrowDown}{Shift>}{F10}{/Shift}');
    const menu = await screen.findByRole('menu', { name: 'Actions on snapshots' });
    expect(within(menu).getByRole('menuitem', { name: /^Take snapshot/ })).toBeVisible();
    expect(within(menu).queryByRole('menuitem', { name: /^Revert/ })).toBeNull();
  });

  it('is asked of the snapshot itself where that is an object of its own', async () => {
    const core = new FakeCore();
    const own = vmRef('snapshot-of-web');
    core
      .feed('offers', { connection, ref: own })
      .put('', [anOffer({ id: 'snapshot.revert', label: 'Go back', confirm: 'Go back?' })]);
    const { user, settle } = await show(
      { nodes: [aNode('nightly', null, { target: own, preset: {} })], current: null },
      core,
    );
    await user.click(line(/^nightly/));
    await settle();
    await user.click(tool(/^Go back/));
    expect(useDialogs.getState().dialog).toMatchObject({ address: { connection, ref: own } });
  });
});
