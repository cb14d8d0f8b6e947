import { text } from '../i18n/make-text.ts';
import type { Text } from '../i18n/text.ts';
import type { QueryProblem } from './problem.ts';

/** What is wrong with a query, as a sentence. */
export function explain(problem: QueryProblem): Text {
  switch (problem.kind) {
    case 'missingValue':
      return text('query.problem.missingValue', {
        field: problem.field,
        examples: problem.examples.slice(0, 6),
      });
    case 'unknownField': {
      const { field, similar } = problem;
      return text('query.problem.unknownField', { field, similar });
    }
    case 'badValue': {
      const { field, value, examples } = problem;
      return text('query.problem.badValue', { field, value, examples: examples.slice(0, 6) });
    }
    case 'noOrder':
      return text('query.problem.noOrder', { field: problem.field });
    case 'badRegex':
      return text('query.problem.badRegex', { reason: problem.reason });
    default:
      return text(`query.problem.${problem.kind}`);
  }
}
