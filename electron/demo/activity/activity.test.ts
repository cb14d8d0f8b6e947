import { afterEach, expect, test } from 'vitest';
import { startDemoVcenter } from '../vcenter.ts';
import type { DemoOptions, DemoVcenter } from '../vcenter.ts';

let demo: DemoVcenter | undefined;

afterEach(() => demo?.close());

/** Counts the changes of paths until `enough` holds. */
async function changesUntil(
  options: DemoOptions,
  enough: (counts: ReadonlyMap<string, number>) => boolean,
): Promise<ReadonlyMap<string, number>> {
  demo = await startDemoVcenter({
    vms: 50,
    quickStatsSeconds: 0,
    taskSeconds: [0.02, 0.04],
    ...options,
  });
  const counts = new Map<string, number>();
  return new Promise((resolve) => {
    demo?.estate.listen({
      changed: ({ type }, path) => {
        const key = `${type}.${path}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        if (enough(counts)) {
          resolve(counts);
        }
      },
      created: () => undefined,
      destroyed: () => undefined,
    });
  });
}

const cpu = 'VirtualMachine.summary.quickStats.overallCpuUsage';

test('quick statistics of all that runs move every period', async () => {
  const running = await changesUntil(
    { quickStatsSeconds: 0.5 },
    (counts) => (counts.get(cpu) ?? 0) >= 60,
  );
  expect(running.get('HostSystem.summary.quickStats.overallMemoryUsage')).toBeGreaterThan(5);
});

test('others power, migrate and take snapshots', async () => {
  const counts = await changesUntil(
    { activitySeconds: 0.01, vms: 150 },
    (c) =>
      c.has('VirtualMachine.runtime.powerState') &&
      c.has('VirtualMachine.runtime.host') &&
      c.has('VirtualMachine.snapshot') &&
      c.has('Task.info.completeTime'),
  );
  expect(counts.get('Task.info.state')).toBeGreaterThan(3);
});

test('a storm changes statistics, status and power', async () => {
  const counts = await changesUntil(
    { changesPerSecond: 2000 },
    (c) => (c.get('VirtualMachine.runtime.powerState') ?? 0) >= 3,
  );
  expect(counts.get(cpu)).toBeGreaterThan(100);
  expect(counts.get('VirtualMachine.overallStatus')).toBeGreaterThan(5);
});
