import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HistoryCollector, type HistoryItem } from './history-collector.ts';

const collectorOf = (items: readonly HistoryItem[]): HistoryCollector =>
  new HistoryCollector('Event', { session: 's', filter: {}, source: () => items });

const numbered = fc
  .uniqueArray(fc.integer({ min: 1, max: 5000 }), { maxLength: 60 })
  .map((keys) => keys.sort((a, b) => a - b).map((key) => ({ key, data: key })));

const counts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 });

/** Reads until nothing comes, each time as many as the list says, over and over. */
function readAll(
  read: (count: number) => readonly unknown[],
  sizes: readonly number[],
): unknown[][] {
  const pages: unknown[][] = [];
  for (let n = 0; ; n += 1) {
    const page = read(sizes[n % sizes.length] ?? 1);
    if (page.length === 0) return pages;
    pages.push([...page]);
  }
}

test('reading forward gives everything once, however much is read at a time', () => {
  fc.assert(
    fc.property(numbered, counts, (items, sizes) => {
      const collector = collectorOf(items);
      const pages = readAll((count) => collector.readNext(count), sizes);
      expect(pages.flat()).toEqual(items.map(({ data }) => data));
      collector.rewind();
      expect(collector.readNext(1)).toEqual(items.slice(0, 1).map(({ data }) => data));
    }),
  );
});

test('what is before the latest page, and that page, are everything', () => {
  fc.assert(
    fc.property(numbered, counts, fc.integer({ min: 1, max: 20 }), (items, sizes, size) => {
      const collector = collectorOf(items);
      collector.pageSize = size;
      collector.reset();
      const older = readAll((count) => collector.readPrevious(count), sizes);
      const latest = [...collector.latestPage()].reverse();
      expect([...older.reverse().flat(), ...latest]).toEqual(items.map(({ data }) => data));
    }),
  );
});

test('what comes later is read by who is at the end', () => {
  const items: HistoryItem[] = [{ key: 1, data: 'a' }];
  const collector = collectorOf(items);
  expect([collector.readNext(5), collector.readNext(5)]).toEqual([['a'], []]);
  items.push({ key: 2, data: 'b' });
  expect([collector.readNext(5), collector.readPrevious(5)]).toEqual([['b'], ['a', 'b']]);
});
