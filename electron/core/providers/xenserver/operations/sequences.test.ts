import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import { able, count, spare } from './testing/machines.ts';
import { PoolUnderTest } from './testing/pool-under-test.ts';

/** Operations of several tasks, reported as one. */
const on = new PoolUnderTest();
const { signal } = new AbortController();

beforeAll(() => on.start({ vms: 30, hosts: 2, taskSeconds: [0.02, 0.03] }), 30_000);
afterAll(() => on.close());

const disksOfPool = (): number => on.pool.database.count('VDI');

describe('an operation of several steps', { timeout: 30_000 }, () => {
  it('is one task from the first to the last, with its progress', async () => {
    const ref = on.find('VM', spare);
    const before = on.sink.knownTasks.size;
    const inputs = on.inputs(ref, 'vm.delete', { disks: true });
    const task = (await on.operate(ref, 'vm.delete', inputs)) as Ref;
    const name = on.nameOf(ref);
    const known = () => on.sink.knownTasks.get(task);
    await on.until('half of it', () => (known()?.progress ?? 0) >= 50);
    expect(known()).toMatchObject({ state: 'running', cancelable: true, targetName: name });
    expect(await on.ended(task)).toMatchObject({
      name: 'Delete',
      state: 'success',
      target: ref,
      initiator: 'root',
      cancelable: false,
    });
    expect(on.sink.knownTasks.size).toBe(before + 1);
  });

  it('takes back what it made where a later step fails', async () => {
    const ref = on.find('VM', able);
    const before = disksOfPool();
    const devices = count(on.at(ref), 'VBDs');
    const stop = on.pool.misbehave.failOperations({
      message: 'VBD.plug',
      error: ['DEVICE_ALREADY_EXISTS', '1'],
    });
    const inputs = on.inputs(ref, 'disk.create', { name: 'never', size: 1 });
    const task = await on.ended((await on.operate(ref, 'disk.create', inputs)) as Ref);
    stop();
    expect(task).toMatchObject({
      state: 'error',
      error: { kind: 'conflict', native: { type: 'DEVICE_ALREADY_EXISTS' } },
    });
    expect(spoken(task.error?.message)).toMatch(/^New disk .+ failed: /);
    expect(disksOfPool()).toBe(before);
    await on.until('its devices as before', () => count(on.at(ref), 'VBDs') === devices);
  });

  it('is cancelled in the middle, and undone', async () => {
    const template = on.find(
      'VM',
      (one) =>
        one['is_default_template'] === true &&
        JSON.stringify(one['other_config']).includes('<disk'),
    );
    const pool = on.find('pool', () => true);
    const machines = on.pool.database.count('VM');
    const disks = disksOfPool();
    const inputs = on.inputs(pool, 'vm.create', { template, name: 'never', start: true });
    const task = (await on.operate(pool, 'vm.create', inputs)) as Ref;
    await on.until('it is under way', () => on.sink.knownTasks.get(task) !== undefined);
    await on.session.cancelTask(task, signal);
    expect(await on.ended(task)).toMatchObject({ state: 'cancelled' });
    expect(on.pool.database.count('VM')).toBe(machines);
    expect(disksOfPool()).toBe(disks);
  });

  it('waits for a step whose answer was lost, before it takes it back', async () => {
    const slow = new PoolUnderTest();
    await slow.start({ vms: 10, hosts: 2, taskSeconds: [0.8, 0.9] });
    try {
      const ref = slow.find(
        'VM',
        (one, it) =>
          able(one) &&
          slow
            .many(it, 'VIFs')
            .slice(0, 1)
            .some((vif) => slow.at(vif)['currently_attached'] === true),
      );
      const adapter = slow.many(ref, 'VIFs')[0] as Ref;
      // The task is under way for most of a second after the answer to its start was lost.
      const stop = slow.pool.misbehave.watchChanges({
        after: ({ number }) => void (number === 1 && slow.pool.misbehave.dropConnections(0.1)),
      });
      const task = (await slow.operate(ref, 'adapter.remove', { adapter })) as Ref;
      const { error } = await slow.ended(task);
      stop();
      expect(error?.kind).toBe('unreachable');
      expect(error?.message).not.toContain('What is left');
      const [vif] = [...slow.pool.database.all('VIF')].filter(
        ({ values }) => values['uuid'] === adapter.slice('VIF:'.length),
      );
      expect(vif?.values['currently_attached']).toBe(true);
    } finally {
      await slow.close();
    }
  });

  it('is finished where its session is closed', async () => {
    const other = new PoolUnderTest();
    await other.start({ vms: 10, hosts: 2, taskSeconds: [0.3, 0.4] });
    const ref = other.find('VM', spare);
    const before = other.pool.database.count('VDI');
    await other.operate(
      ref,
      'disk.create',
      other.inputs(ref, 'disk.create', { name: 'kept', size: 1 }),
    );
    const { pool } = other;
    await other.session.close();
    expect(pool.database.count('VDI')).toBe(before + 1);
    const [disk] = [...pool.database.all('VDI')].filter(
      ({ values }) => values['name_label'] === 'kept',
    );
    expect([...pool.database.all('VBD')].some(({ values }) => values['VDI'] === disk?.ref)).toBe(
      true,
    );
    await other.close();
  });

  it('ends with a reason where the server forgets its tasks', async () => {
    const slow = new PoolUnderTest();
    await slow.start({ vms: 10, hosts: 2, taskSeconds: [60, 60] });
    try {
      const ref = slow.find('VM', spare);
      const inputs = slow.inputs(ref, 'disk.create', { name: 'never', size: 1 });
      const task = (await slow.operate(ref, 'disk.create', inputs)) as Ref;
      await slow.until('a step', () => (slow.sink.knownTasks.get(task)?.progress ?? 0) > 0);
      slow.pool.misbehave.restart();
      const { state, error } = await slow.ended(task);
      expect(state).toBe('error');
      expect(spoken(error)).toMatchObject({
        kind: 'unreachable',
        message: expect.stringContaining('does not know the task any more') as string,
      });
    } finally {
      await slow.close();
    }
  });
});
