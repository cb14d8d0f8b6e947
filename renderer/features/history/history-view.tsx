import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import { useArrayTable } from '../../actions/use-array-table.ts';
import { formatDateTime } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import {
  isHistoryNarrowed,
  noHistoryFilter,
  setHistoryFilter,
  useHistoryFilters,
  type HistoryPlace,
} from '../../state/history/history-filter.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { shownColumns } from '../../ui/data-table/table-layout.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HistoryBar } from './history-bar.tsx';
import { historyColumns } from './history-columns.tsx';
import type { HistoryLine, HistoryScope } from './history-follower.ts';
import { exportLines, showLine } from './history-text.ts';
import { useHistory, type FollowedHistory } from './use-history.ts';
import './history.css';

/** What happened, newest first: events and past tasks of some objects with what is below them, or of servers. */
export function HistoryView(props: {
  readonly label: string;
  readonly place: HistoryPlace;
  readonly scopes: readonly HistoryScope[];
  readonly title?: ReactNode;
}): ReactElement {
  const { label, place, scopes, title } = props;
  const filter = useHistoryFilters((state) => state[place]);
  const history = useHistory(scopes, filter);
  const { lines, next, older } = history;
  const columns = useMemo(() => historyColumns(scopes.length > 1), [scopes.length]);
  const table = useArrayTable({ name: `history-${place}`, items: lines, columns, keyOf, nameOf });
  const { source, layout } = table;
  const following = useMemo(
    () => ({
      ...source,
      look: (from: number, count: number) => {
        if (next !== undefined && from + count >= source.total) older();
      },
    }),
    [source, next, older],
  );
  const save = (): void => {
    const shown = shownColumns(table.columns, layout);
    void source.read(0, source.total).then((all) => exportLines(all, shown));
  };
  return (
    <section className="history" aria-label={label}>
      <HistoryBar
        title={title}
        filter={filter}
        onChange={(change) => setHistoryFilter(place, change)}
        onExport={lines.length === 0 ? undefined : save}
      >
        {howFar(history)}
      </HistoryBar>
      <Errors errors={history.errors} />
      {lines.length === 0 ? (
        <Nothing
          history={history}
          narrowed={isHistoryNarrowed(filter)}
          onAll={() => setHistoryFilter(place, noHistoryFilter)}
        />
      ) : (
        <div className="history-table">
          <DataTable label={label} {...table} source={following} onOpen={showLine} />
        </div>
      )}
      {lines.length > 0 && next !== undefined && (
        <div className="history-more">
          <Button onClick={older}>{t('history.older')}</Button>
        </div>
      )}
    </section>
  );
}

/** How much there is, and how far back it goes. */
function howFar({ lines, next, reachesBackTo, loading }: FollowedHistory): string {
  if (loading && lines.length === 0) return t('common.loading');
  const count = t('history.count', { count: lines.length });
  const back = next ?? reachesBackTo;
  if (back === undefined) return count;
  const time = formatDateTime(back);
  return `${count} · ${next === undefined ? t('history.reaches', { time }) : t('history.read', { time })}`;
}

function Errors({ errors }: Pick<FollowedHistory, 'errors'>): ReactElement {
  return (
    <>
      {errors.map((error, place) => (
        <Alert key={place} severity="warning">
          {inWords(error.message)}
        </Alert>
      ))}
    </>
  );
}

/** Why there is nothing to see, and what to do. */
function Nothing(props: {
  readonly history: FollowedHistory;
  readonly narrowed: boolean;
  readonly onAll: () => void;
}): ReactElement {
  const { history, narrowed, onAll } = props;
  const { loading, next, older } = history;
  if (loading) return <EmptyState icon="clock" title={t('common.loading')} />;
  if (!narrowed && next === undefined)
    return <EmptyState icon="clock" title={t('history.none')} text={t('history.none.help')} />;
  return (
    <EmptyState icon="filter" title={t('history.noMatch')}>
      {next !== undefined && (
        <Button variant="contained" onClick={older}>
          {t('history.older')}
        </Button>
      )}
      <Button variant="outlined" onClick={onAll}>
        {t('history.showAll')}
      </Button>
    </EmptyState>
  );
}

function keyOf({ id }: HistoryLine): string {
  return id;
}

function nameOf({ title }: HistoryLine): string {
  return inWords(title);
}
