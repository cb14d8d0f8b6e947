import { useId, useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { ObjectKey } from '#shared/model/reference.ts';
import type { ListSelection } from '../../actions/use-list-selection.ts';
import { t } from '../../i18n/translate.ts';
import { useAlerts } from '../../state/alerts.ts';
import { asksForMenu, lineAt, scrollToActive } from '../../ui/line-events.ts';
import { useVirtualLines } from '../../ui/virtual-lines.ts';
import { AlertRow } from './alert-row.tsx';
import { showAlert } from './alert-text.ts';

const rowHeight = 26;

export interface AlertTableProps {
  readonly label: string;
  readonly keys: readonly ObjectKey[];
  readonly selection: ListSelection;
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void;
  readonly onDismiss: () => void;
}

const columns = ['severity', 'title', 'target', 'server', 'time', 'text'] as const;

/** Alerts as a virtual table. The table has the keyboard's focus, one line is active. */
export function AlertTable(props: AlertTableProps): ReactElement {
  const { label, keys, selection, onMenu, onDismiss } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualLines(scroller, keys.length, rowHeight);
  const prefix = useId();
  const { active } = selection;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    if (asksForMenu(event)) {
      const box = document.getElementById(`${prefix}-${active}`)?.getBoundingClientRect();
      if (box !== undefined) onMenu({ x: box.left + 40, y: box.bottom });
    } else if (event.key === 'Delete') onDismiss();
    else if (selection.onKey(event, page)) scrollToActive(scroller, virtualizer);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      className="alert-table"
      role="grid"
      aria-label={label}
      aria-rowcount={keys.length + 1}
      aria-multiselectable
      tabIndex={0}
      data-active={active}
      {...(active < 0 ? {} : { 'aria-activedescendant': `${prefix}-${active}` })}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const index = lineAt(event);
        if (index !== null) selection.onClick(event, index);
      }}
      onDoubleClick={(event) => {
        const alert = useAlerts.getState().byKey.get(keys[lineAt(event) ?? -1] as ObjectKey);
        if (alert !== undefined) showAlert(alert);
      }}
      onContextMenu={(event) => {
        const index = lineAt(event);
        if (index === null) return;
        event.preventDefault();
        selection.include(index);
        onMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      <div role="row" className="alert-line alert-head" aria-rowindex={1}>
        {columns.map((column) => (
          <div key={column} role="columnheader" className="ellipsis">
            {t(`alerts.column.${column}`)}
          </div>
        ))}
      </div>
      <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const key = keys[index];
          return key === undefined ? null : (
            <AlertRow
              key={key}
              alertKey={key}
              id={`${prefix}-${index}`}
              index={index}
              top={start}
              selected={selection.selected.has(key)}
              active={index === active}
            />
          );
        })}
      </div>
    </div>
  );
}
