// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { makeRef, objectKey } from '#shared/model/reference.ts';
import { unreadKey } from '#shared/model/view.ts';
import { nodeKey } from '../../state/tree/flat-node.ts';
import { groupId } from '../../state/tree/tree-groups.ts';
import { chooseTree } from '../../state/tree/tree-view.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { TreePanel } from './tree-panel.tsx';

const berlin = serverId('Berlin');
const dc = makeRef('datacenter', 'dc');
const cluster = makeRef('cluster', 'prod');
const host = makeRef('host', 'esx-1');
const folder = makeRef('folder', 'web');
const stores = makeRef('folder', 'stores');

/** Berlin with a cluster, a folder of machines, a datastore and a network; Paris with a machine. */
function estate(): FakeCore {
  const core = new FakeCore();
  const everywhere = { machines: null, storage: null, networks: null };
  core.estate.server(aServer('Berlin'), [
    aRow('dc', { kind: 'datacenter', places: everywhere }),
    aRow('prod', { kind: 'cluster', parent: dc }),
    aRow('esx-1', { kind: 'host', parent: cluster, health: 'warning' }),
    aRow('web', { kind: 'folder', parent: dc, notInHosts: true, places: { machines: dc } }),
    aRow('web-1', {
      parent: cluster,
      health: 'error',
      places: { machines: folder },
      facts: { host, guestOs: 'Debian' },
    }),
    aRow('web-2', {
      parent: cluster,
      state: 'off',
      places: { machines: folder },
      facts: { guestOs: 'Windows' },
    }),
    aRow('gold', { kind: 'template', parent: cluster, state: 'none', places: { machines: dc } }),
    aRow('stores', { kind: 'folder', parent: dc, places: { storage: dc } }),
    aRow('nfs', { kind: 'datastore', parent: stores, places: { storage: stores } }),
    aRow('lan', { kind: 'network', parent: dc, places: { networks: dc } }),
    aRow('isos', { kind: 'library' }),
    aRow('usual', { kind: 'folder', parent: dc, facts: { holds: 'template' } }),
  ]);
  core.estate.server(aServer('Paris'), [
    aRow('mail', { places: { machines: null }, facts: { guestOs: 'Debian' } }),
  ]);
  return core;
}

async function show(core = estate()): Promise<RenderedPart> {
  const part = await renderPart(<TreePanel below={<p>below</p>} />, { core });
  act(() =>
    useWorkspace.getState().expand(
      [dc, cluster, host, stores].map((ref) => nodeKey(berlin, ref)),
      true,
    ),
  );
  act(() => chooseTree({}));
  return part;
}

const tree = (): HTMLElement => screen.getByRole('tree', { name: 'Inventory' });
const lines = (): string[] =>
  within(tree())
    .queryAllByRole('treeitem')
    .map((item) => {
      const level = item.getAttribute('aria-level') ?? '';
      return `${level} ${item.querySelector('.tree-name')?.textContent ?? ''}`;
    });
const line = (name: string): HTMLElement =>
  within(tree()).getByRole('treeitem', { name: new RegExp(`^${name}`) });
const option = async ({ user }: RenderedPart, role: string, name: RegExp): Promise<void> => {
  await user.click(screen.getByRole('button', { name: 'What the tree shows' }));
  await user.click(screen.getByRole(role, { name }));
};
const twisty = (name: string): Element => line(name).querySelector('[data-twisty]') ?? tree();

describe('the trees of one inventory', () => {
  it('are chosen by a button each, and have their open nodes each', async () => {
    const { user } = await show();
    expect(lines()).toContain('4 web-1');
    expect(lines()).not.toContainEqual(expect.stringMatching(/ web$/));
    await user.click(screen.getByRole('button', { name: 'VMs and folders' }));
    expect(lines()).toEqual(['1 Berlin', '2 dc', '1 Paris', '2 mail']);
    await user.click(twisty('dc'));
    await user.click(twisty('web'));
    expect(lines().slice(0, 6)).toEqual([
      '1 Berlin',
      '2 dc',
      '3 gold',
      '3 web',
      '4 web-1',
      '4 web-2',
    ]);
    await user.click(screen.getByRole('button', { name: 'Storage' }));
    await user.click(twisty('dc'));
    expect(lines()).toEqual(['1 Berlin', '2 dc', '3 stores', '1 Paris']);
    await user.click(screen.getByRole('button', { name: 'VMs and folders' }));
    expect(lines()).toContain('4 web-1');
    await user.click(screen.getByRole('button', { name: 'Networks' }));
    await user.click(twisty('dc'));
    expect(lines()).toContain('3 lan');
  });

  it('share what is selected, and show it where it stands', async () => {
    const { user } = await show();
    await user.click(line('web-2'));
    await user.click(screen.getByRole('button', { name: 'VMs and folders' }));
    expect(line('web-2')).toHaveAttribute('aria-selected', 'true');
    expect(lines()).toContain('3 web');
  });

  it('give way to one in which an object stands that is gone to', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: 'Storage' }));
    act(() => void goTo({ connection: berlin, ref: vmRef('web-1') }));
    expect(useWorkspace.getState().tree.projection).toBe('hosts');
    expect(line('web-1')).toHaveAttribute('aria-selected', 'true');
    act(() => void goTo({ connection: berlin, ref: folder }));
    expect(useWorkspace.getState().tree.projection).toBe('machines');
  });

  it('leave out what somebody does not want to see, and put machines below their host', async () => {
    const part = await show();
    expect(lines()).toContain('3 usual');
    await option(part, 'menuitemcheckbox', /powered off/);
    expect(lines()).not.toContain('4 web-2');
    await option(part, 'menuitemcheckbox', /templates/);
    expect(lines()).not.toContain('4 gold');
    // The group of such templates would stand there empty.
    expect(lines()).not.toContain('3 usual');
    await option(part, 'menuitemcheckbox', /libraries/);
    expect(lines()).not.toContain('2 isos');
    await option(part, 'menuitemcheckbox', /below their host/);
    expect(lines()).toContain('5 web-1');
    await option(part, 'menuitemcheckbox', /powered off/);
    expect(lines()).toContain('4 web-2');
  });

  it('say on every ancestor what the worst state below is, and of how many', async () => {
    const core = estate();
    const { settle } = await show(core);
    const sign = (name: string): string =>
      line(name).querySelector('.tree-trouble')?.getAttribute('aria-label') ?? '';
    for (const name of ['Berlin', 'dc', 'prod'])
      expect(sign(name)).toBe('1 object below with an alert, 1 object below with a warning');
    expect(sign('Paris')).toBe('');
    core.estate.put(berlin, aRow('web-1', { parent: cluster, places: { machines: folder } }));
    await settle();
    expect(sign('Berlin')).toBe('1 object below with a warning');
  });

  it('say so where nothing of what was found stands in this one', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: 'Networks' }));
    await user.type(screen.getByRole('combobox', { name: /Find by name/ }), 'nfs');
    expect(screen.getByText('What was found does not stand in this tree.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show in hosts and clusters' }));
    expect(lines()).toContain('4 nfs');
  });
});

