import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { startDemoPool } from '../demo/xapi/pool.ts';
import { replicate, startTestCore } from './testing/harness.ts';

const open: { stop(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});

describe('core and a pool', { timeout: 40_000 }, () => {
  it('go the whole path: certificate, login, rows, relations, offers, a disk that stands in no tree', async () => {
    const pool = await startDemoPool({ vms: 12, tls: true, taskSeconds: [0, 0.05] });
    open.push({ stop: () => pool.close() });
    const test = await startTestCore();
    open.push(test);
    const { client } = test;
    const { user, password, url: address } = pool;
    const family = 'xenserver' as const;
    const profile = { family, name: '', address, user, password, autoConnect: false };
    const { id } = await client.call('profiles.save', profile);
    await expect(client.call('connections.open', { id })).rejects.toMatchObject({
      data: { kind: 'certificate', certificate: { reason: 'untrusted' } },
    });
    const fingerprint = pool.certificateFingerprint ?? '';
    await client.call('connections.trust', { id, fingerprint });
    await client.call('connections.open', { id });
    const rows = replicate(client, 'inventory', { connection: id });
    await rows.until(({ ready, items }) => ready && items.size > 0);

    const vm = [...rows.items.values()].find(({ kind, state }) => kind === 'vm' && state === 'on');
    if (vm === undefined) throw new Error('No VM is on.');
    const offers = replicate(client, 'offers', { connection: id, ref: vm.ref });
    const refusedOf = (operation: string) =>
      spoken(offers.items.get('all')?.find((offer) => offer.id === operation)?.refused);
    await offers.until(({ items }) => items.has('all'));
    expect(refusedOf('power.on')).toContain('already');
    expect(refusedOf('power.off')).toBeUndefined();

    const relations = replicate(client, 'relations', { connection: id, ref: vm.ref });
    await relations.until(({ items }) => items.has('all'));
    const disks = relations.items.get('all')?.find((group) => group.id === 'disks');
    const disk = disks?.entries.find((entry) => entry.ref?.startsWith('VDI:') === true)?.ref;
    if (disk === undefined || disk === null) throw new Error('The VM has no disk.');
    expect(rows.items.has(disk)).toBe(false);
    const object = replicate(client, 'object', { connection: id, ref: disk });
    await object.until(({ items }) => items.has('all'));
    const row = object.items.get('all');
    expect(row).toMatchObject({ ref: disk, kind: 'disk' });
    expect(rows.items.get(row?.parent ?? vm.ref)?.kind).toBe('datastore');

    const operation = { connection: id, ref: vm.ref, operation: 'power.off' };
    const { task } = await client.call('operations.run', operation);
    expect(task).not.toBeNull();
    await offers.until(
      () => refusedOf('power.off') !== undefined && refusedOf('power.on') === undefined,
    );

    await expect(
      client.call('operations.run', {
        ...operation,
        operation: 'vm.cpus',
        inputs: { cpus: 0 },
      }),
    ).rejects.toMatchObject({
      data: { kind: 'invalid', message: /at least 1/ },
    });
    const closed = client.call('connections.close', { id });
    await object.until(({ error }) => error?.kind === 'missing');
    await closed;
  });
});
