import { useMemo, type KeyboardEvent, type ReactElement } from 'react';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { beginDrag, endDrag } from '../../actions/drag.ts';
import { useArrayTable } from '../../actions/use-array-table.ts';
import { useLink } from '../../bridge/link-context.ts';
import { useNow } from '../../state/clock.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import { addressesOf } from '../../state/selection/selection.ts';
import { parseNodeKey, type NodeKey } from '../../state/tree/flat-node.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import {
  isSelected,
  nothingSelected,
  type TableSelection,
} from '../../ui/data-table/table-selection.ts';
import { objectColumns, type ObjectTableForm } from './object-columns.tsx';
import './object-table.css';

export interface ObjectTableProps {
  readonly label: string;
  readonly keys: readonly NodeKey[];
  readonly form: ObjectTableForm;
  /** Absent: the lines cannot be selected. */
  readonly selection?: TableSelection;
  readonly onSelect?: (selection: TableSelection) => void;
  readonly onMenu?: (at: { readonly x: number; readonly y: number }) => void;
  /** A key that means nothing to the list. */
  readonly onOtherKey?: (event: KeyboardEvent) => void;
}

/** Pixels of a line, and of the head. */
const lineHeight = 26;
/** Taller lists scroll by themselves, in pixels. */
const tallest = 520;
/** Room for a scroll bar below the lines, and for the filters. */
const spare = 18 + lineHeight;

/** Objects that are named one by one, as a table. Values are live; the order of what changes is made anew every few seconds. */
export function ObjectTable(props: ObjectTableProps): ReactElement {
  const { label, keys, form, selection, onSelect, onMenu, onOtherKey } = props;
  const link = useLink();
  const columns = useMemo(() => objectColumns(form), [form]);
  const revision = Math.floor(useNow() / 3000);
  const table = useArrayTable({
    name: `objects.${form}`,
    items: keys,
    columns,
    keyOf,
    nameOf,
    revision,
  });
  const open = (key: NodeKey): void => {
    const { connection, ref } = parseNodeKey(key);
    if (ref !== null) goTo({ connection, ref });
  };
  const height = Math.min(tallest, (keys.length + 1) * lineHeight + spare);
  return (
    <div className="object-table" style={{ height }}>
      <DataTable
        label={label}
        {...table}
        onLayout={(layout) => {
          // An operation must not meet what the filter hides.
          if (layout.filters !== table.layout.filters) onSelect?.(nothingSelected);
          table.onLayout(layout);
        }}
        onOpen={open}
        {...onlyDefined({ selection })}
        {...onlyDefined({ onSelect })}
        {...onlyDefined({ onMenu })}
        {...onlyDefined({ onOtherKey })}
        onDragStart={(key, transfer) => {
          const picked = selection !== undefined && isSelected(selection, key);
          const dragged = picked ? keys.filter((one) => isSelected(selection, one)) : [key];
          beginDrag(link, addressesOf(dragged), transfer);
        }}
        onDragEnd={endDrag}
      />
    </div>
  );
}

function keyOf(key: NodeKey): string {
  return key;
}

function nameOf(key: NodeKey): string {
  const { connection, ref } = parseNodeKey(key);
  return ref === null ? '' : visibleName(rowOf({ connection, ref })?.name ?? '');
}