describe('groups of machines', () => {
  it('stand in the stead of servers, across them, with how many they hold', async () => {
    const part = await show();
    await option(part, 'menuitemradio', /^Guest OS/);
    await part.settle();
    expect(lines()).toEqual(['1 Debian', '1 Windows', '1 Without Guest OS']);
    expect(line('Debian').querySelector('.tree-group-count')).toHaveTextContent('2');
    await part.user.click(twisty('Debian'));
    expect(lines().slice(0, 3)).toEqual(['1 Debian', '2 web-1', '2 mail']);
    expect(line('Debian').querySelector('.tree-trouble')).toHaveAttribute(
      'aria-label',
      '1 object below with an alert',
    );
  });

  it('come and go with their objects', async () => {
    const core = estate();
    const part = await show(core);
    await option(part, 'menuitemradio', /^State/);
    await part.settle();
    expect(lines()).toEqual(['1 Powered off', '1 Powered on', '1 Without State']);
    core.estate.remove(berlin, vmRef('web-2'));
    await part.settle();
    expect(lines()).toEqual(['1 Powered on', '1 Without State']);
  });

  it('are looked at, and left for a tree by its button', async () => {
    const part = await show();
    await option(part, 'menuitemradio', /^Guest OS/);
    await part.settle();
    await part.user.click(line('Windows'));
    expect(useWorkspace.getState().current).toBe(groupId('os', 'Windows'));
    await part.user.click(screen.getByRole('button', { name: 'Hosts and clusters' }));
    expect(lines()).toContain('1 Berlin');
  });

  it('leave out what is hidden', async () => {
    const part = await show();
    await option(part, 'menuitemradio', /^State/);
    await part.settle();
    await option(part, 'menuitemcheckbox', /powered off/);
    await part.settle();
    expect(lines()).toEqual(['1 Powered on', '1 Without State']);
    await option(part, 'menuitemcheckbox', /templates/);
    await part.settle();
    expect(lines()).toEqual(['1 Powered on']);
  });

  it('are searched in', async () => {
    const part = await show();
    await option(part, 'menuitemradio', /^Guest OS/);
    await part.settle();
    await part.user.type(screen.getByRole('combobox', { name: /Find by name/ }), 'web');
    expect(lines()).toEqual(['1 Debian', '2 web-1', '1 Windows', '2 web-2']);
  });

  it('are made by a native property, once it was read where it is not cached', async () => {
    const core = estate();
    const by = 'config.version';
    const counted = core.feed('groups', { by, read: false });
    const web = objectKey({ connection: berlin, ref: vmRef('web-1') });
    counted.put(web, '').put(unreadKey, { objects: 2 });
    const read = core.feed('groups', { by, read: true });
    read.put(web, 'vmx-19').put(unreadKey, { objects: 2, done: 1 });
    const part = await show(core);
    await option(part, 'menuitem', /^Native property/);
    await part.user.keyboard(`${by}{Enter}`);
    await part.settle();
    expect(lines()).toEqual(['1 Without config.version']);
    await part.user.click(screen.getByRole('button', { name: 'Read them' }));
    await part.settle();
    expect(lines()).toEqual(['1 vmx-19']);
    expect(screen.getByText(/1 of 2/)).toBeVisible();
    read.put(unreadKey, { objects: 2, done: 2 });
    await part.settle();
    expect(screen.queryByText(/of 2/)).toBeNull();
    await part.user.click(screen.getByRole('button', { name: 'What the tree shows' }));
    expect(screen.getByRole('menuitemradio', { name: by })).toBeChecked();
  });

  it('say so where there is no such property', async () => {
    const core = estate();
    core.feed('groups', { by: 'colour.sheme' }).fail({ kind: 'invalid', message: 'No field.' });
    const part = await show(core);
    await option(part, 'menuitem', /^Native property/);
    await part.user.keyboard('colour.sheme{Enter}');
    await part.settle();
    expect(screen.getByRole('alert')).toHaveTextContent('No field.');
  });
});
