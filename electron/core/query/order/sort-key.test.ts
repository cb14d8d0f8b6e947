import fc from 'fast-check';
import { expect, it } from 'vitest';
import { naturalKey } from './sort-key.ts';

it('orders texts as people do', () => {
  const sorted = ['web-2', 'web-10', 'Web-11', 'wéb-12', 'web-010b', 'web', 'x9', 'x10', '7', '70'];
  expect(sorted.toSorted((one, other) => (naturalKey(one) < naturalKey(other) ? -1 : 1))).toEqual([
    '7',
    '70',
    'web',
    'web-2',
    'web-10',
    'web-010b',
    'Web-11',
    'wéb-12',
    'x9',
    'x10',
  ]);
});

it('orders numbers by their amount, whatever stands before and behind', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.constantFrom('', 'a', 'a-'), (one, other, before) => {
      fc.pre(one !== other);
      expect(naturalKey(`${before}${one}z`) < naturalKey(`${before}00${other}a`)).toBe(one < other);
    }),
  );
});
