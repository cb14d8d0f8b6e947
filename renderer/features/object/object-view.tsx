import type { ReactElement } from 'react';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { useObjectAt } from '../../actions/use-current-object.ts';
import { t } from '../../i18n/translate.ts';
import { useInventory } from '../../state/inventory/inventory-store.ts';
import { useConnections } from '../../state/servers/connections.ts';
import { groupAt } from '../../state/tree/tree-groups.ts';
import type { NodeKey } from '../../state/tree/flat-node.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Overview } from './overview/overview.tsx';
import { ObjectHeader } from './object-header.tsx';
import type { ObjectParts } from './object-parts.ts';
import { ObjectTabs } from './object-tabs.tsx';
import { SelectionView } from './selection-view.tsx';
import { ServerView } from './server/server-view.tsx';
import './object.css';

/** What is selected, and what can be done with it. */
export function ObjectView({ parts }: { readonly parts: ObjectParts }): ReactElement {
  const selected = useWorkspace((state) => state.selected);
  const search = useWorkspace((state) => state.search);
  const [only = null] = selected;
  if (search !== null) return <>{parts.search(search)}</>;
  const group = only === null ? undefined : groupAt(only);
  if (group !== undefined) return <>{parts.group(group)}</>;
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
