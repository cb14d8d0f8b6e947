import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Datastore, VirtualMachine } from '../estate/entity.ts';
import { all, first, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';
import type { TaskResult } from '../test-operations.ts';
import { vmsOf } from '../estate/machine/residents.ts';

/** ReconfigVM_Task on the wire: what it changes, what it refuses. */

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start();
});
afterAll(() => bench.close());

const target = (vm: VirtualMachine) => ['VirtualMachine', vm.id] as const;
const reconfigure = (vm: VirtualMachine, spec: string): Promise<TaskResult> =>
  bench.run('ReconfigVM_Task', target(vm), `<spec>${spec}</spec>`);

const change = (operation: string, device: string, file = ''): string =>
  `<deviceChange><operation>${operation}</operation>${file === '' ? '' : `<fileOperation>${file}</fileOperation>`}${device}</deviceChange>`;

const newDisk = (kilobytes: number, more = '', fileName = ''): string =>
  `<device xsi:type="VirtualDisk"><key>-1</key><backing xsi:type="VirtualDiskFlatVer2BackingInfo"><fileName>${fileName}</fileName><diskMode>persistent</diskMode>${more}</backing><controllerKey>1000</controllerKey><unitNumber>-1</unitNumber><capacityInKB>${kilobytes}</capacityInKB></device>`;

const diskEdit = (key: number, kilobytes: number): string =>
  `<device xsi:type="VirtualDisk"><key>${key}</key><capacityInKB>${kilobytes}</capacityInKB></device>`;

const gigabyte = 1024 ** 2;

