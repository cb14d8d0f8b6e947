import { expect, it } from 'vitest';
import { FramePace } from './frame-pace.ts';

const facts = { service: 'test.monitor', operation: 'watch' };

it('a frame that drips for ever is refused', () => {
  let now = 0;
  const pace = new FramePace(facts, () => now);
  const drip = (): void => {
    for (let second = 0; second < 600; second += 1) {
      pace.arrived(1);
      now += 1000;
    }
  };
  expect(drip).toThrow(/test\.monitor\.watch is too slow/);
  expect(now).toBeLessThan(70_000);
});

it('frames that are whole may come as seldom as they like, and a large one may take its time', () => {
  let now = 0;
  const pace = new FramePace(facts, () => now);
  for (let count = 0; count < 100; count += 1) {
    pace.arrived(40);
    pace.complete();
    now += 3_600_000;
  }
  for (let second = 0; second < 300; second += 1) {
    pace.arrived(2048);
    now += 1000;
  }
  expect(now).toBeGreaterThan(0);
});
