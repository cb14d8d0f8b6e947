import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapOf, listOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { DemoPool } from '../pool.ts';
import { TestClient } from '../test-client.ts';
import {
  call,
  at,
  first,
  machine,
  answers,
  diskOf,
  otherHost,
  meanwhile,
  restricted,
  upgrading,
  available,
  protectedVm,
  diskIsShared,
  ownStorage,
  place,
  permissionsOf,
  startPool,
  fields,
  thePool,
} from './testing/strict-pool.ts';

/** What a real server refuses is refused here, by its code: each case names the file of xen-api where the rule is written. */
let pool: DemoPool;

beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.close());

describe('a licence takes away (features.ml)', () => {
  it.each([
    ['restrict_vm_start', 'VM_start', () => call('VM.start', machine('Halted').ref, false, false)],
    ['restrict_checkpoint', 'Checkpoint', () => call('VM.checkpoint', machine('Running').ref, 'x')],
    [
      'restrict_xen_motion',
      'Xen_motion',
      () => {
        const vm = machine('Running');
        return call('VM.pool_migrate', vm.ref, otherHost(vm).ref, {});
      },
    ],
    [
      'restrict_set_vcpus_number_live',
      'Live_set_vcpus',
      () => call('VM.set_VCPUs_number_live', machine('Running').ref, '1'),
    ],
    [
      'restrict_storage_xen_motion',
      'Storage_motion',
      () => {
        const disk = diskOf(machine('Halted'));
        const other = first('SR', (row) => textOf(row, 'type') === 'rbd');
        return call('VDI.pool_migrate', disk.ref, other.ref, {});
      },
    ],
  ] as const)('%s', async (restriction, feature, act) => {
    await meanwhile([restricted(restriction)], async () => {
      await expect(act()).rejects.toThrow(`LICENCE_RESTRICTION ${feature}`);
    });
  });

  it('memory that comes and goes: all of it is there (xapi_vm_memory_constraints.ml)', async () => {
    const vm = machine('Halted');
    const most = String(numberOf(vm, 'memory_static_max'));
    const least = String(Number(most) / 2);
    await meanwhile([restricted('restrict_dmc')], async () => {
      await expect(call('VM.set_memory_limits', vm.ref, least, most, least, most)).rejects.toThrow(
        'MEMORY_CONSTRAINT_VIOLATION_MAXPIN DMC disabled',
      );
      await call('VM.set_memory_limits', vm.ref, least, most, most, most);
    });
    await expect(call('VM.set_memory_limits', vm.ref, most, least, most, most)).rejects.toThrow(
      'MEMORY_CONSTRAINT_VIOLATION_ORDER',
    );
  });
});

describe('an upgrade that goes from host to host (xapi_globs.ml)', () => {
  it('has only what older hosts know, too', async () => {
    const vm = machine('Running');
    await meanwhile([upgrading()], async () => {
      for (const name of ['snapshot', 'checkpoint', 'changing_dynamic_range']) {
        expect(listOf(at('VM', vm.ref) as Row, 'allowed_operations')).not.toContain(name);
      }
      expect(listOf(at('VM', vm.ref) as Row, 'allowed_operations')).toContain('pool_migrate');
      await expect(call('VM.snapshot', vm.ref, 'x')).rejects.toThrow(
        'NOT_SUPPORTED_DURING_UPGRADE',
      );
      await expect(call('VM.set_VCPUs_at_startup', machine('Halted').ref, '1')).rejects.toThrow(
        'NOT_SUPPORTED_DURING_UPGRADE',
      );
    });
  });
});

