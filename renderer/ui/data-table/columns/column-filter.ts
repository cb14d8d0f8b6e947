import { comparison, type ValueTest } from '#shared/query/comparison.ts';
import type { FieldDefinition } from '#shared/query/field.ts';
import { parseQuery } from '#shared/query/parse.ts';
import type { QueryProblem, ValueType } from '#shared/query/problem.ts';
import type { CompareQuery, Query } from '#shared/query/query.ts';

/**
 * What was typed into the filter of a column as a query of the search language: `>16g`, `web`, `old,none`, `!ok`, `"do not"`, `/^a/`.
 * Words with a space between are looked for as they stand.
 * @param column as one writes it in a query: `mem`, `tag.Owner`
 */
export function columnQuery(column: string, typed: string): string {
  const text = typed.trim();
  if (text === '') return '';
  const [, not = '', operator = ':', value = ''] =
    /^(!(?!=))?\s*(<=|>=|!=|<|>|=|:)?\s*(.*)$/s.exec(text) ?? [];
  return value === '' ? '' : `${not}${column}${operator}${asValue(value)}`;
}

/** Whether a value of a column passes its filter; a problem where the filter makes no sense. */
export function columnTest(
  typed: string,
  type: ValueType,
  now: number,
): ((values: readonly ColumnValue[]) => boolean) | QueryProblem {
  const { query, problem } = parseQuery(columnQuery('column', typed));
  if (problem !== undefined) return problem;
  const tests = new Map<CompareQuery, ValueTest>();
  const failed = compareAll(query, { ...someField, type }, now, tests);
  return failed ?? ((values) => passes(query, tests, values));
}

export type ColumnValue = string | number | boolean;

const someField: Omit<FieldDefinition, 'type'> = {
  name: 'column',
  label: 'column',
  group: 'general',
  examples: [],
  read: () => [],
};

/** Makes the comparisons of a query; the first that makes no sense ends it. */
function compareAll(
  query: Query,
  field: FieldDefinition,
  now: number,
  into: Map<CompareQuery, ValueTest>,
): QueryProblem | undefined {
  for (const one of comparisonsIn(query)) {
    const test = comparison(one, field, () => now);
    if (typeof test !== 'function') return test;
    into.set(one, test);
  }
  return undefined;
}

function comparisonsIn(query: Query): readonly CompareQuery[] {
  if (query.is === 'compare') return [query];
  if (query.is === 'not') return comparisonsIn(query.part);
  return query.is === 'and' || query.is === 'or' ? query.parts.flatMap(comparisonsIn) : [];
}

function passes(
  query: Query,
  tests: ReadonlyMap<CompareQuery, ValueTest>,
  values: readonly ColumnValue[],
): boolean {
  switch (query.is) {
    case 'compare': {
      const test = tests.get(query) ?? ((): boolean => true);
      // `!=` is the opposite of `=`, as in the search language.
      return query.operator === '!=' ? !values.some(test) : values.some(test);
    }
    case 'not':
      return !passes(query.part, tests, values);
    case 'and':
      return query.parts.every((part) => passes(part, tests, values));
    case 'or':
      return query.parts.some((part) => passes(part, tests, values));
    default:
      return true;
  }
}

/** A value as typed where it is one to the search language; else in quotes. */
function asValue(value: string): string {
  if (/^"(?:[^"\\]|\\.)*"$/s.test(value)) return value;
  // In a column of its own a space ends nothing.
  if (/^\/(?:[^/\\]|\\.)+\/$/s.test(value)) return value.replaceAll(/\s/g, String.raw`\s`);
  return /[\s()"]/.test(value) ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"` : value;
}
