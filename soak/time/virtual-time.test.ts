import { beforeEach, expect, it, vi } from 'vitest';
import { VirtualTime } from './virtual-time.ts';

let real = 0;
let time: VirtualTime;

beforeEach(() => {
  real = 1000;
  time = new VirtualTime({ real: () => real, owner: () => 'somebody' });
});

it('passes as real time does', async () => {
  const run = vi.fn<() => void>();
  time.start(run, 100);
  real += 99;
  await time.runDue();
  expect(run).not.toHaveBeenCalled();
  real += 1;
  await time.runDue();
  await time.runDue();
  expect(run).toHaveBeenCalledOnce();
});

it('is moved on to the next timer and no further', async () => {
  const order: string[] = [];
  time.start(() => order.push('late'), 5000);
  time.start(() => order.push('early'), 2000);
  time.skip(10_000);
  expect(time.now()).toBe(3000);
  await time.runDue();
  expect(order).toEqual(['early']);
  time.skip(1000);
  expect(time.now()).toBe(4000);
  time.skip(60_000);
  await time.runDue();
  expect(order).toEqual(['early', 'late']);
  time.skip(60_000);
  expect(time.skipped).toBe(5000);
});

it('does not count what was held, and never goes back', async () => {
  const run = vi.fn<() => void>();
  time.start(run, 100);
  real += 90;
  expect(time.now()).toBe(1090);
  time.hold(80);
  expect(time.now()).toBe(1090);
  real += 50;
  await time.runDue();
  expect(run).not.toHaveBeenCalled();
  real += 40;
  await time.runDue();
  expect(run).toHaveBeenCalledOnce();
});

it('runs what is due in order, and what that starts a turn later', async () => {
  const order: number[] = [];
  time.start(() => order.push(2), 2);
  time.start(() => {
    order.push(1);
    time.start(() => order.push(3), 1);
  }, 1);
  real += 10;
  await time.runDue();
  expect(order).toEqual([1, 2]);
  real += 1;
  await time.runDue();
  expect(order).toEqual([1, 2, 3]);
});

it('ends, renews and repeats timers, and knows whose are left', async () => {
  const run = vi.fn<() => void>();
  const ended = time.start(run, 10);
  const byNumber = time.start(run, 10);
  const renewed = time.start(run, 10);
  time.stop(ended);
  time.stop(Number(byNumber));
  real += 5;
  renewed.refresh();
  real += 5;
  await time.runDue();
  expect(run).not.toHaveBeenCalled();
  expect(time.pending).toMatchObject([{ owner: 'somebody', inMs: 5, isRef: true }]);
  expect(time.pending[0]?.from).toContain('virtual-time.test.ts');
  renewed.close();
  const repeated = time.start(run, 3, true);
  for (let turn = 0; turn < 3; turn += 1) {
    real += 3;
    await time.runDue();
  }
  expect(run).toHaveBeenCalledTimes(3);
  time.stop(repeated);
  expect(time.pending).toEqual([]);
});
