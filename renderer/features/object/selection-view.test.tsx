// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { makeRef } from '#shared/model/reference.ts';
import type { CommonOffer } from '#shared/model/run.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { nodeKey, type NodeKey } from '../../state/tree/flat-node.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { SelectionView } from './selection-view.tsx';

const berlin = serverId('Berlin');
const paris = serverId('Paris');
const web1 = nodeKey(berlin, vmRef('web-1'));
const web2 = nodeKey(berlin, vmRef('web-2'));
const mail = nodeKey(paris, vmRef('mail'));

function estate(): FakeCore {
  const core = new FakeCore();
  const host = makeRef('host', 'esx-1');
  core.estate.server(aServer('Berlin'), [
    aRow('esx-1', { kind: 'host' }),
    aRow('web-1', { parent: host, facts: { host, cpus: 4, guestOs: 'Debian 13' } }),
    aRow('web-2', { parent: host, state: 'off', facts: { host, cpus: 4, guestOs: 'Debian 12' } }),
  ]);
  core.estate.server(aServer('Paris', { state: 'offline' }), [aRow('mail')]);
  return core;
}

function Selected(): ReactElement {
  return <SelectionView selected={useWorkspace((state) => state.selected)} />;
}

async function show(keys: readonly NodeKey[], core = estate()): Promise<RenderedPart> {
  const part = await renderPart(<Selected />, { core });
  act(() => useWorkspace.getState().select(keys[0] ?? null, new Set(keys)));
  await part.settle();
  return part;
}

function common(id: string, label: string, offer: Partial<CommonOffer> = {}): CommonOffer {
  return { id, label, group: 'power', runnable: 2, done: 0, refused: 0, ...offer };
}

const card = (name: string): HTMLElement => {
  const heading = screen.getByRole('heading', { name });
  const section = heading.closest('section');
  if (section === null) throw new Error(`“${name}” is no card.`);
  return section;
};
const bar = (): HTMLElement => screen.getByRole('toolbar', { name: 'Actions' });

describe('the page of several objects', () => {
  it('says what they are and where, and what they have in common', async () => {
    await show([web1, web2, mail]);
    expect(screen.getByRole('heading', { name: '3 objects selected' })).toBeVisible();
    expect(card('What is selected')).toHaveTextContent('Virtual machines3 (2 of 3 powered on)');
    expect(card('Servers')).toHaveTextContent('Berlin2');
    expect(card('Servers')).toHaveTextContent('Paris1');
  });

  it('says what they have in common, and nothing of what differs', async () => {
    await show([web1, web2]);
    expect(card('In common')).toHaveTextContent('esx-1');
    expect(card('In common')).toHaveTextContent('4');
    expect(card('In common')).not.toHaveTextContent('Debian');
  });

  it('lists them by name, and follows what becomes of them', async () => {
    const { core, settle } = await show([web2, web1]);
    const list = within(screen.getByRole('grid', { name: 'Selected objects' }));
    const names = (): string[] =>
      list.getAllByRole('row', { name: /web/ }).map((row) => row.textContent);
    expect(names()[0]).toContain('web-1');
    expect(names()[1]).toContain('web-2');
    core.estate.put(berlin, aRow('web-2', { state: 'on' }));
    await settle();
    // It is counted again once a second.
    expect(await screen.findByText(/2 of 2 powered on/)).toBeVisible();
  });

  it('asks what can be done to all of them, and opens the dialog of a bulk run', async () => {
    const core = estate();
    core.answer('operations.common', () => [
      common('power.off', 'Power off', { runnable: 1, done: 1 }),
    ]);
    const { user } = await show([web1, web2], core);
    const button = await within(bar()).findByRole('button', { name: /Power off/ });
    expect(button).toHaveTextContent('1');
    await user.click(button);
    expect(useDialogs.getState().dialog).toMatchObject({
      kind: 'bulk',
      offer: { id: 'power.off' },
    });
    expect(core.asked('operations.common').at(-1)).toEqual({
      objects: {
        by: 'refs',
        groups: [{ connection: 'berlin', type: 'VirtualMachine', ids: ['web-1', 'web-2'] }],
      },
    });
  });

  it('acts on what is selected, also before it is known what can be done to that', async () => {
    const core = estate();
    core.answer('operations.common', () => [common('power.off', 'Power off')]);
    await show([web1, web2], core);
    const powerOff = (): HTMLElement => within(bar()).getByRole('button', { name: /Power off/ });
    await waitFor(powerOff);
    act(() => {
      useWorkspace.getState().select(web2, new Set([web2, mail]));
    });
    fireEvent.click(powerOff());
    expect(useDialogs.getState().dialog).toMatchObject({
      target: { connections: ['berlin', 'paris'], count: 2 },
    });
  });

  it('says why something can be done to none of them', async () => {
    const core = estate();
    core.answer('operations.common', () => [
      common('power.on', 'Power on', { runnable: 0, refused: 2, reason: 'Their host is down.' }),
    ]);
    const { user } = await show([web1, web2], core);
    const button = await within(bar()).findByRole('button', { name: /Power on/ });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await user.click(button);
    expect(useDialogs.getState().dialog).toBeNull();
    await user.hover(button);
    expect(await screen.findByText(/Their host is down\./)).toBeVisible();
  });

  it('asks for the name of none and the server of one, before it offers what needs them', async () => {
    const core = estate();
    core.answer('operations.common', () => [
      common('rename', 'Rename'),
      common('vm.migrate', 'Migrate', {
        inputs: [{ name: 'host', type: 'lookup', label: 'Host', required: true }],
      }),
    ]);
    const { user } = await show([web1, mail], core);
    await user.click(await within(bar()).findByRole('button', { name: 'More actions' }));
    for (const name of [/^Rename/, /^Migrate/])
      expect(await screen.findByRole('menuitem', { name })).toHaveAttribute(
        'aria-disabled',
        'true',
      );
  });

  it('says why it is not known what can be done', async () => {
    const core = estate();
    core.refuse('operations.common', { kind: 'fault', message: 'The core is busy.' });
    await show([web1, web2], core);
    expect(await screen.findByText(/The core is busy\./)).toBeVisible();
  });

  it('connects and disconnects servers together', async () => {
    const core = estate();
    core.answer('connections.open', () => undefined);
    core.answer('connections.close', () => undefined);
    const { user, settle } = await show([berlin, paris], core);
    expect(screen.getByRole('heading', { name: '2 servers selected' })).toBeVisible();
    await user.click(await within(bar()).findByRole('button', { name: /^Connect/ }));
    await settle();
    expect(core.asked('connections.open')).toEqual([{ id: paris }]);
    await user.click(within(bar()).getByRole('button', { name: /^Disconnect/ }));
    await settle();
    expect(core.asked('connections.close')).toEqual([{ id: berlin }]);
  });

  it('leaves servers alone that are selected with objects, and says so', async () => {
    await show([web1, web2, paris]);
    expect(
      screen.getByText('1 server is selected, too, and is left alone by the actions on objects.'),
    ).toBeVisible();
  });

  it('copies the names of all', async () => {
    const { user, settle } = await show([web1, web2]);
    await settle();
    await user.click(await within(bar()).findByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: /Copy names/ }));
    await settle();
    expect(await navigator.clipboard.readText()).toBe('web-1\nweb-2');
  });
});
