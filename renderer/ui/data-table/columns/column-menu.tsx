import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { ColumnChooser } from './column-chooser.tsx';
import type { TableSource } from '../table-source.ts';
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

/** Where the menu opens, and for which column. */
export interface ColumnMenuPlace {
  readonly column: number;
  readonly x: number;
  readonly y: number;
}

export interface ColumnMenuProps {
  readonly all: readonly TableColumn<never>[];
  readonly shown: readonly TableColumn<never>[];
  readonly layout: TableLayout;
  /** Null while it is closed. */
  readonly at: ColumnMenuPlace | null;
  readonly onLayout: (layout: TableLayout) => void;
  readonly groupable?: boolean | undefined;
  readonly source?: Pick<TableSource<never>, 'fold'> | undefined;
  readonly ownColumn?: ((typed: string) => string | undefined) | undefined;
  /** The column's filter is to be written into. */
  readonly onFilter: (column: string) => void;
  readonly onClose: () => void;
  /** It was closed, and the keyboard belongs to the table again. */
  readonly onBack: () => void;
}

/** Pixels by which the menu makes a column wider. */
const step = 40;

/** What can be done with a column and with all of them. */
export function ColumnMenu(props: ColumnMenuProps): ReactElement {
  const { layout, at, onLayout } = props;
  const [choosing, setChoosing] = useState(false);
  const close = useClosing(props);
  const column = props.shown[at?.column ?? -1];
  const entries = column === undefined ? [] : allEntries(props, column);
  const change = (next: TableLayout, fold?: boolean): void => {
    if (fold !== undefined) props.source?.fold?.(fold);
    onLayout(next);
    close('back');
  };
  const filter = (): void => {
    close('elsewhere');
    if (column === undefined) return;
    props.onFilter(column.id);
    onLayout({ ...layout, filtering: true });
  };
  const choose = (): void => {
    close('elsewhere');
    setChoosing(true);
  };
  return (
    <>
      <Menu
        open={at !== null}
        onClose={() => close('back')}
        // Where the focus goes is said by what was chosen.
        disableRestoreFocus
        anchorReference="anchorPosition"
        anchorPosition={{ left: at?.x ?? 0, top: at?.y ?? 0 }}
        slotProps={{ list: { 'aria-label': t('table.columnMenu'), dense: true } }}
        transitionDuration={0}
      >
        {entries.map((entry, index) => entryItem(entry, index, change))}
        <Divider component="li" />
        <MenuItem disabled={column?.filterable === false} onClick={filter}>
          {t('table.filter.by')}
        </MenuItem>
        <MenuItem
          disabled={!showsFilters(layout)}
          onClick={() => change({ ...layout, filters: {}, filtering: false })}
        >
          {t('table.filter.none')}
        </MenuItem>
        <MenuItem onClick={choose}>{t('table.choose')}</MenuItem>
      </Menu>
      {choosing && (
        <ColumnChooser
          {...props}
          onClose={() => {
            setChoosing(false);
            props.onBack();
          }}
        />
      )}
    </>
  );
}

/** Gives the keyboard back only once the menu is closed: as long as it is open it fetches the focus back. */
function useClosing({ at, onClose, onBack }: ColumnMenuProps): (to: 'back' | 'elsewhere') => void {
  const back = useRef(false);
  useEffect(() => {
    if (at !== null || !back.current) return;
    back.current = false;
    onBack();
  });
  return (to) => {
    back.current = to === 'back';
    onClose();
  };
}

function entryItem(
  entry: MenuEntry,
  index: number,
  change: (layout: TableLayout, fold?: boolean) => void,
): ReactElement {
  if (entry === 'divider') return <Divider key={`divider ${index}`} component="li" />;
  return (
    <MenuItem
      key={entry.label}
      disabled={entry.disabled === true}
      selected={entry.selected === true}
      onClick={() => change(entry.layout, entry.fold)}
    >
      {entry.label}
    </MenuItem>
  );
}

interface EntryOfMenu {
  readonly label: string;
  readonly layout: TableLayout;
  readonly disabled?: boolean;
  readonly selected?: boolean;
  /** Opens all groups, or closes them. */
  readonly fold?: boolean;
}

type MenuEntry = 'divider' | EntryOfMenu;

function allEntries(
  { layout, at, shown, groupable }: ColumnMenuProps,
  column: TableColumn<never>,
): readonly MenuEntry[] {
  const ids = shown.map(({ id }) => id);
  const own = entriesOf(column, at?.column ?? 0, layout, ids);
  return groupable === true ? [...own, 'divider', ...groupEntries(column.id, layout)] : own;
}

/** Grouping by the column, and all groups at once. */
function groupEntries(id: string, layout: TableLayout): readonly EntryOfMenu[] {
  const disabled = layout.group === null;
  return [
    {
      label: t('table.group.by'),
      layout: { ...layout, group: id },
      disabled: layout.group === id,
    },
    { label: t('table.group.none'), layout: { ...layout, group: null }, disabled },
    { label: t('table.group.open'), layout, disabled, fold: true },
    { label: t('table.group.close'), layout, disabled, fold: false },
  ];
}

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
