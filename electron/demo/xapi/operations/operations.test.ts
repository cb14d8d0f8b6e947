import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relationFaults } from '../consistency.ts';
import { text } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { listOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { startDemoPool } from '../pool.ts';
import type { DemoPool } from '../pool.ts';
import { TestClient } from '../test-client.ts';

/** What operations do, seen over the wire. */
describe('operations', () => {
  let pool: DemoPool;
  let client: TestClient;

  beforeAll(async () => {
    pool = await startDemoPool({ vms: 40, hosts: 3, taskSeconds: [0.005, 0.01] });
    client = await TestClient.login(pool);
  });
  afterAll(() => {
    expect(relationFaults(pool.database as Database)).toEqual([]);
    return pool.close();
  });

  const call = <T = string>(method: string, ...parameters: readonly unknown[]) =>
    client.call<T>(method, ...parameters);
  const record = (owner: string, ref: string) =>
    call<Readonly<Record<string, unknown>>>(`${owner}.get_record`, ref);

  function machine(state: string, at = 0): string {
    const found = [...pool.database.all('VM')].filter(
      ({ values }) =>
        values['power_state'] === state &&
        values['is_a_template'] === false &&
        values['is_control_domain'] === false &&
        pool.database.find('VM_guest_metrics', text(values['guest_metrics'])) !== undefined,
    );
    const row = found[at];
    if (row === undefined) {
      throw new Error(`no machine is ${state}`);
    }
    return row.ref;
  }

  const diskOf = (vm: string): Row => {
    for (const ref of listOf(pool.database.find('VM', vm)!, 'VBDs')) {
      const device = pool.database.find('VBD', ref)!;
      if (textOf(device, 'type') === 'Disk') {
        return pool.database.find('VDI', textOf(device, 'VDI'))!;
      }
    }
    throw new Error('the machine has no disk');
  };
  const driveOf = (vm: string): string =>
    listOf(pool.database.find('VM', vm)!, 'VBDs').find(
      (ref) => pool.database.find('VBD', ref)?.values['type'] === 'CD',
    ) ?? '';

  it('go through every power state', async () => {
    const vm = machine('Halted');
    await call('VM.start', vm, true, false);
    expect(await record('VM', vm)).toMatchObject({ power_state: 'Paused' });
    await call('VM.unpause', vm);
    const running = await record('VM', vm);
    expect(running).toMatchObject({ power_state: 'Running', current_operations: {} });
    expect(running['consoles']).toHaveLength(1);
    expect(await call<string[]>('host.get_resident_VMs', running['resident_on'])).toContain(vm);
    await call('VM.suspend', vm);
    const suspended = await record('VM', vm);
    expect(suspended).toMatchObject({ power_state: 'Suspended', resident_on: 'OpaqueRef:NULL' });
    expect(await record('VDI', String(suspended['suspend_VDI']))).toMatchObject({
      type: 'suspend',
    });
    await call('VM.resume', vm, false, false);
    await call('VM.clean_reboot', vm);
    await call('VM.clean_shutdown', vm);
    expect(await record('VM', vm)).toMatchObject({
      power_state: 'Halted',
      consoles: [],
      domid: -1,
    });
    await expect(call('VM.clean_shutdown', vm)).rejects.toThrow(
      `VM_BAD_POWER_STATE ${vm} running halted`,
    );
  });

  it('take snapshots in a tree, and go back', async () => {
    const vm = machine('Running');
    const before = diskOf(vm).ref;
    const first = await call('VM.snapshot', vm, 'first');
    const second = await call('VM.checkpoint', vm, 'second');
    expect(await record('VM', second)).toMatchObject({
      is_a_snapshot: true,
      parent: first,
      snapshot_of: vm,
      power_state: 'Suspended',
    });
    expect((await record('VM', vm))['parent']).toBe(second);
    await call('VM.revert', first);
    expect(await record('VM', vm)).toMatchObject({ parent: first, power_state: 'Halted' });
    expect(diskOf(vm).ref).not.toBe(before);
    await call('VM.destroy', first);
    expect((await record('VM', second))['parent']).not.toBe(first);
    await expect(call('VM.snapshot_with_quiesce', vm, 'x')).rejects.toThrow('MESSAGE_REMOVED');
    pool.misbehave.revive('VM.snapshot_with_quiesce');
    await expect(call('VM.snapshot_with_quiesce', vm, 'x')).rejects.toThrow(
      `VM_BAD_POWER_STATE ${vm} running halted`,
    );
    await call('VM.start', vm, false, false);
    expect(await call('VM.snapshot_with_quiesce', vm, 'x')).toMatch(/^OpaqueRef:/);
  });

  it('make a machine of a template, with the disks that it provisions', async () => {
    const [template] = await call<string[]>('VM.get_by_name_label', 'Debian Trixie 13');
    const vm = await call('VM.clone', template, 'fresh');
    await call('VM.provision', vm);
    const made = await record('VM', vm);
    expect(made).toMatchObject({
      name_label: 'fresh',
      is_a_template: false,
      power_state: 'Halted',
    });
    expect(Object.keys(made['other_config'] as object)).not.toContain('disks');
    expect(diskOf(vm).values['virtual_size']).toBe(10 * 1024 ** 3);
    const [network] = await call<string[]>('network.get_all');
    const fields = { VM: vm, network, device: 'autodetect', MAC: '', MTU: 1500, other_config: {} };
    const vif = await call('VIF.create', { ...fields, device: '0' });
    expect((await record('VIF', vif))['MAC']).toMatch(/^ae(:[\da-f]{2}){5}$/);
    await expect(call('VIF.create', { ...fields, device: '0' })).rejects.toThrow(
      'DEVICE_ALREADY_EXISTS 0',
    );
    await expect(call('VIF.create', { ...fields, MAC: 'nonsense' })).rejects.toThrow(
      'MAC_INVALID nonsense',
    );
    const disk = diskOf(vm).ref;
    await call('VM.destroy', vm);
    expect(await call<string[]>('VDI.get_VBDs', disk)).toEqual([]);
    await call('VDI.destroy', disk);
    await expect(record('VM', vm)).rejects.toThrow(`HANDLE_INVALID VM ${vm}`);
  });

  it('insert and eject discs', async () => {
    const drive = driveOf(machine('Running'));
    if ((await record('VBD', drive))['empty'] === false) {
      await call('VBD.eject', drive);
    }
    await expect(call('VBD.eject', drive)).rejects.toThrow(`VBD_IS_EMPTY ${drive}`);
    const [image] = await call<string[]>('VDI.get_by_name_label', 'guest-tools.iso');
    await call('VBD.insert', drive, image);
    expect(await record('VBD', drive)).toMatchObject({ VDI: image, empty: false });
    expect(await call<string[]>('VDI.get_VBDs', image)).toContain(drive);
    await expect(call('VBD.insert', drive, image)).rejects.toThrow(`VBD_NOT_EMPTY ${drive}`);
  });

  it('attach a disk to a running machine, and keep it while it is used', async () => {
    const vm = machine('Running');
    const [pools] = await call<string[]>('pool.get_all');
    const repository = await call('pool.get_default_SR', pools);
    const disk = await call('VDI.create', {
      name_label: 'more',
      SR: repository,
      virtual_size: '1073741824',
      type: 'user',
      sharable: false,
      read_only: false,
      other_config: {},
    });
    const device = await call('VBD.create', {
      VM: vm,
      VDI: disk,
      userdevice: '7',
      bootable: false,
      mode: 'RW',
      type: 'Disk',
      empty: false,
      other_config: {},
      qos_algorithm_type: '',
      qos_algorithm_params: {},
    });
    await call('VBD.plug', device);
    expect(await record('VBD', device)).toMatchObject({ currently_attached: true, device: 'xvdh' });
    await expect(call('VDI.destroy', disk)).rejects.toThrow(`VDI_IN_USE ${disk} destroy`);
    await call('VBD.unplug', device);
    await call('VDI.resize', disk, 2 * 1024 ** 3);
    await call('VDI.destroy', disk);
    await expect(record('VBD', device)).rejects.toThrow('HANDLE_INVALID');
  });

  it('keep the order of the limits of memory', async () => {
    const vm = machine('Halted');
    await call('VM.set_memory', vm, 2 * 1024 ** 3);
    expect(await record('VM', vm)).toMatchObject({ memory_dynamic_max: 2 * 1024 ** 3 });
    await expect(call('VM.set_memory_dynamic_max', vm, 4 * 1024 ** 3)).rejects.toThrow(
      'MEMORY_CONSTRAINT_VIOLATION',
    );
    await call('VM.set_VCPUs_max', vm, 8);
    await call('VM.set_VCPUs_at_startup', vm, 8);
    await expect(call('VM.set_VCPUs_at_startup', vm, 9)).rejects.toThrow('INVALID_VALUE');
  });

  it('evacuate a host, with a task for each machine', async () => {
    const host = String((await record('VM', machine('Running')))['resident_on']);
    const guests = async () => (await call<string[]>('host.get_resident_VMs', host)).length - 1;
    const isLocal = (vm: string) =>
      pool.database.find('SR', textOf(diskOf(vm), 'SR'))?.values['shared'] === false;
    for (const vm of await call<string[]>('host.get_resident_VMs', host)) {
      // What lies on local storage cannot leave, nor what is paused or has no tools
      const { values } = pool.database.find('VM', vm)!;
      const stays = !(values['allowed_operations'] as string[]).includes('pool_migrate');
      const isGuest = values['is_control_domain'] === false;
      if (isGuest && (stays || isLocal(vm))) {
        await call('VM.hard_shutdown', vm);
      }
    }
    const count = await guests();
    expect(count).toBeGreaterThan(0);
    await call('host.disable', host);
    const task = await call('Async.host.evacuate', host);
    expect((await client.waitForTask(task)).error_info).toEqual([]);
    expect(await guests()).toBe(0);
    expect(await call<string[]>('task.get_subtasks', task)).toHaveLength(count);
    expect((await record('host', host))['enabled']).toBe(false);
    await call('host.enable', host);
    expect(await call<string[]>('host.get_allowed_operations', host)).toContain('evacuate');
  });

  it('refuse devices to a guest without tools, and CDs to a suspended machine', async () => {
    const silent = [...pool.database.all('VM')].find(
      ({ values }) =>
        values['power_state'] === 'Running' &&
        values['is_control_domain'] === false &&
        pool.database.find('VM_guest_metrics', text(values['guest_metrics'])) === undefined,
    )?.ref;
    const interfaces = listOf(pool.database.find('VM', silent ?? '')!, 'VIFs');
    await expect(call('VIF.unplug', interfaces[0])).rejects.toThrow(
      `VM_MISSING_PV_DRIVERS ${silent}`,
    );
    for (const message of ['VM.suspend', 'VM.clean_shutdown', 'VM.clean_reboot'])
      await expect(call(message, silent)).rejects.toThrow(`VM_LACKS_FEATURE ${silent}`);
    const suspended = [...pool.database.all('VM')].find(
      ({ ref, values }) => values['power_state'] === 'Suspended' && driveOf(ref) !== '',
    )?.ref;
    const drive = driveOf(suspended ?? '');
    const image = [...pool.database.all('VDI')].find(
      ({ values }) =>
        pool.database.find('SR', text(values['SR']))?.values['content_type'] === 'iso',
    );
    await expect(call('VBD.insert', drive, image?.ref)).rejects.toThrow(
      `VM_BAD_POWER_STATE ${suspended} halted, running suspended`,
    );
  });

  it('refuse what is blocked, and what nobody wrote', async () => {
    const vm = machine('Halted');
    await call('VM.add_to_blocked_operations', vm, 'start', 'because');
    expect(await call<string[]>('VM.get_allowed_operations', vm)).not.toContain('start');
    await expect(call('VM.start', vm, false, false)).rejects.toThrow(
      `OPERATION_BLOCKED ${vm} because`,
    );
    await call('VM.remove_from_blocked_operations', vm, 'start');
    await expect(call('VM.send_sysrq', vm, 'b')).rejects.toThrow('NOT_IMPLEMENTED VM.send_sysrq');
  });
});
