import { expect, it } from 'vitest';
import { latePollMs, slowAnswerMs } from './patience.ts';

it('gives a slow answer more time after each try in vain, up to five minutes', () => {
  expect([0, 1, 2, 3, 4, 50].map(slowAnswerMs)).toEqual([
    40_000, 80_000, 160_000, 300_000, 300_000, 300_000,
  ]);
});

it('knows of a dead poll within a minute, and lets the one after it wait for the end of an orphan', () => {
  // Held back for 20 s at the most.
  expect(20_000 + latePollMs(0)).toBeLessThan(60_000);
  expect(latePollMs(1)).toBeGreaterThan(20_000);
});
