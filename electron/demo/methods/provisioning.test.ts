import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Host, VirtualMachine } from '../estate/entity.ts';
import { datastoresOf, vmxPath } from '../properties/vm-facts.ts';
import type { Task } from '../tasks/task.ts';
import { all, first, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';
import type { TaskResult } from '../test-operations.ts';
import { vmsOf } from '../estate/machine/residents.ts';

/** Migration, clones, templates, new VMs and registration on the wire. */

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start();
});
afterAll(() => bench.close());

const target = (vm: VirtualMachine) => ['VirtualMachine', vm.id] as const;
const ref = (name: string, { type, id }: { type: string; id: string }): string =>
  `<${name} type="${type}">${id}</${name}>`;

const usable = (host: Host): boolean => host.connectionState === 'connected' && !host.inMaintenance;
const mover = (): VirtualMachine =>
  bench.on((vm) => [...vm.host.compute.hosts].filter(usable).length > 1);
const otherHost = (vm: VirtualMachine): Host =>
  [...vm.host.compute.hosts].find((host) => host !== vm.host && usable(host))!;
const elsewhere = (vm: VirtualMachine): Host =>
  [...bench.demo.estate.hosts].find(
    (host) => usable(host) && ![...datastoresOf(vm)].some((store) => host.datastores.has(store)),
  )!;

const relocate = (vm: VirtualMachine, spec: string): Promise<TaskResult> =>
  bench.run('RelocateVM_Task', target(vm), `<spec>${spec}</spec>`);

describe('migration', () => {
  test('vMotion to a host: the VM and both hosts tell', async () => {
    const vm = mover();
    const [from, to] = [vm.host, otherHost(vm)];
    const watch = await bench.watch(target(vm), 'runtime.host');
    const moved = bench.run(
      'MigrateVM_Task',
      target(vm),
      `${ref('host', to)}<priority>defaultPriority</priority>`,
    );
    await watch.until('runtime.host', to.id);
    expect((await moved).state).toBe('success');
    expect([vmsOf(from).has(vm), vmsOf(to).has(vm)]).toEqual([false, true]);
  });

  test('to another pool and datastore: files, membership and space follow', async () => {
    const vm = mover();
    const store = [...vm.host.datastores].find((it) => !datastoresOf(vm).has(it))!;
    const pool = [...vm.host.compute.rootPool.pools].find((it) => it !== vm.pool)!;
    const watch = await bench.watch(target(vm), 'summary.config.vmPathName', 'resourcePool');
    const moved = relocate(vm, `${ref('datastore', store)}${ref('pool', pool)}`);
    await watch.until('resourcePool', pool.id);
    expect((await moved).state).toBe('success');
    expect((await bench.read(target(vm), 'summary.config.vmPathName')).text).toMatch(
      new RegExp(`^\\[${store.name}\\] `),
    );
    expect([...datastoresOf(vm)]).toEqual([store]);
    expect(vmsOf(store).has(vm)).toBe(true);
  });

  test('without shared storage vMotion is refused, and the check says so beforehand', async () => {
    const vm = mover();
    const host = elsewhere(vm);
    const spec = `${ref('pool', host.compute.rootPool)}${ref('host', host)}`;
    const refused = await relocate(vm, spec);
    expect(refused.fault).toMatch(
      /^(?:CannotAccessVmConfig|CpuIncompatible|VMotionNotConfigured)$/,
    );
    const check = await bench.run(
      'CheckRelocate_Task',
      ['VirtualMachineProvisioningChecker', 'ProvChecker'],
      `${ref('vm', vm)}<spec>${spec}</spec>`,
    );
    expect(check.state).toBe('success');
    const result = first(check.info, 'result');
    expect(result.attributes['xsi:type']).toBe('ArrayOfCheckResult');
    expect(textOf(result, 'host')).toBe(host.id);
    const errors = all(result, 'error').map((it) => first(it, 'fault').attributes['xsi:type']);
    expect(errors).toContain('CannotAccessVmConfig');
    expect(errors).toContain('CannotAccessVmDisk');
  });

  test('only the asked kinds are checked; a host in maintenance is an error, missing tools a warning', async () => {
    const vm = bench.on((it) => it.tools === 'notInstalled' || it.tools === 'notRunning');
    const host = [...bench.demo.estate.hosts].find((it) => it.inMaintenance)!;
    const check = async (tests: string) => {
      const task = await bench.run(
        'QueryVMotionCompatibilityEx_Task',
        ['VirtualMachineProvisioningChecker', 'ProvChecker'],
        `${ref('vm', vm)}${ref('host', host)}`,
      );
      const migrate = await bench.run(
        'CheckMigrate_Task',
        ['VirtualMachineProvisioningChecker', 'ProvChecker'],
        `${ref('vm', vm)}${ref('host', host)}${ref('pool', host.compute.rootPool)}${tests}`,
      );
      return [task, migrate].map(({ info }) =>
        all(info, 'fault').map(({ attributes }) => attributes['xsi:type']),
      );
    };
    const [query, narrow] = await check('<testType>sourceTests</testType>');
    expect(query).toEqual(expect.arrayContaining(['InvalidHostState', 'NoGuestHeartbeat']));
    expect(narrow).toEqual(['NoGuestHeartbeat']);
  });

  test('host and pool must go together; the pool has a privilege of its own', async () => {
    const vm = mover();
    const host = elsewhere(vm);
    expect(
      await bench.refusal('RelocateVM_Task', target(vm), `<spec>${ref('host', host)}</spec>`),
    ).toBe('InvalidArgument');
    const pool = [...vm.host.compute.rootPool.pools].find((it) => it !== vm.pool)!;
    const restore = bench.demo.misbehave.deny({ privilege: 'Resource.AssignVMToPool' });
    const call = `<spec>${ref('pool', pool)}</spec>`;
    expect(await bench.refusal('RelocateVM_Task', target(vm), call)).toBe('NoPermission');
    restore();
  });
});