describe('hosts of two versions (helpers.ml)', () => {
  it('start what the coordinator could, and pass on to newer ones only', async () => {
    const vm = machine('Running', diskIsShared);
    const newer = at('host', vm.values['resident_on']) as Row;
    const older = otherHost(vm);
    const version = { ...mapOf(older, 'software_version'), product_version: '1.0.0' };
    const changes = [
      upgrading(),
      ['host', older.ref, fields({ software_version: version })],
    ] as const;
    await meanwhile(changes, async () => {
      await expect(call('VM.pool_migrate', vm.ref, older.ref, {})).rejects.toThrow(
        'NOT_SUPPORTED_DURING_UPGRADE',
      );
      const master = at('host', thePool().values['master']) as Row;
      const other = master.ref === older.ref ? newer : older;
      const halted = machine('Halted', diskIsShared);
      await expect(call('VM.assert_can_boot_here', halted.ref, other.ref)).rejects.toThrow(
        `VM_HOST_INCOMPATIBLE_VERSION ${other.ref} ${halted.ref}`,
      );
    });
  });
});

describe('availability (xapi_ha_vm_failover.ml)', () => {
  it('keeps a host that the plan needs, and its memory', async () => {
    const vm = machine('Running', (row) => answers(row) && diskIsShared(row));
    await meanwhile([available(2), protectedVm(vm)], async () => {
      const host = otherHost(vm);
      await expect(call('host.disable', host.ref)).rejects.toThrow(
        'HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN',
      );
      expect(at('host', host.ref)?.values['enabled']).toBe(true);
    });
    await meanwhile([available(1), protectedVm(vm)], async () => {
      const host = otherHost(vm);
      await call('host.disable', host.ref);
      await call('host.enable', host.ref);
    });
  });

  it('moves only what it promises when a host is emptied (xapi_host.ml)', async () => {
    const vm = machine('Running');
    await meanwhile([available()], async () => {
      const stuck = await call<Record<string, string[]>>(
        'host.get_vms_which_prevent_evacuation',
        vm.values['resident_on'],
      );
      expect(stuck[vm.ref]).toEqual(['HOST_EVACUATE_VM_NOT_HA_PROTECTED', vm.ref]);
    });
  });

  it('starts nothing that it could not restart', async () => {
    const local = machine('Halted');
    await meanwhile([available(), protectedVm(local, false), ownStorage(local)], async () => {
      await expect(call('VM.start', local.ref, false, false)).rejects.toThrow(
        'HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN',
      );
    });
  });

  it('keeps what is protected on what all hosts see (xapi_vbd_helpers.ml), and no template', async () => {
    const vm = machine('Halted', diskIsShared);
    const SR = first('SR', (row) => textOf(row, 'type') === 'ext').ref;
    const made = await call('VDI.create', { ...diskOf(vm).values, SR, name_label: 'of one host' });
    const disk = at('VDI', made) as Row;
    await meanwhile([available(), protectedVm(vm)], async () => {
      await expect(call('VBD.create', place(vm, disk, 'RW'))).rejects.toThrow(
        'HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED',
      );
      await expect(call('VM.set_is_a_template', vm.ref, true)).rejects.toThrow('VM_IS_PROTECTED');
    });
  });
});

describe('keys with a role of their own (datamodel_vm.ml)', () => {
  it('are written by whoever may use a machine, and others are not', async () => {
    const [, operator] = pool.users;
    const user = await TestClient.login(pool, operator?.name, operator?.password);
    const vm = machine('Halted');
    await user.call('VM.remove_from_other_config', vm.ref, 'folder');
    await user.call('VM.add_to_other_config', vm.ref, 'folder', '/mine');
    await user.call('VM.remove_from_other_config', vm.ref, 'XenCenter.CustomFields.Owner');
    await expect(user.call('VM.add_to_other_config', vm.ref, 'other', 'x')).rejects.toThrow(
      'RBAC_PERMISSION_DENIED',
    );
    const permissions = await permissionsOf(operator?.role ?? '');
    expect(permissions).toContain('vm.add_to_other_config/key:folder');
    expect(permissions).toContain('pool.add_to_other_config/key:empty_folders');
    expect(permissions).not.toContain('vm.add_to_other_config/key:pci');
    expect(permissions).not.toContain('vm.add_to_other_config');
  });
});
