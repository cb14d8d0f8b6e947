import type { ReactElement } from 'react';
import { corrections, isUnfinished } from '#shared/query/corrections.ts';
import { explain } from '#shared/query/explain.ts';
import type { QueryProblem } from '#shared/query/problem.ts';
import { inWords, t } from '../../i18n/translate.ts';
import './query-problem-text.css';

export interface QueryProblemTextProps {
  readonly id?: string;
  readonly typed: string;
  readonly problem: QueryProblem;
  /** Absent: what would be right is only said. */
  readonly onMend?: (text: string) => void;
}

/** So many characters before and after what is wrong are shown with it. */
const context = 20;

/** What is wrong with a search, with the characters that are, and what would be right. What is only not finished is no error yet. */
export function QueryProblemText(props: QueryProblemTextProps): ReactElement {
  const { typed, problem, onMend } = props;
  const { from, to } = problem;
  const unfinished = isUnfinished(typed, problem);
  const mended = onMend === undefined ? [] : corrections(typed, problem);
  return (
    <div id={props.id} className={unfinished ? 'query-problem query-unfinished' : 'query-problem'}>
      <p role={unfinished ? 'status' : 'alert'}>
        <span className="mono" translate="no">
          {typed.slice(Math.max(0, from - context), from)}
          <mark>{typed.slice(from, to) || ' '}</mark>
          {typed.slice(to, to + context)}
        </span>{' '}
        {inWords(explain(problem))}
      </p>
      {mended.length > 0 && (
        <p role="group" aria-label={t('query.corrections')}>
          {mended.map(({ label, text }) => (
            <button key={label} type="button" className="mono" onClick={() => onMend?.(text)}>
              {label}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}