describe('clones and templates', () => {
  const clone = (
    source: VirtualMachine,
    name: string,
    { location = '', template = false, config = '', powerOn = false, more = '' },
  ): Promise<TaskResult> =>
    bench.run(
      'CloneVM_Task',
      target(source),
      `${ref('folder', source.parent!)}<name>${name}</name><spec><location>${location}</location><template>${template}</template>${config}${more}<powerOn>${powerOn}</powerOn></spec>`,
    );

  test('an adapter keeps the address that the request gives it, be it new or changed', async () => {
    const source = bench.off((vm) => vm.nics.length > 0);
    const [nic] = source.nics;
    const network = ref('network', nic!.network);
    const card = (operation: string, key: number, mac: string): string =>
      `<deviceChange><operation>${operation}</operation><device xsi:type="VirtualVmxnet3"><key>${key}</key><backing xsi:type="VirtualEthernetCardNetworkBackingInfo"><deviceName/>${network}</backing><addressType>manual</addressType><macAddress>${mac}</macAddress></device></deviceChange>`;
    const done = await clone(source, 'own-addresses', {
      location: `${card('edit', nic!.key, '00:50:56:01:02:03')}${card('add', -1, '00:50:56:01:02:04')}`,
    });
    expect(done.fault).toBeUndefined();
    const copy = [...bench.demo.estate.vms].find(({ name }) => name === 'own-addresses');
    const macs = copy?.nics.map(({ mac }) => mac) ?? [];
    expect(macs).toEqual(expect.arrayContaining(['00:50:56:01:02:03', '00:50:56:01:02:04']));
    const others = source.nics.map(({ mac }) => mac).filter((mac) => macs.includes(mac));
    expect(others).toEqual([]);
  });

  test('deployed from a template, reconfigured and powered on', async () => {
    const template = bench.vm((vm) => vm.template);
    const pool = template.host.compute.rootPool;
    const done = await clone(template, 'deployed', {
      location: ref('pool', pool),
      config: '<config><numCPUs>3</numCPUs></config>',
      powerOn: true,
    });
    expect(done.state).toBe('success');
    const id = textOf(done.info, 'result') ?? '';
    expect((await bench.read(['VirtualMachine', id], 'config.hardware.numCPU')).text).toBe('3');
    expect((await bench.read(['VirtualMachine', id], 'runtime.powerState')).text).toBe('poweredOn');
    expect((await bench.read(['VirtualMachine', id], 'config.files.vmPathName')).text).toMatch(
      /\] deployed\/deployed\.vmx$/,
    );
  });

  test('a name that is there, a customisation, a template without pool are refused', async () => {
    const template = bench.vm((vm) => vm.template);
    const taken = [...bench.demo.estate.vms].find(
      (vm) => vm !== template && vm.parent === template.parent,
    )!;
    const pool = ref('pool', template.host.compute.rootPool);
    expect((await clone(template, taken.name, { location: pool })).fault).toBe('DuplicateName');
    const custom =
      '<customization><identity xsi:type="CustomizationLinuxPrep"><hostName xsi:type="CustomizationVirtualMachineName"></hostName><domain>x</domain></identity><globalIPSettings/></customization>';
    await expect(clone(template, 'c', { location: pool, more: custom })).rejects.toThrow(
      /customization/,
    );
    await expect(clone(template, 'c', {})).rejects.toThrow(/pool/);
  });

  test('a VM becomes a template and a VM again', async () => {
    const vm = bench.off();
    const watch = await bench.watch(target(vm), 'config.template', 'resourcePool');
    const pool = vm.pool!;
    await bench.call('MarkAsTemplate', target(vm));
    await watch.until('config.template', 'true');
    expect(vm.pool).toBeUndefined();
    expect(await bench.refusal('PowerOnVM_Task', target(vm))).toBe('NotSupported');
    await bench.call('MarkAsVirtualMachine', target(vm), ref('pool', pool));
    await watch.until('config.template', 'false');
    expect(vm.pool).toBe(pool);
    expect(await bench.refusal('MarkAsTemplate', target(bench.on()))).toBe('InvalidPowerState');
  });

  test('many clones of one host run eight at a time; those in the queue can be cancelled', async () => {
    const slow = await OperationsBench.start({ taskSeconds: [2, 2] });
    try {
      const template = slow.vm((vm) => vm.template);
      const start = async (n: number): Promise<string> => {
        const reply = await slow.call(
          'CloneVM_Task',
          target(template),
          `${ref('folder', template.parent!)}<name>many-${n}</name><spec><location>${ref('pool', template.host.compute.rootPool)}${ref('host', template.host)}</location><template>false</template><powerOn>false</powerOn></spec>`,
        );
        return first(reply.body, 'returnval').text;
      };
      const ids: string[] = [];
      for (let n = 0; n < 10; n += 1) {
        ids.push(await start(n));
      }
      const states = async (): Promise<string[]> => {
        const read = ids.map((id) => slow.read(['Task', id], 'info.state'));
        return (await Promise.all(read)).map(({ text }) => text);
      };
      const running = async (): Promise<number> =>
        (await states()).filter((state) => state === 'running').length;
      await expect.poll(running).toBe(8);
      const [one, two] = ids.filter((id) => {
        const task = slow.demo.estate.get(id) as Task;
        return task.state === 'queued';
      });
      await slow.call('CancelTask', ['Task', one!]);
      expect((await slow.finish(one!)).fault).toBe('RequestCanceled');
      expect((await slow.finish(two!)).state).toBe('success');
    } finally {
      await slow.close();
    }
  });
});

