import { parseLink, printLink, type MorefLink } from '#shared/model/moref-link.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { t } from '../i18n/translate.ts';
import { rowOf } from '../state/inventory/inventory-store.ts';
import { notifyError } from '../state/notices.ts';
import { useConnections } from '../state/servers/connections.ts';
import { revealSelected } from '../state/tree/tree-store.ts';
import { goTo, visit } from '../state/workspace/navigation.ts';
import type { Action } from './action.ts';
import { copyText } from './copy.ts';

/** The servers that a link may mean: those at the address, else those of the name; whatever the case. */
export function serversNamed(server: string): readonly ConnectionStatus[] {
  const all = [...useConnections.getState().byId.values()];
  const wanted = server.trim().toLowerCase();
  const at = all.filter(({ profile }) => profile.address.toLowerCase() === wanted);
  return at.length > 0 ? at : all.filter(({ profile }) => profile.name.toLowerCase() === wanted);
}

/** Shows what a link means; says so where Moref does not know its server. */
export function openLink({ server, ref }: MorefLink): void {
  const servers = serversNamed(server);
  // One address may have two profiles, of two users: the object is on one of them, perhaps.
  const holder =
    ref === null ? undefined : servers.find(({ id }) => rowOf({ connection: id, ref }));
  const status = holder ?? servers[0];
  if (status === undefined) {
    notifyUnknownServer(server);
    return;
  }
  if (ref !== null) goTo({ connection: status.id, ref });
  else {
    visit(status.id);
    revealSelected();
  }
}

/** Says that Moref does not know a server, until somebody has read it. */
export function notifyUnknownServer(server: string): void {
  const message = t('link.unknownServer', { server });
  notifyError(t('link.failed'), { kind: 'missing', message });
}

/** Copies a link to a server or an object. */
export function copyLinkAction(connection: ConnectionId, ref: Ref | null): Action {
  return {
    id: 'copy.link',
    label: t('object.copyLink'),
    group: 'copy',
    icon: 'copy',
    run: () => {
      const profile = useConnections.getState().byId.get(connection)?.profile;
      const server = profile?.address || profile?.name;
      if (server !== undefined) void copyText(printLink({ server, ref }));
    },
  };
}

/** What a text that is a link opens. */
export function openLinkAction(text: string): Action | undefined {
  const link = parseLink(text);
  if (link === null) return undefined;
  return {
    id: 'link.open',
    label: t('link.open'),
    group: 'app',
    icon: 'here',
    detail: text.trim(),
    run: () => openLink(link),
  };
}
