import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderedList } from './ordered-list.ts';

describe('OrderedList', () => {
  it('is what an array is that is sorted after every change', () => {
    const change = fc.record({ put: fc.boolean(), value: fc.integer({ min: 0, max: 3000 }) });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 3000 })),
        fc.array(change, { maxLength: 2000 }),
        (first, changes) => {
          const list = new OrderedList<number>((one, other) => one - other);
          const sorted = first.toSorted((one, other) => one - other);
          list.load(sorted);
          for (const { put, value } of changes) {
            const at = sorted.indexOf(value);
            if (put && at < 0) {
              list.insert(value);
              sorted.push(value);
              sorted.sort((one, other) => one - other);
            } else if (!put) {
              expect(list.remove(value)).toBe(at >= 0);
              if (at >= 0) sorted.splice(at, 1);
            }
          }
          expect([...list]).toEqual(sorted);
          expect(list.size).toBe(sorted.length);
          expect(list.slice(3, 9)).toEqual(sorted.slice(3, 9));
          for (const value of sorted.slice(0, 50))
            expect(list.indexOf(value)).toBe(sorted.indexOf(value));
          expect(list.indexOf(-1)).toBe(-1);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('cuts full blocks', () => {
    const list = new OrderedList<number>((one, other) => one - other);
    for (let value = 0; value < 5000; value++) list.insert((value * 7919) % 5000);
    expect(list.slice(2500, 2503)).toEqual([2500, 2501, 2502]);
    expect(list.indexOf(4999)).toBe(4999);
  });
});
