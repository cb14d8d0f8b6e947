import { compileQuery } from './compile.ts';
import { parseQuery } from './parse.ts';
import { literal, printValue } from './print.ts';
import type { QueryProblem } from './problem.ts';

/** A way to mend a query. */
export interface Correction {
  /** What is new in it: `power`, `suspended`, `"`. */
  readonly label: string;
  /** The whole query, mended at the problem's place. */
  readonly text: string;
}

const most = 6;

/** What would be right where a query is wrong; none where only its author knows. */
export function corrections(typed: string, problem: QueryProblem): readonly Correction[] {
  // Each was tried: in `name:(A<` a bracket would be the value that is compared with.
  return candidates(typed, problem).filter(({ text }) => {
    const left = problemOf(text);
    return left?.kind !== problem.kind || left.from !== problem.from;
  });
}

function problemOf(typed: string): QueryProblem | undefined {
  const { query, problem } = parseQuery(typed);
  if (problem !== undefined) return problem;
  const compiled = compileQuery(query, { now: () => 0 });
  return 'test' in compiled ? undefined : compiled;
}

function candidates(typed: string, problem: QueryProblem): readonly Correction[] {
  const { from, to } = problem;
  const instead = (label: string): Correction => ({
    label,
    text: typed.slice(0, from) + label + typed.slice(to),
  });
  switch (problem.kind) {
    case 'unknownField':
      return problem.similar.map(instead);
    case 'badValue':
      return plainExamples(problem.examples).map(instead);
    case 'missingValue': {
      const after = typed.slice(0, to);
      return plainExamples(problem.examples).map((label) => ({
        label,
        text: after + label + typed.slice(to),
      }));
    }
    case 'noOrder': {
      const text = withColon(typed, from, to);
      // A range, `power:on..off`, has no sign that could be left out.
      return text === typed ? [] : [{ label: ':', text }];
    }
    case 'unclosedQuote':
      return [{ label: '"', text: `${unescaped(typed)}"` }];
    case 'unclosedRegex':
      return [endedRegex(typed, from)];
    case 'unclosedBracket':
      return [{ label: ')', text: `${typed})` }];
    default:
      return [];
  }
}

/** Examples may stand with the operator that they make sense with, which is there already. */
function plainExamples(examples: readonly string[]): readonly string[] {
  return [...new Set(examples.map((one) => one.replace(/^[<>]=?/, '')))].slice(0, most).map(quoted);
}

/** Examples are written as in a query; a choice may be any text. */
function quoted(example: string): string {
  return /^"|[*/%]/.test(example) || !/[\s()]/.test(example)
    ? example
    : printValue(literal(example));
}

/** `/^web` as `/^web/`; what ends behind a space, `/^web srv/`, as `/^web\\ssrv/`: a space ends a value. */
function endedRegex(typed: string, from: number): Correction {
  const end = typed.lastIndexOf('/') + 1;
  if (end - 1 <= from) return { label: '/', text: `${unescaped(typed)}/` };
  const joined = typed.slice(from, end).replace(/\s+/g, String.raw`\s`);
  return { label: joined, text: typed.slice(0, from) + joined + typed.slice(end) };
}

/** `power<on` and `power:<on` as `power:on`. */
function withColon(typed: string, from: number, to: number): string {
  const field = typed.slice(from, to).replace(/\s*(<=|>=|<|>)\s*$/, ':');
  return typed.slice(0, from) + field + typed.slice(to).replace(/^[<>=]+/, '');
}

/** Whether the query is only not finished: it is wrong at its end, where it is being written. */
export function isUnfinished(typed: string, { kind, to }: QueryProblem): boolean {
  if (kind === 'unclosedQuote' || kind === 'unclosedRegex' || kind === 'unclosedBracket')
    return true;
  return (kind === 'missingValue' || kind === 'missingTerm') && to >= typed.trimEnd().length;
}

/** What is put behind this stands for itself: a last backslash that would take it for a part of the text stands for itself, too. */
function unescaped(typed: string): string {
  const backslashes = /\\*$/.exec(typed)?.[0].length ?? 0;
  return backslashes % 2 === 1 ? `${typed}\\` : typed;
}
