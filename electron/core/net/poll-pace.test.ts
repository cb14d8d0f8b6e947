import { expect, test } from 'vitest';
import { BOUNDS } from './bounds.ts';
import { PageGuard } from './page-guard.ts';
import { PollPace } from './poll-pace.ts';

test('a server that answers at once that nothing is new is asked ever more seldom', () => {
  const pace = new PollPace(100);
  const idle = { moved: false, waitMs: 30_000, tookMs: 2 };
  const pauses = Array.from({ length: 10 }, () => pace.after(idle));
  expect(pauses.slice(0, 3)).toEqual([200, 400, 800]);
  expect(pauses.at(-1)).toBe(15_000);
  expect(pace.after({ ...idle, tookMs: 30_000 })).toBe(0);
  expect(pace.after({ ...idle, moved: true })).toBe(100);
  expect(pace.after(idle)).toBe(200);
  expect(pace.after({ moved: false, waitMs: 0, tookMs: 0 })).toBe(0);
});

test('a list ends where a page comes again, nothing comes, or it has no end', () => {
  const guard = new PageGuard('vc, list');
  guard.next('a', 'vm-1');
  // A server may name its pages all alike.
  guard.next('a', 'vm-2');
  expect(() => guard.next('a', 'vm-1')).toThrow(/vc, list: the server names a page again/);

  const empty = new PageGuard('vc, list');
  expect(() => {
    for (let page = 0; page <= BOUNDS.emptyPages; page += 1) empty.next(String(page), undefined);
  }).toThrow(/one empty page after the other/);

  const endless = new PageGuard('vc, list');
  expect(() => {
    for (let page = 0; page <= BOUNDS.pages; page += 1) endless.next('more', String(page));
  }).toThrow(/more than 100000 pages/);
});
