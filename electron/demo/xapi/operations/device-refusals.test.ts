import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nullRef, text } from '../api/value.ts';
import { listOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { DemoPool } from '../pool.ts';
import {
  call,
  all,
  at,
  first,
  machine,
  deviceOf,
  isDisk,
  answers,
  diskOf,
  otherHost,
  meanwhile,
  fields,
  restricted,
  repositoryOf,
  diskIsShared,
  place,
  startPool,
} from './testing/strict-pool.ts';

/** The same of devices, disks and machines: each case names the file of xen-api where the rule is written. */
let pool: DemoPool;

beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.close());

describe('devices (xapi_vbd_helpers.ml, xapi_vif_helpers.ml)', () => {
  const adapter = (vm: Row, network: string, more: object = {}) => ({
    VM: vm.ref,
    network,
    device: '6',
    MAC: '',
    MTU: '1500',
    other_config: {},
    qos_algorithm_type: '',
    qos_algorithm_params: {},
    ...more,
  });

  it('list and refusal are one: without tools nothing is plugged', async () => {
    const vm = machine('Running', (row) => !answers(row) && listOf(row, 'VIFs').length > 0);
    const vif = deviceOf(vm, 'VIF');
    await meanwhile([['VIF', vif.ref, fields({ currently_attached: false })]], async () => {
      expect(listOf(at('VIF', vif.ref) as Row, 'allowed_operations')).toEqual(['attach']);
      await expect(call('VIF.plug', vif.ref)).rejects.toThrow('VM_MISSING_PV_DRIVERS');
    });
  });

  it('of an SR-IOV network come and go with the power', async () => {
    const vm = machine('Running', (row) => answers(row) && listOf(row, 'VIFs').length > 0);
    const vif = deviceOf(vm, 'VIF');
    const network = at('network', vif.values['network']) as Row;
    const pif = at('PIF', listOf(network, 'PIFs')[0]) as Row;
    const base = at('PIF', at('VLAN', pif.values['VLAN_master_of'])?.values['tagged_PIF']) ?? pif;
    const sriov = pool.misbehave.add('network_sriov', { logical_PIF: base.ref });
    await expect(call('VIF.unplug', vif.ref)).rejects.toThrow(
      'OPERATION_NOT_ALLOWED Network SR-IOV VIF plug/unplug not allowed',
    );
    expect(listOf(at('VIF', vif.ref) as Row, 'allowed_operations')).toEqual(['attach']);
    await meanwhile([restricted('restrict_network_sriov')], async () => {
      await expect(call('VIF.create', adapter(vm, network.ref))).rejects.toThrow(
        'LICENCE_RESTRICTION Network_sriov',
      );
    });
    pool.misbehave.become('network_sriov', sriov, { logical_PIF: nullRef });
  });

  it('have a number, and an address of the seed or of their own', async () => {
    const vm = machine('Halted');
    const network = first('network', (row) => listOf(row, 'PIFs').length > 0).ref;
    await expect(
      call('VIF.create', adapter(vm, network, { device: 'autodetect' })),
    ).rejects.toThrow('INVALID_DEVICE');
    await meanwhile([['VM', vm.ref, fields({ other_config: {} })]], async () => {
      await expect(call('VIF.create', adapter(vm, network))).rejects.toThrow('MAC_INVALID');
    });
  });

  it('are on networks that their host has (xapi_vif.ml)', async () => {
    const vm = machine('Running', (row) => answers(row) && listOf(row, 'VIFs').length > 0);
    const vif = deviceOf(vm, 'VIF', (row) => row.values['currently_attached'] === true);
    const host = vm.values['resident_on'];
    const network = first(
      'network',
      (row) =>
        row.ref !== vif.values['network'] &&
        listOf(row, 'PIFs').some((ref) => at('PIF', ref)?.values['host'] === host),
    );
    const own =
      listOf(network, 'PIFs').find((ref) => at('PIF', ref)?.values['host'] === host) ?? '';
    await meanwhile([['PIF', own, fields({ host: nullRef })]], async () => {
      await expect(call('VIF.move', vif.ref, network.ref)).rejects.toThrow(
        `HOST_CANNOT_ATTACH_NETWORK ${text(host ?? '')} ${network.ref}`,
      );
      await meanwhile([['VIF', vif.ref, fields({ network: network.ref })]], async () => {
        await expect(call('VM.assert_can_boot_here', vm.ref, host)).rejects.toThrow(
          'VM_REQUIRES_NETWORK',
        );
      });
    });
  });

  it('hold no disk that another writes to, and write to none that is not to be written to', async () => {
    const holder = machine('Running', (row) => answers(row));
    const vm = machine('Running', (row) => answers(row) && row.ref !== holder.ref);
    const made = await call('VBD.create', place(vm, diskOf(holder), 'RO'));
    await expect(call('VBD.plug', made)).rejects.toThrow('VDI_IN_USE');
    await call('VBD.destroy', made);
    const image = first('VDI', (row) => row.values['read_only'] === true);
    await expect(call('VBD.create', place(vm, image, 'RW'))).rejects.toThrow('VDI_READONLY');
  });

  it('that are not to be pulled stay', async () => {
    const vm = machine('Running');
    const vbd = deviceOf(vm, 'VBD', isDisk);
    await meanwhile([['VBD', vbd.ref, fields({ unpluggable: false })]], async () => {
      await expect(call('VBD.unplug', vbd.ref)).rejects.toThrow('VBD_NOT_UNPLUGGABLE');
    });
  });
});

