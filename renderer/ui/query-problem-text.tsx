import type { ReactElement } from 'react';
import { explain } from '#shared/query/explain.ts';
import type { QueryProblem } from '#shared/query/problem.ts';
import { inWords } from '../i18n/translate.ts';
import './query-problem-text.css';

/** What is wrong with a search, with the characters that are. */
export function QueryProblemText(props: {
  readonly typed: string;
  readonly problem: QueryProblem;
}): ReactElement {
  const { typed, problem } = props;
  const { from, to } = problem;
  return (
    <p className="query-problem" role="alert">
      <span className="mono">
        {typed.slice(Math.max(0, from - 20), from)}
        <mark>{typed.slice(from, to) || ' '}</mark>
      </span>{' '}
      {inWords(explain(problem))}
    </p>
  );
}
