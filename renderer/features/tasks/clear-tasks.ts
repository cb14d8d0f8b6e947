import type { ConnectionId } from '#shared/model/reference.ts';
import type { Link } from '../../bridge/link.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { notify, notifyError } from '../../state/notices.ts';

/** Forgets the finished tasks of a server, or of all, and offers to take that back. */
export async function clearTasks(link: Link, server: ConnectionId | null): Promise<void> {
  const status = server === null ? undefined : useConnections.getState().byId.get(server);
  try {
    const { count } = await link.call('tasks.clear', server === null ? {} : { connection: server });
    const title =
      status === undefined
        ? t('tasks.cleared', { count })
        : t('tasks.cleared.server', { count, server: serverName(status) });
    notify(title, { label: t('common.undo'), run: () => void undoClear(link) });
  } catch (thrown) {
    notifyError(t('tasks.clear.failed'), errorOf(thrown));
  }
}

async function undoClear(link: Link): Promise<void> {
  try {
    await link.call('tasks.undoClear', {});
  } catch (thrown) {
    notifyError(t('tasks.clear.undo.failed'), errorOf(thrown));
  }
}
