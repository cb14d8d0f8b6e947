// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import type { TableColumn } from './columns/table-column.ts';
import type { DataTableProps } from './data-table-props.ts';
import { DataTable } from './data-table.tsx';
import { usualLayout, type TableLayout } from './table-layout.ts';
import { nothingSelected, selectedCount, type TableSelection } from './table-selection.ts';
import { arraySource } from './table-source.ts';

interface Disk {
  readonly id: string;
  readonly size: number;
  readonly note: string;
}

const columns: readonly TableColumn<Disk>[] = [
  { id: 'name', label: 'Name', group: 'General', width: 150, usual: true, text: ({ id }) => id },
  {
    id: 'size',
    label: 'Size',
    group: 'Storage',
    width: 100,
    usual: true,
    numeric: true,
    text: ({ size }) => `${size} GB`,
    hint: 'capacityInBytes',
  },
  {
    id: 'note',
    label: 'Note',
    group: 'General',
    width: 200,
    usual: true,
    text: ({ note }) => note,
  },
  {
    id: 'icon',
    label: 'Icon',
    group: 'General',
    width: 60,
    usual: false,
    sortable: false,
    filterable: false,
    text: () => '*',
  },
];

const few: readonly Disk[] = [
  { id: 'disk 1', size: 20, note: 'system' },
  { id: 'disk 2', size: 500, note: 'data' },
  { id: 'root', size: 8, note: '' },
];
const many: readonly Disk[] = Array.from({ length: 1000 }, (_, place) => ({
  id: `disk ${place}`,
  size: place,
  note: '',
}));

interface Seen {
  layout: TableLayout;
  selection: TableSelection;
}

type Props = Partial<DataTableProps<Disk>> & { readonly items?: readonly Disk[] };

/** A table that keeps its layout and its selection, as whoever has one does. */
async function show({ items = few, ...props }: Props = {}): Promise<RenderedPart & { seen: Seen }> {
  const seen: Seen = { layout: props.layout ?? usualLayout, selection: nothingSelected };
  function Kept(): ReactElement {
    const [layout, setLayout] = useState(seen.layout);
    const [selection, setSelection] = useState(seen.selection);
    seen.layout = layout;
    seen.selection = selection;
    return (
      <DataTable
        label="Disks"
        columns={columns}
        source={arraySource(
          items,
          ({ id }) => id,
          ({ id }) => id,
        )}
        selection={selection}
        onSelect={setSelection}
        {...props}
        layout={layout}
        onLayout={setLayout}
      />
    );
  }
  return { ...(await renderPart(<Kept />)), seen };
}

const table = (): HTMLElement => screen.getByRole('grid', { name: 'Disks' });
const headings = (): string[] =>
  screen.getAllByRole('columnheader').map((heading) => heading.textContent);
const heading = (name: string): HTMLElement => screen.getByRole('columnheader', { name });
const line = (name: string): HTMLElement =>
  screen.getByRole('row', { name: new RegExp(`^${name}\\b`) });
/** The text of the cell, or heading, that the keyboard is on. */
const active = (): string | null =>
  document.getElementById(table().getAttribute('aria-activedescendant') ?? '')?.textContent ?? null;
const picked = ({ selection }: Seen): readonly string[] =>
  selection.is === 'some' ? [...selection.keys] : ['all'];

async function openColumnMenu({ user }: RenderedPart, name: string): Promise<HTMLElement> {
  await user.pointer({ target: heading(name), keys: '[MouseRight]' });
  return screen.getByRole('menu', { name: 'Column' });
}

