// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Row } from '#shared/model/row.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { ObjectList } from './object-list.tsx';
import type { ObjectListProps } from './use-object-list.ts';

const berlin = serverId('Berlin');

function vm(name: string, memoryMiB: number, row: Partial<Row> = {}): Row {
  return aRow(name, { ...row, facts: { memoryMiB, cpus: 2, ...row.facts } });
}

/** Three machines and a host. */
function estate(): FakeCore {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [
    aRow('esx-1', { kind: 'host' }),
    vm('web-10', 1024, { facts: { description: 'patched on sundays' } }),
    vm('web-2', 4096, { state: 'off' }),
    vm('sql-1', 8192),
  ]);
  return core;
}

function show(core: FakeCore, props: Partial<ObjectListProps> = {}): Promise<RenderedPart> {
  return renderPart(<ObjectList tab="vms" scope={{}} {...props} />, { core });
}

const table = (): HTMLElement => screen.getByRole('grid');
/** The names in the lines of the table, top to bottom. */
const names = (): string[] =>
  within(table())
    .getAllByRole('row')
    .flatMap((row) => row.querySelector('.list-name > .ellipsis')?.textContent ?? []);
const line = (name: string): HTMLElement =>
  screen.getByRole('row', { name: new RegExp(`^${name}\\b`) });
const heading = (name: string): HTMLElement => screen.getByRole('columnheader', { name });
const search = (): HTMLElement => screen.getByRole('combobox');

