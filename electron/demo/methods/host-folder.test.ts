import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Folder, Host, ResourcePool, VirtualMachine } from '../estate/entity.ts';
import { datastoresOf } from '../properties/vm-facts.ts';
import { first, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';
import { vmsOf } from '../estate/machine/residents.ts';

/** Hosts, folders and resource pools on the wire. */

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start({ vms: 200 });
});
afterAll(() => bench.close());

const on = (entity: { type: string; id: string }) => [entity.type, entity.id] as const;
const ref = (name: string, { type, id }: { type: string; id: string }): string =>
  `<${name} type="${type}">${id}</${name}>`;

const isUp = (host: Host): boolean => host.connectionState === 'connected' && !host.inMaintenance;

function hostWhere(matches: (host: Host) => boolean): Host {
  const found = [...bench.demo.estate.hosts].find((host) => isUp(host) && matches(host));
  if (found === undefined) {
    throw new Error('The estate has no such host.');
  }
  return found;
}

const busy = (host: Host): boolean => [...vmsOf(host)].some(({ power }) => power === 'poweredOn');

describe('hosts', () => {
  test('DRS evacuates a host that enters maintenance; it comes out again', async () => {
    const host = hostWhere(
      (it) =>
        it.compute.settings.drs &&
        busy(it) &&
        [...it.compute.hosts].filter(isUp).length > 1 &&
        [...vmsOf(it)].every((vm) => vm.question === undefined),
    );
    const watch = await bench.watch(on(host), 'runtime.inMaintenanceMode', 'disabledMethod', 'vm');
    const done = bench.run('EnterMaintenanceMode_Task', on(host), '<timeout>0</timeout>');
    await watch.until('runtime.inMaintenanceMode', 'true');
    expect((await done).state).toBe('success');
    expect(busy(host)).toBe(false);
    const moved = watch.changes.filter(({ name, op }) => name.startsWith('vm[') && op === 'remove');
    expect(moved.length).toBeGreaterThan(0);
    expect(await bench.refusal('EnterMaintenanceMode_Task', on(host), '<timeout>0</timeout>')).toBe(
      'InvalidState',
    );
    await bench.run('ExitMaintenanceMode_Task', on(host), '<timeout>0</timeout>');
    await watch.until('runtime.inMaintenanceMode', 'false');
  });

  test('without DRS it waits for the VMs: cancelled, timed out', async () => {
    const host = hostWhere((it) => !it.compute.settings.drs && busy(it));
    const reply = await bench.call('EnterMaintenanceMode_Task', on(host), '<timeout>0</timeout>');
    const task = first(reply.body, 'returnval').text;
    await bench.call('CancelTask', ['Task', task]);
    expect((await bench.finish(task)).fault).toBe('RequestCanceled');
    const late = await bench.run('EnterMaintenanceMode_Task', on(host), '<timeout>1</timeout>');
    expect(late.fault).toBe('Timedout');
    expect(host.inMaintenance).toBe(false);
  });

  test('a host that is disconnected takes its VMs along; reconnected, they are back', async () => {
    const host = hostWhere((it) => vmsOf(it).size > 0);
    const vm = [...vmsOf(host)].find(({ connectionState }) => connectionState === 'connected')!;
    const watch = await bench.watch(on(vm), 'runtime.connectionState');
    await bench.run('DisconnectHost_Task', on(host));
    await watch.until('runtime.connectionState', 'disconnected');
    expect((await bench.read(on(host), 'runtime.connectionState')).text).toBe('disconnected');
    await bench.run('ReconnectHost_Task', on(host));
    await watch.until('runtime.connectionState', 'connected');
    expect(await bench.refusal('ReconnectHost_Task', on(host))).toBe('InvalidState');
  });

  test('a reboot needs maintenance or force; the host comes back by itself', async () => {
    const host = hostWhere((it) => vmsOf(it).size > 0);
    const boot = host.bootTime;
    expect(await bench.refusal('RebootHost_Task', on(host), '<force>false</force>')).toBe(
      'InvalidState',
    );
    const watch = await bench.watch(on(host), 'runtime');
    await bench.run('RebootHost_Task', on(host), '<force>true</force>');
    await watch.until('runtime');
    expect(busy(host)).toBe(false);
    await expect.poll(() => host.connectionState, { timeout: 20_000 }).toBe('connected');
    expect(host.bootTime).not.toBe(boot);
  }, 30_000);
});

