import { useMemo, useRef } from 'react';
import { compileQuery } from '#shared/query/compile.ts';
import { parseQuery } from '#shared/query/parse.ts';
import type { QueryProblem } from '#shared/query/problem.ts';

export interface ListQuery {
  /** What is asked for: the last that could be understood. */
  readonly query: string;
  readonly freeText: boolean;
  readonly problem: QueryProblem | undefined;
}

/** What was typed into a list's search, below what the list is of anyway. While it is half typed, the last that made sense stands. */
export function useListQuery(base: string, typed: string): ListQuery {
  const last = useRef('');
  return useMemo(() => {
    const { query, problem } = parseQuery(typed);
    const compiled = problem ?? compileQuery(query, { now: () => Date.now() });
    const fits = 'test' in compiled;
    if (fits) last.current = typed;
    const asked = last.current.trim();
    return {
      query: asked === '' ? base : base === '' ? asked : `${base} (${asked})`,
      freeText: fits && compiled.needs.freeText,
      problem: fits ? undefined : compiled,
    };
  }, [base, typed]);
}
