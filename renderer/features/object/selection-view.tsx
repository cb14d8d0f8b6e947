import { useDeferredValue, useEffect, useState, type ReactElement } from 'react';
import {
  objectKey,
  type ConnectionId,
  type ObjectAddress,
  type ObjectKey,
} from '#shared/model/reference.ts';
import { formatMiB, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { toolsText } from './tools-text.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { inSteps, type Steps } from '../../state/in-steps.ts';
import { useRow } from '../../state/inventory/inventory-store.ts';
import {
  inOrder,
  nodesOf,
  useSelectionFacts,
  type SelectionFacts,
} from '../../state/selection/selection.ts';
import type { NodeSet } from '../../state/selection/node-set.ts';
import { FactCard, type Fact } from '../../ui/fact-list.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { stateName } from '../../ui/names.ts';
import { CurrentActionBar } from './current-action-bar.tsx';
import { ObjectTable } from './object-table.tsx';

/** Several objects: what they are, what they have in common, and what can be done with all of them. */
export function SelectionView(props: { readonly selected: NodeSet }): ReactElement {
  const { selected } = props;
  const facts = useSelectionFacts(selected);
  const keys = useKeys(selected);
  const title =
    facts.objects === 0
      ? t('selection.servers', { count: facts.servers.length })
      : t('selection.title', { count: facts.objects });
  return (
    <article className="object" aria-label={title}>
      <header className="object-head">
        <div className="object-title">
          <Icon name="layers" size={26} />
          <h2 className="object-name">{title}</h2>
        </div>
        {facts.objects > 0 && facts.servers.length > 0 && (
          <p className="selection-note weak">
            {t('selection.andServers', { count: facts.servers.length })}
          </p>
        )}
        <CurrentActionBar />
      </header>
      <div className="object-part">
        <div className="summary">
          <FactCard title={t('selection.kinds')} facts={kindFacts(facts)} />
          <Servers facts={facts} />
          <Common facts={facts} />
          {keys.length > 0 && (
            <section className="children" aria-label={t('selection.list')}>
              <ObjectTable
                label={t('selection.list')}
                keys={keys}
                form={facts.byServer.length > 1 ? 'servers' : 'objects'}
              />
            </section>
          )}
        </div>
      </div>
    </article>
  );
}

/** More are not put in order: nobody reads them one by one. */
const mostInOrder = 20_000;

/** Keys that are made in one piece. */
const pieceSize = 4096;

/** The objects of a selection, listed once the frame of the key that selected them is there. */
function useKeys(selected: NodeSet): readonly ObjectKey[] {
  // Thousands are sorted once the keyboard has come to rest.
  const listed = useDeferredValue(selected);
  const [keys, setKeys] = useState<readonly ObjectKey[]>([]);
  useEffect(() => inSteps(keySteps(listed), setKeys), [listed]);
  return keys;
}

function* keySteps(selected: NodeSet): Steps<readonly ObjectKey[]> {
  const objects: ObjectAddress[] = [];
  for (const { connection, ref } of nodesOf(selected)) {
    if (ref !== null) objects.push({ connection, ref });
    if (objects.length % pieceSize === 0) yield;
  }
  const keys: ObjectKey[] = [];
  for (const object of objects.length > mostInOrder ? objects : inOrder(objects)) {
    keys.push(objectKey(object));
    if (keys.length % pieceSize === 0) yield;
  }
  return keys;
}

function kindFacts({ byKind }: SelectionFacts): readonly Fact[] {
  return byKind.map(({ kind, count, on }) => ({
    label: t(`kinds.${kind}`),
    value:
      kind === 'vm'
        ? `${formatNumber(count)} (${t('summary.poweredOn', { count: on, total: count })})`
        : formatNumber(count),
  }));
}

function Servers({ facts }: { readonly facts: SelectionFacts }): ReactElement {
  const known = useConnections((state) => state.byId);
  const name = (id: ConnectionId): string => {
    const status = known.get(id);
    return status === undefined ? id : serverName(status);
  };
  return (
    <FactCard
      title={t('selection.where')}
      facts={[
        ...facts.byServer.map(({ connection, count }) => ({
          label: name(connection),
          value: formatNumber(count),
        })),
        ...(facts.objects === 0
          ? facts.servers.map((id) => ({ label: name(id), value: known.get(id)?.profile.address }))
          : []),
      ]}
    />
  );
}

function Common({ facts }: { readonly facts: SelectionFacts }): ReactElement {
  const { common, byServer } = facts;
  const connection = byServer[0]?.connection ?? ('' as ConnectionId);
  const host = useRow(connection, common.facts.host ?? null);
  const parent = useRow(connection, common.parent ?? null);
  const { cpus, memoryMiB } = common.facts;
  return (
    <FactCard
      title={t('selection.common')}
      facts={[
        {
          label: t('summary.state'),
          value:
            common.kind === undefined || common.state === undefined
              ? undefined
              : stateName(common.kind, common.state),
        },
        { label: t('summary.host'), value: host?.name },
        { label: t('selection.in'), value: parent === host ? undefined : parent?.name },
        {
          label: t(common.kind === 'host' ? 'summary.system' : 'summary.guestOs'),
          value: common.facts.guestOs,
        },
        { label: t('summary.cpu'), value: cpus && t('summary.cpus', { count: cpus }) },
        { label: t('summary.memory'), value: memoryMiB && formatMiB(memoryMiB) },
        { label: t('summary.tools'), value: toolsText(common.facts.tools) },
        { label: t('summary.tags'), value: common.facts.tags },
        { label: t('summary.folder'), value: common.facts.folder },
      ]}
    />
  );
}