describe('settings', () => {
  test('what would be ignored is refused', async () => {
    const vm = bench.off();
    for (const field of ['<uuid>4221a9d7-0000-0000-0000-000000000014</uuid>']) {
      const done = await reconfigure(vm, field);
      expect([done.state, done.fault]).toEqual(['error', 'NotSupported']);
    }
  });

  test('how the tools are brought up to date, and the rest of them as it was', async () => {
    const vm = bench.on();
    await reconfigure(
      vm,
      '<tools><toolsUpgradePolicy>upgradeAtPowerCycle</toolsUpgradePolicy></tools>',
    );
    const now = await bench.read(target(vm), 'config.tools');
    expect(textOf(now, 'toolsUpgradePolicy')).toBe('upgradeAtPowerCycle');
    expect(textOf(now, 'afterPowerOn')).toBe('true');
  });

  test('CPU, cores, memory and notes of a VM that is off, seen as leaf changes', async () => {
    const vm = bench.off();
    const watch = await bench.watch(
      target(vm),
      'config.hardware.numCPU',
      'config.hardware.numCoresPerSocket',
      'summary.config.memorySizeMB',
      'config.annotation',
      'config.changeVersion',
    );
    const done = reconfigure(
      vm,
      '<annotation>Notes &amp; more</annotation><numCPUs>6</numCPUs><numCoresPerSocket>3</numCoresPerSocket><memoryMB>3072</memoryMB>',
    );
    await watch.until('config.changeVersion');
    expect((await done).state).toBe('success');
    const seen = new Map(watch.changes.map(({ name, val }) => [name, val?.text]));
    expect(seen.get('config.hardware.numCPU')).toBe('6');
    expect(seen.get('config.hardware.numCoresPerSocket')).toBe('3');
    expect(seen.get('summary.config.memorySizeMB')).toBe('3072');
    expect(seen.get('config.annotation')).toBe('Notes & more');
  });

  test('latency sensitivity is set; high needs all memory and processors reserved', async () => {
    const vm = bench.off((it) => it.host.connectionState === 'connected' && !it.host.inMaintenance);
    const level = async () =>
      (await bench.read(target(vm), 'config.latencySensitivity.level')).text;
    const high = '<latencySensitivity><level>high</level></latencySensitivity>';
    expect(await level()).toBe('normal');
    expect((await reconfigure(vm, high)).state).toBe('success');
    expect(await level()).toBe('high');
    const on = () => bench.run('PowerOnVM_Task', target(vm));
    expect((await on()).fault).toBe('GenericVmConfigFault');
    const memory = `<memoryAllocation><reservation>${vm.memoryMB}</reservation></memoryAllocation>`;
    expect((await reconfigure(vm, memory)).state).toBe('success');
    expect((await on()).fault).toBe('GenericVmConfigFault');
    const enough = vm.numCpu * vm.host.model.mhz;
    const cpu = `<cpuAllocation><reservation>${enough}</reservation></cpuAllocation>`;
    expect((await reconfigure(vm, cpu)).state).toBe('success');
    expect((await on()).state).toBe('success');
    const less = `<cpuAllocation><reservation>${enough - 1}</reservation></cpuAllocation>`;
    expect((await reconfigure(vm, less)).fault).toBe('InvalidArgument');
    const running = bench.on((it) => it !== vm && it.cpuAllocation === undefined);
    expect((await reconfigure(running, high)).fault).toBe('InvalidArgument');
  });

  test('extraConfig is set, replaced, and taken away by an empty value', async () => {
    const vm = bench.on();
    const option = (value: string): string =>
      `<extraConfig><key>guestinfo.role</key><value xsi:type="xsd:string">${value}</value></extraConfig>`;
    await reconfigure(vm, option('db'));
    const path = 'config.extraConfig["guestinfo.role"]';
    expect(textOf(await bench.read(target(vm), path), 'value')).toBe('db');
    await reconfigure(vm, option(''));
    expect((await bench.read(target(vm), path)).children).toEqual([]);
  });

  test('hot add goes up only, and only where it is enabled', async () => {
    const cold = bench.on((vm) => !vm.cpuHotAdd && !vm.memoryHotAdd);
    expect((await reconfigure(cold, `<numCPUs>${cold.numCpu + 2}</numCPUs>`)).fault).toBe(
      'CpuHotPlugNotSupported',
    );
    expect((await reconfigure(cold, `<memoryMB>${cold.memoryMB * 2}</memoryMB>`)).fault).toBe(
      'MemoryHotPlugNotSupported',
    );
    const hot = bench.on((vm) => vm.cpuHotAdd && vm.memoryHotAdd && vm.numCpu === 8);
    expect((await reconfigure(hot, '<numCPUs>12</numCPUs>')).state).toBe('success');
    expect(hot.numCpu).toBe(12);
    expect((await reconfigure(hot, '<numCPUs>8</numCPUs>')).fault).toBe('CpuHotPlugNotSupported');
    expect((await reconfigure(hot, '<cpuHotAddEnabled>false</cpuHotAddEnabled>')).fault).toBe(
      'InvalidPowerState',
    );
  });

  test('an outdated changeVersion is ConcurrentAccess, what is not simulated NotSupported', async () => {
    const vm = bench.off();
    const old = '<changeVersion>2001-01-01T00:00:00.000Z</changeVersion>';
    expect((await reconfigure(vm, `${old}<numCPUs>1</numCPUs>`)).fault).toBe('ConcurrentAccess');
    expect((await reconfigure(vm, '<vPMCEnabled>true</vPMCEnabled>')).fault).toBe('NotSupported');
  });

  test('each part of a change needs its privilege', async () => {
    const vm = bench.off();
    const restore = bench.demo.misbehave.deny({ privilege: 'VirtualMachine.Config.AddNewDisk' });
    const reply = await bench.client.call(
      'ReconfigVM_Task',
      target(vm),
      `<spec><annotation>x</annotation>${change('add', newDisk(gigabyte), 'create')}</spec>`,
    );
    restore();
    expect(textOf(reply.body, 'privilegeId')).toBe('VirtualMachine.Config.AddNewDisk');
  });
});

