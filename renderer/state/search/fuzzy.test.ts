import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzyFind } from './fuzzy.ts';

const names = [
  'fra-app-02',
  'fra-app-12',
  'dub-app-02',
  'web-fra-01.example.org',
  'Größe (a+b) [x]',
];
const find = (typed: string): readonly (string | undefined)[] =>
  fuzzyFind(names, typed, 10).map((place) => names[place]);

describe('fuzzyFind', () => {
  it('finds names in which something was left out', () => {
    expect(find('fraapp2')[0]).toBe('fra-app-02');
    expect(find('fap02')[0]).toBe('fra-app-02');
    expect(find('FRAAPP')).toEqual(['fra-app-02', 'fra-app-12']);
    expect(find('app dub')).toEqual([]);
    expect(find('zzz')).toEqual([]);
    expect(find('fr')).toEqual([]);
  });

  it('takes whatever is typed, and names only places that there are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (typed) => {
        for (const place of fuzzyFind(names, typed, 3)) expect(names[place]).toBeDefined();
      }),
    );
  });
});
