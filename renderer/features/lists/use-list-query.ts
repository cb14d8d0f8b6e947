import { useState } from 'react';
import { compileQuery } from '#shared/query/compile.ts';
import { parseQuery } from '#shared/query/parse.ts';
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

/** What is typed into a list's search, below what the list is of anyway. While it is half typed, the last that made sense stands. */
export function useListQuery(base: string, first: string): ListQuery {
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
  return { typed, type, query: within(base, asked.text), freeText: asked.freeText, problem };
}

function understand(text: string): Asked | QueryProblem {
  const { query, problem } = parseQuery(text);
  // Only whether it makes sense matters here: no object is looked at.
  const compiled = problem ?? compileQuery(query, { now: () => 0 });
  return 'test' in compiled ? { text: text.trim(), freeText: compiled.needs.freeText } : compiled;
}

function within(base: string, text: string): string {
  if (text === '') return base;
  return base === '' ? text : `${base} (${text})`;
}
