import type { ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { serverName, useConnection } from '../../state/servers/connections.ts';
import { EnvironmentMark } from '../../ui/servers/environment.tsx';
import { Icon } from '../../ui/icons/icon.tsx';

/** The server that a dialog concerns, with what it is for. */
export function ServerContext(props: { readonly connection: ConnectionId }): ReactElement | null {
  const status = useConnection(props.connection);
  if (status === undefined) return null;
  return (
    <>
      <Icon name="server" size={14} />
      <span translate="no">{serverName(status)}</span>
      <EnvironmentMark profile={status.profile} />
    </>
  );
}
