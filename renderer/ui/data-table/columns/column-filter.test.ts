import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '#shared/query/parse.ts';
import { columnQuery, columnTest } from './column-filter.ts';

function passing(
  typed: string,
  type: 'text' | 'bytes' | 'number',
  values: readonly (string | number)[],
) {
  const test = columnTest(typed, type, 0);
  if (typeof test !== 'function') return test.kind;
  return values.filter((value) => test([value]));
}

describe('the filter of a column', () => {
  it('is the search language without the field', () => {
    expect(columnQuery('mem', ' >16g ')).toBe('mem>16g');
    expect(columnQuery('tools', 'old,none')).toBe('tools:old,none');
    expect(columnQuery('tools', '!ok')).toBe('!tools:ok');
    expect(columnQuery('power', '!= on')).toBe('power!=on');
    expect(columnQuery('tag.Owner', 'Platform Team')).toBe('tag.Owner:"Platform Team"');
    expect(columnQuery('note', '>')).toBe('');
    expect(columnQuery('name', '  ')).toBe('');
  });

  it('tests values of lines that are at hand alike', () => {
    expect(passing('web', 'text', ['web-1', 'db', 'my-WEB'])).toEqual(['web-1', 'my-WEB']);
    expect(passing('!web', 'text', ['web-1', 'db'])).toEqual(['db']);
    expect(passing('web*', 'text', ['web-1', 'my-web'])).toEqual(['web-1']);
    expect(passing('/^web srv/', 'text', ['web srv 1', 'my web srv'])).toEqual(['web srv 1']);
    expect(passing('/^web', 'text', ['web'])).toBe('unclosedRegex');
    expect(passing('>1k', 'bytes', [1000, 2048])).toEqual([2048]);
    expect(passing('2..4', 'number', [1, 2, 4, 5])).toEqual([2, 4]);
    expect(passing('>many', 'number', [1])).toBe('badValue');
    expect(passing('', 'number', [1])).toEqual([1]);
  });

  it('is always one condition of the search language, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (typed) => {
        const { query } = parseQuery(columnQuery('mem', typed));
        const text = JSON.stringify(query);
        // Nothing that was typed is another field or free text.
        expect(text).not.toContain('"is":"text"');
        for (const [, field] of text.matchAll(/"field":\["([^"]*)"/g)) expect(field).toBe('mem');
      }),
    );
  });
});
