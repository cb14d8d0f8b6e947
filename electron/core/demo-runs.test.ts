import { afterEach, describe, expect, it } from 'vitest';
import { listed } from '#shared/model/selection.ts';
import { objectKey, refId, type ConnectionId } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import { startDemoVcenter } from '../demo/vcenter.ts';
import { startDemoPool } from '../demo/xapi/pool.ts';
import { replicate, startTestCore } from './testing/harness.ts';

const open: { stop(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});

/** A vCenter with so many VMs and a pool, both connected; what is on, and what can be said of runs. */
async function start(vms: number) {
  const demo = await startDemoVcenter({ vms, taskSeconds: [0.05, 0.2], quickStatsSeconds: 0 });
  open.push({ stop: () => demo.close() });
  const pool = await startDemoPool({ vms: 20, taskSeconds: [0.05, 0.2] });
  open.push({ stop: () => pool.close() });
  const test = await startTestCore();
  open.push(test);
  const { client } = test;
  const add = async (family: 'vsphere' | 'xenserver', server: typeof demo | typeof pool) => {
    const { user, password, url: address } = server;
    const profile = { family, name: family, address, user, password, autoConnect: false };
    const { id } = await client.call('profiles.save', profile);
    await client.call('connections.open', { id });
    const rows = replicate(client, 'inventory', { connection: id });
    const connections = replicate(client, 'connections', {});
    await connections.until(({ items }) => items.get(id)?.state === 'live');
    await rows.until(({ ready, items }) => ready && items.size > 0);
    return { id, rows, connections };
  };
  const vcenter = await add('vsphere', demo);
  const xen = await add('xenserver', pool);
  const on = ({ id, rows }: typeof vcenter) =>
    [...rows.items.values()]
      .filter(({ kind, state }) => kind === 'vm' && state === 'on')
      .map(({ ref }) => ({ connection: id, ref }));
  const runs = replicate(client, 'runs', {});
  const start = (objects: ReturnType<typeof on>, options = {}) =>
    client.call('runs.start', {
      objects: listed(objects),
      operation: 'power.off',
      inputs: {},
      options,
    });
  const finished = async (run: RunId) => {
    const items = replicate(client, 'runItems', { run });
    await runs.until((replica) => replica.items.get(run)?.state === 'finished', 60_000);
    await items.until(({ items: all }) =>
      [...all.values()].every(({ state }) => state !== 'running' && state !== 'waiting'),
    );
    items.close();
    return items.items;
  };
  return { client, demo, pool, vcenter, xen, on, runs, start, finished };
}

