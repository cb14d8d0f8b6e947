import { screen } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { renderPart, type RenderedPart } from '../../../testing/render-part.tsx';
import type { TableColumn } from '../columns/table-column.ts';
import type { DataTableProps } from '../data-table-props.ts';
import { DataTable } from '../data-table.tsx';
import { usualLayout, type TableLayout } from '../table-layout.ts';
import { nothingSelected, type TableSelection } from '../table-selection.ts';
import { arraySource } from '../table-source.ts';

/** What the tables of these tests are of. */
export interface Disk {
  readonly id: string;
  readonly size: number;
  readonly note: string;
}

export const columns: readonly TableColumn<Disk>[] = [
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

export const few: readonly Disk[] = [
  { id: 'disk 1', size: 20, note: 'system' },
  { id: 'disk 2', size: 500, note: 'data' },
  { id: 'root', size: 8, note: '' },
];
export const many: readonly Disk[] = Array.from({ length: 1000 }, (_, place) => ({
  id: `disk ${place}`,
  size: place,
  note: '',
}));

export interface Seen {
  layout: TableLayout;
  selection: TableSelection;
}

export type Props = Partial<DataTableProps<Disk>> & { readonly items?: readonly Disk[] };

/** A table that keeps its layout and its selection, as whoever has one does. */
export async function showTable({
  items = few,
  ...props
}: Props = {}): Promise<RenderedPart & { seen: Seen }> {
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

export const theTable = (): HTMLElement => screen.getByRole('grid', { name: 'Disks' });
export const headings = (): string[] =>
  screen.getAllByRole('columnheader').map((heading) => heading.textContent);
export const heading = (name: string): HTMLElement => screen.getByRole('columnheader', { name });
export const line = (name: string): HTMLElement =>
  screen.getByRole('row', { name: new RegExp(`^${name}\\b`) });
/** The text of the cell, or heading, that the keyboard is on. */
export const active = (): string | null =>
  document.getElementById(theTable().getAttribute('aria-activedescendant') ?? '')?.textContent ??
  null;
export const picked = ({ selection }: Seen): readonly string[] =>
  selection.is === 'some' ? [...selection.keys] : ['all'];

/** Opens the menu of a heading, as the mouse does. */
export async function openColumnMenu({ user }: RenderedPart, name: string): Promise<HTMLElement> {
  await user.pointer({ target: heading(name), keys: '[MouseRight]' });
  return screen.getByRole('menu', { name: 'Column' });
}
