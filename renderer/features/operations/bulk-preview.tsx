import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import { objectKey } from '#shared/model/reference.ts';
import type { RunPreviewItem } from '#shared/model/run.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/connections.ts';
import type { IconName } from '../../ui/icon-paths.ts';
import { Icon } from '../../ui/icon.tsx';
import { useVirtualLines } from '../../ui/virtual-lines.ts';

type Outcome = RunPreviewItem['outcome'];

const outcomes: readonly Outcome[] = ['run', 'done', 'skipped'];
const icons: Readonly<Record<Outcome, IconName>> = {
  run: 'play',
  done: 'check',
  skipped: 'cancel',
};
const rowHeight = 26;
const tallest = 234;

/** What will happen to each object, or why nothing will. */
export function BulkPreview(props: {
  readonly items: readonly RunPreviewItem[] | undefined;
  /** What stands there until it is known. */
  readonly waiting: string;
}): ReactElement {
  const { items, waiting } = props;
  const [shown, setShown] = useState<Outcome | 'all'>('all');
  const counts = useMemo(() => countOutcomes(items ?? []), [items]);
  const lines = useMemo(
    () => (items ?? []).filter(({ outcome }) => shown === 'all' || outcome === shown),
    [items, shown],
  );
  return (
    <section className="bulk-preview" aria-label={t('bulk.preview')}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={shown}
        aria-label={t('bulk.outcome')}
        onChange={(_event, next: Outcome | 'all' | null) => setShown(next ?? 'all')}
      >
        <ToggleButton value="all" className="bulk-toggle">
          {t('bulk.all')} {items === undefined ? '' : formatNumber(items.length)}
        </ToggleButton>
        {outcomes.map((outcome) => (
          <ToggleButton key={outcome} value={outcome} className="bulk-toggle">
            <Icon name={icons[outcome]} size={13} className={`bulk-${outcome}`} />
            {t(`bulk.outcome.${outcome}`)} {formatNumber(counts[outcome])}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
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

function countOutcomes(items: readonly RunPreviewItem[]): Readonly<Record<Outcome, number>> {
  const counts = { run: 0, done: 0, skipped: 0 };
  for (const { outcome } of items) counts[outcome] += 1;
  return counts;
}

function Lines({ lines }: { readonly lines: readonly RunPreviewItem[] }): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualLines(scroller, lines.length, rowHeight);
  const servers = useConnections((state) => state.byId);
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={t('bulk.preview')}
      aria-rowcount={lines.length + 1}
      tabIndex={0}
      className="bulk-table"
      style={{ height: Math.min(tallest, (Math.max(1, lines.length) + 1) * rowHeight + 2) }}
    >
      <div role="rowgroup" className="bulk-table-head">
        <div role="row" aria-rowindex={1} className="bulk-line">
          {(['bulk.column.object', 'bulk.column.outcome', 'bulk.column.server'] as const).map(
            (column) => (
              <div key={column} role="columnheader" className="ellipsis">
                {t(column)}
              </div>
            ),
          )}
        </div>
      </div>
      <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const item = lines[index];
          if (item === undefined) return null;
          const { name, outcome, reason, connection } = item;
          const status = servers.get(connection);
          const text =
            reason === undefined
              ? t(`bulk.outcome.${outcome}`)
              : `${t(`bulk.outcome.${outcome}`)}: ${reason}`;
          return (
            <div
              key={objectKey(item)}
              role="row"
              aria-rowindex={index + 2}
              className="bulk-line bulk-line-placed"
              style={{ transform: `translateY(${start}px)` }}
            >
              <div role="cell" className="ellipsis selectable" title={name}>
                {name}
              </div>
              <div role="cell" className="bulk-outcome" title={text}>
                <Icon name={icons[outcome]} size={13} className={`bulk-${outcome}`} />
                <span className="ellipsis selectable">{text}</span>
              </div>
              <div role="cell" className="ellipsis weak">
                {status === undefined ? connection : serverName(status)}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
