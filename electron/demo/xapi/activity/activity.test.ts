import { afterEach, describe, expect, it } from 'vitest';
import { startDemoPool } from '../pool.ts';
import type { DemoPool, DemoPoolOptions } from '../pool.ts';
import { TestClient } from '../test-client.ts';

describe('what moves by itself', () => {
  let pool: DemoPool | undefined;
  afterEach(() => pool?.close());

  /** Follows the pool until an event satisfies. */
  async function until(
    options: DemoPoolOptions,
    classes: readonly string[],
    satisfies: (snapshot: Readonly<Record<string, unknown>>) => boolean,
  ): Promise<void> {
    pool = await startDemoPool({ vms: 20, taskSeconds: [0, 0.02], ...options });
    const client = await TestClient.login(pool);
    const [ref] = await client.call<string[]>('pool.get_all');
    let token = await client.call<string>('event.inject', 'pool', ref);
    for (;;) {
      const batch = await client.events(classes, token, 5);
      ({ token } = batch);
      if (batch.events.some(({ snapshot }) => snapshot !== undefined && satisfies(snapshot))) {
        return;
      }
    }
  }

  it('is nothing unless asked for', async () => {
    pool = await startDemoPool({ vms: 5 });
    const client = await TestClient.login(pool);
    const [ref] = await client.call<string[]>('pool.get_all');
    const token = await client.call<string>('event.inject', 'pool', ref);
    const { token: now } = await client.events(['pool'], token);
    expect((await client.events(['*'], now, 0.2)).events).toEqual([]);
  });

  it('reports metrics', () =>
    until(
      { metricsSeconds: 0.05 },
      ['host_metrics'],
      ({ memory_free }) => Number(memory_free) > 0,
    ));

  it('does what others do, in tasks of their own', () =>
    until({ activitySeconds: 0.02 }, ['task'], ({ status }) => status === 'success'));

  it('storms on request', () =>
    until({ changesPerSecond: 200 }, ['VM'], ({ name_description }) =>
      String(name_description).startsWith('Change'),
    ));
});
