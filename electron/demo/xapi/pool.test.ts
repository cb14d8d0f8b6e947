import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoPool } from './pool.ts';
import type { DemoPool } from './pool.ts';
import { TestClient } from './test-client.ts';

describe('a demo pool over JSON-RPC', () => {
  let pool: DemoPool;
  let client: TestClient;

  beforeAll(async () => {
    pool = await startDemoPool({ vms: 30, taskSeconds: [0.05, 0.1] });
    client = await TestClient.login(pool);
  });
  afterAll(() => pool.close());

  const halted = () => {
    for (const row of pool.database.all('VM')) {
      if (row.values['power_state'] === 'Halted' && row.values['is_a_template'] === false) {
        return row.ref;
      }
    }
    throw new Error('no machine is halted');
  };

  it('reads all records of a class as they are in the database', async () => {
    const records = await client.call<Record<string, { uuid: string }>>('VM.get_all_records');
    expect(Object.keys(records).length).toBe(pool.database.count('VM'));
  });

  it('starts a machine asynchronously, and reports it in events', async () => {
    const vm = halted();
    const token = await client.call<string>('event.inject', 'VM', vm);
    const task = await client.call<string>('Async.VM.start', vm, false, false);
    const status = await client.waitForTask(task);
    expect(status).toEqual({ status: 'success', result: '<value></value>', error_info: [] });
    const batch = await client.events(['VM'], token);
    const mine = batch.events.find(({ ref }) => ref === vm);
    expect(mine).toMatchObject({
      class: 'vm',
      operation: 'mod',
      snapshot: { power_state: 'Running' },
    });
    await client.call('task.destroy', task);
  });
});
