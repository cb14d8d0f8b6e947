import type { ReactElement, ReactNode } from 'react';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { useObjectAt } from '../../actions/use-current-object.ts';
import { t } from '../../i18n/translate.ts';
import { useInventory } from '../../state/inventory/inventory-store.ts';
import { useConnections } from '../../state/servers/connections.ts';
import type { NodeKey } from '../../state/tree/flat-node.ts';
import { useWorkspace, type ListCounts, type ListTab } from '../../state/workspace/workspace.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Overview } from './overview/overview.tsx';
import { ObjectHeader } from './object-header.tsx';
import { ObjectTabs } from './object-tabs.tsx';
import { SelectionView } from './selection-view.tsx';
import { ServerView } from './server/server-view.tsx';
import './object.css';

/** What a page's lists are of: objects, or whole servers. */
export type PartScope =
  | { readonly of: readonly ObjectAddress[] }
  | { readonly connections: readonly ConnectionId[] };

/** The other parts of an object's page, which are features of their own. */
export interface ObjectParts {
  readonly properties: (address: ObjectAddress) => ReactNode;
  readonly snapshots: (address: ObjectAddress) => ReactNode;
  readonly relations: (address: ObjectAddress) => ReactNode;
  readonly tasks: (address: ObjectAddress) => ReactNode;
  readonly alerts: (address: ObjectAddress) => ReactNode;
  readonly api: (connection: ConnectionId) => ReactNode;
  readonly search: (search: string) => ReactNode;
  readonly list: (tab: ListTab, scope: PartScope) => ReactNode;
  /** Renders with how many objects each list of these holds. */
  readonly counted: (
    scope: PartScope,
    render: (counts: ListCounts) => ReactElement,
  ) => ReactElement;
}

/** What is selected, and what can be done with it. */
export function ObjectView({ parts }: { readonly parts: ObjectParts }): ReactElement {
  const selected = useWorkspace((state) => state.selected);
  const search = useWorkspace((state) => state.search);
  const [only = null] = selected;
  if (search !== null) return <>{parts.search(search)}</>;
  return selected.size > 1 ? (
    <SelectionView selected={selected} />
  ) : (
    <OneObject shown={only} parts={parts} />
  );
}

function OneObject(props: {
  readonly shown: NodeKey | null;
  readonly parts: ObjectParts;
}): ReactElement {
  const { shown, parts } = props;
  const { connection, ref, status, row } = useObjectAt(shown);
  const some = useConnections((state) => state.order.length > 0);
  const loaded = useInventory(
    (state) => connection !== null && (state.branches.get(connection)?.size ?? 0) > 0,
  );
  if (shown === null && some) return <Overview />;
  if (connection === null || status === undefined)
    return <EmptyState icon="search" title={t('object.none')} text={t('object.none.help')} />;
  if (ref === null) return <ServerView status={status} parts={parts} />;
  if (row === undefined)
    return loaded && status.state === 'live' ? (
      <EmptyState icon="cancel" title={t('object.gone')} text={t('object.gone.help')} />
    ) : (
      <EmptyState icon="cloudOff" title={t('object.waiting')} text={t('object.waiting.help')} />
    );
  return (
    <article className="object" aria-label={visibleName(row.name)}>
      <ObjectHeader status={status} row={row} />
      {parts.counted({ of: [{ connection: status.id, ref: row.ref }] }, (counts) => (
        <ObjectTabs status={status} row={row} parts={parts} counts={counts} />
      ))}
    </article>
  );
}
