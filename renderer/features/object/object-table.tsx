import { memo, useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { Row } from '#shared/model/row.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { beginDrag, endDrag } from '../../actions/drag.ts';
import { useLink } from '../../bridge/link-context.ts';
import { formatBytes, formatMiB, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnection } from '../../state/connections.ts';
import { useRow } from '../../state/inventory/inventory-store.ts';
import { addressesOf } from '../../state/selection.ts';
import { parseNodeKey, type NodeKey } from '../../state/tree/flat-node.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { stateName } from '../../ui/names.ts';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { asksForMenu, lineAt, scrollToActive } from '../../ui/line-events.ts';
import { useVirtualLines } from '../../ui/virtual-lines.ts';
import { typeText } from './library-facts.ts';
import { open, type ListSelection } from '../../actions/use-list-selection.ts';
import './object-table.css';

/** `servers`: objects of several servers, each tells its own; `objects`: of one; `contents`: items of a library. */
export type ObjectTableForm = 'servers' | 'objects' | 'contents';

export interface ObjectTableProps {
  readonly label: string;
  readonly keys: readonly NodeKey[];
  readonly form: ObjectTableForm;
  /** Absent: the lines cannot be selected. */
  readonly selection?: ListSelection;
  readonly onMenu?: (at: { readonly x: number; readonly y: number }) => void;
  /** A key that means nothing to the list. */
  readonly onOtherKey?: (event: KeyboardEvent) => void;
}

const rowHeight = 26;
/** Taller lists scroll by themselves, in pixels. */
const tallest = 520;

/** Objects as a virtual table. */
export function ObjectTable(props: ObjectTableProps): ReactElement {
  const { label, keys, form, selection, onMenu, onOtherKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const link = useLink();
  const virtualizer = useVirtualLines(scroller, keys.length, rowHeight);
  const active = selection?.active ?? -1;
  const columns = columnsOf[form];

  const onKeyDown = (event: KeyboardEvent): void => {
    if (selection === undefined || event.target !== event.currentTarget) return;
    if (asksForMenu(event)) {
      const box = scroller.current?.querySelector('.object-line-active')?.getBoundingClientRect();
      if (box !== undefined) onMenu?.({ x: box.left + 40, y: box.bottom });
    } else if (selection.onKey(event, Math.floor(tallest / rowHeight) - 2))
      scrollToActive(scroller, virtualizer);
    else {
      onOtherKey?.(event);
      return;
    }
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      className={`object-table object-table-${form}`}
      role="grid"
      aria-label={label}
      aria-rowcount={keys.length + 1}
      aria-multiselectable={selection !== undefined}
      tabIndex={0}
      data-active={active}
      {...(active < 0 ? {} : { 'aria-activedescendant': `object-line-${active}` })}
      style={{ height: Math.min(tallest, (keys.length + 1) * rowHeight + 2) }}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const index = lineAt(event);
        if (index !== null) selection?.onClick(event, index);
      }}
      onDoubleClick={(event) => {
        const key = keys[lineAt(event) ?? -1];
        if (key !== undefined) open(key);
      }}
      onDragStart={(event) => {
        const key = keys[lineAt(event) ?? -1];
        if (key === undefined || selection === undefined) return;
        const dragged = selection.selected.has(key) ? selection.selected : [key];
        beginDrag(link, addressesOf(dragged), event.dataTransfer);
      }}
      onDragEnd={endDrag}
      onContextMenu={(event) => {
        const index = lineAt(event);
        if (index === null || selection === undefined) return;
        event.preventDefault();
        selection.include(index);
        onMenu?.({ x: event.clientX, y: event.clientY });
      }}
    >
      <div role="row" className="object-line object-table-head" aria-rowindex={1}>
        {columns.map((heading) => (
          <div key={heading} role="columnheader" className="ellipsis">
            {t(heading)}
          </div>
        ))}
      </div>
      <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const key = keys[index];
          return key === undefined ? null : (
            <ObjectLine
              key={key}
              nodeKey={key}
              index={index}
              top={start}
              columns={columns}
              selected={selection?.selected.has(key)}
              active={index === active}
            />
          );
        })}
      </div>
    </div>
  );
}

const objectColumns = [
  'relations.name',
  'summary.state',
  'summary.server',
  'summary.host',
  'summary.cpu',
  'summary.memory',
  'summary.ipAddress',
] as const;
const oneServerColumns = objectColumns.filter((one) => one !== 'summary.server');
const contentColumns = ['relations.name', 'summary.type', 'summary.size'] as const;

type Column = (typeof objectColumns)[number] | (typeof contentColumns)[number];

/** Lines of one table have the same columns. */
const columnsOf: Readonly<Record<ObjectTableForm, readonly Column[]>> = {
  servers: objectColumns,
  objects: oneServerColumns,
  contents: contentColumns,
};

interface ObjectLineProps {
  readonly nodeKey: NodeKey;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column[];
  readonly selected: boolean | undefined;
  readonly active: boolean;
}

const ObjectLine = memo(function ObjectLine(props: ObjectLineProps): ReactElement | null {
  const { nodeKey, index, top, columns, selected, active } = props;
  const { connection, ref } = parseNodeKey(nodeKey);
  const row = useRow(connection, ref);
  const host = useRow(connection, row?.facts.host ?? null);
  const status = useConnection(connection);
  return (
    <div
      role="row"
      id={`object-line-${index}`}
      aria-rowindex={index + 2}
      {...(selected === undefined ? {} : { 'aria-selected': selected, draggable: true })}
      data-index={index}
      className={`object-line${selected === true ? ' object-line-selected' : ''}${active ? ' object-line-active' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className="object-line-name">
        {row !== undefined && (
          <>
            <ObjectIcon kind={row.kind} state={row.state} health={row.health} size={16} />
            <LinkButton isName title={visibleName(row.name)} onClick={() => open(nodeKey)}>
              {visibleName(row.name)}
            </LinkButton>
          </>
        )}
      </div>
      {columns.map(
        (column) =>
          column !== 'relations.name' && (
            <div key={column} role="gridcell" className="ellipsis">
              {row === undefined ? '' : cellText(column, { row, host, status })}
            </div>
          ),
      )}
    </div>
  );
});

interface CellSource {
  readonly row: Row;
  readonly host: Row | undefined;
  readonly status: ConnectionStatus | undefined;
}

function cellText(column: Column, { row, host, status }: CellSource): string {
  const { facts } = row;
  switch (column) {
    case 'relations.name':
      return visibleName(row.name);
    case 'summary.state':
      return stateName(row.kind, row.state);
    case 'summary.server':
      return status === undefined ? '' : serverName(status);
    case 'summary.host':
      return visibleName(host?.name ?? '');
    case 'summary.cpu':
      return facts.cpus === undefined ? '' : formatNumber(facts.cpus);
    case 'summary.memory':
      return facts.memoryMiB === undefined ? '' : formatMiB(facts.memoryMiB);
    case 'summary.ipAddress':
      return facts.ipAddress ?? '';
    case 'summary.type':
      return facts.type === undefined ? '' : typeText(facts.type);
    case 'summary.size':
      return facts.capacityBytes === undefined ? '' : formatBytes(facts.capacityBytes);
  }
}
