import type { ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { Row } from '#shared/model/row.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { serverActions } from '../../actions/server-actions.ts';
import { useObjectActions } from '../../actions/use-object-actions.ts';
import { useLink } from '../../bridge/link-context.ts';
import { t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/connections.ts';
import { useRow } from '../../state/inventory/inventory-store.ts';
import type { FlatNode } from '../../state/tree/flat-node.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';

export interface MenuPlace {
  readonly node: FlatNode;
  readonly x: number;
  readonly y: number;
}

interface TreeMenuProps {
  readonly place: MenuPlace | null;
  readonly onClose: () => void;
}

/** The context menu of a line. */
export function TreeMenu({ place, onClose }: TreeMenuProps): ReactElement | null {
  const connection = place?.node.connection;
  const ref = place?.node.ref ?? null;
  const status = useConnection(connection);
  const row = useRow(connection ?? ('' as ConnectionId), ref);
  if (place === null || status === undefined) return null;
  if (ref === null) return <ServerMenu status={status} place={place} onClose={onClose} />;
  return row === undefined ? null : <ObjectMenu row={row} place={place} onClose={onClose} />;
}

function ServerMenu(props: {
  readonly status: ConnectionStatus;
  readonly place: MenuPlace;
  readonly onClose: () => void;
}): ReactElement {
  const { status, place, onClose } = props;
  const actions = serverActions(status, useLink());
  return <ActionMenu label={t('object.actions')} actions={actions} at={place} onClose={onClose} />;
}

function ObjectMenu(props: {
  readonly row: Row;
  readonly place: MenuPlace;
  readonly onClose: () => void;
}): ReactElement {
  const { row, place, onClose } = props;
  const { operations, copies } = useObjectActions(
    { connection: place.node.connection, ref: row.ref },
    row,
  );
  return (
    <ActionMenu
      label={t('object.actions')}
      actions={[...operations, ...copies]}
      at={place}
      onClose={onClose}
    />
  );
}
