// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RenderedPart } from '../../../testing/render-part.tsx';
import { usualLayout } from '../table-layout.ts';
import {
  type Props,
  type Seen,
  headings,
  line,
  openColumnMenu,
  showTable,
  theTable,
} from '../testing/disks.tsx';

describe('the menu of a column', () => {
  it('sorts, and ends that', async () => {
    const part = await showTable();
    await openColumnMenu(part, 'Size');
    await part.user.click(screen.getByRole('menuitem', { name: 'Sort descending' }));
    expect(part.seen.layout.sort).toEqual([{ column: 'size', descending: true }]);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(theTable()).toHaveFocus();
    await openColumnMenu(part, 'Note');
    await part.user.click(screen.getByRole('menuitem', { name: 'Also sort by this' }));
    expect(part.seen.layout.sort.map(({ column }) => column)).toEqual(['size', 'note']);
    await openColumnMenu(part, 'Note');
    await part.user.click(screen.getByRole('menuitem', { name: 'Do not sort' }));
    expect(part.seen.layout.sort).toEqual([]);
  });

  it('is opened by the keyboard on a heading', async () => {
    const { user } = await showTable();
    await user.click(line('disk 1'));
    await user.keyboard('{ArrowUp}{Shift>}{F10}{/Shift}');
    expect(screen.getByRole('menu', { name: 'Column' })).toBeVisible();
  });

  it('hides a column, but never the last one', async () => {
    const part = await showTable();
    for (const name of ['Size', 'Note']) {
      await openColumnMenu(part, name);
      await part.user.click(screen.getByRole('menuitem', { name: 'Hide column' }));
    }
    expect(headings()).toEqual(['Name']);
    await openColumnMenu(part, 'Name');
    expect(screen.getByRole('menuitem', { name: 'Hide column' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  it('makes a column wider and narrower, pins, and sets how high lines are', async () => {
    const part = await showTable();
    const choose = async (column: string, entry: string): Promise<void> => {
      await openColumnMenu(part, column);
      await part.user.click(screen.getByRole('menuitem', { name: entry }));
    };
    await choose('Size', 'Wider');
    await choose('Size', 'Wider');
    await choose('Size', 'Narrower');
    expect(part.seen.layout.widths).toEqual({ size: 140 });
    await choose('Size', 'Pin up to here');
    expect(part.seen.layout.pinned).toBe(2);
    await choose('Size', 'Do not pin');
    expect(part.seen.layout.pinned).toBe(0);
    await choose('Size', 'Wide lines');
    expect(theTable()).toHaveClass('data-table-wide');
    expect(line('disk 1')).toHaveStyle({ height: '34px' });
  });
});

describe('the filters of columns', () => {
  it('are written into, cleared by Escape, and left for the lines', async () => {
    const part = await showTable();
    await openColumnMenu(part, 'Note');
    await part.user.click(screen.getByRole('menuitem', { name: 'Filter by this column' }));
    const field = screen.getByRole('textbox', { name: 'Filter Note' });
    expect(field).toHaveFocus();
    await part.user.keyboard('sys');
    expect(part.seen.layout.filters).toEqual({ note: 'sys' });
    await part.user.keyboard('{Escape}');
    expect(part.seen.layout.filters).toEqual({});
    expect(field).toHaveFocus();
    await part.user.keyboard('{Enter}');
    expect(theTable()).toHaveFocus();
  });

  it('say what is wrong with what is typed', async () => {
    const { user } = await showTable({
      layout: { ...usualLayout, filtering: true },
      filterProblem: (column) => (column === 'size' ? 'This is no amount.' : undefined),
    });
    const field = screen.getByRole('textbox', { name: 'Filter Size' });
    await user.type(field, '>x');
    expect(field).toBeInvalid();
    expect(field).toHaveAttribute('title', 'This is no amount.');
    expect(screen.getByRole('textbox', { name: 'Filter Name' })).toBeValid();
  });

  it('are all taken away together', async () => {
    const part = await showTable({
      layout: { ...usualLayout, filters: { name: 'disk', size: '>1' } },
    });
    await openColumnMenu(part, 'Name');
    await part.user.click(screen.getByRole('menuitem', { name: 'No filters' }));
    expect(part.seen.layout.filters).toEqual({});
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

describe('the choice of columns', () => {
  async function choosing(props: Props = {}): Promise<RenderedPart & { seen: Seen }> {
    const part = await showTable(props);
    await openColumnMenu(part, 'Name');
    await part.user.click(screen.getByRole('menuitem', { name: 'Choose columns…' }));
    return part;
  }
  const dialog = (): HTMLElement => screen.getByRole('dialog', { name: 'Columns' });
  const box = (name: string): HTMLElement => within(dialog()).getByRole('checkbox', { name });

  it('shows a column and hides another at once, by group', async () => {
    const { user, seen } = await choosing();
    expect(within(dialog()).getByRole('group', { name: 'Storage' })).toBeVisible();
    expect(box('Icon')).not.toBeChecked();
    await user.click(box('Icon'));
    await user.click(box('Size'));
    expect(seen.layout.columns).toEqual(['name', 'note', 'icon']);
    await user.click(screen.getByRole('button', { name: 'Usual columns' }));
    expect(seen.layout.columns).toBeNull();
    expect(box('Size')).toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is searched, and says where nothing is found', async () => {
    const { user } = await choosing();
    await user.type(within(dialog()).getByRole('searchbox'), 'stor');
    expect(within(dialog()).getAllByRole('checkbox')).toHaveLength(1);
    await user.type(within(dialog()).getByRole('searchbox'), 'xx');
    expect(dialog()).toHaveTextContent('No column matches “storxx”.');
  });

  it('adds a column of the user’s own', async () => {
    const { user, seen } = await choosing({
      ownColumn: (typed) => (typed.includes('.') ? typed : undefined),
    });
    await user.type(within(dialog()).getByRole('searchbox'), 'config.version');
    await user.click(screen.getByRole('button', { name: 'Add config.version' }));
    expect(seen.layout.columns).toEqual(['name', 'size', 'note', 'config.version']);
  });

  it('keeps sets of columns by name, shows them again, and forgets them', async () => {
    const { user, seen } = await choosing();
    const name = within(dialog()).getByRole('textbox', { name: 'Name of a new set' });
    expect(screen.getByRole('button', { name: 'Keep these columns' })).toBeDisabled();
    await user.click(box('Note'));
    await user.type(name, 'sizes{Enter}');
    expect(seen.layout.sets).toEqual({ sizes: ['name', 'size'] });
    expect(name).toHaveValue('');
    await user.click(screen.getByRole('button', { name: 'Usual columns' }));
    await user.click(screen.getByRole('button', { name: 'sizes' }));
    expect(seen.layout.columns).toEqual(['name', 'size']);
    await user.type(screen.getByRole('button', { name: 'sizes' }), '{Delete}');
    expect(seen.layout.sets).toEqual({});
  });
});
