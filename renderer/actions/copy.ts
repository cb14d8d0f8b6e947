import type { Row } from '#shared/model/row.ts';
import { refId, type ConnectionId } from '#shared/model/reference.ts';
import { t } from '../i18n/translate.ts';
import { serverName, useConnections } from '../state/servers/connections.ts';
import { branchOf } from '../state/inventory/inventory-store.ts';
import { notify } from '../state/notices.ts';
import type { Action } from './action.ts';

/** `Berlin / Production / esx-01 / sql-01`: the server, what leads to the object, and the object. */
export function pathOf(connection: ConnectionId, row: Row): string {
  const status = useConnections.getState().byId.get(connection);
  const branch = branchOf(connection);
  const ancestors =
    branch?.ancestors(row.ref).map((ref) => branch.row(ref)?.name ?? refId(ref)) ?? [];
  const server = status === undefined ? connection : serverName(status);
  return [server, ...ancestors, row.name].join(' / ');
}

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  notify(t('common.copied'));
}

export function copyActions(connection: ConnectionId, row: Row): readonly Action[] {
  const action = (id: string, label: string, text: () => string): Action => ({
    id,
    label,
    group: 'copy',
    icon: 'copy',
    run: () => void copyText(text()),
  });
  return [
    action('copy.name', t('object.copyName'), () => row.name),
    action('copy.ref', t('object.copyRef'), () => row.ref),
    action('copy.path', t('object.copyPath'), () => pathOf(connection, row)),
  ];
}
