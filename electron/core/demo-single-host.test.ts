import { afterEach, describe, expect, it } from 'vitest';
import { spoken } from '#shared/i18n/testing/spoken.ts';
import { refType } from '#shared/model/reference.ts';
import { usualHost } from '../demo/generate/single-host.ts';
import { startDemoVcenter, type DemoVcenter } from '../demo/vcenter.ts';
import { replicate, startTestCore } from './testing/harness.ts';

const open: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});

/** A single ESXi host that is trusted and open, with all its rows. */
async function startLive() {
  const demo = await startDemoVcenter({
    singleHost: usualHost,
    tls: true,
    taskSeconds: [0.2, 0.4],
    quickStatsSeconds: 0,
  });
  open.push({ stop: () => demo.close() });
  const test = await startTestCore();
  open.push(test);
  const { client, log } = test;
  const { id } = await client.call('profiles.save', {
    family: 'vsphere',
    name: 'Branch',
    address: demo.url,
    user: demo.user,
    password: demo.password,
    autoConnect: false,
  });
  await client.call('connections.trust', { id, fingerprint: demo.certificateFingerprint ?? '' });
  const connections = replicate(client, 'connections', {});
  const rows = replicate(client, 'inventory', { connection: id });
  await client.call('connections.open', { id });
  await rows.until(({ ready }) => ready);
  await connections.until(({ items }) =>
    (items.get(id)?.parts ?? []).every(({ state }) => state !== 'loading'),
  );
  const connection = connections.items.get(id);
  if (connection === undefined) throw new Error('There is no connection.');
  return { demo, client, id, rows, connection, log };
}

type Live = Awaited<ReturnType<typeof startLive>>;

function rowNamed({ rows }: Live, kind: string, name?: string) {
  const row = [...rows.items.values()].find(
    (one) => one.kind === kind && (name === undefined || one.name === name),
  );
  if (row === undefined) throw new Error(`There is no ${kind} ${name ?? ''}.`);
  return row;
}

async function offersOf({ client, id }: Live, ref: string) {
  const offers = replicate(client, 'offers', { connection: id, ref });
  await offers.until(({ ready }) => ready);
  return offers.items.get('all') ?? [];
}

const vmCount = ({ estate }: DemoVcenter): number => estate.vms.size;

describe('core and a single ESXi host', { timeout: 40_000 }, () => {
  it('show what it has, in one tree, and nothing that failed', async () => {
    const live = await startLive();
    const { demo, rows, connection, log } = live;
    expect(connection).toMatchObject({
      state: 'live',
      server: { product: 'VMware ESXi', version: '8.0.2', user: 'root' },
    });
    expect(connection.server?.explorable).toBeUndefined();
    // No part that it cannot have is asked for: no second API, no alarms, no distributed switches
    const states = (connection.parts ?? []).map((part) => [part.id, part.state]);
    expect(states.filter(([, state]) => state !== 'live' && state !== 'polled')).toEqual([]);
    expect(states.map(([part]) => part)).not.toContain('automation');
    const all = [...rows.items.values()];
    expect(all.filter(({ kind }) => kind === 'vm')).toHaveLength(vmCount(demo));
    for (const { parent, kind, ref } of all) {
      expect(parent === null, `${ref} below the server`).toBe(kind === 'datacenter');
      if (parent !== null) expect(rows.items.has(parent), `${ref} below ${parent}`).toBe(true);
    }
    expect(rowNamed(live, 'host').name).toBe(usualHost.name);
    expect(rowNamed(live, 'datastore', 'datastore1').parent).not.toBeNull();
    expect(demo.vapiCalls).toEqual([]);
    expect(log.recent().filter((line) => /\b(?:WARN|ERROR)\b/i.test(line))).toEqual([]);
  });

  it('offer what a host does by itself, and say of the rest that it takes vCenter Server', async () => {
    const live = await startLive();
    const vm = [...live.rows.items.values()].find((row) => row.kind === 'vm' && row.state === 'on');
    if (vm === undefined) throw new Error('No VM is on.');
    const offers = await offersOf(live, vm.ref);
    const refusal = (operation: string): string =>
      spoken(offers.find((offer) => offer.id === operation)?.refused) ?? '';
    for (const operation of ['vm.clone', 'vm.migrate'])
      expect(refusal(operation)).toContain('takes vCenter Server');
    expect(refusal('power.off')).toBe('');
    const host = await offersOf(live, rowNamed(live, 'host').ref);
    const disconnect = host.find(({ id }) => id === 'host.disconnect');
    expect(spoken(disconnect?.refused)).toContain('takes vCenter Server');
  });

  it('run an operation, and show a page of each kind of object', async () => {
    const live = await startLive();
    const { client, id, rows } = live;
    const vm = [...rows.items.values()].find((row) => row.kind === 'vm' && row.state === 'on');
    if (vm === undefined) throw new Error('No VM is on.');
    const tasks = replicate(client, 'tasks', {});
    const { task } = await client.call('operations.run', {
      connection: id,
      ref: vm.ref,
      operation: 'power.off',
    });
    if (task === null) throw new Error('No task was started.');
    await tasks.until(({ items }) => items.get(task)?.state === 'success');
    await rows.until(({ items }) => items.get(vm.ref)?.state === 'off');
    const kinds = ['vm', 'host', 'datastore', 'network'];
    for (const kind of kinds) {
      const { ref } = rowNamed(live, kind);
      const sheet = replicate(client, 'sheet', { connection: id, ref });
      await sheet.until(({ ready, items }) => ready && items.size > 0);
      expect(sheet.error, refType(ref)).toBeUndefined();
      sheet.close();
    }
  });
});
