import { useState, type ReactElement } from 'react';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { summaryKey, type ViewSummary } from '#shared/model/view.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import type { SearchLine } from './search-lines.ts';

const indent = 16;

export interface SearchLineViewProps {
  readonly id: string;
  readonly line: SearchLine;
  readonly index: number;
  readonly active: boolean;
  readonly selected: boolean;
}

/** A line of the searches; a search counts what it finds as long as it is on screen. */
export function SearchLineView(props: SearchLineViewProps): ReactElement {
  const { id, line, index, active, selected } = props;
  const classes = `search-line${active ? ' search-line-active' : ''}${selected ? ' search-line-selected' : ''}`;
  return (
    <div
      id={id}
      role="row"
      aria-level={line.level}
      aria-selected={selected}
      {...onlyDefined({ 'aria-expanded': line.expanded })}
      data-index={index}
      title={line.query}
      className={classes}
      style={{ paddingLeft: 4 + (line.level - 1) * indent }}
    >
      <span role="gridcell" className="search-line-main">
        <span
          className={line.expanded === true ? 'search-twisty search-twisty-open' : 'search-twisty'}
        >
          {line.is === 'folder' && <Icon name="chevron" size={14} />}
        </span>
        <Icon
          name={line.level === 1 ? 'star' : line.is === 'folder' ? 'layers' : 'search'}
          size={14}
        />
        <span className="ellipsis search-line-name">{line.name}</span>
      </span>
      {line.query !== undefined && <Found query={line.query} />}
    </div>
  );
}

/** How many objects a search finds now. */
function Found({ query }: { readonly query: string }): ReactElement {
  const [view] = useState(() => `count-${crypto.randomUUID()}`);
  const [summary, setSummary] = useState<ViewSummary>();
  const [failed, setFailed] = useState(false);
  useFeed(
    'view',
    { view, query, columns: [], sort: [], sums: [], window: { from: 0, count: 0 } },
    ({ upsert }) => {
      for (const [key, item] of upsert)
        if (key === summaryKey && item.is === 'summary') setSummary(item);
    },
    () => setFailed(true),
  );
  const known = summary?.ready === true;
  return (
    <span
      role="gridcell"
      className="search-line-count weak"
      title={failed ? t('search.wrong') : undefined}
    >
      {failed ? '?' : known ? formatNumber(summary.total) : '…'}
    </span>
  );
}
