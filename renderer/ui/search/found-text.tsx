import type { ReactElement } from 'react';
import type { ViewFound } from '#shared/model/view.ts';
import './found-text.css';

/** Characters of a long text before the part that matched: the part has to be seen. */
const before = 24;

/** Where a search's free text was found that is not in the name: the field, its value, and the part that matched marked. */
export function FoundText({ field, value, from, to }: ViewFound): ReactElement {
  const start = from > before ? from - before : 0;
  return (
    <span className="found-text ellipsis" title={`${field}: ${value}`} translate="no">
      {field}: {start > 0 && '…'}
      {value.slice(start, from)}
      <mark>{value.slice(from, to)}</mark>
      {value.slice(to)}
    </span>
  );
}