describe('bulk runs on both families', { timeout: 120_000 }, () => {
  it('power everything off, with failures that a retry mends', async () => {
    const { client, demo, vcenter, xen, on, runs, start: begin, finished } = await start(60);
    const objects = [...on(vcenter), ...on(xen)];
    const failing = on(vcenter).slice(0, 5);
    expect(failing).toHaveLength(5);
    expect(on(xen).length).toBeGreaterThan(3);
    demo.misbehave.failOperations({
      objects: failing.map(({ ref }) => refId(ref)),
      method: 'PowerOffVM_Task',
    });
    const common = await client.call('operations.common', { objects: listed(objects) });
    expect(common.find(({ id }) => id === 'power.off')?.runnable).toBe(objects.length);
    const { run } = await begin(objects, { perServer: 6, perHost: 2 });
    const items = await finished(run);
    expect(runs.items.get(run)?.counts).toMatchObject({
      failed: 5,
      done: objects.length - 5,
      unknown: 0,
    });
    for (const address of failing)
      expect(items.get(objectKey(address))).toMatchObject({
        state: 'failed',
        error: { native: { type: 'FileLocked' }, ref: address.ref },
      });
    const tasks = replicate(client, 'tasks', {});
    await tasks.until((replica) => replica.ready);
    const ours = [...tasks.items.values()].filter((task) => task.run === run);
    expect(ours).toHaveLength(objects.length);
    expect(new Set(ours.map(({ state }) => state))).toEqual(new Set(['success', 'error']));

    await client.call('runs.retry', { run });
    await runs.until((replica) => replica.items.get(run)?.counts.done === objects.length);
    await vcenter.rows.until(() => on(vcenter).length === 0);
    await xen.rows.until(() => on(xen).length === 0);
    const again = await client.call('runs.preview', {
      objects: listed(objects),
      operation: 'power.off',
      inputs: {},
    });
    expect(new Set(again.items.map(({ outcome }) => outcome))).toEqual(new Set(['done']));
  });

  it('make several of one, each called as its name says', async () => {
    const { client, vcenter, xen, runs, finished } = await start(20);
    for (const { id, rows } of [vcenter, xen]) {
      const machines = [...rows.items.values()].filter(({ kind }) => kind === 'vm');
      const could = await client.call('runs.preview', {
        objects: listed(machines.map((row) => ({ connection: id, ref: row.ref }))),
        operation: 'vm.clone',
        inputs: { name: 'twin' },
      });
      const subject = could.items.find(({ outcome }) => outcome === 'run');
      const { ref, name } = subject ?? expect.fail();
      const wanted = {
        objects: listed([{ connection: id, ref }]),
        operation: 'vm.clone',
        inputs: {},
        each: { input: 'name', values: ['twin-01', name, 'twin-02'] },
      };
      const { items } = await client.call('runs.preview', wanted);
      expect(items).toMatchObject([
        { name: 'twin-01', outcome: 'run' },
        { name, warning: `The server has a virtual machine that is called ${name}.` },
        { name: 'twin-02', outcome: 'run' },
      ]);
      const each = { input: 'name', values: ['twin-01', 'twin-02'] };
      const { run } = await client.call('runs.start', { ...wanted, each, options: {} });
      const made = await finished(run);
      expect([...made.values()].map((one) => [one.name, one.state, one.ref])).toEqual([
        ['twin-01', 'done', ref],
        ['twin-02', 'done', ref],
      ]);
      expect(runs.items.get(run)?.counts).toMatchObject({ done: 2 });
      await rows.until((replica) => {
        const names = [...replica.items.values()].map((row) => row.name);
        return names.includes('twin-01') && names.includes('twin-02');
      });
      for (const refused of [
        { ...wanted, operation: 'rename' },
        { ...wanted, each: { ...each, input: 'folder' } },
      ])
        await expect(client.call('runs.preview', refused)).rejects.toMatchObject({
          data: { kind: 'invalid' },
        });
      await expect(
        client.call('runs.start', {
          ...wanted,
          each: { ...each, values: ['a', 'a'] },
          options: {},
        }),
      ).rejects.toMatchObject({ data: { kind: 'invalid' } });
    }
  });

  it('lose nothing when the connections are cut, and bring the rest to its end', async () => {
    const { client, demo, pool, vcenter, xen, on, runs, start: begin, finished } = await start(250);
    const objects = [...on(vcenter), ...on(xen)];
    expect(objects.length).toBeGreaterThan(150);
    const { run } = await begin(objects);
    const live = (id: ConnectionId) =>
      vcenter.connections.until((replica) => replica.items.get(id)?.state === 'live', 60_000);
    for (const share of [0.1, 0.4, 0.7]) {
      await runs.until((replica) => {
        const found = replica.items.get(run);
        return found !== undefined && found.counts.waiting < objects.length * (1 - share);
      }, 60_000);
      demo.misbehave.dropConnections();
      pool.misbehave.dropConnections();
    }
    await live(vcenter.id);
    await live(xen.id);
    const items = await finished(run);
    expect(items.size).toBe(objects.length);
    const { counts } = runs.items.get(run) ?? expect.fail();
    expect(counts.done + counts.failed + counts.unknown).toBe(objects.length);
    for (const item of items.values()) {
      expect(item.attempt).toBe(1);
      if (item.state !== 'done') expect(item.error?.message, item.name).toBeTruthy();
    }
    await client.call('runs.retry', { run });
    await finished(run);
    await runs.until((replica) => replica.items.get(run)?.counts.done === objects.length, 60_000);
    await vcenter.rows.until(() => on(vcenter).length === 0);
    await xen.rows.until(() => on(xen).length === 0);
  });
});
