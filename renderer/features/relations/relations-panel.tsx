import Alert from '@mui/material/Alert';
import { useMemo, type ReactElement } from 'react';
import { objectKey, type ConnectionId, type ObjectAddress } from '#shared/model/reference.ts';
import type { RelationEntry, RelationGroup } from '#shared/model/relation.ts';
import { useArrayTable } from '../../actions/use-array-table.ts';
import { useDerived } from '../../bridge/use-derived.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/servers/connections.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { showsFilters } from '../../ui/data-table/table-layout.ts';
import { nameOf, relationColumns } from './relation-columns.tsx';
import './relations.css';

/** The objects that an object has to do with, live: disks, interfaces, storage, whatever its family tells. */
export function RelationsPanel({ address }: { readonly address: ObjectAddress }): ReactElement {
  const status = useConnection(address.connection);
  const { data, error } = useDerived('relations', address, status?.state);
  if (error !== null && error.kind !== 'missing')
    return (
      <Alert severity="error">
        {t('relations.failed')}: {inWords(error.message)}
      </Alert>
    );
  if (data === undefined) return <p className="relations weak">{t('common.loading')}</p>;
  if (data.length === 0) return <EmptyState icon="other" title={t('relations.empty')} />;
  return (
    <div className="relations" key={objectKey(address)}>
      {data.map((group) => (
        <Group key={group.id} connection={address.connection} group={group} />
      ))}
    </div>
  );
}

/** Pixels of a line, and of the head. */
const lineHeight = 26;
/** Taller groups scroll by themselves, in pixels. */
const tallest = 420;
/** Room for a scroll bar below the lines. */
const spare = 16;

function Group(props: {
  readonly connection: ConnectionId;
  readonly group: RelationGroup;
}): ReactElement {
  const { connection, group } = props;
  const { entries } = group;
  const label = inWords(group.label);
  const columns = useMemo(() => relationColumns(connection, group), [connection, group]);
  const table = useArrayTable({
    name: `relations.${group.id}`,
    items: entries,
    columns,
    keyOf,
    nameOf,
  });
  const filters = showsFilters(table.layout) ? lineHeight : 0;
  const height = Math.min(tallest, (entries.length + 1) * lineHeight + filters + spare);
  return (
    <section className="relation-group" aria-label={label}>
      <h3>{t('relations.count', { label, count: entries.length })}</h3>
      <div style={{ height }}>
        <DataTable
          label={label}
          {...table}
          onOpen={({ ref }) => {
            if (ref !== null) goTo({ connection, ref });
          }}
        />
      </div>
    </section>
  );
}

function keyOf({ key }: RelationEntry): string {
  return key;
}
