import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../demo/vcenter.ts';
import { powerOperations } from '../automation/without-vim25/power-operations.ts';
import { reference } from '../map/read.ts';
import { toMoref } from '../object-updates.ts';
import { Operator } from '../testing/operator.ts';
import { connectVim25 } from '../vim25/client.ts';
import { objectsSpec } from '../vim25/collector/specs.ts';
import type { ManagedObjectReference } from '../vim25/values.ts';
import { vmsOf } from '../../../../demo/estate/machine/residents.ts';

/** Sentences and checks that promise no more than the server does, on a simulated vCenter that does no more than a real one. */
let demo: DemoVcenter;
let operator: Operator;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 120, taskSeconds: [0, 0.01], quickStatsSeconds: 0 });
  operator = await Operator.connect(demo);
});

afterAll(async () => {
  await operator.close();
  await demo.close();
});

const healthy = (vm: Properties): boolean =>
  vm['runtime.connectionState'] === 'connected' &&
  vm['runtime.question'] === undefined &&
  vm['config.template'] === false;
const isOn = (vm: Properties): boolean => vm['runtime.powerState'] === 'poweredOn';
const inFolder = (vm: Properties): boolean => reference(vm['parent']) !== undefined;

const taskSpec = (task: ManagedObjectReference) =>
  objectsSpec([task], 'Task', ['info.state', 'info.error']);

async function asServer<T>(act: (client: Awaited<ReturnType<typeof connectVim25>>) => Promise<T>) {
  const client = await connectVim25({ url: demo.url });
  await client.login({ userName: demo.user, password: demo.password });
  try {
    return await act(client);
  } finally {
    await client.close();
  }
}

describe('a folder that is deleted', { timeout: 60_000 }, () => {
  it('tells all that is below it, names what runs, and is not begun', async () => {
    const vm = operator.find('VirtualMachine', (one) => healthy(one) && isOn(one) && inFolder(one));
    const top = reference(operator.at(vm)['parent']) ?? vm;
    const center = operator.all('Datacenter').find((one) => {
      let at: Ref | undefined = top;
      while (at !== undefined && at !== one) at = reference(operator.at(at)['parent']);
      return at === one;
    });
    await operator.run(center ?? vm, 'folder.create', { name: 'outer', kind: 'vmFolder' });
    await operator.until('outer', () => operator.named('Folder', 'outer') !== undefined);
    const outer = operator.named('Folder', 'outer') ?? vm;
    await operator.run(outer, 'folder.create', { name: 'inner' });
    await operator.until('inner', () => operator.named('Folder', 'inner') !== undefined);
    const inner = operator.named('Folder', 'inner') ?? vm;
    await operator.run(vm, 'folder', { folder: inner });
    await operator.until('the move', () => reference(operator.at(vm)['parent']) === inner);
    await expect(operator.plan(outer, 'folder.delete')).rejects.toThrow(/2 objects/);
    await expect(operator.plan(outer, 'folder.delete', { contents: 'delete' })).rejects.toThrow(
      new RegExp(`not powered off: ${operator.name(vm)}`),
    );
    await operator.run(vm, 'power.off');
    await operator.until('it to be off', () => !isOn(operator.at(vm)));
    const { steps } = await operator.plan(outer, 'folder.delete', { contents: 'unregister' });
    expect(steps.join(' ')).toMatch(/2 objects on all levels: one virtual machine leaves/);
    expect(steps.join(' ')).toMatch(/stops at the first that fails/);
  });
});

describe('a disk in a snapshot', { timeout: 60_000 }, () => {
  it('is not detached, and deleting it is reported as what it is', async () => {
    const vm = operator.find(
      'VirtualMachine',
      (one) => healthy(one) && !isOn(one) && one['snapshot'] === undefined,
    );
    const disks = async () => (await operator.choices(vm, 'disk.detach', 'disk')).options;
    const [before] = await disks();
    expect(before?.refused).toBeUndefined();
    await operator.run(vm, 'snapshot.create', { name: 'one' });
    await operator.until('the snapshot', () => operator.at(vm)['snapshot'] !== undefined);
    const [disk] = await disks();
    expect(disk?.refused).toBeDefined();
    const inputs = { disk: disk?.value ?? '' };
    await expect(operator.plan(vm, 'disk.detach', inputs)).rejects.toThrow(/in a snapshot/);
    const { steps } = await operator.plan(vm, 'disk.remove', inputs);
    expect(steps.join(' ')).toMatch(/since the snapshot/);
  });
});

