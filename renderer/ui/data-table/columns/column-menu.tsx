import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState, type ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { ColumnChooser } from './column-chooser.tsx';
import type { TableColumn } from './table-column.ts';
import {
  densities,
  resized,
  showsFilters,
  sortedBy,
  sortedIn,
  toggled,
  widthOf,
  type TableLayout,
} from '../table-layout.ts';

export interface ColumnMenuProps {
  readonly all: readonly TableColumn<never>[];
  readonly shown: readonly TableColumn<never>[];
  readonly layout: TableLayout;
  /** Where it opens, and for which column; null while it is closed. */
  readonly at: { readonly column: number; readonly x: number; readonly y: number } | null;
  readonly onLayout: (layout: TableLayout) => void;
  readonly ownColumn: ((typed: string) => string | undefined) | undefined;
  /** The column's filter is to be written into. */
  readonly onFilter: (column: string) => void;
  readonly onClose: () => void;
}

/** Pixels by which the menu makes a column wider. */
const step = 40;

/** What can be done with a column and with all of them. */
export function ColumnMenu(props: ColumnMenuProps): ReactElement {
  const { shown, layout, at, onLayout, onClose } = props;
  const [choosing, setChoosing] = useState(false);
  const column = shown[at?.column ?? -1];
  const ids = shown.map(({ id }) => id);
  const entries = column === undefined ? [] : entriesOf(column, at?.column ?? 0, layout, ids);
  return (
    <>
      <Menu
        open={at !== null}
        onClose={onClose}
        // Where the focus goes is said by what was chosen.
        disableRestoreFocus
        anchorReference="anchorPosition"
        anchorPosition={{ left: at?.x ?? 0, top: at?.y ?? 0 }}
        slotProps={{ list: { 'aria-label': t('table.columnMenu'), dense: true } }}
        transitionDuration={0}
      >
        {entries.map((entry, index) =>
          entry === 'divider' ? (
            <Divider key={`divider ${index}`} component="li" />
          ) : (
            <MenuItem
              key={entry.label}
              disabled={entry.disabled === true}
              selected={entry.selected === true}
              onClick={() => {
                onLayout(entry.layout);
                onClose();
              }}
            >
              {entry.label}
            </MenuItem>
          ),
        )}
        <Divider component="li" />
        <MenuItem
          disabled={column?.filterable === false}
          onClick={() => {
            onClose();
            if (column !== undefined) props.onFilter(column.id);
          }}
        >
          {t('table.filter.by')}
        </MenuItem>
        <MenuItem
          disabled={!showsFilters(layout)}
          onClick={() => {
            onLayout({ ...layout, filters: {}, filtering: false });
            onClose();
          }}
        >
          {t('table.filter.none')}
        </MenuItem>
        <MenuItem
          onClick={() => {
            onClose();
            setChoosing(true);
          }}
        >
          {t('table.choose')}
        </MenuItem>
      </Menu>
      {choosing && (
        <ColumnChooser
          all={props.all}
          shown={shown}
          layout={layout}
          onLayout={onLayout}
          ownColumn={props.ownColumn}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

type MenuEntry =
  | 'divider'
  | {
      readonly label: string;
      readonly layout: TableLayout;
      readonly disabled?: boolean;
      readonly selected?: boolean;
    };

function entriesOf(
  column: TableColumn<never>,
  place: number,
  layout: TableLayout,
  ids: readonly string[],
): readonly MenuEntry[] {
  const { id, sortable } = column;
  const width = widthOf(column, layout);
  const pinnedHere = layout.pinned === place + 1;
  return [
    {
      label: t('table.sort.ascending'),
      layout: sortedIn(layout, id, false),
      disabled: sortable === false,
    },
    {
      label: t('table.sort.descending'),
      layout: sortedIn(layout, id, true),
      disabled: sortable === false,
    },
    {
      label: t('table.sort.also'),
      layout: sortedBy(layout, id, true),
      disabled: sortable === false,
    },
    {
      label: t('table.sort.none'),
      layout: { ...layout, sort: [] },
      disabled: layout.sort.length === 0,
    },
    'divider',
    {
      label: pinnedHere ? t('table.unpin') : t('table.pin'),
      layout: { ...layout, pinned: pinnedHere ? 0 : place + 1 },
    },
    { label: t('table.hide'), layout: toggled(layout, ids, id), disabled: ids.length === 1 },
    { label: t('table.wider'), layout: resized(layout, id, width + step) },
    { label: t('table.narrower'), layout: resized(layout, id, width - step) },
    'divider',
    ...densities.map((density) => ({
      label: t(`table.density.${density}`),
      layout: { ...layout, density },
      selected: layout.density === density,
    })),
  ];
}
