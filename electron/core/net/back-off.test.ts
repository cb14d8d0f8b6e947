import { expect, it } from 'vitest';
import { partBackOffMs } from './back-off.ts';

it('waits longer after each failure, up to 30 s, half of it by chance', () => {
  const waits = (chance: number) =>
    [1, 2, 3, 9, 99].map((n) => partBackOffMs(n, { random: () => chance }));
  expect(waits(0)).toEqual([500, 1000, 2000, 15_000, 15_000]);
  expect(waits(0.5)).toEqual([750, 1500, 3000, 22_500, 22_500]);
  expect(partBackOffMs(9, { mostMs: 4000, random: () => 0.5 })).toBe(3000);
});
