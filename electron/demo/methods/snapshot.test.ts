import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VirtualMachine } from '../estate/entity.ts';
import { all, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';
import type { TaskResult } from '../test-operations.ts';

/** Snapshots on the wire. */

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start();
});
afterAll(() => bench.close());

const target = (vm: VirtualMachine) => ['VirtualMachine', vm.id] as const;

function create(
  vm: VirtualMachine,
  name: string,
  { memory = false, quiesce = false } = {},
): Promise<TaskResult> {
  return bench.run(
    'CreateSnapshot_Task',
    target(vm),
    `<name>${name}</name><memory>${memory}</memory><quiesce>${quiesce}</quiesce>`,
  );
}

const idOf = ({ info }: TaskResult): string => textOf(info, 'result') ?? '';
const snapshot = (task: TaskResult) => ['VirtualMachineSnapshot', idOf(task)] as const;

async function names(vm: VirtualMachine): Promise<string[]> {
  const tree = await bench.read(target(vm), 'snapshot');
  return all(tree, 'name').map(({ text }) => text);
}

test('a tree is taken, renamed, reverted and removed; the property collector tells', async () => {
  const vm = bench.off();
  const watch = await bench.watch(target(vm), 'snapshot.currentSnapshot', 'rootSnapshot');
  const one = await create(vm, 'one');
  await watch.until('snapshot.currentSnapshot', idOf(one));
  const two = await create(vm, 'two');
  await bench.run('RevertToSnapshot_Task', snapshot(one));
  await watch.until('snapshot.currentSnapshot', idOf(one));
  const three = await create(vm, 'three');
  expect(await names(vm)).toEqual(['one', 'two', 'three']);
  await bench.call(
    'RenameSnapshot',
    snapshot(three),
    '<name>drei</name><description>third</description>',
  );
  expect(await names(vm)).toEqual(['one', 'two', 'drei']);
  await bench.run('RemoveSnapshot_Task', snapshot(one), '<removeChildren>false</removeChildren>');
  await watch.until('rootSnapshot');
  expect(vm.rootSnapshots.map(({ id }) => id)).toEqual([idOf(two), idOf(three)]);
  await create(vm, 'four');
  await bench.run('RemoveSnapshot_Task', snapshot(three), '<removeChildren>true</removeChildren>');
  expect(await names(vm)).toEqual(['two']);
  expect(await bench.run('RevertToCurrentSnapshot_Task', target(vm)).catch(String)).toMatch(
    /no current snapshot/,
  );
  await bench.run('RemoveAllSnapshots_Task', target(vm));
  expect(await names(vm)).toEqual([]);
});

test('a revert brings configuration and power back', async () => {
  const vm = bench.on((it) => it.tools === 'current' || it.tools === 'openVmTools');
  const cpus = vm.numCpu;
  const disks = vm.disks.length;
  const taken = await create(vm, 'running', { memory: true });
  await bench.run('PowerOffVM_Task', target(vm));
  await bench.run(
    'ReconfigVM_Task',
    target(vm),
    `<spec><numCPUs>${cpus * 2}</numCPUs><deviceChange><operation>add</operation><fileOperation>create</fileOperation><device xsi:type="VirtualDisk"><key>-1</key><backing xsi:type="VirtualDiskFlatVer2BackingInfo"><fileName></fileName><diskMode>persistent</diskMode></backing><capacityInKB>1048576</capacityInKB></device></deviceChange></spec>`,
  );
  expect([vm.numCpu, vm.disks.length]).toEqual([cpus * 2, disks + 1]);
  const config = await bench.read(snapshot(taken), 'config.hardware.numCPU');
  expect(config.text).toBe(String(cpus));
  const watch = await bench.watch(
    target(vm),
    'runtime.powerState',
    'config.hardware.numCPU',
    'config.hardware.device',
  );
  await bench.run('RevertToSnapshot_Task', snapshot(taken));
  await watch.until('runtime.powerState', 'poweredOn');
  expect([vm.numCpu, vm.disks.length]).toEqual([cpus, disks]);
  const layout = await bench.read(target(vm), 'layoutEx');
  expect(all(layout, 'type').map(({ text }) => text)).toContain('snapshotMemory');
  await bench.run(
    'RevertToSnapshot_Task',
    snapshot(taken),
    '<suppressPowerOn>true</suppressPowerOn>',
  );
  expect(vm.power).toBe('suspended');
});

test('quiescing needs running tools, a name is needed, templates have no snapshots', async () => {
  const dumb = bench.on((vm) => vm.tools === 'notInstalled' || vm.tools === 'notRunning');
  expect((await create(dumb, 'q', { quiesce: true })).fault).toBe('ApplicationQuiesceFault');
  expect((await create(dumb, 'q', { quiesce: true, memory: true })).state).toBe('success');
  expect((await create(bench.off(), ' ')).fault).toBe('InvalidName');
  const template = bench.vm((vm) => vm.template);
  await expect(create(template, 't')).rejects.toThrow(/not supported/);
  const locked = [...bench.demo.estate.vms].find((vm) => vm.locked)!;
  expect((await create(locked, 'l')).fault).toBe('FileLocked');
});

test('a removal without consolidation leaves files behind until they are consolidated', async () => {
  const vm = bench.off();
  await create(vm, 'left');
  await bench.run('RemoveAllSnapshots_Task', target(vm), '<consolidate>false</consolidate>');
  expect((await bench.read(target(vm), 'runtime.consolidationNeeded')).text).toBe('true');
  const watch = await bench.watch(target(vm), 'runtime.consolidationNeeded');
  await bench.run('ConsolidateVMDisks_Task', target(vm));
  await watch.until('runtime.consolidationNeeded', 'false');
});

test('CreateSnapshotEx_Task quiesces by its spec', async () => {
  const vm = bench.on((it) => it.tools === 'current' || it.tools === 'openVmTools');
  await bench.run(
    'CreateSnapshotEx_Task',
    target(vm),
    '<name>ex</name><memory>false</memory><quiesceSpec><timeout>5</timeout></quiesceSpec>',
  );
  expect(textOf(await bench.read(target(vm), 'snapshot'), 'quiesced')).toBe('true');
});
