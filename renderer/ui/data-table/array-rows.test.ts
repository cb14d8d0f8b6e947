import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrangedItems, withoutEmpty } from './array-rows.ts';
import type { TableColumn } from './columns/table-column.ts';
import { usualLayout } from './table-layout.ts';

interface Disk {
  readonly name: string;
  readonly size: number | null;
}

const base = { group: 'g', width: 100, usual: true } as const;
const columns: readonly TableColumn<Disk>[] = [
  { ...base, id: 'name', label: 'Name', text: ({ name }) => name },
  {
    ...base,
    id: 'size',
    label: 'Size',
    type: 'bytes',
    text: ({ size }) => (size === null ? '' : `${size} B`),
    value: ({ size }) => size,
  },
];
const disks: readonly Disk[] = [
  { name: 'disk 10', size: 2048 },
  { name: 'disk 2', size: null },
  { name: 'cd', size: 512 },
];

function names(layout: Partial<typeof usualLayout>): readonly string[] {
  return arrangedItems(disks, columns, { ...usualLayout, ...layout }, 0).map(({ name }) => name);
}

describe('lines that are all at hand', () => {
  it('are sorted as amounts and as people read texts; what has no value is last either way', () => {
    expect(names({})).toEqual(['disk 10', 'disk 2', 'cd']);
    expect(names({ sort: [{ column: 'name', descending: false }] })).toEqual([
      'cd',
      'disk 2',
      'disk 10',
    ]);
    expect(names({ sort: [{ column: 'size', descending: false }] })).toEqual([
      'cd',
      'disk 10',
      'disk 2',
    ]);
    expect(names({ sort: [{ column: 'size', descending: true }] })).toEqual([
      'disk 10',
      'cd',
      'disk 2',
    ]);
    expect(names({ sort: [{ column: 'gone', descending: true }] })).toEqual([
      'disk 10',
      'disk 2',
      'cd',
    ]);
  });

  it('are filtered by several columns at once; a filter that makes no sense leaves out nothing', () => {
    expect(names({ filters: { name: 'disk', size: '>1k' } })).toEqual(['disk 10']);
    expect(names({ filters: { size: '>many' } })).toHaveLength(3);
    expect(names({ filters: { gone: 'x' } })).toHaveLength(3);
  });

  it('hide the columns in which none has anything', () => {
    const empty = disks.map((disk) => ({ ...disk, size: null }));
    expect(withoutEmpty(empty, columns).map(({ usual }) => usual)).toEqual([true, false]);
    expect(withoutEmpty([], columns).map(({ usual }) => usual)).toEqual([true, true]);
  });

  it('are the same lines in another order, whatever they are sorted by', () => {
    const items = fc.array(
      fc.record({ name: fc.string(), size: fc.option(fc.integer(), { nil: null }) }),
    );
    const sorts = fc.array(
      fc.record({ column: fc.constantFrom('name', 'size'), descending: fc.boolean() }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(items, sorts, (list, sort) => {
        const arranged = arrangedItems(list, columns, { sort, filters: {} }, 0);
        expect(new Set(arranged)).toEqual(new Set(list));
        expect(arranged).toHaveLength(list.length);
      }),
    );
  });
});
