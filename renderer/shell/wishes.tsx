import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { parseLink } from '#shared/model/moref-link.ts';
import { printValue } from '#shared/query/print.ts';
import type { Wish } from '#shared/model/wish.ts';
import { openConnection } from '../actions/connect.ts';
import { notifyUnknownServer, openLink, serversNamed } from '../actions/open-link.ts';
import type { Link } from '../bridge/link.ts';
import { useLink } from '../bridge/link-context.ts';
import { useFeed } from '../bridge/use-feed.ts';
import { t } from '../i18n/translate.ts';
import { useConnections } from '../state/servers/connections.ts';
import { parseNodeKey, type NodeKey } from '../state/tree/flat-node.ts';
import { goTo, visitSearch } from '../state/workspace/navigation.ts';

/** Does what was asked for on the command line, or by a link of the system; says what it waits for. */
export function Wishes(): ReactElement | null {
  const link = useLink();
  const [name, setName] = useState<string | null>(null);
  const take = async (id: string, wish: Wish): Promise<void> => {
    if (!(await link.call('wishes.take', { id }))) return;
    const { connect, select, search } = wish;
    if (connect !== undefined) connectTo(link, connect);
    if (search !== undefined) visitSearch(search);
    if (select === undefined) return;
    const target = parseLink(select);
    if (target === null) setName(select);
    else openLink(target);
  };
  useFeed('wishes', {}, ({ upsert }) => {
    for (const [id, wish] of upsert) take(id, wish).catch(() => undefined);
  });
  return name === null ? null : <ByName key={name} name={name} onDone={() => setName(null)} />;
}

function connectTo(link: Link, server: string): void {
  const [status] = serversNamed(server);
  if (status === undefined) notifyUnknownServer(server);
  else if (status.state === 'offline') void openConnection(link, status.id);
}

/** Waits until there is an object of that name, and says so: servers may still be loading. Several are shown as a list. */
function ByName(props: { readonly name: string; readonly onDone: () => void }): ReactElement {
  const { name, onDone } = props;
  const waiting = useConnections(({ byId }) => [...byId.values()].some(isOnItsWay));
  const query = `name=${printValue({ kind: 'quoted', text: name })}`;
  useFeed('matches', { query, most: 2, explained: 0 }, ({ upsert }) => {
    const found = upsert.flatMap(([key, item]) => (item.is === 'match' ? [key] : []));
    const [first] = found;
    if (first === undefined) return;
    const { connection, ref } = parseNodeKey(first as NodeKey);
    if (found.length > 1 || ref === null) visitSearch(query);
    else goTo({ connection, ref });
    onDone();
  });
  return (
    <Alert
      severity="info"
      role="status"
      sx={{ borderRadius: 0 }}
      action={
        <Button color="inherit" onClick={onDone}>
          {t(waiting ? 'wish.stop' : 'common.close')}
        </Button>
      }
    >
      {t(waiting ? 'wish.waiting' : 'wish.nothing', { name })}
    </Alert>
  );
}

/** More may come of it. */
function isOnItsWay({ state }: ConnectionStatus): boolean {
  return state === 'connecting' || state === 'syncing' || state === 'retrying';
}
