import type { ReactElement, ReactNode } from 'react';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import { useDerived } from '../../bridge/use-derived.ts';
import { t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/connections.ts';
import { useInventory, useRow } from '../../state/inventory/inventory-store.ts';
import { parseNodeKey } from '../../state/tree/flat-node.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ObjectHeader } from './object-header.tsx';
import { ObjectTabs } from './object-tabs.tsx';
import { ServerView } from './server-view.tsx';
import './object.css';

/** The other parts of an object's page, which are features of their own. */
export interface ObjectParts {
  readonly properties: (address: ObjectAddress) => ReactNode;
  readonly relations: (address: ObjectAddress) => ReactNode;
  readonly tasks: (address: ObjectAddress) => ReactNode;
}

/** What the selected node is, and what can be done with it. */
export function ObjectView({ parts }: { readonly parts: ObjectParts }): ReactElement {
  const current = useWorkspace((state) => state.current);
  const { connection, ref } = current === null ? nowhere : parseNodeKey(current);
  const status = useConnection(connection ?? undefined);
  const inTree = useRow(connection ?? ('' as ConnectionId), ref);
  const address =
    connection === null || ref === null || inTree !== undefined ? null : { connection, ref };
  const hidden = useDerived('object', address, status?.state);
  const row = inTree ?? hidden.data;
  const loaded = useInventory(
    (state) => connection !== null && (state.branches.get(connection)?.size ?? 0) > 0,
  );
  if (connection === null || status === undefined)
    return <EmptyState icon="search" title={t('object.none')} text={t('object.none.help')} />;
  if (ref === null) return <ServerView status={status} />;
  if (row === undefined)
    return loaded && status.state === 'live' ? (
      <EmptyState icon="cancel" title={t('object.gone')} text={t('object.gone.help')} />
    ) : (
      <EmptyState icon="cloudOff" title={t('object.waiting')} text={t('object.waiting.help')} />
    );
  return (
    <article className="object" aria-label={row.name}>
      <ObjectHeader status={status} row={row} />
      <ObjectTabs status={status} row={row} parts={parts} />
    </article>
  );
}

const nowhere = { connection: null, ref: null } as const;
