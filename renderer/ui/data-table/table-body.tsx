import type { VirtualItem } from '@tanstack/react-virtual';
import type { ReactElement } from 'react';
import type { CellPlace } from './cell-move.ts';
import type { TableColumn } from './columns/table-column.ts';
import { GroupRow } from './group-row.tsx';
import { TableRow, type ColumnPlaces, type RowInTree } from './table-row.tsx';
import { isSelected, type TableSelection } from './table-selection.ts';
import type { TableTree } from './table-tree.ts';
import type { TableSource } from './table-source.ts';

export interface TableBodyProps<Item> {
  readonly id: string;
  readonly source: TableSource<Item>;
  readonly columns: readonly TableColumn<Item>[];
  readonly shown: ColumnPlaces;
  readonly lines: readonly VirtualItem[];
  /** Pixels of all lines. */
  readonly total: number;
  readonly height: number;
  /** Undefined: lines cannot be selected. */
  readonly selection: TableSelection | undefined;
  readonly place: CellPlace;
  readonly tree?: TableTree<Item> | undefined;
  readonly classOf?: ((item: Item) => string) | undefined;
  readonly isDisabled?: ((item: Item) => boolean) | undefined;
}

/** The lines on screen. One that is not at hand yet keeps its place empty. */
export function TableBody<Item>(props: TableBodyProps<Item>): ReactElement {
  const { id, source, columns, shown, selection, place } = props;
  return (
    <div role="rowgroup" className="table-body" style={{ height: props.total }}>
      {props.lines.map(({ index, start }) => {
        const item = source.item(index);
        const group = source.group?.(index);
        const active = index === place.line ? place.column : -1;
        if (group !== undefined)
          return (
            <GroupRow
              key={`group ${group.id}`}
              group={group}
              line={index}
              id={id}
              top={start}
              height={props.height}
              columns={columns.length}
              active={active}
            />
          );
        if (item === undefined)
          return (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              className="table-line table-line-waiting"
              style={{ height: props.height, transform: `translateY(${start}px)` }}
            >
              <div role="gridcell" className="table-cell">
                …
              </div>
            </div>
          );
        const key = source.keyOf(item);
        return (
          <TableRow
            key={key}
            item={item}
            line={index}
            id={id}
            top={start}
            height={props.height}
            columns={columns}
            shown={shown}
            selected={selection === undefined ? undefined : isSelected(selection, key)}
            active={active}
            className={props.classOf?.(item) ?? ''}
            disabled={props.isDisabled?.(item) ?? false}
            tree={placeInTree(item, props.tree)}
            inGroup={source.group !== undefined}
          />
        );
      })}
    </div>
  );
}

function placeInTree<Item>(item: Item, tree: TableTree<Item> | undefined): RowInTree | undefined {
  if (tree === undefined) return undefined;
  const open = tree.isOpen(item);
  return { level: tree.levelOf(item), open, toggleLabel: tree.toggleLabel(open === true) };
}
