import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputValues } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { spare } from './testing/machines.ts';
import { PoolUnderTest } from './testing/pool-under-test.ts';

/** What an operation makes is the result of its task: by name, and as the object to go to. */
const on = new PoolUnderTest();

beforeAll(() => on.start({ vms: 30, hosts: 2, taskSeconds: [0, 0.01] }), 30_000);
afterAll(() => on.close());

/** The object of a name, which its events may bring after the end of its task. */
async function named(name: string): Promise<Ref | undefined> {
  await on.until(name, () => on.named(name) !== undefined);
  return on.named(name);
}

async function made(ref: Ref, operation: string, more: InputValues) {
  const task = await on.operate(ref, operation, on.inputs(ref, operation, more));
  return on.ended(task as Ref);
}

describe('the task', { timeout: 30_000 }, () => {
  const machine = (): Ref => on.find('VM', spare);

  it('of a clone, which the server follows, leads to the clone', async () => {
    const task = await made(machine(), 'vm.clone', { name: 'a clone' });
    expect(task.result).toBe('a clone');
    expect(task.made).toBe(await named('a clone'));
  });

  it('of a new machine, which takes several calls, leads to the machine', async () => {
    const template = on.find('VM', (one) => one['is_default_template'] === true);
    const storage = (await on.choice(
      on.find('pool', () => true),
      'vm.create',
      'storage',
    )) as Ref;
    const task = await made(template, 'vm.create', { name: 'a machine', storage });
    expect(task.error).toBeUndefined();
    expect(task.result).toBe('a machine');
    expect(task.made).toBe(await named('a machine'));
  });

  it('of a snapshot, with its description and without, names the snapshot', async () => {
    for (const [name, more] of [
      ['plain', {}],
      ['described', { description: 'why' }],
    ] as const) {
      const task = await made(machine(), 'snapshot.create', { name, ...more });
      expect(task.error).toBeUndefined();
      expect(task.result).toBe(name);
      expect(task.made).toBe(await named(name));
    }
  });

  it('of what makes nothing leads nowhere', async () => {
    const task = await made(machine(), 'power.on', {});
    expect(task.made).toBeUndefined();
  });
});
