import fc from 'fast-check';
import { expect, it } from 'vitest';
import { goOnFrom, historyPage, mergeHistory, newestFirst, type HistoryEntry } from './history.ts';

const entry = (key: number, time: number): HistoryEntry => ({
  key: `event-${key}`,
  kind: 'event',
  severity: 'info',
  time,
  type: 'Event',
  title: 'Event',
  text: 'Event',
});

const histories = fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 40 }), {
  minLength: 1,
  maxLength: 3,
});

it('is read whole and in order by pages, however histories interleave', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 41, max: 60 }), (times, limit) => {
      let key = 0;
      const all = times.map((list) => list.map((time) => entry((key += 1), time)));
      const read = new Map<string, HistoryEntry>();
      let before: number | undefined;
      for (let pages = 0; pages < 200; pages += 1) {
        const page = mergeHistory(all.map((one) => historyPage(one, { before, limit })));
        expect(page.entries).toEqual([...page.entries].sort(newestFirst));
        for (const one of page.entries) read.set(one.key, one);
        if (page.next === undefined) break;
        before = page.next;
      }
      expect([...read.values()].sort(newestFirst)).toEqual(all.flat().sort(newestFirst));
    }),
  );
});

it('leaves out what has a gap after it', () => {
  const page = mergeHistory([
    { entries: [entry(3, 30), entry(2, 20)], next: 20 },
    { entries: [entry(1, 10)] },
  ]);
  expect(page).toEqual({ entries: [entry(3, 30), entry(2, 20)], next: 20 });
});

it('goes on behind a page of one moment', () => {
  expect(goOnFrom([{ time: 7 }, { time: 7 }], 7)).toBe(6);
  expect(goOnFrom([{ time: 7 }, { time: 5 }], 7)).toBe(5);
  expect(goOnFrom([], 7)).toBeUndefined();
});
