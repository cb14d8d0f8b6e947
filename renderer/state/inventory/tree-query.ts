import type { Row } from '#shared/model/row.ts';
import { compileQuery, type CompiledQuery } from '#shared/query/compile.ts';
import { parseQuery } from '#shared/query/parse.ts';
import type { QueryProblem } from '#shared/query/problem.ts';
import type { Query } from '#shared/query/query.ts';
import { searchWords } from '../../format/search-words.ts';
import type { Branch } from './branch.ts';
import { matchesRow } from './filter.ts';
import { RowSubject } from './row-subject.ts';

/** Tells whether a row is looked for. */
export type RowTest = (row: Row, branch: Branch, server: string) => boolean;

/** What was typed into the tree's filter. */
export interface TreeQuery {
  /** In the search language. */
  readonly text: string;
  /** Free text has to be in names. */
  readonly names: RowTest;
  /** Free text may be anywhere. */
  readonly anywhere: RowTest;
  readonly freeText: boolean;
  /** It asks for what only the core knows: the core says which objects pass. */
  readonly deep: boolean;
  /** Whether a row passes depends on the row alone, and not on what is above it. */
  readonly local: boolean;
}

/** Reads a filter; null for an empty one. Words alone are looked for at once, whatever they are; all else is the search language. */
export function treeQuery(text: string, now: () => number): TreeQuery | QueryProblem | null {
  const { query, problem } = parseQuery(text);
  if (problem !== undefined) return problem;
  if (query.is === 'all') return null;
  const words = plainWords(query);
  if (words !== null) return wordQuery(text, words);
  const compiled = compileQuery(query, { now });
  if (!('test' in compiled)) return compiled;
  return languageQuery(text, compiled);
}

/** By far the most frequent filter: it is answered some ten times as fast as by the language. */
function wordQuery(text: string, typed: string): TreeQuery {
  const words = searchWords(typed);
  return {
    text,
    names: ({ name }) => {
      const lower = name.toLowerCase();
      return words.every((word) => lower.includes(word));
    },
    anywhere: (row) => matchesRow(row, words),
    freeText: true,
    deep: false,
    local: true,
  };
}

function languageQuery(text: string, compiled: CompiledQuery): TreeQuery {
  const { freeText, deep } = compiled.needs;
  return {
    text,
    names: (row, branch, server) => compiled.testNames(new RowSubject(row, branch, server)),
    anywhere: (row, branch, server) => compiled.test(new RowSubject(row, branch, server)),
    freeText,
    deep,
    local: false,
  };
}

/** The words of a query that has nothing else; null for any other. */
function plainWords(query: Query): string | null {
  const parts = query.is === 'and' ? query.parts : [query];
  const words: string[] = [];
  for (const part of parts) {
    if (part.is !== 'text' || part.value.kind !== 'word' || /[*?]/.test(part.value.text))
      return null;
    words.push(part.value.text);
  }
  return words.join(' ');
}
