import { useMemo, type ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { t, wordsOf } from '../../i18n/translate.ts';
import { toolsText } from './tools-text.ts';
import { serverName } from '../../state/servers/connections.ts';
import { useNow } from '../../state/clock.ts';
import { rowsBelow } from '../../state/inventory/count-below.ts';
import { branchOf, useRow } from '../../state/inventory/inventory-store.ts';
import { topConsumers } from './top-consumers.ts';
import type { SheetSection } from '#shared/model/sheet.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import { FactCard, type Fact } from '../../ui/fact-list.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { stateName } from '../../ui/names.ts';
import { ObjectIcon } from '../../ui/icons/object-icon.tsx';
import { useDerived } from '../../bridge/use-derived.ts';
import { usePageSections } from './page-sections.ts';
import { SheetView } from './sheet/sheet-view.tsx';
import { Children } from './children.tsx';
import { contentFact, isLibrary, typeText, useContentBytes } from './library-facts.ts';
import { resourceFacts } from './resource-facts.tsx';
import { TagChips } from './tag-chips.tsx';

/** The facts of an object at a glance, live: its family's sheet, and until that is there, or where it has none, what its row knows. */
export function Summary(props: {
  readonly status: ConnectionStatus;
  readonly row: Row;
}): ReactElement | null {
  const { status, row } = props;
  const { data: sheet, error } = useDerived(
    'sheet',
    { connection: status.id, ref: row.ref },
    status.state,
  );
  const own = usePageSections({ connection: status.id, ref: row.ref });
  const consumers = useConsumers(status, row);
  // It is there in a few milliseconds: another page until then would flicker.
  if (sheet === undefined && error === null) return null;
  if (sheet === undefined || sheet.sections.length === 0) return <RowSummary {...props} />;
  return (
    <>
      <SheetView status={status} sheet={sheet} more={[...own, ...consumers]} />
      <div className="summary">
        <Children connection={status.id} parent={row.ref} />
      </div>
    </>
  );
}

/** What holds machines, and tells who of them uses most. */
const holders: ReadonlySet<Row['kind']> = new Set(['cluster', 'pool', 'host', 'datacenter']);
/** Who uses most is worked out this often, milliseconds. */
const consumersEveryMs = 5000;

function useConsumers({ id }: ConnectionStatus, { ref, kind }: Row): readonly SheetSection[] {
  const tick = Math.floor(useNow() / consumersEveryMs);
  return useMemo(() => {
    void tick;
    const branch = holders.has(kind) ? branchOf(id) : undefined;
    const section = branch === undefined ? undefined : topConsumers(rowsBelow(branch, ref));
    return section === undefined ? [] : [section];
  }, [id, ref, kind, tick]);
}

/** What lists know of an object, too. */
function RowSummary(props: { readonly status: ConnectionStatus; readonly row: Row }): ReactElement {
  const { status, row } = props;
  const host = useRow(status.id, row.facts.host ?? null);
  const parent = useRow(status.id, row.parent);
  const contents = useContentBytes(status.id, row);
  return (
    <div className="summary">
      <FactCard title={t('summary.general')} facts={generalFacts(status.id, row)} />
      <FactCard
        title={t('summary.resources')}
        facts={isLibrary(row.kind) ? [contentFact(row, contents)] : resourceFacts(row)}
      />
      <FactCard
        title={t('summary.related')}
        facts={[
          {
            label: t(row.kind === 'pool' ? 'summary.coordinator' : 'summary.host'),
            value: host && <RowLink status={status} row={host} />,
          },
          {
            label: t('summary.parent'),
            value: parent && parent !== host ? <RowLink status={status} row={parent} /> : undefined,
          },
          { label: t('summary.server'), value: serverName(status) },
        ]}
      />
      <FactCard title={t('summary.fields')} facts={ownFields(row)} />
      <Children connection={status.id} parent={row.ref} />
    </div>
  );
}

function generalFacts(connection: ConnectionId, row: Row): readonly Fact[] {
  const { ref, kind, state, health, facts } = row;
  return [
    { label: t('summary.note'), value: wordsOf(facts.note) },
    { label: t('summary.state'), value: stateName(kind, state) },
    { label: t('summary.health'), value: health === 'unknown' ? undefined : t(`health.${health}`) },
    {
      label: t(kind === 'host' || kind === 'pool' ? 'summary.system' : 'summary.guestOs'),
      value: facts.guestOs,
    },
    {
      label: t(kind === 'host' ? 'summary.name' : 'summary.hostName'),
      value: facts.hostName,
    },
    { label: t('summary.ipAddress'), value: facts.ipAddress },
    { label: t('summary.tools'), value: toolsText(facts.tools) },
    { label: t('summary.description'), value: facts.description },
    {
      label: t('summary.type'),
      value: facts.type && (isLibrary(kind) ? typeText(facts.type) : facts.type),
    },
    {
      label: t('summary.tags'),
      value: facts.tags && <TagChips key={ref} address={{ connection, ref }} names={facts.tags} />,
    },
    { label: t('summary.folder'), value: facts.folder },
    {
      label: t('summary.uuid'),
      value: facts.uuid && (
        <span translate="no" className="mono">
          {facts.uuid}
        </span>
      ),
    },
    {
      label: t('summary.ref'),
      value: (
        <span translate="no" className="mono">
          {ref}
        </span>
      ),
    },
  ];
}

/** Fields that administrators made up, by their own names. */
function ownFields({ facts: { fields = {} } }: Row): readonly Fact[] {
  return Object.entries(fields).map(([label, value]) => ({ label, value, isOwn: true }));
}

function RowLink(props: { readonly status: ConnectionStatus; readonly row: Row }): ReactElement {
  const { status, row } = props;
  return (
    <LinkButton isName onClick={() => goTo({ connection: status.id, ref: row.ref })}>
      <ObjectIcon kind={row.kind} state={row.state} health={row.health} size={16} />
      {visibleName(row.name)}
    </LinkButton>
  );
}
