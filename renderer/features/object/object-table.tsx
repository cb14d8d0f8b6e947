import { memo, useRef, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import type { RowFacts } from '#shared/model/row.ts';
import { formatMiB, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnection } from '../../state/connections.ts';
import { useRow } from '../../state/inventory/inventory-store.ts';
import { parseNodeKey, type NodeKey } from '../../state/tree/flat-node.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { stateName } from '../../ui/names.ts';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { useVirtualLines } from '../../ui/virtual-lines.ts';
import { open, type ListSelection } from './use-list-selection.ts';
import './object-table.css';

export interface ObjectTableProps {
  readonly label: string;
  readonly keys: readonly NodeKey[];
  /** Objects of several servers: each tells its own. */
  readonly servers: boolean;
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
  const { label, keys, servers, selection, onMenu, onOtherKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualLines(scroller, keys.length, rowHeight);
  const active = selection?.active ?? -1;
  const columns = servers ? headings : headings.filter((one) => one !== 'summary.server');

  const onKeyDown = (event: KeyboardEvent): void => {
    if (selection === undefined || event.target !== event.currentTarget) return;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = scroller.current?.querySelector('.object-line-active')?.getBoundingClientRect();
      if (box !== undefined) onMenu?.({ x: box.left + 40, y: box.bottom });
    } else if (selection.onKey(event, Math.floor(tallest / rowHeight) - 2)) scrollToActive();
    else {
      onOtherKey?.(event);
      return;
    }
    event.preventDefault();
  };
  /** After the selection has been rendered: the active line may be a new one. */
  const scrollToActive = (): void => {
    requestAnimationFrame(() => {
      const index = Number(scroller.current?.getAttribute('data-active') ?? -1);
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
    });
  };
  return (
    <div
      ref={scroller}
      className={servers ? 'object-table object-table-servers' : 'object-table'}
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
        const index = indexOf(event);
        if (index !== null) selection?.onClick(event, index);
      }}
      onDoubleClick={(event) => {
        const key = keys[indexOf(event) ?? -1];
        if (key !== undefined) open(key);
      }}
      onContextMenu={(event) => {
        const index = indexOf(event);
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
              servers={servers}
              selected={selection?.selected.has(key)}
              active={index === active}
            />
          );
        })}
      </div>
    </div>
  );
}

const headings = [
  'relations.name',
  'summary.state',
  'summary.server',
  'summary.host',
  'summary.cpu',
  'summary.memory',
  'summary.ipAddress',
] as const;

function indexOf(event: MouseEvent): number | null {
  const line = (event.target as Element).closest('[data-index]');
  return line === null ? null : Number(line.getAttribute('data-index'));
}

interface ObjectLineProps {
  readonly nodeKey: NodeKey;
  readonly index: number;
  readonly top: number;
  readonly servers: boolean;
  readonly selected: boolean | undefined;
  readonly active: boolean;
}

const ObjectLine = memo(function ObjectLine(props: ObjectLineProps): ReactElement | null {
  const { nodeKey, index, top, servers, selected, active } = props;
  const { connection, ref } = parseNodeKey(nodeKey);
  const row = useRow(connection, ref);
  const host = useRow(connection, row?.facts.host ?? null);
  const status = useConnection(connection);
  const facts: RowFacts = row?.facts ?? {};
  return (
    <div
      role="row"
      id={`object-line-${index}`}
      aria-rowindex={index + 2}
      {...(selected === undefined ? {} : { 'aria-selected': selected })}
      data-index={index}
      className={`object-line${selected === true ? ' object-line-selected' : ''}${active ? ' object-line-active' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className="object-line-name">
        {row !== undefined && (
          <>
            <ObjectIcon kind={row.kind} state={row.state} health={row.health} size={16} />
            <LinkButton title={row.name} onClick={() => open(nodeKey)}>
              {row.name}
            </LinkButton>
          </>
        )}
      </div>
      <div role="gridcell" className="ellipsis">
        {row === undefined ? '' : stateName(row.kind, row.state)}
      </div>
      {servers && (
        <div role="gridcell" className="ellipsis">
          {status === undefined ? '' : serverName(status)}
        </div>
      )}
      <div role="gridcell" className="ellipsis">
        {host?.name}
      </div>
      <div role="gridcell" className="ellipsis">
        {facts.cpus === undefined ? '' : formatNumber(facts.cpus)}
      </div>
      <div role="gridcell" className="ellipsis">
        {facts.memoryMiB === undefined ? '' : formatMiB(facts.memoryMiB)}
      </div>
      <div role="gridcell" className="ellipsis">
        {facts.ipAddress}
      </div>
    </div>
  );
});
