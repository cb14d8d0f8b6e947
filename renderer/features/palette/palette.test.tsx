// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { nodeKey } from '../../state/tree/flat-node.ts';
import { showDialog, useDialogs } from '../../state/dialogs.ts';
import { visit } from '../../state/workspace/navigation.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { anOffer, aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { Palette } from './palette.tsx';

const berlin = serverId('Berlin');
const web = { connection: berlin, ref: vmRef('fra-web-1') };

function estate(): FakeCore {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [
    aRow('fra-web-1', { facts: { description: 'patched on sundays' } }),
    aRow('fra-web-2', { state: 'off' }),
    aRow('fra-sql', { state: 'off' }),
  ]);
  core.estate.server(aServer('Paris', { state: 'offline' }));
  return core;
}

async function show(core = estate()): Promise<RenderedPart> {
  showDialog({ kind: 'palette' });
  return renderPart(<Palette />, { core });
}

const field = (): HTMLElement =>
  screen.getByRole('combobox', { name: 'Actions, objects, servers' });
const options = (): string[] =>
  within(screen.getByRole('listbox'))
    .queryAllByRole('option')
    .map((option) => option.querySelector('.palette-name')?.textContent ?? '');
/** The headings, top to bottom. */
const headings = (): string[] =>
  [...document.querySelectorAll('.palette-heading')].map((one) => one.textContent);
const chosen = (): string =>
  screen.getByRole('option', { selected: true }).querySelector('.palette-name')?.textContent ?? '';