describe('disks', () => {
  test('what several machines write to, or stands on another disk, is not simulated', async () => {
    const vm = bench.off();
    const parent =
      '<parent><fileName>[a] b.vmdk</fileName><diskMode>persistent</diskMode></parent>';
    for (const more of ['<sharing>sharingMultiWriter</sharing>', parent]) {
      const done = await reconfigure(vm, change('add', newDisk(gigabyte, more), 'create'));
      expect(done.fault).toBe('NotSupported');
    }
    const none = newDisk(gigabyte, '<sharing>sharingNone</sharing>');
    expect((await reconfigure(vm, change('add', none, 'create'))).state).toBe('success');
  });

  test('a disk is added, grown and destroyed; the datastore follows', async () => {
    const vm = bench.on();
    const [before] = vm.disks;
    const free = before!.datastore.freeSpace;
    const count = vm.disks.length;
    const watch = await bench.watch(
      target(vm),
      'config.hardware.device',
      'summary.config.numVirtualDisks',
    );
    const added = reconfigure(vm, change('add', newDisk(8 * gigabyte), 'create'));
    await watch.until('summary.config.numVirtualDisks', String(count + 1));
    expect((await added).state).toBe('success');
    const disk = vm.disks.at(-1)!;
    const entry = watch.changes.find(({ name }) => name === `config.hardware.device[${disk.key}]`);
    expect(entry?.op).toBe('add');
    expect(textOf(entry!.val!, 'capacityInKB')).toBe(String(8 * gigabyte));
    expect(textOf(entry!.val!, 'fileName')).toMatch(/^\[.+\] .+\/.+_\d+\.vmdk$/);
    expect(before!.datastore.freeSpace).toBe(free - 8 * 1024 ** 3);

    expect((await reconfigure(vm, change('edit', diskEdit(disk.key, 9 * gigabyte)))).state).toBe(
      'success',
    );
    expect(before!.datastore.freeSpace).toBe(free - 9 * 1024 ** 3);
    const layout = await bench.read(target(vm), 'layoutEx');
    expect(all(layout, 'size').map(({ text }) => text)).toContain(String(9 * 1024 ** 3));

    const gone = change(
      'remove',
      `<device xsi:type="VirtualDisk"><key>${disk.key}</key><capacityInKB>0</capacityInKB></device>`,
      'destroy',
    );
    expect((await reconfigure(vm, gone)).state).toBe('success');
    expect(vm.disks).toHaveLength(count);
    expect(before!.datastore.freeSpace).toBe(free);
  });

  test('a disk that is removed without its file can be attached to another VM', async () => {
    const [one, two] = [bench.off(), bench.on()];
    await reconfigure(
      one,
      change('add', newDisk(gigabyte, '<thinProvisioned>true</thinProvisioned>'), 'create'),
    );
    const disk = one.disks.at(-1)!;
    const attach = change('add', newDisk(0, '', disk.file));
    const sharesStore = two.host.datastores.has(disk.datastore);
    if (sharesStore) {
      expect((await reconfigure(two, attach)).fault).toBe('FileLocked');
    }
    const detach = `<device xsi:type="VirtualDisk"><key>${disk.key}</key><capacityInKB>0</capacityInKB></device>`;
    await reconfigure(one, change('remove', detach));
    expect(disk.datastore.files.has(disk.file!.replace(/^\[[^\]]*\] /, ''))).toBe(true);
    expect((await reconfigure(one, attach)).state).toBe('success');
    expect(one.disks.at(-1)).toMatchObject({ file: disk.file, capacityGB: 1 });
    expect((await reconfigure(one, change('add', newDisk(0, '', `${disk.file}x`)))).fault).toBe(
      'FileNotFound',
    );
  });

  test('no disk shrinks, and none grows below a snapshot', async () => {
    const vm = bench.off();
    const { key, capacityGB } = vm.disks[0]!;
    const refused = await reconfigure(
      vm,
      change('edit', diskEdit(key, (capacityGB - 1) * gigabyte)),
    );
    expect(refused.fault).toBe('InvalidDeviceSpec');
    expect(textOf(refused.info, 'deviceIndex')).toBe('0');
    const below = bench.vm((it) => it.rootSnapshots.length > 0);
    const first = below.disks[0]!;
    const grow = change('edit', diskEdit(first.key, (first.capacityGB + 1) * gigabyte));
    expect((await reconfigure(below, grow)).fault).toBe('InvalidDeviceOperation');
  });

  test('a full datastore is NoDiskSpace, an unknown one InvalidDatastore, a locked VM FileLocked', async () => {
    const vm = bench.off();
    const huge = change('add', newDisk(60 * 1024 * gigabyte), 'create');
    const full = await reconfigure(vm, huge);
    expect(full.fault).toBe('NoDiskSpace');
    expect(textOf(full.info, 'datastore')).toBe(vm.disks[0]!.datastore.name);
    const nowhere = change('add', newDisk(gigabyte, '', '[nowhere]'), 'create');
    expect((await reconfigure(vm, nowhere)).fault).toBe('InvalidDatastore');
    const locked = [...bench.demo.estate.vms].find((it) => it.locked)!;
    expect((await reconfigure(locked, change('add', newDisk(1024), 'create'))).fault).toBe(
      'FileLocked',
    );
  });
});