describe('folders', () => {
  const created = async (parent: Folder, name: string): Promise<Folder> => {
    const reply = await bench.call('CreateFolder', on(parent), `<name>${name}</name>`);
    return bench.demo.estate.get(first(reply.body, 'returnval').text) as Folder;
  };

  test('made, filled, moved and deleted, as the parents tell', async () => {
    const vm = bench.off();
    const parent = vm.parent as Folder;
    const watch = await bench.watch(on(parent), 'childEntity');
    const folder = await created(parent, 'A &amp; B');
    await watch.until(`childEntity["${folder.id}"]`);
    expect(await bench.refusal('CreateFolder', on(parent), '<name>A &amp; B</name>')).toBe(
      'DuplicateName',
    );
    const moved = await bench.run('MoveIntoFolder_Task', on(folder), ref('list', vm));
    expect(moved.state).toBe('success');
    expect(vm.parent).toBe(folder);
    const inside = await created(folder, 'inside');
    const circle = await bench.run('MoveIntoFolder_Task', on(inside), ref('list', folder));
    expect(circle.fault).toBe('InvalidFolder');
    const hostFolder = [...bench.demo.estate.objects.values()].find(({ id }) =>
      id.startsWith('group-h'),
    )!;
    const wrong = await bench.run('MoveIntoFolder_Task', on(hostFolder), ref('list', vm));
    expect(wrong.fault).toBe('InvalidFolder');
    expect((await bench.run('Destroy_Task', on(folder))).state).toBe('success');
    expect(bench.demo.estate.get(vm.id)).toBeUndefined();
    await watch.until(`childEntity["${folder.id}"]`);
  });

  test('one with a running VM stays, and needs its own privilege', async () => {
    const vm = bench.on();
    const parent = vm.parent as Folder;
    expect((await bench.run('Destroy_Task', on(parent))).fault).toBe('InvalidPowerState');
    const restore = bench.demo.misbehave.deny({ privilege: 'Folder.Delete' });
    expect(await bench.refusal('Destroy_Task', on(parent))).toBe('NoPermission');
    restore();
  });

  test('a data center comes with its folders and goes while it is empty', async () => {
    const root = ['Folder', 'group-d1'] as const;
    const reply = await bench.call('CreateDatacenter', root, '<name>Third</name>');
    const id = first(reply.body, 'returnval').text;
    const folder = (await bench.read(['Datacenter', id], 'vmFolder')).text;
    expect(folder).toMatch(/^group-v/);
    expect((await bench.run('Destroy_Task', ['Datacenter', id])).state).toBe('success');
    const [full] = [...bench.demo.estate.objects.values()].filter((it) => it.type === 'Datacenter');
    expect((await bench.run('Destroy_Task', on(full!))).fault).toBe('ResourceInUse');
  });
});

describe('resource pools', () => {
  /** Clusters have pools only with DRS. */
  const hasPools = ({ host }: VirtualMachine): boolean =>
    !host.compute.isCluster || host.compute.settings.drs;
  const allocation = (name: string, reservation: number, expandable: boolean): string =>
    `<${name}><reservation>${reservation}</reservation><expandableReservation>${expandable}</expandableReservation><limit>-1</limit><shares><shares>0</shares><level>normal</level></shares></${name}>`;
  const spec = (element: string, memory: number, expandable = true): string =>
    `<${element}>${allocation('cpuAllocation', 0, true)}${allocation('memoryAllocation', memory, expandable)}</${element}>`;
  const made = async (parent: ResourcePool, name: string, content: string) => {
    const call = `<name>${name}</name>${content}`;
    const reply = await bench.call('CreateResourcePool', on(parent), call);
    return bench.demo.estate.get(first(reply.body, 'returnval').text) as ResourcePool;
  };

  test('made, changed, filled, deleted: what was in it moves up', async () => {
    const vm: VirtualMachine = bench.off((it) => it.pool?.type === 'ResourcePool' && hasPools(it));
    const root = vm.host.compute.rootPool;
    const watch = await bench.watch(on(root), 'resourcePool');
    const pool = await made(root, 'extra', spec('spec', 0));
    await watch.until(`resourcePool["${pool.id}"]`);
    await bench.call('UpdateConfig', on(pool), `<name>spare</name>${spec('config', 512)}`);
    const config = await bench.read(on(pool), 'config.memoryAllocation');
    expect(textOf(config, 'reservation')).toBe('512');
    expect((await bench.read(on(pool), 'name')).text).toBe('spare');
    await bench.call('MoveIntoResourcePool', on(pool), ref('list', vm));
    expect((await bench.read(on(vm), 'resourcePool')).text).toBe(pool.id);
    expect((await bench.run('Destroy_Task', on(pool))).state).toBe('success');
    expect(vm.pool).toBe(root);
    expect((await bench.run('Destroy_Task', on(root))).fault).toBe('NotSupported');
  });

  test('a pool without reserves lets nothing be powered on', async () => {
    const vm: VirtualMachine = bench.off(
      (it) => datastoresOf(it).size > 0 && isUp(it.host) && hasPools(it),
    );
    const pool = await made(vm.host.compute.rootPool, 'dry', spec('spec', 0, false));
    await bench.call('MoveIntoResourcePool', on(pool), ref('list', vm));
    const refused = await bench.run('PowerOnVM_Task', on(vm));
    expect(refused.fault).toBe('InsufficientMemoryResourcesFault');
    expect(textOf(refused.info, 'unreserved')).toBe('0');
    await bench.call('UpdateConfig', on(pool), spec('config', 0, true));
    expect((await bench.run('PowerOnVM_Task', on(vm))).state).toBe('success');
  });
});
