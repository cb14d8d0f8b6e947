import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostNames, namesOf } from './name-pattern.ts';

describe('a pattern of names', () => {
  it.each([
    ['web-{01..05}', ['web-01', 'web-02', 'web-03', 'web-04', 'web-05']],
    ['web-{8..11}', ['web-8', 'web-9', 'web-10', 'web-11']],
    ['web-{08..11}', ['web-08', 'web-09', 'web-10', 'web-11']],
    ['n{1..09}', ['n01', 'n02', 'n03', 'n04', 'n05', 'n06', 'n07', 'n08', 'n09']],
    ['n{3..1}', ['n3', 'n2', 'n1']],
    ['n{0..10..5}', ['n0', 'n5', 'n10']],
    ['{db,web}-{1..2}', ['db-1', 'db-2', 'web-1', 'web-2']],
    ['a{,-old}', ['a', 'a-old']],
    ['{1..1}', ['1']],
  ])('%s', (pattern, names) => {
    expect(namesOf(pattern)).toEqual({ names });
  });

  it.each(['web', '', '{}', '{01}', '{a..c}', '{1..}', 'web-{01..05', '}{', '{{1}}'])(
    'is a name where it is none: %s',
    (name) => {
      expect(namesOf(name)).toEqual({ names: [name] });
    },
  );

  it('of more names than anybody means tells how many, and makes none', () => {
    expect(namesOf('{1..999999999}{1..999999999}')).toEqual({ count: 999_999_999 ** 2 });
    expect(namesOf(`{1..${mostNames}}`).names).toHaveLength(mostNames);
    expect(namesOf(`{0..${mostNames}}`)).toEqual({ count: mostNames + 1 });
  });

  it('makes as many names as its ranges have numbers, each once, all with the same beginning and end', () => {
    const end = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(end, end, fc.stringMatching(/^[a-z-]{0,8}$/), (from, to, text) => {
        const { names = [] } = namesOf(`${text}{${from}..${to}}${text}`);
        expect(new Set(names).size).toBe(Math.abs(to - from) + 1);
        for (const name of names) expect(name).toMatch(new RegExp(`^${text}\\d+${text}$`));
      }),
    );
  });
});
