import { useMemo, useState, type ReactElement } from 'react';
import { objectKey } from '#shared/model/reference.ts';
import type { RunPreview, RunPreviewItem } from '#shared/model/run.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { serverName, useConnection } from '../../../state/servers/connections.ts';
import type { IconName } from '../../../ui/icons/icon-paths.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { LineTable } from '../../../ui/lines/line-table.tsx';
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

const columns = ['bulk.column.object', 'bulk.column.outcome', 'bulk.column.server'] as const;

function Lines({ lines }: { readonly lines: readonly RunPreviewItem[] }): ReactElement {
  return (
    <LineTable
      label={t('bulk.preview')}
      className="bulk-table"
      headings={columns.map((column) => t(column))}
      items={lines}
      keyOf={objectKey}
      lineHeight={lineHeight}
      style={{ height: Math.min(tallest, (Math.max(1, lines.length) + 1) * lineHeight + 2) }}
      renderCells={(item) => <Cells item={item} />}
    />
  );
}

function Cells({ item }: { readonly item: RunPreviewItem }): ReactElement {
  const { outcome, reason, connection } = item;
  const name = visibleName(item.name);
  const status = useConnection(connection);
  const what = t(`bulk.outcome.${outcome}`);
  const text = reason === undefined ? what : `${what}: ${inWords(reason)}`;
  return (
    <>
      <div role="cell" className="ellipsis selectable" title={name}>
        {name}
      </div>
      <div role="cell" className="line-table-cell" title={text}>
        <Icon name={icons[outcome]} size={13} className={`bulk-${outcome}`} />
        <span className="ellipsis selectable">{text}</span>
      </div>
      <div role="cell" className="ellipsis weak">
        {status === undefined ? connection : serverName(status)}
      </div>
    </>
  );
}
