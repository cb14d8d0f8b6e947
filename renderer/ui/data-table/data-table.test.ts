import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellMove } from './cell-move.ts';
import { asTabs } from './copy-cells.ts';
import { copiedText } from './copy-lines.ts';
import type { TableColumn } from './columns/table-column.ts';
import {
  moved,
  resized,
  shownColumns,
  sortedBy,
  toggled,
  usualLayout,
  widthOf,
  withSet,
  type TableLayout,
} from './table-layout.ts';
import {
  allSelected,
  flipped,
  including,
  isSelected,
  nothingSelected,
  only,
  selectedCount,
} from './table-selection.ts';
import { arraySource } from './table-source.ts';

type Item = Readonly<Record<string, string>>;

const columns = ['name', 'state', 'memory', 'note'].map(
  (id): TableColumn<Item> => ({
    id,
    label: id.toUpperCase(),
    group: 'General',
    width: 100,
    usual: id !== 'note',
    text: (item) => item[id] ?? '',
  }),
);
const ids = (layout: TableLayout): readonly string[] =>
  shownColumns(columns, layout).map(({ id }) => id);

describe('the layout of a table', () => {
  it('has the usual columns until the user says otherwise, and one at least', () => {
    expect(ids(usualLayout)).toEqual(['name', 'state', 'memory']);
    expect(ids({ ...usualLayout, columns: ['note', 'gone'] })).toEqual(['note']);
    expect(ids({ ...usualLayout, columns: ['gone'] })).toEqual(['name']);
  });

  it('has room for a heading in whatever language, until the user says otherwise', () => {
    const long = { id: 'mem', width: 110, label: 'Arbeitsspeicher belegt' };
    expect(widthOf(long, usualLayout)).toBeGreaterThan(180);
    expect(widthOf({ ...long, label: 'RAM' }, usualLayout)).toBe(110);
    expect(widthOf(long, resized(usualLayout, 'mem', 60))).toBe(60);
  });

  it('shows, hides and moves columns', () => {
    const shown = ids(usualLayout);
    expect(ids(toggled(usualLayout, shown, 'note'))).toEqual(['name', 'state', 'memory', 'note']);
    expect(ids(toggled(usualLayout, shown, 'state'))).toEqual(['name', 'memory']);
    expect(ids(moved(usualLayout, shown, 'memory', 0))).toEqual(['memory', 'name', 'state']);
    expect(toggled({ ...usualLayout, columns: ['name'] }, ['name'], 'name').columns).toEqual([
      'name',
    ]);
  });

  it('keeps every column once, whatever is done', () => {
    const step = fc.record({
      column: fc.constantFrom('name', 'state', 'memory', 'note'),
      to: fc.integer({ min: -2, max: 9 }),
      hide: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let layout = usualLayout;
        for (const { column, to, hide } of steps) {
          const shown = ids(layout);
          layout = hide ? toggled(layout, shown, column) : moved(layout, shown, column, to);
          expect(new Set(ids(layout)).size).toBe(ids(layout).length);
          expect(ids(layout).length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('sorts by a column in three steps, by several with Shift', () => {
    const one = sortedBy(usualLayout, 'state', false);
    expect(one.sort).toEqual([{ column: 'state', descending: false }]);
    expect(sortedBy(one, 'state', false).sort).toEqual([{ column: 'state', descending: true }]);
    expect(sortedBy(sortedBy(one, 'state', false), 'state', false).sort).toEqual([]);
    const two = sortedBy(one, 'name', true);
    expect(two.sort.map(({ column }) => column)).toEqual(['state', 'name']);
    expect(sortedBy(two, 'state', true).sort).toEqual([
      { column: 'state', descending: true },
      { column: 'name', descending: false },
    ]);
  });

  it('keeps widths in bounds and sets by name', () => {
    expect(resized(usualLayout, 'name', 5).widths).toEqual({ name: 40 });
    const named = withSet(usualLayout, 'Storage', ['name', 'note']);
    expect(named.sets).toEqual({ Storage: ['name', 'note'] });
    expect(withSet(named, 'Storage', []).sets).toEqual({});
  });
});

describe('the selection of a table', () => {
  it('is of some lines, or of all but some', () => {
    expect(selectedCount(nothingSelected, 9)).toBe(0);
    expect(selectedCount(flipped(allSelected, 'a'), 9)).toBe(8);
    expect(isSelected(flipped(allSelected, 'a'), 'a')).toBe(false);
    expect(isSelected(flipped(only(['a', 'b']), 'a'), 'a')).toBe(false);
    expect(including(allSelected, 'x')).toBe(allSelected);
    expect(isSelected(including(only(['a']), 'b'), 'b')).toBe(true);
  });
});

describe('cells', () => {
  const extent = { lines: 100, columns: 4, page: 10 };
  const press = (key: string, line: number, column: number, ctrlKey = false) =>
    cellMove({ key, ctrlKey, metaKey: false }, { line, column }, extent);

  it('are reached by keys, the head too', () => {
    expect(press('ArrowRight', 3, 3)).toEqual({ line: 3, column: 3 });
    expect(press('ArrowUp', 0, 2)).toEqual({ line: -1, column: 2 });
    expect(press('ArrowDown', -1, 2)).toEqual({ line: 0, column: 2 });
    expect(press('End', 5, 0)).toEqual({ line: 5, column: 3 });
    expect(press('End', 5, 0, true)).toEqual({ line: 99, column: 0 });
    expect(press('PageDown', 5, 1)).toEqual({ line: 15, column: 1 });
    expect(press('x', 5, 1)).toBeUndefined();
  });

  it('are copied as a spreadsheet takes them, and never as a formula', () => {
    const items: readonly Item[] = [
      { name: 'web "1"', state: 'on', memory: '-5' },
      { name: '=cmd|x', state: 'a\tb', memory: '@y' },
    ];
    expect(asTabs(items, columns.slice(0, 3))).toBe(
      'NAME\tSTATE\tMEMORY\n"web ""1"""\ton\t-5\n\'=cmd|x\t"a\tb"\t\'@y',
    );
  });
});

it('copies every selected line, be it on screen or not', async () => {
  const many = Array.from({ length: 2500 }, (_, index) => ({ name: `vm-${index}` }));
  const all = arraySource(
    many,
    ({ name }) => name,
    ({ name }) => name,
  );
  // As a list of the core: one line is at hand.
  const source = { ...all, item: (index: number) => (index === 0 ? many[0] : undefined) };
  const copy = { source, columns: columns.slice(0, 1), place: { line: 0, column: 0 } };
  const selection = only(['vm-1', 'vm-2400']);
  expect(await copiedText({ ...copy, what: 'lines', selection })).toBe('NAME\nvm-1\nvm-2400');
  const lines = await copiedText({ ...copy, what: 'lines', selection: allSelected });
  expect(lines.split('\n')).toHaveLength(2501);
  expect(await copiedText({ ...copy, what: 'cell', selection })).toBe('vm-0');
});

it('finds the next line of an array that begins with a text, around the end', async () => {
  const source = arraySource(
    ['b1', 'a1', 'B2'],
    (item) => item,
    (item) => item,
  );
  expect(await source.find('b', 1)).toBe(2);
  expect(await source.find('b', 3)).toBe(0);
  expect(await source.find('x', 0)).toBe(-1);
  expect(await source.keys(1, 5)).toEqual(['a1', 'B2']);
});