describe('a name', { timeout: 60_000 }, () => {
  const fixed = (): readonly Ref[] => {
    const center = operator.find('Datacenter');
    const cluster = operator.find('ClusterComputeResource');
    return [
      operator.find('HostSystem'),
      operator.find('Network', (_, ref) => refType(ref) === 'Network'),
      reference(operator.at(center)['vmFolder']) ?? center,
      reference(operator.at(cluster)['resourcePool']) ?? cluster,
    ];
  };

  it('that no server changes is not offered to be changed, and the server refuses', async () => {
    for (const ref of fixed()) {
      expect(
        operator.offers(ref).some(({ id }) => id === 'rename'),
        ref,
      ).toBe(false);
      await asServer((client) =>
        expect(
          client.call(toMoref(ref), 'Rename_Task', { newName: 'another' }),
          ref,
        ).rejects.toMatchObject({ type: 'NotSupported' }),
      );
    }
    const cluster = operator.find('ClusterComputeResource');
    expect(operator.offers(cluster).some(({ id }) => id === 'rename')).toBe(true);
  });
});

describe('maintenance', { timeout: 60_000 }, () => {
  const hostWhere = (drs: boolean): Ref => {
    const entity = [...demo.estate.hosts].find(
      (one) =>
        one.compute.isCluster &&
        one.compute.settings.drs === drs &&
        one.connectionState === 'connected' &&
        !one.inMaintenance &&
        [...vmsOf(one)].some((vm) => vm.power === 'poweredOn'),
    );
    if (entity === undefined) throw new Error('There is no such host.');
    return `HostSystem:${entity.id}` as Ref;
  };

  it('waits for what runs where there is no DRS, and does not promise to move anything', async () => {
    const host = hostWhere(false);
    const { steps } = await operator.plan(host, 'host.enterMaintenance');
    expect(steps.join(' ')).toMatch(/nobody moves them/);
    await expect(
      operator.plan(host, 'host.enterMaintenance', { evacuate: true }),
    ).rejects.toMatchObject({ data: { kind: 'conflict' } });
  });

  it('is left to DRS where that is automatic', async () => {
    const { steps } = await operator.plan(hostWhere(true), 'host.enterMaintenance', {
      evacuate: true,
    });
    expect(steps.join(' ')).toMatch(/DRS moves .* Moves virtual machines that are off/);
  });
});

describe('resource pools', { timeout: 60_000 }, () => {
  it('are made in a cluster with DRS only, and the server says so too', async () => {
    const cluster = operator.find('ClusterComputeResource', (_, ref) =>
      [...demo.estate.hosts].some(
        ({ compute }) => `ClusterComputeResource:${compute.id}` === ref && !compute.settings.drs,
      ),
    );
    await expect(operator.plan(cluster, 'pool.create', { name: 'gold' })).rejects.toMatchObject({
      data: { kind: 'conflict' },
      message: expect.stringContaining('has no DRS') as string,
    });
    const root = reference(operator.at(cluster)['resourcePool']) ?? cluster;
    const allocation = {
      $type: 'ResourceAllocationInfo',
      reservation: 0,
      expandableReservation: true,
      limit: -1,
      shares: { $type: 'SharesInfo', shares: 4000, level: 'normal' },
    } as const;
    const spec = {
      $type: 'ResourceConfigSpec',
      cpuAllocation: allocation,
      memoryAllocation: allocation,
    } as const;
    await asServer((client) =>
      expect(
        client.call(toMoref(root), 'CreateResourcePool', { name: 'gold', spec }),
      ).rejects.toMatchObject({ type: 'NotSupported' }),
    );
  });
});

describe('snapshots', { timeout: 60_000 }, () => {
  it('are no deeper than a server makes them', async () => {
    const vm = operator.find(
      'VirtualMachine',
      (one) => healthy(one) && !isOn(one) && one['snapshot'] === undefined,
    );
    for (let n = 0; n < 32; n += 1) await operator.run(vm, 'snapshot.create', { name: `n${n}` });
    await operator.until('the refusal', () =>
      /32 levels deep/.test(String(operator.offer(vm, 'snapshot.create').refused)),
    );
    await asServer(async (client) => {
      const more = { name: 'more', memory: false, quiesce: false };
      const task = await client.call(toMoref(vm), 'CreateSnapshot_Task', more);
      const info = async () => JSON.stringify(await client.retrieve([taskSpec(task)]));
      await expect.poll(info, { timeout: 10_000 }).toContain('TooManySnapshotLevels');
    });
  });
});

