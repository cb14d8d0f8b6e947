import type { MorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Link } from '../bridge/link.ts';
import { errorOf } from '../bridge/use-call.ts';
import { t } from '../i18n/translate.ts';
import { useConnections } from '../state/servers/connections.ts';
import { showDialog } from '../state/dialogs.ts';
import { visit } from '../state/workspace/navigation.ts';
import { tellError, tellUndone } from '../state/notices.ts';

/**
 * Connects, and asks for what is in the way: trust in the certificate, or the password. True if a session stands.
 * `password` serves this run only.
 */
export async function openConnection(
  link: Link,
  connection: ConnectionId,
  password?: string,
): Promise<boolean> {
  try {
    await link.call('connections.open', {
      id: connection,
      ...onlyDefined({ password }),
    });
    return true;
  } catch (thrown) {
    presentConnectError(connection, errorOf(thrown), password);
    return false;
  }
}

/** The dialog that mends the error, or the error itself where only the user can mend it elsewhere. */
export function presentConnectError(
  connection: ConnectionId,
  error: MorefError,
  password?: string,
): void {
  const status = useConnections.getState().byId.get(connection);
  if (error.kind === 'certificate' && error.certificate !== undefined) {
    showDialog({
      kind: 'certificate',
      connection,
      problem: error.certificate,
      ...onlyDefined({ password }),
    });
  } else if (error.kind === 'auth') {
    const tried = password !== undefined || status?.hasPassword === true;
    showDialog({ kind: 'password', connection, error: tried ? error : null });
  } else tellError(t('server.failed'), error);
}

/** Takes back a server that was added and never reached. */
export async function removeAdded(
  link: Link,
  connection: ConnectionId,
  name: string,
): Promise<void> {
  try {
    await link.call('profiles.remove', { id: connection });
    tellUndone(t('server.notAdded', { name }));
  } catch (thrown) {
    tellError(t('server.remove.confirm'), errorOf(thrown));
  }
}

export async function closeConnection(link: Link, connection: ConnectionId): Promise<void> {
  try {
    await link.call('connections.close', { id: connection });
  } catch (thrown) {
    tellError(t('server.disconnect'), errorOf(thrown));
  }
}

/** Starts the demo estate and connects to it. */
export async function openDemo(link: Link): Promise<void> {
  try {
    const { connection } = await link.call('demo.connect', {});
    visit(connection);
  } catch (thrown) {
    tellError(t('firstRun.demo.failed'), errorOf(thrown));
  }
}
