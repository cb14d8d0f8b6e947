import type { SavedProfile } from '#shared/contract/results.ts';
import type { MorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Link } from '../bridge/link.ts';
import { errorOf } from '../bridge/use-call.ts';
import { t } from '../i18n/translate.ts';
import { useConnections } from '../state/servers/connections.ts';
import { showDialog } from '../state/dialogs.ts';
import { visit } from '../state/workspace/navigation.ts';
import { notifyError } from '../state/notices.ts';

/** Connects, and asks for what is in the way: trust in the certificate, or the password. True if a session stands. */
export async function openConnection(link: Link, connection: ConnectionId): Promise<boolean> {
  try {
    await link.call('connections.open', { id: connection });
    return true;
  } catch (thrown) {
    presentConnectError(connection, errorOf(thrown));
    return false;
  }
}

/** What somebody typed to log in. It serves until Moref ends; what of it is to be kept is kept once a session stands. */
export interface Login {
  readonly password: string;
  /** In place of the profile's. */
  readonly user?: string;
  /** Keep the password. */
  readonly remember?: boolean;
}

/** Connects with what was typed, and keeps of it what is to be kept: not before a session stands, for it may have been mistyped. */
export async function logIn(
  link: Link,
  connection: ConnectionId,
  login: Login,
  options?: { readonly signal: AbortSignal },
): Promise<void> {
  const { password, user, remember = false } = login;
  const given = { id: connection, password, ...onlyDefined({ user }) };
  await link.call('connections.open', given, options ?? {});
  const profile = useConnections.getState().byId.get(connection)?.profile;
  if (profile === undefined || (user === undefined && !remember)) return;
  const kept = remember ? { password, rememberPassword: true } : {};
  try {
    const { authority, ...known } = profile;
    const pem = onlyDefined({ authority: authority?.pem });
    const saved = { ...known, ...pem, ...onlyDefined({ user }), ...kept };
    notifyNotKept(await link.call('profiles.save', saved));
  } catch (thrown) {
    // The session stands all the same.
    notifyError(t('server.loginNotKept', { name: profile.name }), errorOf(thrown));
  }
}

/** Says that a password which was to be remembered is not, and why. */
export function notifyNotKept({ id, name, notKept }: SavedProfile): void {
  if (notKept !== undefined)
    notifyError(t('server.notKept', { name }), { kind: 'fault', message: notKept, connection: id });
}

/** The dialog that mends the error, or the error itself where only the user can mend it elsewhere. */
export function presentConnectError(connection: ConnectionId, error: MorefError): void {
  const status = useConnections.getState().byId.get(connection);
  if (error.kind === 'certificate' && error.certificate !== undefined) {
    showDialog({ kind: 'certificate', connection, problem: error.certificate });
  } else if (error.kind === 'auth') {
    const tried = status?.hasPassword === true;
    showDialog({ kind: 'password', connection, error: tried ? error : null });
  } else notifyError(t('server.failed'), error);
}

export async function closeConnection(link: Link, connection: ConnectionId): Promise<void> {
  try {
    await link.call('connections.close', { id: connection });
  } catch (thrown) {
    notifyError(t('server.disconnect'), errorOf(thrown));
  }
}

/** Starts the demo estate and connects to it. */
export async function openDemo(link: Link): Promise<void> {
  try {
    const { connection } = await link.call('demo.connect', {});
    visit(connection);
  } catch (thrown) {
    notifyError(t('firstRun.demo.failed'), errorOf(thrown));
  }
}
