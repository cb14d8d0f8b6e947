import { useEffect, type ReactElement } from 'react';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { ConsolePanel } from '../features/console/console-panel.tsx';
import { t } from '../i18n/translate.ts';
import { askForConsole } from '../state/consoles.ts';
import { useRow } from '../state/inventory/inventory-store.ts';
import { useConnection, serverName } from '../state/servers/connections.ts';
import { parseNodeKey, type NodeKey } from '../state/tree/flat-node.ts';
import { EmptyState } from '../ui/empty-state.tsx';

/** A window that shows one console, and is called after its machine. */
export function ConsoleWindow({ node }: { readonly node: NodeKey }): ReactElement {
  const { connection, ref } = parseNodeKey(node);
  const status = useConnection(connection);
  const name = useRow(connection, ref)?.name;
  useEffect(() => {
    // Who opens a window for a console has asked for it.
    if (ref !== null) askForConsole({ connection, ref });
  }, [connection, ref]);
  useEffect(() => {
    if (name !== undefined) document.title = visibleName(name);
  }, [name]);
  if (ref === null || status === undefined)
    return <EmptyState icon="vm" title={t('console.page.none')} />;
  return (
    <main className="console-window" aria-label={serverName(status)}>
      <ConsolePanel address={{ connection, ref }} />
    </main>
  );
}