describe('the palette', () => {
  it('has the keyboard, and says which line it is on', async () => {
    const { user } = await show();
    expect(field()).toHaveFocus();
    await user.keyboard('fra');
    const first = screen.getByRole('option', { selected: true });
    expect(field()).toHaveAttribute('aria-activedescendant', first.id);
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('option', { selected: true })).not.toBe(first);
    expect(field()).toHaveFocus();
  });

  it('finds objects by name, also with something left out, and goes there by Enter', async () => {
    const { user } = await show();
    await user.keyboard('frasql');
    expect(options()).toContain('fra-sql');
    await user.keyboard('{Enter}');
    expect(useWorkspace.getState().current).toBe(nodeKey(berlin, vmRef('fra-sql')));
    expect(useDialogs.getState().dialog).toBeNull();
  });

  it('finds servers by name and address', async () => {
    const { user } = await show();
    await user.keyboard('paris.example');
    expect(options()).toContain('Paris');
    await user.click(screen.getByRole('option', { name: /^Paris/ }));
    expect(useWorkspace.getState().current).toBe(serverId('Paris'));
  });

  it('finds what concerns no object, and does it', async () => {
    const { user } = await show();
    await user.keyboard('dark');
    expect(chosen()).toMatch(/Dark/);
    await user.keyboard('{Enter}');
    expect(useWorkspace.getState().theme).toBe('dark');
  });

  it('offers what was used lately before anything is typed', async () => {
    visit(nodeKey(berlin, vmRef('fra-sql')));
    visit(nodeKey(berlin, web.ref));
    await show();
    expect(headings()[0]).toBe('Used lately');
    expect(options()[0]).toBe('fra-sql');
    // The object on screen is not offered.
    expect(options().slice(0, 2)).not.toContain('fra-web-1');
  });

  it('offers what can be done to what is selected, and does not run what is refused', async () => {
    visit(nodeKey(berlin, web.ref));
    const core = estate();
    core
      .feed('offers', web)
      .put('offers', [
        anOffer('vm.clone', 'Clone', { group: 'create' }),
        anOffer('power.on', 'Power on', { refused: 'It is on already.' }),
      ]);
    core.answer('operations.run', () => ({ task: null }));
    const { user, settle } = await show(core);
    await user.keyboard('power on');
    expect(headings()).toContain('Actions on fra-web-1');
    const refused = screen.getByRole('option', { name: /^Power on/ });
    expect(refused).toHaveAttribute('aria-disabled', 'true');
    expect(refused).toHaveTextContent('It is on already.');
    await user.click(refused);
    expect(useDialogs.getState().dialog).not.toBeNull();
    await user.clear(field());
    await user.keyboard('clone{Enter}');
    await settle();
    expect(core.asked('operations.run')).toMatchObject([{ ...web, operation: 'vm.clone' }]);
  });

  it('never means by Enter what destroys or disconnects, before one has looked', async () => {
    visit(nodeKey(berlin, web.ref));
    const core = estate();
    core
      .feed('offers', web)
      .put('offers', [anOffer('vm.delete', 'Delete', { group: 'delete', destructive: true })]);
    const { user } = await show(core);
    await user.keyboard('delete');
    expect(headings().at(-1)).toBe('Interrupts, deletes or disconnects');
    expect(screen.queryByRole('option', { selected: true })).toBeNull();
    await user.keyboard('{Enter}');
    expect(useDialogs.getState().dialog).toEqual({ kind: 'palette' });
    await user.keyboard('{ArrowDown}');
    expect(chosen()).toBe('Delete');
  });

  it('understands a verb with an object, and asks what can be done to it', async () => {
    const core = estate();
    core
      .feed('offers', { connection: berlin, ref: vmRef('fra-web-2') })
      .put('offers', [anOffer('power.on', 'Power on')]);
    core.answer('operations.run', () => ({ task: null }));
    const { user, settle } = await show(core);
    await user.keyboard('start fra-web-2');
    expect(await screen.findByRole('option', { name: /Power on – fra-web-2/ })).toBeVisible();
    expect(headings()).toContain('Do now');
    await user.click(screen.getByRole('option', { name: /Power on – fra-web-2/ }));
    await settle();
    expect(core.asked('operations.run')).toMatchObject([
      { ref: vmRef('fra-web-2'), operation: 'power.on' },
    ]);
  });

  it('understands the search language: the core is asked, and the search can be shown as a list', async () => {
    const { user, settle } = await show();
    await user.keyboard('power:off');
    await settle();
    expect(options()).toEqual(expect.arrayContaining(['fra-sql', 'fra-web-2']));
    expect(options()).not.toContain('fra-web-1');
    await user.click(
      screen.getByRole('option', { name: /All that is found for “power:off”, as a list/ }),
    );
    expect(useWorkspace.getState().search).toBe('power:off');
  });

  it('says how the search language goes on, and writes it', async () => {
    const { user } = await show();
    await user.keyboard('power:su');
    await user.click(screen.getByRole('option', { name: /^suspended/ }));
    expect(field()).toHaveValue('power:suspended ');
    expect(useDialogs.getState().dialog).toEqual({ kind: 'palette' });
  });

  it('says what is wrong with a search', async () => {
    const { user, settle } = await show();
    await user.keyboard('cpu:many');
    await settle();
    expect(screen.getByText(/many/, { selector: 'p' })).toBeVisible();
  });

  it('finds searches that come with Moref and those that were kept', async () => {
    useWorkspace.setState({ searches: { 'Weekly/Old ones': 'off>30d' } });
    const { user } = await show();
    await user.keyboard('old ones');
    await user.click(screen.getByRole('option', { name: /Old ones/ }));
    expect(useWorkspace.getState().search).toBe('off>30d');
  });

  it('says so where nothing is called so, and closes by Escape', async () => {
    const { user } = await show();
    await user.keyboard('qqqq');
    expect(screen.getByText('Nothing is called “qqqq”.')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(useDialogs.getState().dialog).toBeNull();
  });

  it('is walked through by pages, and by the pointer', async () => {
    const { user } = await show();
    await user.keyboard('{ArrowDown}');
    const before = chosen();
    await user.keyboard('{PageDown}');
    expect(chosen()).not.toBe(before);
    await user.keyboard('{PageUp}{PageUp}{PageUp}');
    const [first] = screen.getAllByRole('option');
    expect(first).toHaveAttribute('aria-selected', 'true');
    const [, , third] = screen.getAllByRole('option');
    if (third === undefined) throw new Error('There are no three lines.');
    await user.hover(third);
    expect(third).toHaveAttribute('aria-selected', 'true');
  });
});
