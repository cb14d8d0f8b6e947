// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { makeRef } from '#shared/model/reference.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { nodeKey } from '../../state/tree/flat-node.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import type { FakeFeed } from '../../testing/fake-feed.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { PropertiesPanel } from './properties-panel.tsx';

const berlin = serverId('Berlin');
const web = { connection: berlin, ref: vmRef('web-1') };

const entries: readonly PropertyEntry[] = [
  { path: 'name', value: 'web-1', type: 'string' },
  {
    path: 'config.hardware',
    type: 'VirtualHardware',
    value: { $type: 'VirtualHardware', numCPU: 4, memoryMB: 8192 },
  },
  { path: 'config.annotation', value: `first line\nsecond line`, type: 'string' },
  {
    path: 'runtime.host',
    type: 'ManagedObjectReference',
    value: { $type: 'ManagedObjectReference', type: 'host', value: 'esx-1' },
  },
  { path: 'config.vAppConfig', missing: 'NoPermission' },
  { path: 'layoutEx', onDemand: true, type: 'VirtualMachineFileLayoutEx' },
];

async function show(
  reported: readonly PropertyEntry[] = entries,
): Promise<RenderedPart & { feed: FakeFeed<'properties'> }> {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [aRow('esx-1', { kind: 'host' }), aRow('web-1')]);
  const feed = core.feed('properties', web);
  for (const entry of reported) feed.put(entry.path, entry);
  return { ...(await renderPart(<PropertiesPanel address={web} />, { core })), feed };
}

const panel = (): HTMLElement => screen.getByRole('region', { name: 'Native properties' });
const rows = (): HTMLElement[] => within(panel()).getAllByRole('row');
/** The row of a property, or of a part of one. */
const row = (path: string): HTMLElement => {
  const found = rows().find(
    (one) => within(one).getAllByRole('gridcell')[0]?.querySelector('.mono')?.textContent === path,
  );
  if (found === undefined) throw new Error(`There is no line ${path}.`);
  return found;
};
const paths = (): (string | undefined)[] =>
  rows().map((one) => one.querySelector('.property-path')?.textContent ?? undefined);
const search = (): HTMLElement =>
  screen.getByRole('searchbox', { name: 'Search paths and values' });

