import { memo, type ReactElement } from 'react';
import type { RunItem } from '#shared/model/run.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { formatDuration } from '../../i18n/format.ts';
import { inWords, t, wordsOf } from '../../i18n/translate.ts';
import { serverName, useConnection } from '../../state/connections.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { useRow } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/navigation.ts';
import { Icon } from '../../ui/icon.tsx';
import { LineTable } from '../../ui/line-table.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { runIcons } from './run-states.ts';

const lineHeight = 28;
const columns = [
  'run.column.state',
  'run.column.object',
  'run.column.server',
  'run.column.result',
  'run.column.attempt',
  'run.column.duration',
] as const;

/** The objects of a run as a virtual table. */
export function RunTable(props: {
  readonly items: readonly RunItem[];
  readonly onError: (item: RunItem) => void;
}): ReactElement {
  const { items, onError } = props;
  return (
    <LineTable
      label={t('run.title')}
      className="run-table"
      headings={columns.map((column) => t(column))}
      items={items}
      keyOf={({ key }) => key}
      lineHeight={lineHeight}
      renderCells={(item) => <Cells item={item} onError={onError} />}
    />
  );
}

const Cells = memo(function Cells(props: {
  readonly item: RunItem;
  readonly onError: (item: RunItem) => void;
}): ReactElement {
  const { item, onError } = props;
  const { connection, ref, state } = item;
  const row = useRow(connection, ref);
  const status = useConnection(connection);
  const name = visibleName(row?.name ?? item.name);
  return (
    <>
      <div role="cell" className={`line-table-cell run-sign-${state}`}>
        <Icon name={runIcons[state]} size={14} />
        {t(`run.state.${state}`)}
      </div>
      <div role="cell" className="line-table-cell">
        {row === undefined ? (
          <span className="ellipsis selectable">{name}</span>
        ) : (
          <>
            <ObjectIcon kind={row.kind} state={row.state} health={row.health} size={16} />
            <LinkButton
              title={name}
              onClick={() => {
                closeDialog();
                goTo({ connection, ref });
              }}
            >
              {name}
            </LinkButton>
          </>
        )}
      </div>
      <div role="cell" className="ellipsis">
        {status === undefined ? connection : serverName(status)}
      </div>
      <div role="cell" className="line-table-cell">
        <Result item={item} onError={onError} />
      </div>
      <div role="cell" className="weak">
        {item.attempt > 1 ? item.attempt : ''}
      </div>
      <div role="cell" className="weak ellipsis">
        {item.startedAt === undefined || item.finishedAt === undefined
          ? ''
          : formatDuration(item.finishedAt - item.startedAt)}
      </div>
    </>
  );
});

function Result(props: {
  readonly item: RunItem;
  readonly onError: (item: RunItem) => void;
}): ReactElement {
  const { item, onError } = props;
  const { error } = item;
  const reason = wordsOf(item.reason);
  if (error === undefined)
    return (
      <span className="ellipsis selectable" title={reason}>
        {reason}
      </span>
    );
  return (
    <button
      type="button"
      className="run-error ellipsis"
      title={inWords(error.message)}
      onClick={() => onError(item)}
    >
      {inWords(error.message)}
    </button>
  );
}
