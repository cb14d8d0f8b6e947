import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { Link } from '../bridge/link.ts';
import { t } from '../i18n/translate.ts';
import { serverName } from '../state/servers/connections.ts';
import { showDialog } from '../state/dialogs.ts';
import type { Action } from './action.ts';
import { closeConnection, openConnection, presentConnectError } from './connect.ts';
import { copyText } from './copy.ts';
import { exploreActions } from './explore.ts';

/** What can be done to a server in the tree. */
export function serverActions(status: ConnectionStatus, link: Link): readonly Action[] {
  const { id, profile } = status;
  const edit: readonly Action[] =
    profile.demo === true
      ? []
      : [
          {
            id: 'server.edit',
            label: t('server.edit.action'),
            group: 'profile',
            icon: 'edit',
            run: () => showDialog({ kind: 'server', connection: id }),
          },
        ];
  return [
    ...connectActions(status, link),
    ...exploreActions(status),
    ...edit,
    {
      id: 'copy.name',
      label: t('object.copyName'),
      group: 'copy',
      icon: 'copy',
      run: () => void copyText(serverName(status)),
    },
    {
      id: 'server.remove',
      label: t('server.remove'),
      group: 'delete',
      icon: 'trash',
      danger: true,
      run: () => showDialog({ kind: 'remove-server', connection: id }),
    },
  ];
}

function connectActions(status: ConnectionStatus, link: Link): readonly Action[] {
  const { id, state, error } = status;
  if (state !== 'offline')
    return [
      {
        id: 'server.disconnect',
        label: state === 'connecting' ? t('common.cancel') : t('server.disconnect'),
        group: 'connection',
        icon: 'unplug',
        run: () => void closeConnection(link, id),
      },
    ];
  const certificate = error?.kind === 'certificate' && error.certificate !== undefined;
  if (certificate)
    return [
      {
        id: 'server.certificate',
        label: t('server.reviewCertificate'),
        group: 'connection',
        icon: 'shield',
        run: () => presentConnectError(id, error),
      },
    ];
  return [
    {
      id: 'server.connect',
      label: error?.kind === 'auth' ? t('server.enterPassword') : t('server.connect'),
      group: 'connection',
      icon: error?.kind === 'auth' ? 'key' : 'plug',
      run: () =>
        error?.kind === 'auth' ? presentConnectError(id, error) : void openConnection(link, id),
    },
  ];
}
