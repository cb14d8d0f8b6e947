import type { ReactElement, ReactNode } from 'react';
import { alertSeverities } from '#shared/model/alert.ts';
import type { ObjectKey } from '#shared/model/reference.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { formatDateTime, formatRecent, formatUtc } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useAlerts, type PageAlert } from '../../state/alerts/alerts.ts';
import { useNow } from '../../state/clock.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { rowOf, useRow } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import type { TableColumn } from '../../ui/data-table/columns/table-column.ts';
import { measureWords } from '../../ui/alert-words.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Severity } from './severity.tsx';

type Column = Omit<TableColumn<ObjectKey>, 'label' | 'group' | 'usual'> & { readonly id: ColumnId };
type ColumnId = 'title' | 'severity' | 'measure' | 'target' | 'server' | 'time' | 'text';

/** What a list of alerts tells; the lines are keys, and each cell follows its alert. */
export function alertColumns(): readonly TableColumn<ObjectKey>[] {
  const columns: readonly Column[] = [
    text('severity', 112, ({ severity }) => t(`alerts.severity.${severity}`), {
      value: ({ severity }) => alertSeverities.indexOf(severity),
      render: ({ severity }) => <Severity severity={severity} />,
    }),
    text('title', 230, ({ title }) => inWords(title)),
    text('measure', 330, (alert) => measureWords(alert, Date.now()), {
      render: (alert) => <Measure alert={alert} />,
    }),
    text('target', 180, targetName, { render: (alert) => <Target alert={alert} /> }),
    text('server', 150, serverOf),
    text('time', 200, ({ time }) => `${formatDateTime(time)}\n${formatUtc(time)}`, {
      value: ({ time }) => time,
      render: ({ time }) => <Time at={time} />,
    }),
    text('text', 420, noticeAndText),
  ];
  return columns.map((column) => ({
    ...column,
    label: t(`alerts.column.${column.id}`),
    group: t('fieldGroup.general'),
    usual: true,
  }));
}

export function alertTitle(key: ObjectKey): string {
  const alert = useAlerts.getState().byKey.get(key);
  return alert === undefined ? '' : inWords(alert.title);
}

interface More {
  readonly value?: (alert: PageAlert) => number;
  readonly render?: (alert: PageAlert) => ReactNode;
}

function text(
  id: ColumnId,
  width: number,
  read: (alert: PageAlert) => string,
  { value, render }: More = {},
): Column {
  const at = (key: ObjectKey): PageAlert | undefined => useAlerts.getState().byKey.get(key);
  const words = (key: ObjectKey): string => {
    const alert = at(key);
    return alert === undefined ? '' : read(alert);
  };
  return {
    id,
    width,
    ...(id === 'time' && { type: 'time' }),
    text: words,
    ...(value !== undefined && {
      // The filter of severities goes by their names, their order by how much they matter.
      ...(id === 'severity' && { filterable: false }),
      value: (key: ObjectKey) => {
        const alert = at(key);
        return alert === undefined ? null : value(alert);
      },
    }),
    render: (key) => <Live of={key} show={render ?? read} />,
  };
}

/** Drawn anew when the alert changes: the line itself is not. */
function Live(props: {
  readonly of: ObjectKey;
  readonly show: (alert: PageAlert) => ReactNode;
}): ReactNode {
  const alert = useAlerts((state) => state.byKey.get(props.of));
  return alert === undefined ? null : props.show(alert);
}

function targetName({ connection, target, targetName: name = '' }: PageAlert): string {
  const row = target === undefined ? undefined : rowOf({ connection, ref: target });
  return visibleName(row?.name ?? name);
}

function serverOf({ connection }: PageAlert): string {
  const status = useConnections.getState().byId.get(connection);
  return status === undefined ? '' : serverName(status);
}

function noticeAndText({ acknowledged, text: own }: PageAlert): string {
  const notice =
    acknowledged === undefined ? '' : t('alerts.acknowledged', { by: acknowledged.by ?? '' });
  return [notice, inWords(own ?? '')].filter((part) => part !== '').join(' ');
}

/** Leads to the object while that is there; its name is all that is left of one that is gone. */
function Target({ alert }: { readonly alert: PageAlert }): ReactElement {
  const { connection, target } = alert;
  useRow(connection, target ?? null);
  const name = targetName(alert);
  if (target === undefined || alert.targetName === undefined || alert.targetName === '')
    return <span>{name}</span>;
  return (
    <LinkButton title={name} onClick={() => goTo({ connection, ref: target })}>
      {name}
    </LinkButton>
  );
}

/** The time that goes by is part of it. */
function Measure({ alert }: { readonly alert: PageAlert }): string {
  return measureWords(alert, useNow());
}

function Time({ at }: { readonly at: number }): string {
  return formatRecent(at, useNow());
}
