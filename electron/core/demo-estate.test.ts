import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { refId } from '#shared/model/reference.ts';
import { isFinished } from '#shared/model/task.ts';
import { startDemoVcenter, type DemoVcenter } from '../demo/vcenter.ts';
import { replicate, startTestCore, type TestCore } from './testing/harness.ts';

const open: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});

async function start(vms = 30): Promise<{ demo: DemoVcenter; test: TestCore }> {
  const demo = await startDemoVcenter({
    vms,
    tls: true,
    taskSeconds: [0.2, 0.4],
    quickStatsSeconds: 0,
  });
  open.push({ stop: () => demo.close() });
  const test = await startTestCore();
  open.push(test);
  return { demo, test };
}

/** A server that is trusted and open, with all its rows. */
async function startLive() {
  const { demo, test } = await start();
  const { client } = test;
  const { id } = await client.call('profiles.save', {
    family: 'vsphere',
    name: 'Lab',
    address: demo.url,
    user: demo.user,
    password: demo.password,
    autoConnect: false,
  });
  await client.call('connections.trust', { id, fingerprint: demo.certificateFingerprint ?? '' });
  const rows = replicate(client, 'inventory', { connection: id });
  await client.call('connections.open', { id });
  await rows.until(({ ready }) => ready);
  return { demo, client, id, rows };
}

