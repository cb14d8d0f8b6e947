import { useState } from 'react';
import { compileQuery } from '#shared/query/compile.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { columnQuery } from '../../ui/data-table/columns/column-filter.ts';
import type { QueryProblem } from '#shared/query/problem.ts';

export interface ListQuery {
  readonly typed: string;
  readonly type: (text: string) => void;
  /** What is asked for: the last that could be understood. */
  readonly query: string;
  readonly freeText: boolean;
  readonly problem: QueryProblem | undefined;
}

interface Asked {
  readonly text: string;
  readonly freeText: boolean;
}

/**
 * What is typed into a list's search and into the filters of its columns, below what the list is of anyway. While the search is half
 * typed, the last that made sense stands; a filter that makes none leaves out nothing.
 */
export function useListQuery(
  base: string,
  first: string,
  filters: Readonly<Record<string, string>>,
): ListQuery {
  const [typed, setTyped] = useState(first);
  const [asked, setAsked] = useState<Asked>(() => {
    const understood = understand(first);
    return 'kind' in understood ? { text: '', freeText: false } : understood;
  });
  const [problem, setProblem] = useState<QueryProblem>();
  const type = (text: string): void => {
    setTyped(text);
    const understood = understand(text);
    if ('kind' in understood) setProblem(understood);
    else {
      setProblem(undefined);
      setAsked(understood);
    }
  };
  const conditions = Object.entries(filters)
    .map(([column, text]) => columnQuery(column, text))
    .filter((text) => text !== '' && !('kind' in understand(text)));
  const query = [base, asked.text === '' ? '' : `(${asked.text})`, ...conditions]
    .filter((part) => part !== '')
    .join(' ');
  return { typed, type, query, freeText: asked.freeText, problem };
}

/** What is wrong with the filter of a column; undefined where nothing is. */
export function filterProblem(column: string, typed: string): QueryProblem | undefined {
  const understood = understand(columnQuery(column, typed));
  return 'kind' in understood ? understood : undefined;
}

function understand(text: string): Asked | QueryProblem {
  const { query, problem } = parseQuery(text);
  // Only whether it makes sense matters here: no object is looked at.
  const compiled = problem ?? compileQuery(query, { now: () => 0 });
  return 'test' in compiled ? { text: text.trim(), freeText: compiled.needs.freeText } : compiled;
}
