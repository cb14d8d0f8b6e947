import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import type { VirtualMachine } from '../../../../demo/estate/entity.ts';
import { vmsOf } from '../../../../demo/estate/machine/residents.ts';
import { diskFile } from '../../../../demo/properties/vm-facts.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../demo/vcenter.ts';
import { devicesOf } from '../late/devices.ts';
import { reference } from '../map/read.ts';
import { toMoref } from '../object-updates.ts';
import { Operator } from '../testing/operator.ts';
import { connectVim25 } from '../vim25/client.ts';
import type { MethodName } from './call.ts';
import { catalog } from './catalog.ts';

/** Rules that lie on another object than the one that is operated, and types that are matched by inheritance. */
let demo: DemoVcenter;
let operator: Operator;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 200, taskSeconds: [0, 0.01], quickStatsSeconds: 0 });
  operator = await Operator.connect(demo);
});

afterAll(async () => {
  await operator.close();
  await demo.close();
});

const taken = new Set<Ref>();
function take(wanted: (vm: Properties) => boolean): readonly [Ref, VirtualMachine] {
  const ref = operator.find(
    'VirtualMachine',
    (vm, one) =>
      !taken.has(one) &&
      vm['runtime.connectionState'] === 'connected' &&
      vm['runtime.question'] === undefined &&
      vm['config.template'] === false &&
      vm['snapshot'] === undefined &&
      wanted(vm),
  );
  taken.add(ref);
  const found = [...demo.estate.vms].find(({ id }) => id === refId(ref));
  if (found === undefined) throw new Error('The estate has no such machine.');
  return [ref, found];
}
const isOn = (vm: Properties): boolean => vm['runtime.powerState'] === 'poweredOn';
const isOff = (vm: Properties): boolean => vm['runtime.powerState'] === 'poweredOff';

/** What the server says to a call that is sent without asking anybody. */
async function sent(ref: Ref, method: MethodName, parameters: object): Promise<string> {
  const client = await connectVim25({ url: demo.url });
  await client.login({ userName: demo.user, password: demo.password });
  try {
    const task = await client.call(toMoref(ref), method, parameters as never).catch(String);
    if (typeof task === 'string') return task;
    for (;;) {
      const target = task as unknown as ReturnType<typeof toMoref>;
      const [read] = await client.retrieve([
        {
          propSet: [{ type: 'Task', pathSet: ['info.state', 'info.error'] }],
          objectSet: [{ obj: target }],
        },
      ]);
      const values = Object.fromEntries((read?.propSet ?? []).map(({ name, val }) => [name, val]));
      if (values['info.state'] === 'success') return 'done';
      if (values['info.state'] === 'error') return JSON.stringify(values['info.error']);
    }
  } finally {
    await client.close();
  }
}

describe('memory in a snapshot', { timeout: 60_000 }, () => {
  it('is not kept where a disk is independent of snapshots', async () => {
    const [ref, vm] = take(isOn);
    vm.disks = vm.disks.map((disk) => ({ ...disk, mode: 'independent_persistent' }));
    const given = { name: 'one', memory: true };
    await expect(operator.plan(ref, 'snapshot.create', given)).rejects.toThrow(
      /is independent of snapshots/,
    );
    const { steps } = await operator.plan(ref, 'snapshot.create', { ...given, memory: false });
    expect(steps).toHaveLength(1);
    expect(
      await sent(ref, 'CreateSnapshot_Task', { name: 'one', memory: true, quiesce: false }),
    ).toMatch(/MemorySnapshotOnIndependentDisk/);
  });
});