describe('memory that is reserved', { timeout: 60_000 }, () => {
  it('is the least that a machine can have', async () => {
    const vm = operator.find(
      'VirtualMachine',
      (one) => healthy(one) && !isOn(one) && Number(one['summary.config.memorySizeMB']) >= 2048,
    );
    const memory = Number(operator.at(vm)['summary.config.memorySizeMB']);
    const reconfigure = (spec: object) =>
      asServer(async (client) => {
        const task = await client.call(toMoref(vm), 'ReconfigVM_Task', {
          spec: { $type: 'VirtualMachineConfigSpec', ...spec },
        });
        const info = async () => JSON.stringify(await client.retrieve([taskSpec(task)]));
        await expect.poll(info, { timeout: 10_000 }).toMatch(/"(?:success|error)"/);
        return info();
      });
    await reconfigure({
      memoryAllocation: { $type: 'ResourceAllocationInfo', reservation: memory },
    });
    await expect(operator.plan(vm, 'vm.memory', { memoryMiB: memory - 1024 })).rejects.toThrow(
      /reserved, and cannot have less/,
    );
    expect(await reconfigure({ memoryMB: memory - 1024 })).toContain(
      'memoryAllocation.reservation',
    );
  });
});

describe('hardware of what runs', { timeout: 60_000 }, () => {
  const hot = (): Ref =>
    operator.find(
      'VirtualMachine',
      (one) => healthy(one) && isOn(one) && one['config.memoryHotAddEnabled'] === true,
    );

  it('gets memory in steps of its own, up to its limit', async () => {
    const vm = hot();
    const now = Number(operator.at(vm)['summary.config.memorySizeMB']);
    await expect(operator.plan(vm, 'vm.memory', { memoryMiB: now + 4 })).rejects.toThrow(
      /multiple of 128 MiB/,
    );
    await expect(operator.plan(vm, 'vm.memory', { memoryMiB: now * 16 + 128 })).rejects.toThrow(
      /powered off first/,
    );
    expect(await operator.run(vm, 'vm.memory', { memoryMiB: now + 128 })).toMatchObject({
      state: 'success',
    });
  });

  it('has its limits in the form where somebody looks at it', async () => {
    const vm = hot();
    operator.session.attend?.(new Set([vm]));
    await operator.until('its limits', () => 'config.hotPlugMemoryLimit' in operator.at(vm));
    const now = Number(operator.at(vm)['summary.config.memorySizeMB']);
    const [memory] = operator.offer(vm, 'vm.memory').inputs ?? [];
    expect(memory).toMatchObject({ min: now, multipleOf: 128 });
    expect(memory).toHaveProperty('max', operator.at(vm)['config.hotPlugMemoryLimit']);
    await expect(operator.plan(vm, 'vm.memory', { memoryMiB: now + 4 })).rejects.toThrow(
      /Memory must be a multiple of 128/,
    );
    const hardware = operator.at(vm)['config.hardware'];
    const cores = isDataObject(hardware) ? Number(hardware['numCoresPerSocket']) : 1;
    const cpus = operator.offer(vm, 'vm.cpus').inputs ?? [];
    expect(cpus.map(({ name }) => name)).toEqual(['cpus']);
    if (cores > 1) expect(cpus[0]).toMatchObject({ multipleOf: cores });
    operator.session.attend?.(new Set());
  });

  it('keeps its cores per socket', async () => {
    const vm = operator.find(
      'VirtualMachine',
      (one) => healthy(one) && isOn(one) && one['config.cpuHotAddEnabled'] === true,
    );
    const cpus = Number(operator.at(vm)['summary.config.numCpu']);
    const present = await operator.session.read(
      vm,
      'config.hardware.numCoresPerSocket',
      new AbortController().signal,
    );
    const cores = present.value === 2 ? 1 : 2;
    await expect(
      operator.plan(vm, 'vm.cpus', { cpus: cpus * 2, coresPerSocket: cores }),
    ).rejects.toThrow(/cores per socket can only be changed while it is powered off/);
  });
});

it('pulling the plug is destructive by the Automation API, too', () => {
  const ids = powerOperations.filter(({ destructive }) => destructive === true).map(({ id }) => id);
  expect(ids).toEqual(['power.off', 'power.reset']);
});