describe('a table', () => {
  it('says how many lines and columns it has, and draws a screen of them', async () => {
    await show({ items: many });
    expect(table()).toHaveAttribute('aria-rowcount', '1001');
    expect(table()).toHaveAttribute('aria-colcount', '3');
    expect(line('disk 0')).toHaveAttribute('aria-rowindex', '2');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(screen.queryByText('disk 999')).toBeNull();
  });

  it('goes to its end and back by the keyboard, and draws what is there', async () => {
    const { user } = await show({ items: many });
    await user.click(line('disk 3'));
    await user.keyboard('{Control>}{End}{/Control}');
    expect(await screen.findByText('disk 999')).toBeVisible();
    expect(active()).toBe('disk 999');
    await user.keyboard('{PageUp}');
    const [, place = ''] = /^disk (\d+)$/.exec(active() ?? '') ?? [];
    expect(Number(place)).toBeLessThan(990);
    expect(Number(place)).toBeGreaterThan(950);
    await user.keyboard('{Control>}{Home}{/Control}');
    expect(await screen.findByText('disk 0')).toBeVisible();
    expect(active()).toBe('disk 0');
  });

  it('moves from cell to cell by the arrows, along the line by Home and End, and into the headings', async () => {
    const { user } = await show();
    await user.click(screen.getByText('disk 1'));
    await user.keyboard('{ArrowRight}');
    expect(active()).toBe('20 GB');
    await user.keyboard('{ArrowDown}');
    expect(active()).toBe('500 GB');
    await user.keyboard('{End}');
    expect(active()).toBe('data');
    await user.keyboard('{ArrowRight}');
    expect(active()).toBe('data');
    await user.keyboard('{Home}{ArrowUp}{ArrowUp}');
    expect(active()).toBe('Name');
    await user.keyboard('{ArrowUp}');
    expect(active()).toBe('Name');
  });

  it('sorts by a click on a heading: up, down, not at all', async () => {
    const { user, seen } = await show();
    await user.click(heading('Size'));
    expect(heading('Size')).toHaveAttribute('aria-sort', 'ascending');
    await user.click(heading('Size'));
    expect(heading('Size')).toHaveAttribute('aria-sort', 'descending');
    await user.click(heading('Size'));
    expect(heading('Size')).toHaveAttribute('aria-sort', 'none');
    expect(seen.layout.sort).toEqual([]);
  });

  it('sorts by several with Shift, and says which comes first', async () => {
    const { user, seen } = await show();
    await user.click(heading('Note'));
    await user.keyboard('{Shift>}');
    await user.click(heading('Size'));
    await user.keyboard('{/Shift}');
    expect(seen.layout.sort).toEqual([
      { column: 'note', descending: false },
      { column: 'size', descending: false },
    ]);
    expect(headings()).toEqual(['Name', 'Size2', 'Note1']);
    await user.click(heading('Name'));
    expect(seen.layout.sort).toEqual([{ column: 'name', descending: false }]);
  });

  it('sorts and orders columns by the keyboard', async () => {
    const { user, seen } = await show();
    await user.click(line('disk 1'));
    await user.keyboard('{ArrowUp}{ArrowRight}{Enter}');
    expect(seen.layout.sort).toEqual([{ column: 'size', descending: false }]);
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    expect(headings()).toEqual(['Name', 'Note', 'Size']);
    expect(active()).toBe('Size');
    await user.keyboard('{Alt>}{ArrowLeft}{ArrowLeft}{/Alt}');
    expect(headings()).toEqual(['Size', 'Name', 'Note']);
    expect(active()).toBe('Size');
  });

  it('does not sort by a column that has no order', async () => {
    const { user, seen } = await show({ layout: { ...usualLayout, columns: ['name', 'icon'] } });
    await user.click(heading('Icon'));
    expect(seen.layout.sort).toEqual([]);
    const menu = await openColumnMenu({ user } as RenderedPart, 'Icon');
    expect(within(menu).getByRole('menuitem', { name: 'Sort ascending' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    expect(within(menu).getByRole('menuitem', { name: 'Filter by this column' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  it('is resized by the edge of a heading, which sorts nothing', async () => {
    const { seen } = await show();
    const grip = heading('Size').querySelector('.table-grip');
    if (grip === null) throw new Error('There is no edge to take hold of.');
    fireEvent.pointerDown(grip, { pointerId: 1, clientX: 100 });
    fireEvent.pointerMove(grip, { pointerId: 1, clientX: 160 });
    expect(seen.layout.widths).toEqual({ size: 160 });
    fireEvent.pointerMove(grip, { pointerId: 1, clientX: -500 });
    expect(seen.layout.widths).toEqual({ size: 40 });
    fireEvent.lostPointerCapture(grip, { pointerId: 1 });
    fireEvent.pointerMove(grip, { pointerId: 1, clientX: 300 });
    fireEvent.click(grip);
    expect(seen.layout.widths).toEqual({ size: 40 });
    expect(seen.layout.sort).toEqual([]);
  });

  it('moves a column to where it is dropped', async () => {
    await show();
    const data = new Map<string, string>();
    const dataTransfer = {
      setData: (type: string, text: string) => data.set(type, text),
      getData: (type: string) => data.get(type) ?? '',
      get types() {
        return [...data.keys()];
      },
    };
    fireEvent.dragStart(heading('Note'), { dataTransfer });
    expect(fireEvent.dragOver(heading('Name'), { dataTransfer })).toBe(false);
    expect(heading('Name')).toHaveClass('table-head-drop');
    fireEvent.drop(heading('Name'), { dataTransfer });
    expect(headings()).toEqual(['Note', 'Name', 'Size']);
    expect(heading('Name')).not.toHaveClass('table-head-drop');
    // What was dragged from elsewhere is none of its business.
    data.clear();
    data.set('text/plain', '0');
    expect(fireEvent.dragOver(heading('Size'), { dataTransfer })).toBe(true);
    fireEvent.drop(heading('Size'), { dataTransfer });
    expect(headings()).toEqual(['Note', 'Name', 'Size']);
  });

  it('selects one, some and a range, by the mouse', async () => {
    const { user, seen, settle } = await show();
    await user.click(line('disk 1'));
    expect(picked(seen)).toEqual(['disk 1']);
    await user.keyboard('{Control>}');
    await user.click(line('root'));
    expect(picked(seen)).toEqual(['disk 1', 'root']);
    await user.click(line('disk 1'));
    expect(picked(seen)).toEqual(['root']);
    await user.keyboard('{/Control}{Shift>}');
    await user.click(line('root'));
    await user.keyboard('{/Shift}');
    await settle();
    expect(picked(seen)).toEqual(['disk 1', 'disk 2', 'root']);
    expect(line('disk 2')).toHaveAttribute('aria-selected', 'true');
  });

  it('selects by the keyboard: with Shift a range, with Ctrl and Space one more, all by Ctrl+A, none by Escape', async () => {
    const { user, seen, settle } = await show();
    await user.click(line('disk 1'));
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await settle();
    expect(picked(seen)).toEqual(['disk 1', 'disk 2']);
    await user.keyboard('{ArrowUp}');
    expect(picked(seen)).toEqual(['disk 1']);
    await user.keyboard('{Control>}{ArrowDown}{ArrowDown} {/Control}');
    expect(picked(seen)).toEqual(['disk 1', 'root']);
    await user.keyboard('{Control>} {/Control}');
    expect(picked(seen)).toEqual(['disk 1']);
    await user.keyboard('{Control>}a{/Control}');
    expect(selectedCount(seen.selection, 3)).toBe(3);
    await user.keyboard('{Escape}');
    expect(picked(seen)).toEqual([]);
  });

  it('cannot be selected in where nobody wants to know', async () => {
    const source = arraySource(
      few,
      ({ id }) => id,
      ({ id }) => id,
    );
    const { user } = await renderPart(
      <DataTable
        label="Disks"
        columns={columns}
        source={source}
        layout={usualLayout}
        onLayout={() => undefined}
      />,
    );
    await user.click(line('disk 1'));
    expect(line('disk 1')).not.toHaveAttribute('aria-selected');
    expect(table()).toHaveAttribute('aria-multiselectable', 'false');
  });

  it('leads to the next line that begins with a letter', async () => {
    const { user, settle } = await show();
    await user.click(line('disk 1'));
    await user.keyboard('r');
    await settle();
    expect(active()).toBe('root');
  });

  it('copies the selected lines with their headings, or one cell', async () => {
    const { user, settle } = await show();
    await user.click(line('disk 1'));
    await user.keyboard('{Control>}');
    await user.click(line('root'));
    await user.keyboard('c{/Control}');
    await settle();
    expect(await navigator.clipboard.readText()).toBe(
      'Name\tSize\tNote\ndisk 1\t20 GB\tsystem\nroot\t8 GB\t',
    );
    await user.keyboard('{ArrowRight}{Control>}{Shift>}c{/Shift}{/Control}');
    await settle();
    expect(await navigator.clipboard.readText()).toBe('8 GB');
  });

  it('opens a line by a double click and by Enter', async () => {
    const onOpen = vi.fn();
    const { user } = await show({ onOpen });
    await user.dblClick(line('disk 2'));
    expect(onOpen).toHaveBeenLastCalledWith(few[1]);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onOpen).toHaveBeenLastCalledWith(few[2]);
    expect(onOpen).toHaveBeenCalledTimes(2);
  });

  it('asks for the menu of a line, which is selected first', async () => {
    const onMenu = vi.fn();
    const { user, seen } = await show({ onMenu });
    await user.pointer({ target: line('disk 2'), keys: '[MouseRight]' });
    expect(picked(seen)).toEqual(['disk 2']);
    expect(onMenu).toHaveBeenCalledTimes(1);
    await user.click(line('root'));
    await user.keyboard('{Shift>}{F10}{/Shift}');
    expect(picked(seen)).toEqual(['root']);
    expect(onMenu).toHaveBeenCalledTimes(2);
  });

  it('hands on the keys that mean nothing to it', async () => {
    const pressed: string[] = [];
    const { user } = await show({ onOtherKey: ({ key }) => pressed.push(key) });
    await user.click(line('disk 1'));
    await user.keyboard('{F2}{ArrowDown}{Delete}');
    expect(pressed).toEqual(['F2', 'Delete']);
  });

  it('holds its order while it has the keyboard', async () => {
    const hold = vi.fn();
    const source = {
      ...arraySource(
        few,
        ({ id }: Disk) => id,
        ({ id }: Disk) => id,
      ),
      hold,
    };
    const { user } = await show({ source });
    await user.click(line('disk 1'));
    expect(hold).toHaveBeenLastCalledWith(true);
    await user.tab();
    expect(hold).toHaveBeenLastCalledWith(false);
  });

  it('says that it is empty, or that it is not known yet what it has', async () => {
    const { rerender } = await show({ items: [], empty: 'There are no disks.' });
    expect(table()).toHaveTextContent('There are no disks.');
    const waiting = {
      ...arraySource(
        [],
        ({ id }: Disk) => id,
        ({ id }: Disk) => id,
      ),
      ready: false,
    };
    rerender(
      <DataTable
        label="Disks"
        columns={columns}
        source={waiting}
        layout={usualLayout}
        onLayout={() => undefined}
      />,
    );
    expect(table()).toHaveAttribute('aria-busy', 'true');
    expect(table()).not.toHaveTextContent('There is nothing in this list.');
  });

  it('keeps the place of lines that are not at hand, and asks for those on screen', async () => {
    const look = vi.fn();
    const source = {
      ...arraySource(
        many,
        ({ id }: Disk) => id,
        ({ id }: Disk) => id,
      ),
      look,
      item: (place: number) => (place < 5 ? many[place] : undefined),
    };
    await show({ source });
    expect(line('disk 4')).toBeVisible();
    expect(screen.getAllByRole('row', { name: '…' }).length).toBeGreaterThan(5);
    expect(look).toHaveBeenCalled();
    const [from, count] = look.mock.lastCall as [number, number];
    expect(from).toBe(0);
    expect(count).toBeGreaterThan(20);
  });

  it('shows what its columns come to', async () => {
    await show({ totals: { size: '528 GB' } });
    expect(screen.getByRole('row', { name: '528 GB' })).toBeVisible();
  });
});

describe('the menu of a column', () => {
  it('sorts, and ends that', async () => {
    const part = await show();
    await openColumnMenu(part, 'Size');
    await part.user.click(screen.getByRole('menuitem', { name: 'Sort descending' }));
    expect(part.seen.layout.sort).toEqual([{ column: 'size', descending: true }]);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(table()).toHaveFocus();
    await openColumnMenu(part, 'Note');
    await part.user.click(screen.getByRole('menuitem', { name: 'Also sort by this' }));
    expect(part.seen.layout.sort.map(({ column }) => column)).toEqual(['size', 'note']);
    await openColumnMenu(part, 'Note');
    await part.user.click(screen.getByRole('menuitem', { name: 'Do not sort' }));
    expect(part.seen.layout.sort).toEqual([]);
  });

  it('is opened by the keyboard on a heading', async () => {
    const { user } = await show();
    await user.click(line('disk 1'));
    await user.keyboard('{ArrowUp}{Shift>}{F10}{/Shift}');
    expect(screen.getByRole('menu', { name: 'Column' })).toBeVisible();
  });

  it('hides a column, but never the last one', async () => {
    const part = await show();
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
    const part = await show();
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
    expect(table()).toHaveClass('data-table-wide');
    expect(line('disk 1')).toHaveStyle({ height: '34px' });
  });
});

describe('the filters of columns', () => {
  it('are written into, cleared by Escape, and left for the lines', async () => {
    const part = await show();
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
    expect(table()).toHaveFocus();
  });

  it('say what is wrong with what is typed', async () => {
    const { user } = await show({
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
    const part = await show({ layout: { ...usualLayout, filters: { name: 'disk', size: '>1' } } });
    await openColumnMenu(part, 'Name');
    await part.user.click(screen.getByRole('menuitem', { name: 'No filters' }));
    expect(part.seen.layout.filters).toEqual({});
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

describe('the choice of columns', () => {
  async function choosing(props: Props = {}): Promise<RenderedPart & { seen: Seen }> {
    const part = await show(props);
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