describe('new VMs', () => {
  const config = (name: string, store: string, more = ''): string =>
    `<config><name>${name}</name><guestId>debian12_64Guest</guestId><files><vmPathName>[${store}]</vmPathName></files><numCPUs>2</numCPUs><memoryMB>2048</memoryMB>${more}</config>`;
  const devices =
    '<deviceChange><operation>add</operation><device xsi:type="ParaVirtualSCSIController"><key>-1</key><busNumber>0</busNumber><sharedBus>noSharing</sharedBus></device></deviceChange><deviceChange><operation>add</operation><fileOperation>create</fileOperation><device xsi:type="VirtualDisk"><key>-2</key><backing xsi:type="VirtualDiskFlatVer2BackingInfo"><fileName></fileName><diskMode>persistent</diskMode><thinProvisioned>true</thinProvisioned></backing><controllerKey>-1</controllerKey><unitNumber>0</unitNumber><capacityInKB>20971520</capacityInKB></device></deviceChange><deviceChange><operation>add</operation><device xsi:type="VirtualVmxnet3"><key>-3</key><backing xsi:type="VirtualEthernetCardNetworkBackingInfo"><deviceName>VM Network</deviceName></backing></device></deviceChange><deviceChange><operation>add</operation><device xsi:type="VirtualCdrom"><key>-4</key><controllerKey>15000</controllerKey></device></deviceChange>';

  test('is made with its devices, enters the view, runs and is deleted', async () => {
    const near = bench.off((vm) => vm.host.compute.settings.drs);
    const [store] = datastoresOf(near);
    const folder = ['Folder', near.parent!.id] as const;
    const pool = ref('pool', near.host.compute.rootPool);
    const watch = await bench.watch(folder, 'childEntity');
    const made = await bench.run(
      'CreateVM_Task',
      folder,
      `${config('made', store!.name, devices)}${pool}`,
    );
    expect(made.fault).toBeUndefined();
    const id = textOf(made.info, 'result') ?? '';
    await watch.until(`childEntity["${id}"]`);
    const vm = bench.vm((it) => it.id === id);
    expect(vm.disks[0]?.file).toBe(`[${store!.name}] made/made.vmdk`);
    const hardware = await bench.read(target(vm), 'config.hardware.device');
    const types = all(hardware, 'VirtualDevice').map(({ attributes }) => attributes['xsi:type']);
    for (const type of [
      'ParaVirtualSCSIController',
      'VirtualDisk',
      'VirtualVmxnet3',
      'VirtualCdrom',
    ]) {
      expect(types).toContain(type);
    }
    expect((await bench.run('PowerOnVM_Task', target(vm))).state).toBe('success');
    expect((await bench.run('Destroy_Task', target(vm))).fault).toBe('InvalidPowerState');
    await bench.run('PowerOffVM_Task', target(vm));
    expect((await bench.run('Destroy_Task', target(vm))).state).toBe('success');
    expect(
      (await bench.run('CreateVM_Task', folder, `${config('m', 'nowhere')}${pool}`)).fault,
    ).toBe('InvalidDatastore');
    expect(
      (await bench.run('CreateVM_Task', folder, `${config(near.name, store!.name)}${pool}`)).fault,
    ).toBe('DuplicateName');
  });

  test('a VM that was unregistered and registered asks where it comes from', async () => {
    const vm = bench.off();
    const path = vmxPath(vm);
    const folder = ['Folder', vm.parent!.id] as const;
    const pool = ref('pool', vm.host.compute.rootPool);
    const request = `<path>${path}</path><name>again</name><asTemplate>false</asTemplate>${pool}${ref('host', vm.host)}`;
    expect((await bench.run('RegisterVM_Task', folder, request)).fault).toBe('AlreadyExists');
    await bench.call('UnregisterVM', target(vm));
    expect(bench.demo.estate.get(vm.id)).toBeUndefined();
    const done = await bench.run('RegisterVM_Task', folder, request);
    const id = textOf(done.info, 'result') ?? '';
    const again = bench.vm((it) => it.id === id);
    const watch = await bench.watch(target(again), 'runtime.question');
    const on = async (choice: string): Promise<TaskResult> => {
      const reply = await bench.call('PowerOnVM_Task', target(again));
      await watch.until('runtime.question');
      const question = await bench.read(target(again), 'runtime.question.id');
      await bench.call(
        'AnswerVM',
        target(again),
        `<questionId>${question.text}</questionId><answerChoice>${choice}</answerChoice>`,
      );
      return bench.finish(first(reply.body, 'returnval').text);
    };
    expect((await on('0')).fault).toBe('GenericVmConfigFault');
    expect(again.power).toBe('poweredOff');
    await watch.until('runtime.question').catch(() => undefined);
    expect((await on('2')).state).toBe('success');
    expect(again.power).toBe('poweredOn');
  });

  test('the answer to a pending question is taken once', async () => {
    const asking = bench.vm((vm) => vm.question !== undefined);
    const answer = (choice: string): Promise<string | undefined> =>
      bench.refusal(
        'AnswerVM',
        target(asking),
        `<questionId>${asking.question?.id ?? 'gone'}</questionId><answerChoice>${choice}</answerChoice>`,
      );
    expect(await answer('9')).toBe('InvalidArgument');
    expect(await answer('2')).toBeUndefined();
    expect(await answer('2')).toBe('ConcurrentAccess');
    expect(asking.power).toBe('poweredOn');
  });

  test('power on needs its files and the resources of its pool', async () => {
    const locked = [...bench.demo.estate.vms].find((vm) => vm.locked)!;
    const refused = await bench.run('PowerOnVM_Task', target(locked));
    expect(refused.fault).toBe('FileLocked');
    expect(textOf(refused.info, 'file')).toMatch(/\.vmdk$/);
    const vm = bench.off();
    await bench.run(
      'ReconfigVM_Task',
      target(vm),
      '<spec><memoryMB>6128640</memoryMB><memoryAllocation><reservation>6128640</reservation></memoryAllocation></spec>',
    );
    const greedy = await bench.run('PowerOnVM_Task', target(vm));
    expect(greedy.fault).toBe('InsufficientMemoryResourcesFault');
    expect(Number(textOf(greedy.info, 'requested'))).toBeGreaterThan(
      Number(textOf(greedy.info, 'unreserved')),
    );
  });
});
