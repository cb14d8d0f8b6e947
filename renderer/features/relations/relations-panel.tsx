import Alert from '@mui/material/Alert';
import { useState, type ReactElement } from 'react';
import { objectKey, type ConnectionId, type ObjectAddress } from '#shared/model/reference.ts';
import type { RelationCell, RelationEntry, RelationGroup } from '#shared/model/relation.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { useDerived } from '../../bridge/use-derived.ts';
import { formatBytes, formatDateTime } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/connections.ts';
import { goTo } from '../../state/navigation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { ObjectIcon } from '../../ui/object-icon.tsx';
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

/** Rows that are drawn before somebody asks for the rest. */
const shownAtFirst = 100;

function Group(props: {
  readonly connection: ConnectionId;
  readonly group: RelationGroup;
}): ReactElement {
  const { connection, group } = props;
  const { entries } = group;
  const label = inWords(group.label);
  const columns = group.columns.map(inWords);
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.slice(0, shownAtFirst);
  return (
    <section className="relation-group" aria-label={label}>
      <h3>{t('relations.count', { label, count: entries.length })}</h3>
      <table className="relation-table">
        <thead>
          <tr>
            {[t('relations.name'), ...columns].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => (
            <Entry key={entry.key} connection={connection} entry={entry} columns={columns} />
          ))}
        </tbody>
      </table>
      {shown.length < entries.length && (
        <LinkButton onClick={() => setAll(true)}>
          {t('relations.more', { count: entries.length })}
        </LinkButton>
      )}
    </section>
  );
}

function Entry(props: {
  readonly connection: ConnectionId;
  readonly entry: RelationEntry;
  readonly columns: readonly string[];
}): ReactElement {
  const { connection, entry, columns } = props;
  const { ref, kind, state, health, cells } = entry;
  const name = visibleName(inWords(entry.name));
  const isName = typeof entry.name === 'string';
  return (
    <tr>
      <td>
        <span className="relation-name">
          <ObjectIcon kind={kind} state={state} health={health} size={16} />
          {ref === null ? (
            <span translate={isName ? 'no' : undefined} className="weak selectable">
              {name}
            </span>
          ) : (
            <LinkButton isName={isName} onClick={() => goTo({ connection, ref })}>
              {name}
            </LinkButton>
          )}
        </span>
      </td>
      {columns.map((column, index) => (
        <td key={column} className="selectable">
          <Cell connection={connection} cell={cells[index]} />
        </td>
      ))}
    </tr>
  );
}

function Cell(props: {
  readonly connection: ConnectionId;
  readonly cell: RelationCell | undefined;
}): ReactElement | null {
  const { connection, cell } = props;
  if (cell === undefined) return null;
  if ('bytes' in cell) return <>{formatBytes(cell.bytes)}</>;
  if ('time' in cell) return <>{formatDateTime(cell.time)}</>;
  const isName = typeof cell.text === 'string';
  if (!('ref' in cell))
    return <span translate={isName ? 'no' : undefined}>{inWords(cell.text)}</span>;
  return (
    <LinkButton isName={isName} onClick={() => goTo({ connection, ref: cell.ref })}>
      {inWords(cell.text)}
    </LinkButton>
  );
}
