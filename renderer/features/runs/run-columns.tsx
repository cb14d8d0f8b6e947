import type { ReactElement } from 'react';
import type { RunItem } from '#shared/model/run.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { formatDuration } from '../../i18n/format.ts';
import { inWords, t, wordsOf } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { rowOf, useRow } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import type { TableColumn } from '../../ui/data-table/columns/table-column.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { ObjectIcon } from '../../ui/icons/object-icon.tsx';
import { runIcons } from './run-states.ts';

type Column = Omit<TableColumn<RunItem>, 'label' | 'group' | 'usual'>;

/** What a run says of each of its objects. @param onError somebody wants to see an error whole */
export function runColumns(onError: (item: RunItem) => void): readonly TableColumn<RunItem>[] {
  const columns: readonly Column[] = [
    { id: 'object', width: 200, text: objectName, render: (item) => <ObjectName item={item} /> },
    {
      id: 'state',
      width: 110,
      text: ({ state }) => t(`run.state.${state}`),
      render: ({ state }) => (
        <span className={`run-cell run-sign-${state}`}>
          <Icon name={runIcons[state]} size={14} />
          {t(`run.state.${state}`)}
        </span>
      ),
    },
    { id: 'server', width: 150, text: serverOf },
    {
      id: 'result',
      width: 330,
      text: resultOf,
      render: (item) => <Result item={item} onError={onError} />,
    },
    {
      id: 'attempt',
      width: 70,
      type: 'number',
      numeric: true,
      text: ({ attempt }) => (attempt > 1 ? String(attempt) : ''),
      value: ({ attempt }) => attempt,
    },
    {
      id: 'duration',
      width: 90,
      type: 'duration',
      numeric: true,
      text: (item) => shownDuration(durationOf(item)),
      value: durationOf,
    },
  ];
  return columns.map((column) => ({
    ...column,
    label: t(`run.column.${column.id as 'state'}`),
    group: t('fieldGroup.general'),
    usual: true,
  }));
}

/** What the object is called now; of one of several times, what that is called. */
export function objectName({ connection, ref, name, own }: RunItem): string {
  return visibleName(own === undefined ? (rowOf({ connection, ref })?.name ?? name) : name);
}

function serverOf({ connection }: RunItem): string {
  const status = useConnections.getState().byId.get(connection);
  return status === undefined ? connection : serverName(status);
}

function resultOf({ error, reason }: RunItem): string {
  return error === undefined ? (wordsOf(reason) ?? '') : inWords(error.message);
}

/** Milliseconds; null before it has ended. */
function durationOf({ startedAt, finishedAt }: RunItem): number | null {
  return startedAt === undefined || finishedAt === undefined ? null : finishedAt - startedAt;
}

function shownDuration(ms: number | null): string {
  return ms === null ? '' : formatDuration(ms);
}

function ObjectName({ item }: { readonly item: RunItem }): ReactElement {
  const { connection, ref } = item;
  const row = useRow(connection, ref);
  const name = objectName(item);
  if (row === undefined || item.own !== undefined) return <span translate="no">{name}</span>;
  return (
    <span className="run-cell">
      <ObjectIcon kind={row.kind} state={row.state} health={row.health} size={16} />
      <LinkButton
        isName
        title={name}
        onClick={() => {
          closeDialog();
          goTo({ connection, ref });
        }}
      >
        {name}
      </LinkButton>
    </span>
  );
}

function Result(props: {
  readonly item: RunItem;
  readonly onError: (item: RunItem) => void;
}): ReactElement | string {
  const { item, onError } = props;
  const text = resultOf(item);
  if (item.error === undefined) return text;
  return (
    <button type="button" className="run-error ellipsis" title={text} onClick={() => onError(item)}>
      {text}
    </button>
  );
}
