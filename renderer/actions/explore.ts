import type { ConnectionStatus } from '#shared/model/connection.ts';
import { t } from '../i18n/translate.ts';
import { serverName, useConnections } from '../state/servers/connections.ts';
import { visit } from '../state/workspace/navigation.ts';
import { revealSelected } from '../state/tree/tree-store.ts';
import { useWorkspace } from '../state/workspace/workspace.ts';
import type { Action } from './action.ts';

/** The way to a server's service explorer; nothing for a server whose API does not describe itself. */
export function exploreActions({ id, server }: ConnectionStatus): readonly Action[] {
  if (server?.explorable !== true) return [];
  return [
    {
      id: 'explorer.open',
      label: t('explorer.open'),
      group: 'connection',
      icon: 'command',
      run: () => {
        visit(id);
        useWorkspace.getState().set({ serverTab: 'api' });
        revealSelected();
      },
    },
  ];
}

/** The same for every server, by name. */
export function exploreAnyActions(): readonly Action[] {
  const { order, byId } = useConnections.getState();
  return order.flatMap((id) => {
    const status = byId.get(id);
    if (status === undefined) return [];
    return exploreActions(status).map((action) => ({
      ...action,
      id: `${action.id}.${id}`,
      label: `${action.label}: ${serverName(status)}`,
      group: 'app',
    }));
  });
}
