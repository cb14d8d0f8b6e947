import { memo, type CSSProperties, type ReactElement, type ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { TableColumn } from './columns/table-column.ts';
import { levelIndent } from './table-tree.ts';

/** The columns of a line that are on screen, by their places. */
export interface ColumnPlaces {
  readonly places: readonly number[];
  /** Pixels from the left for each pinned column. */
  readonly pinnedAt: readonly number[];
}

export interface TableRowProps<Item> {
  readonly item: Item;
  readonly line: number;
  readonly id: string;
  /** Pixels. */
  readonly top: number;
  readonly height: number;
  readonly columns: readonly TableColumn<Item>[];
  readonly shown: ColumnPlaces;
  /** Undefined: lines cannot be selected. */
  readonly selected: boolean | undefined;
  /** The column that the keyboard is on in this line; −1 for none. */
  readonly active: number;
  readonly className: string;
  readonly disabled?: boolean;
  /** Where it stands in a tree. */
  readonly tree?: RowInTree | undefined;
  /** It stands below the head of a group. */
  readonly inGroup?: boolean;
}

export interface RowInTree {
  readonly level: number;
  /** Undefined where nothing stands below it. */
  readonly open: boolean | undefined;
  readonly toggleLabel: string;
}

function TableRowView<Item>(props: TableRowProps<Item>): ReactElement {
  const { item, line, id, columns, shown, selected, active, tree } = props;
  const classes = ['table-line', props.className];
  if (selected === true) classes.push('table-line-selected');
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      {...(selected !== undefined && { 'aria-selected': selected, draggable: true })}
      {...(props.disabled === true && { 'aria-disabled': true })}
      {...(props.inGroup === true && { 'aria-level': 2 })}
      {...(tree !== undefined && { 'aria-level': tree.level })}
      {...(tree?.open !== undefined && { 'aria-expanded': tree.open })}
      data-index={line}
      className={classes.join(' ')}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      {shown.places.map((place) => {
        const column = columns[place];
        if (column === undefined) return null;
        const text = column.text(item);
        return (
          <div
            key={column.id}
            id={`${id}-${line}-${place}`}
            role="gridcell"
            aria-colindex={place + 1}
            data-column={place}
            title={column.title?.(item) ?? text}
            className={`${cellClass(column, place, shown, place === active)}${tree !== undefined && place === 0 ? ' table-cell-tree' : ''}`}
            style={cellStyle(place, shown)}
          >
            {tree !== undefined && place === 0 && <Twisty {...tree} />}
            <Content inTree={tree !== undefined && place === 0}>
              {column.render === undefined ? text : column.render(item)}
            </Content>
          </div>
        );
      })}
    </div>
  );
}

/** Renders again only when its own line changes: a table is updated many times a second. */
export const TableRow = memo(TableRowView, sameLine) as typeof TableRowView;

/** Where it stands in the tree is said anew each time. */
function sameLine(before: TableRowProps<unknown>, now: TableRowProps<unknown>): boolean {
  const { tree: old, ...others } = before;
  const { tree, ...rest } = now;
  return (
    old?.level === tree?.level &&
    old?.open === tree?.open &&
    (Object.keys(rest) as (keyof typeof rest)[]).every((key) => others[key] === rest[key])
  );
}

/** Beside the room of its level a cell is cut off by itself. */
function Content(props: { readonly inTree: boolean; readonly children: ReactNode }): ReactNode {
  return props.inTree ? <span className="ellipsis">{props.children}</span> : props.children;
}

/** The room that a level takes, and the sign that opens what stands below. The table hears of the click. */
function Twisty({ level, open, toggleLabel }: RowInTree): ReactElement {
  return (
    <span className="table-twisty-room" style={{ width: level * levelIndent }}>
      {open !== undefined && (
        <button
          type="button"
          tabIndex={-1}
          className={open ? 'table-twisty table-twisty-open' : 'table-twisty'}
          aria-label={toggleLabel}
        >
          <Icon name="chevron" size={14} />
        </button>
      )}
    </span>
  );
}

export function cellClass(
  column: Pick<TableColumn<never>, 'numeric'>,
  place: number,
  { pinnedAt }: ColumnPlaces,
  active: boolean,
): string {
  return [
    'table-cell',
    column.numeric === true ? 'table-cell-numeric' : '',
    place < pinnedAt.length ? 'table-cell-pinned' : '',
    place === pinnedAt.length - 1 ? 'table-cell-pinned-last' : '',
    active ? 'table-cell-active' : '',
  ]
    .filter((name) => name !== '')
    .join(' ');
}

export function cellStyle(place: number, { pinnedAt }: ColumnPlaces): CSSProperties {
  const left = pinnedAt[place];
  return { gridColumn: place + 1, ...(left !== undefined && { left }) };
}
