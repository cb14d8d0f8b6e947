import { useMemo, type ReactElement } from 'react';
import type { ObjectKey } from '#shared/model/reference.ts';
import { useArrayTable } from '../../actions/use-array-table.ts';
import { useAlerts } from '../../state/alerts/alerts.ts';
import type { NodeKey } from '../../state/tree/flat-node.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { alertColumns, alertTitle } from './alert-columns.tsx';
import { showAlert } from './alert-text.ts';
import type { AlertSelection } from './use-alert-list.ts';

export interface AlertTableProps {
  readonly label: string;
  readonly keys: readonly ObjectKey[];
  readonly selection: AlertSelection;
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void;
  readonly onDismiss: () => void;
}

/** Alerts as a table: the newest first, until the user sorts them. Enter shows one whole, Delete dismisses. */
export function AlertTable(props: AlertTableProps): ReactElement {
  const { label, keys, selection, onMenu, onDismiss } = props;
  const revision = useAlerts((state) => state.version);
  const columns = useMemo(() => alertColumns(), []);
  const table = useArrayTable({
    name: 'alerts',
    items: keys,
    columns,
    keyOf,
    nameOf: alertTitle,
    revision,
  });
  return (
    <div className="alert-table">
      <DataTable
        label={label}
        {...table}
        onLayout={(layout) => {
          // Nothing may be dismissed that the filter hides.
          if (layout.filters !== table.layout.filters) selection.clear();
          table.onLayout(layout);
        }}
        selection={{ is: 'some', keys: selection.selected }}
        onSelect={(next) => {
          if (next.is === 'some') selection.replace(next.keys as ReadonlySet<NodeKey>);
        }}
        onOpen={(key) => {
          const alert = useAlerts.getState().byKey.get(key);
          if (alert !== undefined) showAlert(alert);
        }}
        onMenu={onMenu}
        onOtherKey={(event) => {
          if (event.key !== 'Delete') return;
          event.preventDefault();
          onDismiss();
        }}
        classOf={acknowledgedClass}
      />
    </div>
  );
}

function keyOf(key: ObjectKey): string {
  return key;
}

function acknowledgedClass(key: ObjectKey): string {
  const acknowledged = useAlerts.getState().byKey.get(key)?.acknowledged;
  return acknowledged === undefined ? '' : 'alert-line-acknowledged';
}
