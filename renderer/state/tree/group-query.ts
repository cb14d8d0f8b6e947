import { parseQuery } from '#shared/query/parse.ts';
import { printQuery } from '#shared/query/print.ts';
import type { Query } from '#shared/query/query.ts';

const nowhere = { from: 0, to: 0 } as const;

/** The values of a group: an object may have several. */
export function valuesOf(group: string): readonly string[] {
  return group === '' ? [] : group.split('\n');
}

/**
 * What stands in a group, in the search language.
 * @param within what is grouped
 * @param by the field
 * @param group as the core says it: values with line ends between
 */
export function groupQuery(within: string, by: string, group: string): string {
  const { query: field } = parseQuery(`${by}:x`);
  if (field.is !== 'compare') return within;
  const has = (operator: ':' | '=', kind: 'word' | 'quoted', text: string): Query => ({
    ...field,
    operator,
    value: { kind, text },
    at: nowhere,
    fieldAt: nowhere,
  });
  const values = valuesOf(group);
  const parts =
    values.length === 0
      ? [{ is: 'not', part: has(':', 'word', '*') } as const]
      : values.map((value) => has('=', 'quoted', value));
  return [within, ...parts.map(printQuery)].join(' ');
}