describe('disks, by what their storage is able to do (xapi_vdi.ml, xapi_sr_operations.ml)', () => {
  it('images are not deleted, nor is anything made among them', async () => {
    const image = first('VDI', (row) => repositoryOf(row)?.values['type'] === 'iso');
    await expect(call('VDI.destroy', image.ref)).rejects.toThrow('SR_OPERATION_NOT_SUPPORTED');
    await expect(call('VDI.resize', image.ref, '1000000000')).rejects.toThrow(
      'SR_OPERATION_NOT_SUPPORTED',
    );
    const disk = diskOf(machine('Halted'));
    const record = { ...disk.values, SR: repositoryOf(image)?.ref };
    await expect(call('VDI.create', record)).rejects.toThrow('SR_OPERATION_NOT_SUPPORTED');
  });

  it('of NFS and LVM do not grow while they are held', async () => {
    const disk = diskOf(machine('Running'));
    expect(listOf(disk, 'allowed_operations')).not.toContain('resize_online');
    await expect(
      call('VDI.resize_online', disk.ref, String(Number(disk.values['virtual_size']) * 2)),
    ).rejects.toThrow('SR_OPERATION_NOT_SUPPORTED');
  });

  it('that are encrypted do not move (xapi_vm_migrate.ml)', async () => {
    const vm = machine('Running', (row) => answers(row) && diskIsShared(row));
    const disk = diskOf(vm);
    const other = first('SR', (row) => textOf(row, 'type') === 'rbd');
    const [network = ''] = all('network').map(({ ref }) => ref);
    const to = await call<object>('host.migrate_receive', vm.values['resident_on'], network, {});
    const map = Object.fromEntries(
      listOf(vm, 'VBDs')
        .map((ref) => at('VBD', ref))
        .filter((row) => row !== undefined && isDisk(row))
        .map((row) => [text(row?.values['VDI'] ?? ''), other.ref]),
    );
    await meanwhile([['VDI', disk.ref, fields({ sm_config: { key_hash: 'x' } })]], async () => {
      await expect(call('VM.assert_can_migrate', vm.ref, to, true, map, {}, {})).rejects.toThrow(
        'VDI_IS_ENCRYPTED',
      );
    });
  });
});

describe('machines (xapi_vm_lifecycle.ml)', () => {
  it('with machines inside keep their memory and their host', async () => {
    const vm = machine('Running');
    const metrics = text(vm.values['metrics'] ?? '');
    await meanwhile([['VM_metrics', metrics, fields({ nested_virt: true })]], async () => {
      const most = String(numberOf(vm, 'memory_static_max'));
      await expect(call('VM.set_memory_dynamic_range', vm.ref, most, most)).rejects.toThrow(
        'VM_IS_USING_NESTED_VIRT',
      );
      await expect(call('VM.suspend', vm.ref)).rejects.toThrow('VM_IS_IMMOBILE');
    });
  });

  it('with a cached disk that forgets stay where they are', async () => {
    const vm = machine('Running');
    await meanwhile(
      [['VDI', diskOf(vm).ref, fields({ sm_config: { on_boot: 'reset', caching: 'true' } })]],
      async () => {
        await expect(call('VM.pool_migrate', vm.ref, otherHost(vm).ref, {})).rejects.toThrow(
          'VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION',
        );
      },
    );
  });

  it('get no more memory than their host has, and are not copied among images', async () => {
    const vm = machine('Running');
    const host = at('host', vm.values['resident_on']) as Row;
    const metrics = text(host.values['metrics'] ?? '');
    const most = String(numberOf(vm, 'memory_static_max'));
    await meanwhile(
      [
        ['host_metrics', metrics, fields({ memory_free: 0 })],
        ['VM', vm.ref, fields({ memory_dynamic_min: 1 })],
      ],
      async () => {
        await expect(call('VM.set_memory_dynamic_range', vm.ref, most, most)).rejects.toThrow(
          'HOST_NOT_ENOUGH_FREE_MEMORY',
        );
      },
    );
    const images = first('SR', (row) => textOf(row, 'type') === 'iso').ref;
    await expect(call('VM.copy', machine('Halted').ref, 'copy', images)).rejects.toThrow(
      "OPERATION_NOT_ALLOWED Cannot copy a VM's disks to an ISO SR",
    );
  });

  it('that are busy can be ended by force, and by nothing else', async () => {
    const vm = machine('Running');
    await meanwhile(
      [['VM', vm.ref, fields({ current_operations: { t: 'snapshot' } })]],
      async () => {
        expect([...listOf(at('VM', vm.ref) as Row, 'allowed_operations')].sort()).toEqual(
          ['checkpoint', 'hard_reboot', 'hard_shutdown', 'snapshot'].sort(),
        );
        await expect(call('VM.suspend', vm.ref)).rejects.toThrow(
          `OTHER_OPERATION_IN_PROGRESS VM ${vm.ref} snapshot t`,
        );
      },
    );
  });

  it('run where the processors are, and the card that they want (xapi_vm_helpers.ml)', async () => {
    const vm = machine('Halted');
    await meanwhile([['VM', vm.ref, fields({ VCPUs_max: 4096 })]], async () => {
      await expect(call('VM.assert_can_boot_here', vm.ref, all('host')[0]?.ref)).rejects.toThrow(
        'HOST_NOT_ENOUGH_PCPUS',
      );
    });
  });
});