describe('network adapters', () => {
  const standard =
    '<backing xsi:type="VirtualEthernetCardNetworkBackingInfo"><deviceName>VM Network</deviceName></backing>';
  const connect = (connected: boolean): string =>
    `<connectable><startConnected>${connected}</startConnected><allowGuestControl>true</allowGuestControl><connected>${connected}</connected></connectable>`;

  test('an e1000e adapter is added, disconnected and removed', async () => {
    const vm = bench.on();
    const count = vm.nics.length;
    const network = [...vm.host.networks].find(({ name }) => name === 'VM Network')!;
    const watch = await bench.watch(['Network', network.id], 'vm');
    const added = reconfigure(
      vm,
      change(
        'add',
        `<device xsi:type="VirtualE1000e"><key>-1</key>${standard}${connect(true)}</device>`,
      ),
    );
    await watch.until(`vm["${vm.id}"]`);
    await added;
    const key = 4000 + count;
    const device = (): Promise<Awaited<ReturnType<typeof bench.read>>> =>
      bench.read(target(vm), `config.hardware.device[${key}]`);
    const made = await device();
    expect(made.attributes['xsi:type']).toBe('VirtualE1000e');
    expect(textOf(made, 'macAddress')).toMatch(/^00:50:56:/);
    expect(textOf(first(made, 'connectable'), 'connected')).toBe('true');
    await reconfigure(
      vm,
      change(
        'edit',
        `<device xsi:type="VirtualE1000e"><key>${key}</key>${connect(false)}</device>`,
      ),
    );
    expect(textOf(first(await device(), 'connectable'), 'connected')).toBe('false');
    await reconfigure(
      vm,
      change('remove', `<device xsi:type="VirtualE1000e"><key>${key}</key></device>`),
    );
    expect(vm.nics).toHaveLength(count);
    expect(vmsOf(network).has(vm)).toBe(false);
  });

  test('a port group is named by its switch; a wrong one is InvalidDeviceBacking', async () => {
    const vm = bench.off();
    const group = [...vm.host.networks].find(({ dvs, isUplink }) => dvs && !isUplink)!;
    const uuid = (await bench.read(['VmwareDistributedVirtualSwitch', group.dvs!.id], 'uuid')).text;
    const nic = (switchUuid: string): string =>
      change(
        'add',
        `<device xsi:type="VirtualVmxnet3"><key>-1</key><backing xsi:type="VirtualEthernetCardDistributedVirtualPortBackingInfo"><port><switchUuid>${switchUuid}</switchUuid><portgroupKey>${group.id}</portgroupKey></port></backing></device>`,
      );
    expect((await reconfigure(vm, nic(uuid))).state).toBe('success');
    expect(vm.nics.at(-1)?.network).toBe(group);
    expect((await reconfigure(vm, nic('50 00'))).fault).toBe('InvalidDeviceBacking');
    const unknown = change('remove', '<device xsi:type="VirtualVmxnet3"><key>4077</key></device>');
    expect((await reconfigure(vm, unknown)).fault).toBe('InvalidDeviceSpec');
  });
});

test('a CD-ROM drive takes an ISO image and gives it back', async () => {
  const hasImages = ({ files }: Datastore): boolean =>
    [...files.keys()].some((path) => path.endsWith('.iso'));
  const vm = bench.on((it) => [...it.host.datastores].some(hasImages));
  const store = [...vm.host.datastores].find(hasImages)!;
  const iso = `[${store.name}] ${[...store.files.keys()].find((it) => it.endsWith('.iso'))}`;
  const drive = (backing: string, connected: boolean): string =>
    change(
      'edit',
      `<device xsi:type="VirtualCdrom"><key>16000</key>${backing}<connectable><startConnected>${connected}</startConnected><allowGuestControl>true</allowGuestControl><connected>${connected}</connected></connectable></device>`,
    );
  const isoBacking = (file: string): string =>
    `<backing xsi:type="VirtualCdromIsoBackingInfo"><fileName>${file}</fileName></backing>`;
  const watch = await bench.watch(target(vm), 'config.hardware.device');
  const inserted = reconfigure(vm, drive(isoBacking(iso), true));
  await watch.until('config.hardware.device[16000]');
  expect((await inserted).state).toBe('success');
  const seen = watch.changes.find(({ name }) => name === 'config.hardware.device[16000]')!;
  expect(textOf(seen.val!, 'fileName')).toBe(iso);
  expect(textOf(seen.val!, 'connected')).toBe('true');
  expect((await reconfigure(vm, drive(isoBacking(`[${store.name}] none.iso`), true))).fault).toBe(
    'FileNotFound',
  );
  const client =
    '<backing xsi:type="VirtualCdromRemotePassthroughBackingInfo"><deviceName></deviceName><exclusive>false</exclusive></backing>';
  await reconfigure(vm, drive(client, false));
  expect(vm.cdroms[0]).toMatchObject({ medium: { kind: 'remote' }, connected: false });
});
