import type { ReactElement, ReactNode } from 'react';
import { historySeverities, type HistorySeverity } from '#shared/model/history.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { formatDateTime, formatRecent, formatUtc } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { rowOf, useRow } from '../../state/inventory/inventory-store.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import type { TableColumn } from '../../ui/data-table/columns/table-column.ts';
import type { IconName } from '../../ui/icons/icon-paths.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import type { HistoryLine } from './history-follower.ts';

const columnIds = [
  'time',
  'severity',
  'title',
  'target',
  'who',
  'text',
  'state',
  'server',
  'kind',
  'type',
] as const;
type ColumnId = (typeof columnIds)[number];

const texts: Readonly<Record<ColumnId, (line: HistoryLine) => string>> = {
  time: ({ time }) => `${formatDateTime(time)}\n${formatUtc(time)}`,
  severity: ({ severity }) => t(`history.severity.${severity}`),
  title: ({ title }) => inWords(title),
  target: lineTarget,
  who: ({ who }) => (who === undefined ? '' : inWords(who)),
  text: ({ text }) => inWords(text),
  state: ({ state }) => (state === undefined ? '' : t(`tasks.state.${state}`)),
  server: lineServer,
  kind: ({ kind }) => t(`history.kind.${kind}`),
  type: ({ type }) => type,
};

const widths: Readonly<Record<ColumnId, number>> = {
  time: 195,
  severity: 110,
  title: 200,
  target: 150,
  who: 190,
  text: 460,
  state: 110,
  server: 140,
  kind: 80,
  type: 200,
};

const renders: Readonly<Partial<Record<ColumnId, (line: HistoryLine) => ReactNode>>> = {
  time: ({ time }) => <Time at={time} />,
  severity: ({ severity }) => <Severity severity={severity} />,
  target: (line) => <Target line={line} />,
};

/** What is known of what happened; of one object the server goes without saying. */
export function historyColumns(ofSeveral: boolean): readonly TableColumn<HistoryLine>[] {
  return columnIds.map((id) => {
    const render = renders[id];
    return {
      id,
      label: t(`history.column.${id}`),
      group: t('fieldGroup.general'),
      width: widths[id],
      usual: id !== 'type' && id !== 'kind' && (id !== 'server' || ofSeveral),
      text: texts[id],
      ...(id === 'time' && { type: 'time' as const, value: ({ time }: HistoryLine) => time }),
      ...(id === 'severity' && {
        filterable: false as const,
        value: ({ severity }: HistoryLine) => historySeverities.indexOf(severity),
      }),
      ...(render !== undefined && { render }),
    };
  });
}

export function lineServer({ connection }: HistoryLine): string {
  const status = useConnections.getState().byId.get(connection);
  return status === undefined ? connection : serverName(status);
}

export function lineTarget({ connection, target, targetName = '' }: HistoryLine): string {
  const row = target === undefined ? undefined : rowOf({ connection, ref: target });
  return visibleName(row?.name ?? targetName);
}

function Time({ at }: { readonly at: number }): string {
  return formatRecent(at, useNow());
}

const icons: Readonly<Record<HistorySeverity, IconName>> = {
  error: 'cancel',
  warning: 'alert',
  info: 'info',
  user: 'info',
};

/** How much something matters, by a sign and its colour. */
export function Severity({ severity }: { readonly severity: HistorySeverity }): ReactElement {
  return (
    <span className={`history-severity history-${severity}`}>
      <Icon name={icons[severity]} size={14} />
      {t(`history.severity.${severity}`)}
    </span>
  );
}

/** Leads to the object while that is there; its name is all that is left of one that is gone. */
function Target({ line }: { readonly line: HistoryLine }): ReactElement {
  const { connection, target } = line;
  const row = useRow(connection, target ?? null);
  const name = lineTarget(line);
  if (target === undefined || row === undefined) return <span title={name}>{name}</span>;
  return (
    <LinkButton title={name} onClick={() => goTo({ connection, ref: target })}>
      {name}
    </LinkButton>
  );
}
