import { expect, it } from 'vitest';
import type { Wish } from '#shared/model/wish.ts';
import { Wishes } from './wishes.ts';

function page(wishes: Wishes) {
  const seen = new Map<string, Wish>();
  const stop = wishes.watch({
    put: (id, wish) => void seen.set(id, wish),
    remove: (id) => void seen.delete(id),
    ready: () => undefined,
    fail: () => undefined,
  });
  return { seen, stop };
}

it('is told to every page, also to one that comes later, and taken by one', () => {
  const wishes = new Wishes();
  const one = page(wishes);
  wishes.add({ search: 'power:on' });
  const other = page(wishes);
  const [id = ''] = one.seen.keys();
  expect(one.seen.get(id)).toEqual({ search: 'power:on' });
  expect(other.seen).toEqual(one.seen);
  expect(wishes.take(id)).toBe(true);
  expect(wishes.take(id)).toBe(false);
  expect([...one.seen, ...other.seen]).toEqual([]);
});

it('keeps no more than a page could ever do', () => {
  const wishes = new Wishes();
  for (let count = 0; count < 100; count++) wishes.add({ search: String(count) });
  const { seen } = page(wishes);
  expect(seen.size).toBe(20);
  expect([...seen.values()].at(-1)).toEqual({ search: '99' });
});