describe('a start', { timeout: 60_000 }, () => {
  it('is not tried on a host in maintenance mode that nothing moves the machine off', async () => {
    const [ref, vm] = take(
      (one) =>
        isOff(one) &&
        [...demo.estate.hosts].some(
          ({ id, compute }) =>
            id === refId(reference(one['runtime.host']) ?? ref0) && !compute.settings.drs,
        ),
    );
    const host = reference(operator.at(ref)['runtime.host']) ?? ref;
    vm.host.inMaintenance = true;
    demo.estate.changed(vm.host, 'runtime.inMaintenanceMode');
    await operator.until(
      'maintenance',
      () => operator.at(host)['runtime.inMaintenanceMode'] === true,
    );
    await expect(operator.plan(ref, 'power.on')).rejects.toThrow(/is in maintenance mode/);
    expect(await sent(ref, 'PowerOnVM_Task', {})).toMatch(/InvalidHostState|InvalidState/);
  });
  const ref0 = '' as Ref;
});

describe('a disk', { timeout: 60_000 }, () => {
  it('that another machine has, too, is deleted neither by itself nor with its machine', async () => {
    const [ref, vm] = take(isOff);
    const [other, sharing] = take(isOff);
    const [disk] = vm.disks;
    if (disk === undefined) throw new Error('The machine has no disk.');
    const file = diskFile(vm, disk);
    sharing.disks = [...sharing.disks, { ...disk, key: 2010, file }];
    sharing.configVersion = new Date(sharing.configVersion.getTime() + 1000);
    vmsOf(disk.datastore).add(sharing);
    demo.estate.memberChanged(disk.datastore, 'vm', sharing, 'add');
    demo.estate.changed(sharing, 'config.hardware.device', 'config.changeVersion', 'datastore');
    await operator.until('its devices', () =>
      [ref, other].every((one) => devicesOf(operator.at(one))?.disks?.includes(file) === true),
    );
    const [choice] = (await operator.choices(ref, 'disk.remove', 'disk')).options;
    const inputs = { disk: choice?.value ?? '' };
    const why = new RegExp(`${operator.name(other)} has the disk`);
    await expect(operator.plan(ref, 'disk.remove', inputs)).rejects.toThrow(why);
    await expect(operator.plan(ref, 'vm.delete')).rejects.toThrow(why);
    expect((await operator.plan(ref, 'disk.detach', inputs)).outcome).toBe('run');
  });
});

describe('a resource pool', { timeout: 60_000 }, () => {
  it('is moved neither beyond its cluster nor below itself, and holds no machine of another', async () => {
    const pool = operator.find('ResourcePool', (one, ref) => {
      const parent = reference(one['parent']);
      return parent?.startsWith('ResourcePool:') === true && ref.startsWith('ResourcePool:');
    });
    const owner = reference(operator.at(pool)['owner']);
    const beyond = operator.find('ResourcePool', (one) => reference(one['owner']) !== owner);
    await expect(operator.plan(pool, 'pool', { pool })).rejects.toThrow(/itself, or below it/);
    await expect(operator.plan(pool, 'pool', { pool: beyond })).rejects.toThrow(/belongs to/);
    expect(await sent(beyond, 'MoveIntoResourcePool', { list: [toMoref(pool)] })).toMatch(
      /InvalidArgument|not correct/,
    );
    const [vm] = take((one) => {
      const host = operator.at(reference(one['runtime.host']) ?? pool);
      return reference(host['parent']) === owner;
    });
    await expect(operator.plan(vm, 'pool', { pool: beyond })).rejects.toThrow(/belongs to/);
  });
});

describe('a datastore cluster, which is a folder by its type', { timeout: 60_000 }, () => {
  it('is offered nothing that makes machines or folders, and the server refuses', async () => {
    const cluster = operator.find('StoragePod');
    const ids = operator.offers(cluster).map(({ id }) => id);
    for (const id of ['vm.create', 'vm.register', 'folder.create']) expect(ids).not.toContain(id);
    expect(ids).toContain('rename');
    expect(catalog.ofType('StoragePod').map(({ id }) => id)).toContain('folder.create');
    expect(await sent(cluster, 'CreateFolder', { name: 'x' })).toMatch(
      /NotSupported|not supported/,
    );
  });
});