describe('core and a vCenter', { timeout: 40_000 }, () => {
  it('go the whole path: certificate, login, rows, power off, task, row', async () => {
    const { demo, test } = await start();
    const { client } = test;
    const profile = await client.call('profiles.save', {
      family: 'vsphere',
      name: '',
      address: demo.url,
      user: demo.user,
      password: demo.password,
      autoConnect: false,
    });
    const { id } = profile;
    const connections = replicate(client, 'connections', {});
    const rows = replicate(client, 'inventory', { connection: id });
    const tasks = replicate(client, 'tasks', {});

    await expect(client.call('connections.open', { id })).rejects.toMatchObject({
      data: {
        kind: 'certificate',
        certificate: {
          reason: 'untrusted',
          presented: { fingerprint: demo.certificateFingerprint },
        },
      },
    });
    const fingerprint =
      connections.items.get(id)?.error?.certificate?.presented.fingerprint ??
      demo.certificateFingerprint ??
      '';
    await client.call('connections.trust', { id, fingerprint });
    await client.call('connections.open', { id });
    await rows.until(({ ready }) => ready);
    await connections.until(({ items }) => items.get(id)?.state === 'live');

    const all = [...rows.items.values()];
    expect(all.filter(({ kind }) => kind === 'vm' || kind === 'template')).toHaveLength(
      demo.estate.vms.size,
    );
    for (const { parent, ref } of all)
      if (parent !== null) expect(rows.items.has(parent), `${ref} below ${parent}`).toBe(true);
    const isTop = (kind: string): boolean => kind === 'datacenter' || kind === 'library';
    for (const { parent, kind, ref } of all)
      expect(parent === null, `${ref} below the server`).toBe(isTop(kind));

    const vm = all.find(({ kind, state }) => kind === 'vm' && state === 'on');
    if (vm === undefined) throw new Error('No VM is on.');
    const offers = replicate(client, 'offers', { connection: id, ref: vm.ref });
    await offers.until(({ ready }) => ready);
    expect(
      spoken(offers.items.get('all')?.find((offer) => offer.id === 'power.on')?.refused),
    ).toContain('already');
    const { task } = await client.call('operations.run', {
      connection: id,
      ref: vm.ref,
      operation: 'power.off',
    });
    if (task === null) throw new Error('No task was started.');
    await tasks.until(({ items }) => items.get(task)?.state === 'success');
    expect(tasks.items.get(task)).toMatchObject({
      own: true,
      target: vm.ref,
      targetName: vm.name,
      name: 'Power off virtual machine',
    });
    await rows.until(({ items }) => items.get(vm.ref)?.state === 'off');

    await client.call('connections.close', { id });
    await rows.until(({ items }) => items.size === 0);
    expect([...tasks.items.values()].every(isFinished)).toBe(true);
  });

  it('take a password once: it is known still when the certificate has been trusted', async () => {
    const { demo, test } = await start();
    const { client } = test;
    const { id } = await client.call('profiles.save', {
      family: 'vsphere',
      name: 'Lab',
      address: demo.url,
      user: demo.user,
      autoConnect: false,
    });
    await expect(
      client.call('connections.open', { id, password: demo.password }),
    ).rejects.toMatchObject({ data: { kind: 'certificate' } });
    await client.call('connections.trust', { id, fingerprint: demo.certificateFingerprint ?? '' });
    const connections = replicate(client, 'connections', {});
    await client.call('connections.open', { id });
    await connections.until(({ items }) => items.get(id)?.state === 'live');
  });

  it('block a certificate that changed, keep what was shown, and go on once it is trusted', async () => {
    const { demo, client, id, rows } = await startLive();
    const connections = replicate(client, 'connections', {});
    const { size } = rows.items;
    const changed = demo.misbehave.changeCertificate();
    demo.misbehave.dropConnections();
    await connections.until(({ items }) => items.get(id)?.error?.kind === 'certificate', 25_000);
    expect(connections.items.get(id)).toMatchObject({
      state: 'offline',
      error: { certificate: { reason: 'changed', presented: { fingerprint: changed } } },
    });
    expect(rows.items.size).toBe(size);
    await client.call('connections.trust', { id, fingerprint: changed });
    await client.call('connections.open', { id });
    await connections.until(({ items }) => items.get(id)?.state === 'live');
    expect(rows.items.size).toBe(size);
  });

  it('say what a native property is, and read one on demand', async () => {
    const { client, id, rows } = await startLive();
    const vm = [...rows.items.values()].find(({ kind }) => kind === 'vm');
    if (vm === undefined) throw new Error('There is no VM.');
    const properties = replicate(client, 'properties', { connection: id, ref: vm.ref });
    await properties.until(({ ready }) => ready);
    expect(properties.items.get('name')).toMatchObject({ path: 'name', value: vm.name });
    expect(properties.items.get('config')).toEqual({
      path: 'config',
      onDemand: true,
      type: 'VirtualMachineConfigInfo',
    });
    const config = await client.call('objects.read', {
      connection: id,
      ref: vm.ref,
      path: 'config',
    });
    expect(config.value).toMatchObject({ $type: 'VirtualMachineConfigInfo' });
    await expect(
      client.call('objects.read', { connection: id, ref: vm.ref, path: 'no.such.path' }),
    ).rejects.toMatchObject({ data: { kind: 'invalid' } });
  });

  it('offer nothing that the server has disabled, as soon as somebody looks', async () => {
    const { demo, client, id, rows } = await startLive();
    const vm = [...rows.items.values()].find(
      (row) => row.kind === 'vm' && row.state === 'on' && row.health === 'ok',
    );
    if (vm === undefined) throw new Error('There is no VM that runs.');
    const { ref } = vm;
    demo.misbehave.disableMethods(refId(ref), ['RelocateVM_Task']);

    const offers = replicate(client, 'offers', { connection: id, ref });
    const find = (operation: string) =>
      offers.items.get('all')?.find((offer) => offer.id === operation);
    await offers.until(() => find('vm.migrate')?.refused !== undefined);
    expect(spoken(find('vm.migrate')?.refused)).toBe(
      'The server has disabled RelocateVM_Task for it at present.',
    );
    // What its state rules out is known without, and reported in words.
    expect(find('power.off')).not.toHaveProperty('refused');
    expect(find('power.on')).toMatchObject({ done: true });
    const migrate = { connection: id, ref, operation: 'vm.migrate', inputs: {} };
    await expect(client.call('operations.run', migrate)).rejects.toMatchObject({
      data: { kind: 'conflict' },
    });

    // The list follows the state: what a machine that is off has no use for may be used as soon as it is on.
    await client.call('operations.run', {
      connection: id,
      ref,
      operation: 'power.off',
      inputs: {},
    });
    await offers.until(() => find('power.on')?.refused === undefined);
    demo.misbehave.disableMethods(refId(ref), []);
    await client.call('operations.run', { connection: id, ref, operation: 'power.on', inputs: {} });
    await offers.until(() => find('power.off')?.refused === undefined);
    await offers.until(() => find('vm.migrate')?.refused === undefined);
    const properties = replicate(client, 'properties', { connection: id, ref });
    await properties.until(({ items }) => items.get('disabledMethod')?.value !== undefined);
    offers.close();
    // Nobody looks any more: old updates are not kept.
    await properties.until(({ items }) => items.get('disabledMethod')?.value === undefined);
  });
});
