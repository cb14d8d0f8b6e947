import { useMemo, useState, type ReactElement } from 'react';
import { objectKey } from '#shared/model/reference.ts';
import type { RunPreview, RunPreviewItem } from '#shared/model/run.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { useArrayTable } from '../../../actions/use-array-table.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { inWords, t, type MessageKey } from '../../../i18n/translate.ts';
import { serverName, useConnections } from '../../../state/servers/connections.ts';
import type { TableColumn } from '../../../ui/data-table/columns/table-column.ts';
import { DataTable } from '../../../ui/data-table/data-table.tsx';
import { nothingSelected } from '../../../ui/data-table/table-selection.ts';
import type { IconName } from '../../../ui/icons/icon-paths.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { StateFilter } from '../../../ui/state-filter.tsx';

type Outcome = RunPreviewItem['outcome'];

const outcomes: readonly Outcome[] = ['run', 'done', 'skipped'];
const icons: Readonly<Record<Outcome, IconName>> = {
  run: 'play',
  done: 'check',
  skipped: 'cancel',
};
const lineHeight = 26;
const tallest = 234;

/** What will happen to each object, or why nothing will. */
export function BulkPreview(props: {
  readonly preview: RunPreview | undefined;
  /** What stands there until it is known. */
  readonly waiting: string;
}): ReactElement {
  const { preview, waiting } = props;
  const items = preview?.items;
  const [shown, setShown] = useState<Outcome | 'all'>('all');
  const counts = useMemo(() => countOutcomes(items ?? []), [items]);
  const lines = useMemo(
    () => (items ?? []).filter(({ outcome }) => shown === 'all' || outcome === shown),
    [items, shown],
  );
  return (
    <section className="bulk-preview" aria-label={t('bulk.preview')}>
      <StateFilter
        label={t('bulk.outcome')}
        total={items?.length}
        states={outcomes.map((outcome) => ({
          state: outcome,
          label: t(`bulk.outcome.${outcome}`),
          icon: icons[outcome],
          className: `bulk-${outcome}`,
          count: counts[outcome],
        }))}
        shown={shown}
        onShow={setShown}
      />
      {preview !== undefined && <Kinds counts={preview.byKind} />}
      {items === undefined ? (
        <p className="bulk-waiting weak" role="status">
          {waiting}
        </p>
      ) : (
        <Lines lines={lines} />
      )}
    </section>
  );
}

/** How many of which kind: `Virtual machines 489, Hosts 2`. */
function Kinds({ counts }: { readonly counts: RunPreview['byKind'] }): ReactElement | null {
  if (counts.length === 0) return null;
  const kinds = counts.map(([kind, count]) => `${t(`kinds.${kind}`)} ${formatNumber(count)}`);
  return <p className="bulk-kinds selectable">{kinds.join(', ')}</p>;
}

function countOutcomes(items: readonly RunPreviewItem[]): Readonly<Record<Outcome, number>> {
  const counts = { run: 0, done: 0, skipped: 0 };
  for (const { outcome } of items) counts[outcome] += 1;
  return counts;
}

type Column = Omit<TableColumn<RunPreviewItem>, 'label' | 'group' | 'usual'> & {
  readonly label: MessageKey;
};

const definitions: readonly Column[] = [
  { id: 'object', label: 'bulk.column.object', width: 220, text: objectName },
  {
    id: 'outcome',
    label: 'bulk.column.outcome',
    width: 420,
    text: outcomeText,
    render: (item) => (
      <span className="bulk-cell">
        <Icon name={icons[item.outcome]} size={13} className={`bulk-${item.outcome}`} />
        <span className="ellipsis">{outcomeText(item)}</span>
      </span>
    ),
  },
  { id: 'server', label: 'bulk.column.server', width: 160, text: serverOf },
];

function Lines({ lines }: { readonly lines: readonly RunPreviewItem[] }): ReactElement {
  const columns = useMemo(
    () =>
      definitions.map((column) => ({
        ...column,
        label: t(column.label),
        group: t('fieldGroup.general'),
        usual: true,
      })),
    [],
  );
  const table = useArrayTable({
    name: 'preview',
    items: lines,
    columns,
    keyOf: objectKey,
    nameOf: objectName,
    keepsEmpty: true,
  });
  const [selection, setSelection] = useState(nothingSelected);
  return (
    <div
      className="bulk-table"
      style={{ height: Math.min(tallest, (Math.max(1, lines.length) + 1) * lineHeight + 2) }}
    >
      <DataTable
        label={t('bulk.preview')}
        {...table}
        selection={selection}
        onSelect={setSelection}
      />
    </div>
  );
}

function objectName({ name }: RunPreviewItem): string {
  return visibleName(name);
}

function outcomeText({ outcome, reason }: RunPreviewItem): string {
  const what = t(`bulk.outcome.${outcome}`);
  return reason === undefined ? what : `${what}: ${inWords(reason)}`;
}

function serverOf({ connection }: RunPreviewItem): string {
  const status = useConnections.getState().byId.get(connection);
  return status === undefined ? connection : serverName(status);
}
