// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { DataTable } from './data-table.tsx';
import { usualLayout } from './table-layout.ts';
import { selectedCount } from './table-selection.ts';
import { arraySource } from './table-source.ts';
import {
  type Disk,
  active,
  columns,
  few,
  heading,
  headings,
  line,
  many,
  openColumnMenu,
  picked,
  showTable,
  theTable,
} from './testing/disks.tsx';

describe('a table', () => {
  it('says how many lines and columns it has, and draws a screen of them', async () => {
    await showTable({ items: many });
    expect(theTable()).toHaveAttribute('aria-rowcount', '1001');
    expect(theTable()).toHaveAttribute('aria-colcount', '3');
    expect(line('disk 0')).toHaveAttribute('aria-rowindex', '2');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(screen.queryByText('disk 999')).toBeNull();
  });

  it('goes to its end and back by the keyboard, and draws what is there', async () => {
    const { user } = await showTable({ items: many });
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
    const { user } = await showTable();
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
    const { user, seen } = await showTable();
    await user.click(heading('Size'));
    expect(heading('Size')).toHaveAttribute('aria-sort', 'ascending');
    await user.click(heading('Size'));
    expect(heading('Size')).toHaveAttribute('aria-sort', 'descending');
    await user.click(heading('Size'));
    expect(heading('Size')).toHaveAttribute('aria-sort', 'none');
    expect(seen.layout.sort).toEqual([]);
  });

  it('sorts by several with Shift, and says which comes first', async () => {
    const { user, seen } = await showTable();
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
    const { user, seen } = await showTable();
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
    const { user, seen } = await showTable({
      layout: { ...usualLayout, columns: ['name', 'icon'] },
    });
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
    const { seen } = await showTable();
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
    await showTable();
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
    const { user, seen, settle } = await showTable();
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
    const { user, seen, settle } = await showTable();
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
    expect(theTable()).toHaveAttribute('aria-multiselectable', 'false');
  });

  it('leads to the next line that begins with a letter', async () => {
    const { user, settle } = await showTable();
    await user.click(line('disk 1'));
    await user.keyboard('r');
    await settle();
    expect(active()).toBe('root');
  });

  it('copies the selected lines with their headings, or one cell', async () => {
    const { user, settle } = await showTable();
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
    const { user } = await showTable({ onOpen });
    await user.dblClick(line('disk 2'));
    expect(onOpen).toHaveBeenLastCalledWith(few[1]);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onOpen).toHaveBeenLastCalledWith(few[2]);
    expect(onOpen).toHaveBeenCalledTimes(2);
  });

  it('asks for the menu of a line, which is selected first', async () => {
    const onMenu = vi.fn();
    const { user, seen } = await showTable({ onMenu });
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
    const { user } = await showTable({ onOtherKey: ({ key }) => pressed.push(key) });
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
    const { user } = await showTable({ source });
    await user.click(line('disk 1'));
    expect(hold).toHaveBeenLastCalledWith(true);
    await user.tab();
    expect(hold).toHaveBeenLastCalledWith(false);
  });

  it('says that it is empty, or that it is not known yet what it has', async () => {
    const { rerender } = await showTable({ items: [], empty: 'There are no disks.' });
    expect(theTable()).toHaveTextContent('There are no disks.');
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
    expect(theTable()).toHaveAttribute('aria-busy', 'true');
    expect(theTable()).not.toHaveTextContent('There is nothing in this list.');
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
    await showTable({ source });
    expect(line('disk 4')).toBeVisible();
    expect(screen.getAllByRole('row', { name: '…' }).length).toBeGreaterThan(5);
    expect(look).toHaveBeenCalled();
    const [from, count] = look.mock.lastCall as [number, number];
    expect(from).toBe(0);
    expect(count).toBeGreaterThan(20);
  });

  it('shows what its columns come to', async () => {
    await showTable({ totals: { size: '528 GB' } });
    expect(screen.getByRole('row', { name: '528 GB' })).toBeVisible();
  });
});