describe('the native properties of an object', () => {
  it('stand in groups, with their values and how many there are', async () => {
    await show();
    expect(screen.getByRole('status')).toHaveTextContent('6 properties');
    expect(paths()[0]).toMatch(/^Object/);
    expect(row('name')).toHaveTextContent('web-1');
    expect(row('config.hardware')).toHaveAttribute('aria-expanded', 'false');
  });

  it('open what has parts, and close it again', async () => {
    const { user } = await show();
    await user.click(within(row('config.hardware')).getByRole('button', { name: 'Open' }));
    expect(row('numCPU')).toHaveTextContent('4');
    expect(row('config.hardware')).toHaveAttribute('aria-expanded', 'true');
    await user.click(within(row('config.hardware')).getByRole('button', { name: 'Close' }));
    expect(() => row('numCPU')).toThrow('no line');
  });

  it('are walked through and opened by the keyboard, and copied', async () => {
    const { user } = await show();
    await user.click(row('config.hardware'));
    await user.keyboard('{ArrowRight}');
    expect(row('numCPU')).toBeVisible();
    await user.keyboard('{ArrowDown}{Control>}c{/Control}');
    expect(await navigator.clipboard.readText()).toBe('4');
  });

  it('are searched by path and by value', async () => {
    const { user } = await show();
    await user.type(search(), 'annot');
    expect(screen.getByRole('status')).toHaveTextContent('1 of 6');
    expect(row('config.annotation')).toBeVisible();
    await user.clear(search());
    await user.type(search(), 'second line');
    expect(row('config.annotation')).toBeVisible();
    await user.type(search(), ' nowhere');
    expect(panel()).toHaveTextContent('No property matches “second line nowhere”.');
  });

  it('say which have changed since one looks', async () => {
    const { feed, settle } = await show();
    expect(within(row('name')).queryByRole('img')).toBeNull();
    feed.put('name', { path: 'name', value: 'web-one', type: 'string' });
    await settle();
    expect(row('name')).toHaveTextContent('web-one');
    expect(
      within(row('name')).getByRole('img', { name: 'Changed since you opened the object' }),
    ).toBeVisible();
    expect(within(row('config.hardware')).queryByRole('img')).toBeNull();
  });

  it('lead to the objects that they name', async () => {
    const { user } = await show();
    await user.click(within(row('runtime.host')).getByRole('button', { name: 'esx-1' }));
    expect(useWorkspace.getState().current).toBe(nodeKey(berlin, makeRef('host', 'esx-1')));
  });

  it('say why one cannot be read', async () => {
    await show();
    expect(row('config.vAppConfig')).toHaveTextContent('Not readable: NoPermission');
  });

  it('show long texts in a window of their own', async () => {
    const { user } = await show();
    await user.click(within(row('config.annotation')).getByRole('button', { name: 'Show all' }));
    expect(useDialogs.getState().dialog).toEqual({
      kind: 'text',
      title: 'config.annotation',
      text: 'first line\nsecond line',
    });
  });

  it('copy a value and a path', async () => {
    const { user } = await show();
    await user.click(within(row('name')).getByRole('button', { name: 'Copy value' }));
    expect(await navigator.clipboard.readText()).toBe('web-1');
    await user.click(within(row('name')).getByRole('button', { name: 'Copy path' }));
    expect(await navigator.clipboard.readText()).toBe('name');
  });

  it('are read when somebody asks, where the server is not asked by itself', async () => {
    const { user, core, settle } = await show();
    const held = core.hold('objects.read');
    await user.click(within(row('layoutEx')).getByRole('button', { name: 'Read' }));
    expect(row('layoutEx')).toHaveTextContent('Reading…');
    expect(core.asked('objects.read')).toEqual([{ ...web, path: 'layoutEx' }]);
    held[0]?.answer({ path: 'layoutEx', value: 'three files' });
    await settle();
    expect(row('layoutEx')).toHaveTextContent('three files');
    expect(within(row('layoutEx')).getByRole('button', { name: 'Read again' })).toBeVisible();
  });

  it('say why one could not be read, with details, and try again', async () => {
    const { user, core, settle } = await show();
    core.refuse('objects.read', { kind: 'denied', message: 'The account may not read it.' });
    await user.click(within(row('layoutEx')).getByRole('button', { name: 'Read' }));
    await settle();
    expect(within(row('layoutEx')).getByRole('alert')).toHaveTextContent(
      'The account may not read it.',
    );
    await user.click(within(row('layoutEx')).getByRole('button', { name: 'Details' }));
    expect(useDialogs.getState().dialog).toMatchObject({ kind: 'error', title: 'layoutEx' });
    core.answer('objects.read', () => ({ path: 'layoutEx', value: 'now' }));
    await user.click(within(row('layoutEx')).getByRole('button', { name: 'Try again' }));
    await settle();
    expect(row('layoutEx')).toHaveTextContent('now');
  });

  it('give up reading when they are asked to, and when nobody looks any more', async () => {
    const { user, core, settle, unmount } = await show();
    const held = core.hold('objects.read');
    await user.click(within(row('layoutEx')).getByRole('button', { name: 'Read' }));
    await user.click(within(row('layoutEx')).getByRole('button', { name: 'Cancel' }));
    await settle();
    expect(held[0]?.aborted()).toBe(true);
    await user.click(within(row('layoutEx')).getByRole('button', { name: 'Read' }));
    unmount();
    await settle();
    expect(held[1]?.aborted()).toBe(true);
  });

  it('say that they are on their way, that there are none, and why they did not come', async () => {
    const core = new FakeCore();
    const feed = core.feed('properties', web).loading();
    const { settle } = await renderPart(<PropertiesPanel address={web} />, { core });
    expect(screen.getByRole('status')).toHaveTextContent('Loading');
    feed.ready();
    await settle();
    expect(panel()).toHaveTextContent('The server has reported no properties of this object.');
    feed.fail({ kind: 'denied', message: 'The session ended.' });
    await settle();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The properties could not be loaded: The session ended.',
    );
  });
});
