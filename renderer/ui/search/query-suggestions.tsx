import Paper from '@mui/material/Paper';
import Popper from '@mui/material/Popper';
import { useEffect, useRef, type ReactElement } from 'react';
import type { Suggestion } from '#shared/query/suggest.ts';
import { inWords, t } from '../../i18n/translate.ts';
import './query-suggestions.css';

export interface QuerySuggestionsProps {
  readonly id: string;
  readonly anchor: HTMLElement | null;
  readonly items: readonly Suggestion[];
  readonly active: number;
  readonly onChoose: (place: number) => void;
}

/** The list below a field for searches: what may be written next. The field keeps the keyboard's focus. */
export function QuerySuggestions(props: QuerySuggestionsProps): ReactElement {
  const { id, anchor, items, active } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <Popper open anchorEl={anchor} placement="bottom-start" className="query-suggestions">
      <Paper elevation={8}>
        <div
          ref={list}
          role="listbox"
          id={`${id}-list`}
          aria-label={t('query.suggestions')}
          className="query-suggestion-list"
          style={{ minWidth: anchor?.clientWidth }}
        >
          {items.map((item, place) => (
            // The field handles the keys.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={item.text}
              role="option"
              id={`${id}-${place}`}
              aria-selected={place === active}
              className={`query-suggestion${place === active ? ' query-suggestion-active' : ''}`}
              // The field must not lose the focus before the click arrives.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => props.onChoose(place)}
            >
              <span translate="no" className="mono ellipsis">
                {item.text}
              </span>
              <span className="weak">
                {item.label === undefined ? t(`query.suggestion.${item.is}`) : inWords(item.label)}
              </span>
            </div>
          ))}
        </div>
      </Paper>
      <span role="status" className="visually-hidden">
        {t('query.suggestions.count', { count: items.length })}
      </span>
    </Popper>
  );
}