describe('a list of objects', () => {
  it('lists what it is of, by name as people count, with how many there are', async () => {
    await show(estate());
    expect(names()).toEqual(['sql-1', 'web-2', 'web-10']);
    expect(screen.getByRole('status')).toHaveTextContent('3 objects');
    expect(table()).toHaveAttribute('aria-rowcount', '4');
  });

  it('sorts by a heading that is clicked, and the other way by the next click', async () => {
    const { user, settle } = await show(estate());
    await user.click(heading('Memory'));
    await settle();
    expect(names()).toEqual(['web-10', 'web-2', 'sql-1']);
    expect(heading('Memory')).toHaveAttribute('aria-sort', 'ascending');
    await user.click(heading('Memory'));
    await settle();
    expect(names()).toEqual(['sql-1', 'web-2', 'web-10']);
    expect(heading('Memory')).toHaveAttribute('aria-sort', 'descending');
  });

  it('shows what comes, changes and goes', async () => {
    const { core, settle } = await show(estate());
    core.estate.put(berlin, vm('web-3', 512)).remove(berlin, vmRef('sql-1'));
    core.estate.put(berlin, vm('web-10', 1024, { name: 'web-1', ref: vmRef('web-10') }));
    await settle();
    expect(names()).toEqual(['web-1', 'web-2', 'web-3']);
    expect(screen.getByRole('status')).toHaveTextContent('3 objects');
  });

  it('looks for what is typed in names and elsewhere, and in names alone where that is wanted', async () => {
    const { user, settle } = await show(estate());
    await user.type(search(), 'sun');
    await settle();
    expect(names()).toEqual(['web-10']);
    expect(table()).toHaveTextContent('patched on sundays');
    await user.click(screen.getByRole('button', { name: 'In names (0)' }));
    await settle();
    expect(names()).toEqual([]);
    expect(screen.getByRole('button', { name: 'In names (0)' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await user.click(screen.getByRole('button', { name: 'Anywhere' }));
    await settle();
    expect(names()).toEqual(['web-10']);
  });

  it('says what is wrong with a search, keeps showing what was found last, and mends it', async () => {
    const { user, settle } = await show(estate());
    await user.type(search(), 'power:off');
    await settle();
    expect(names()).toEqual(['web-2']);
    await user.tripleClick(search());
    await user.paste('pwoer:on');
    await settle();
    expect(screen.getByRole('alert')).toHaveTextContent('pwoer');
    expect(search()).toHaveAccessibleDescription(/pwoer/);
    expect(names()).toEqual(['web-2']);
    const mended = within(screen.getByRole('group', { name: 'What would be right' }));
    await user.click(mended.getByRole('button', { name: /power/ }));
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(names()).toEqual(['sql-1', 'web-10']);
  });

  it('says so where nothing is found', async () => {
    const { user, settle } = await show(estate());
    await user.type(search(), 'nowhere');
    await settle();
    expect(screen.getByRole('status')).toHaveTextContent('0 objects');
    expect(table()).toHaveTextContent('There is nothing in this list.');
    expect(screen.getByRole('button', { name: 'Export' })).toBeDisabled();
  });

  it('selects by click, Ctrl and Shift, and says how many are', async () => {
    const { user } = await show(estate());
    await user.click(line('sql-1'));
    expect(line('sql-1')).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Control>}');
    await user.click(line('web-10'));
    await user.keyboard('{/Control}');
    expect(screen.getByText('2 objects selected')).toBeVisible();
    expect(line('web-2')).toHaveAttribute('aria-selected', 'false');
    await user.keyboard('{Shift>}');
    await user.click(line('sql-1'));
    await user.keyboard('{/Shift}');
    expect(await screen.findByText('3 objects selected')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the selection' }));
    expect(screen.getByRole('status')).toHaveTextContent('3 objects');
  });

  it('selects all that is there by Ctrl+A, and not what comes later', async () => {
    const { user, core, settle } = await show(estate());
    await user.click(line('sql-1'));
    await user.keyboard('{Control>}a{/Control}');
    await settle();
    expect(core.asked('views.all')).toHaveLength(1);
    expect(screen.getByText('3 objects selected')).toBeVisible();
    core.estate.put(berlin, vm('web-3', 512));
    await settle();
    expect(screen.getByText('3 objects selected')).toBeVisible();
  });

  it('holds its order while the keyboard is in it, and takes in what waits when it is asked to', async () => {
    const { user, core, settle } = await show(estate());
    await user.click(line('sql-1'));
    await settle();
    core.estate.remove(berlin, vmRef('sql-1')).put(berlin, vm('app-1', 512));
    await settle();
    expect(names()).toEqual(['sql-1', 'web-2', 'web-10']);
    await user.click(screen.getByRole('button', { name: /^2 lines/ }));
    await settle();
    expect(names()).toEqual(['app-1', 'web-2', 'web-10']);
  });

  it('opens an object by a double click and by Enter', async () => {
    const { user } = await show(estate());
    await user.dblClick(line('web-2'));
    expect(useWorkspace.getState().current).toBe('berlin/VirtualMachine:web-2');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(useWorkspace.getState().current).toBe('berlin/VirtualMachine:web-10');
  });

  it('lists what belongs to what it is about', async () => {
    const core = estate();
    core.estate.server(aServer('Paris'), [vm('par-1', 512)]);
    const { rerender, settle } = await show(core, { scope: { connections: [serverId('Paris')] } });
    expect(names()).toEqual(['par-1']);
    rerender(<ObjectList tab="hosts" scope={{}} />);
    await settle();
    expect(names()).toEqual(['esx-1']);
  });

  it('filters by what is written below a heading, as long as the list is looked at', async () => {
    const { user, settle, rerender } = await show(estate());
    await user.pointer({ target: heading('Memory'), keys: '[MouseRight]' });
    await user.click(screen.getByRole('menuitem', { name: 'Filter by this column' }));
    await user.keyboard('>2g');
    await settle();
    expect(names()).toEqual(['sql-1', 'web-2']);
    rerender(<p>elsewhere</p>);
    rerender(<ObjectList tab="vms" scope={{}} />);
    await settle();
    expect(names()).toEqual(['sql-1', 'web-2', 'web-10']);
  });

  it('remembers its columns and its order for the next list of its kind', async () => {
    const { user, settle, rerender } = await show(estate());
    await user.click(heading('Memory'));
    await user.pointer({ target: heading('Host'), keys: '[MouseRight]' });
    await user.click(screen.getByRole('menuitem', { name: 'Hide column' }));
    rerender(<p>elsewhere</p>);
    rerender(<ObjectList tab="vms" scope={{}} />);
    await settle();
    expect(names()).toEqual(['web-10', 'web-2', 'sql-1']);
    expect(screen.queryByRole('columnheader', { name: 'Host' })).toBeNull();
  });

  it('says what the core says where it cannot be listed', async () => {
    const core = estate();
    core.feed('view').fail({ kind: 'invalid', message: 'There is no field “colour”.' });
    await show(core);
    expect(screen.getByText('There is no field “colour”.')).toBeVisible();
  });

  it('says that it is on its way before the core has answered', async () => {
    const core = estate();
    core.feed('view').loading();
    await show(core);
    expect(screen.getByRole('status')).toHaveTextContent('Loading');
    expect(table()).toHaveAttribute('aria-busy', 'true');
  });
});

describe('a list in groups', () => {
  const groups = (): string[] =>
    screen
      .queryAllByRole('row', { expanded: true })
      .concat(screen.queryAllByRole('row', { expanded: false }))
      .map((row) => row.textContent ?? '');

  async function byState(): Promise<RenderedPart> {
    const part = await show(estate());
    await part.user.pointer({ keys: '[MouseRight]', target: heading('State') });
    await part.user.click(screen.getByRole('menuitem', { name: 'Group by this column' }));
    await part.settle();
    return part;
  }
  const treegrid = (): HTMLElement => screen.getByRole('treegrid');
  const below = (): string[] =>
    within(treegrid())
      .getAllByRole('row')
      .flatMap((row) => row.querySelector('.list-name > .ellipsis')?.textContent ?? []);

  it('stands below what they have in common, with how many they are', async () => {
    await byState();
    expect(groups()).toEqual(['Powered off1', 'Powered on2']);
    expect(below()).toEqual(['web-2', 'sql-1', 'web-10']);
    expect(screen.getByRole('status')).toHaveTextContent('3 objects');
    expect(screen.getByRole('row', { name: /^sql-1/ })).toHaveAttribute('aria-level', '2');
  });

  it('is opened and closed by the keyboard, one by one and all at once', async () => {
    const { user, settle } = await byState();
    treegrid().focus();
    await user.keyboard('{Control>}{Home}{/Control}{ArrowLeft}');
    await settle();
    expect(below()).toEqual(['sql-1', 'web-10']);
    await user.keyboard('{Enter}');
    await settle();
    expect(below()).toHaveLength(3);
    await user.keyboard('{ArrowUp}{Shift>}{F10}{/Shift}');
    await user.click(screen.getByRole('menuitem', { name: 'Close all groups' }));
    await settle();
    expect(below()).toEqual([]);
    expect(groups()).toHaveLength(2);
    treegrid().focus();
    await user.keyboard('{ArrowDown}{ArrowRight}');
    await settle();
    expect(below()).toEqual(['web-2']);
  });

  it('selects objects and no heads, and is a plain list again', async () => {
    const { user, settle } = await byState();
    treegrid().focus();
    await user.keyboard('{Control>}a{/Control}');
    await settle();
    expect(screen.getAllByRole('row', { selected: true })).toHaveLength(3);
    await user.pointer({ keys: '[MouseRight]', target: heading('State') });
    await user.click(screen.getByRole('menuitem', { name: 'Do not group' }));
    await settle();
    expect(names()).toEqual(['sql-1', 'web-2', 'web-10']);
  });
});
