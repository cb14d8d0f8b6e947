import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entry, list, reference, references } from '../map/read.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import { TestClient } from '../../../../demo/xapi/test-client.ts';
import { xenserver } from '../provider.ts';
import { able, count, inState } from './testing/machines.ts';
import { PoolUnderTest } from './testing/pool-under-test.ts';

/** What depends on the pool rather than on the object: licence, upgrade, availability, networks of hosts; and what is sent then. */
const on = new PoolUnderTest();
let others: TestClient;

beforeAll(async () => {
  await on.start({ vms: 60, hosts: 3, taskSeconds: [0, 0.01] });
  others = await TestClient.login(on.pool);
}, 30_000);
afterAll(() => on.close());

const thePool = (): Ref => on.find('pool', () => true);
const opaque = (ref: Ref): string => {
  for (const row of on.pool.database.all(refType(ref)))
    if (row.values['uuid'] === refId(ref)) return row.ref;
  throw new Error(`${ref} is not there.`);
};

/** Something is otherwise while a test looks, here and there. */
async function meanwhile(
  changes: readonly (readonly [ref: Ref, fields: object])[],
  look: () => Promise<void> | void,
): Promise<void> {
  const before = changes.map(([ref, fields]) => {
    const { values = {} } = on.pool.database.find(refType(ref), opaque(ref)) ?? {};
    return [
      ref,
      Object.fromEntries(Object.keys(fields).map((name) => [name, values[name]])),
    ] as const;
  });
  const apply = async (wanted: readonly (readonly [Ref, object])[]): Promise<void> => {
    for (const [ref, fields] of wanted)
      on.pool.misbehave.become(refType(ref), opaque(ref), fields as never);
    await others.call('pool.set_name_description', opaque(thePool()), (mark += 1).toString());
    await on.until('the update', () => on.at(thePool())['name_description'] === String(mark));
  };
  await apply(changes);
  try {
    await look();
  } finally {
    await apply(before.toReversed());
  }
}

let mark = 0;

const restricted = (restriction: string) =>
  [thePool(), { restrictions: { restrict_vlan: 'false', [restriction]: 'true' } }] as const;
const upgrading = () =>
  [thePool(), { other_config: { rolling_upgrade_in_progress: 'true' } }] as const;
const refusedOf = (ref: Ref, operation: string) => on.offerOf(ref, operation).refused;
const names = (ref: Ref, operation: string): readonly string[] =>
  (on.offerOf(ref, operation).inputs ?? []).map(({ name }) => name);
const running = (): Ref => on.find('VM', able);
const halted = (): Ref => on.find('VM', inState('Halted'));
const unlicensed = 'The license of the pool does not include it.';

describe('a pool without a licence for it', { timeout: 30_000 }, () => {
  it.each([
    ['power.on', halted, 'restrict_vm_start'],
    ['vm.migrate', running, 'restrict_xen_motion'],
    ['vm.migrate', halted, 'restrict_storage_xen_motion'],
    ['vm.cpus', running, 'restrict_set_vcpus_number_live'],
    ['vm.memory', running, 'restrict_dmc'],
  ] as const)('refuses %s', async (operation, find, restriction) => {
    const ref = find();
    expect(refusedOf(ref, operation)).toBeUndefined();
    await meanwhile([restricted(restriction)], () => {
      expect(refusedOf(ref, operation)).toBe(unlicensed);
    });
  });

  it('takes no snapshot of memory, and says why', async () => {
    const ref = running();
    await meanwhile([restricted('restrict_checkpoint')], () => {
      const mode = on.offerOf(ref, 'snapshot.create').inputs?.find(({ name }) => name === 'mode');
      expect(mode).toMatchObject({
        options: [{ value: 'disk' }],
        help: `Without its memory. ${unlicensed}`,
      });
    });
  });

  it('moves machines without their disks, and gives them all of their memory', async () => {
    const ref = running();
    await meanwhile([restricted('restrict_storage_xen_motion')], () => {
      expect(names(ref, 'vm.migrate')).toEqual(['host']);
    });
    const off = halted();
    await meanwhile([restricted('restrict_dmc')], async () => {
      expect(names(off, 'vm.memory')).toEqual(['memoryMiB']);
      await on.run(off, 'vm.memory', { memoryMiB: 3000 });
      await on.until('it', () => on.at(off)['memory_static_max'] === 3000 * 1024 ** 2);
    });
  });
});

describe('a pool that is being upgraded', { timeout: 30_000 }, () => {
  it('changes no processors, no memory, takes no snapshot; it starts and moves', async () => {
    const [on_, off] = [running(), halted()];
    await meanwhile([upgrading()], () => {
      expect(refusedOf(off, 'vm.cpus')).toBe(
        'The hosts of the pool are being upgraded. It waits until all are.',
      );
      for (const operation of ['vm.memory', 'snapshot.create'])
        expect(refusedOf(off, operation), operation).toBe('The server does not allow it now.');
      const template = on.find('VM', (one) => one['is_default_template'] === true);
      for (const name of ['cpus', 'coresPerSocket', 'memoryMiB'])
        expect(names(template, 'vm.create')).not.toContain(name);
      const taken = on.find('VM', (one) => count(one, 'snapshots') > 0);
      expect(refusedOf(taken, 'snapshot.revertTo')).toBe(
        'The hosts of the pool are being upgraded. It waits until all are.',
      );
      expect(refusedOf(off, 'power.on')).toBeUndefined();
      expect(refusedOf(on_, 'vm.migrate')).toBeUndefined();
    });
  });
});

it('a machine that cannot leave its host says why', async () => {
  const ref = running();
  const metrics = on.to(ref, 'metrics') as Ref;
  await meanwhile([[metrics, { nomigrate: true }]], () => {
    for (const operation of ['power.suspend', 'vm.migrate'])
      expect(refusedOf(ref, operation), operation).toBe(
        'The virtual machine is set to stay on its host.',
      );
  });
  const usb = on.pool.misbehave.add('VUSB', { VM: opaque(ref) });
  await on.until('the device', () => count(on.at(ref), 'VUSBs') > 0);
  expect(refusedOf(ref, 'power.suspend')).toBe(
    'The virtual machine holds hardware of its host: a PCI, graphics or USB device.',
  );
  on.pool.misbehave.become('VUSB', usb, { VM: 'OpaqueRef:NULL' });
  await on.until('none', () => count(on.at(ref), 'VUSBs') === 0);
});

it('a host with an older version than that of the machine is warned of', async () => {
  const ref = running();
  const older = on.find('host', (_, host) => host !== on.to(ref, 'resident_on'));
  const version = { software_version: { product_version: '1.0.0' } };
  await meanwhile([[older, version]], async () => {
    const request = { ref, name: 'it', operation: 'vm.migrate', inputs: {}, input: 'host' };
    const { options } = await on.session.choices(request, new AbortController().signal);
    expect(spoken(options.find(({ value }) => value === older)?.warning)).toBe(
      'The host has an older version than the one that it runs on.',
    );
  });
});

describe('a pool with high availability', { timeout: 30_000 }, () => {
  const available = [
    { ha_enabled: true, ha_allow_overcommit: false, ha_plan_exists_for: 2 },
  ] as const;

  it('makes no template of what it protects', async () => {
    const ref = halted();
    const protectedVm = { ha_restart_priority: 'restart', ha_always_run: true };
    await meanwhile(
      [
        [thePool(), available[0]],
        [ref, protectedVm],
      ],
      () => {
        expect(refusedOf(ref, 'vm.toTemplate')).toBe(
          'High availability protects the virtual machine. Take the protection away first.',
        );
      },
    );
  });

  it('says per machine why a host cannot be emptied, before anything is done', async () => {
    const ref = running();
    const host = on.to(ref, 'resident_on') as Ref;
    await meanwhile([[thePool(), available[0]]], async () => {
      const plan = await on.plan(host, 'host.evacuate', {}, true);
      expect(plan.findings.map(({ message }) => message)).toContainEqual(
        expect.stringContaining(
          `high availability is on, and does not protect ${on.nameOf(ref)}: only what it protects is moved away`,
        ),
      );
      await expect(
        on.operate(host, 'host.evacuate', {}).then((task) => on.ended(task as Ref)),
      ).resolves.toMatchObject({ state: 'error' });
      expect(on.at(host)['enabled']).toBe(true);
    });
  });

  it('keeps a host that its plan needs, in words', async () => {
    const ref = running();
    const host = on.find('host', (_, one) => one !== on.to(ref, 'resident_on'));
    const protectedVm = { ha_restart_priority: 'restart', ha_always_run: true };
    await meanwhile(
      [
        [thePool(), available[0]],
        [ref, protectedVm],
      ],
      async () => {
        const task = await on.operate(host, 'host.disable', {});
        const { error } = await on.ended(task as Ref);
        expect(error?.message).toMatchObject({ id: expect.stringContaining('') as string });
        expect(on.at(host)['enabled']).toBe(true);
      },
    );
  });
});

const vifOf = (wanted: (vm: Properties, ref: Ref) => boolean): readonly [vm: Ref, vif: Ref] => {
  const vm = on.find('VM', (one, ref) => wanted(one, ref) && count(one, 'VIFs') > 0);
  return [vm, on.many(vm, 'VIFs')[0] as Ref];
};

describe('network adapters', { timeout: 30_000 }, () => {
  const deaf = (one: Properties): boolean => inState('Running')(one) && !able(one);

  it('of a machine without tools are neither pulled nor plugged in', () => {
    const [, vif] = vifOf((one) => deaf(one) && reference(one['guest_metrics']) === undefined);
    for (const operation of ['adapter.disconnect', 'adapter.remove'])
      expect(refusedOf(vif, operation), operation).toBe(
        'The guest does not run the VM tools, which it takes.',
      );
  });

  it('of a suspended machine stay', () => {
    const [, vif] = vifOf(inState('Suspended'));
    expect(refusedOf(vif, 'adapter.remove')).toBe('The virtual machine is suspended.');
  });

  it('of an SR-IOV network come with the power', async () => {
    const [vm, vif] = vifOf(able);
    const network = on.to(vif, 'network') as Ref;
    const pif = references(on.at(network), 'PIFs')[0] as Ref;
    const tagged = on.to(on.to(pif, 'VLAN_master_of') as Ref, 'tagged_PIF') ?? pif;
    const sriov = on.pool.misbehave.add('network_sriov', { logical_PIF: opaque(tagged) });
    await on.until('the update', () => list(on.at(tagged), 'sriov_logical_PIF_of').length > 0);
    const comesWithPower =
      'An adapter on an SR-IOV network is connected and disconnected with the power of its virtual machine.';
    for (const operation of ['adapter.disconnect', 'adapter.remove'])
      expect(refusedOf(vif, operation), operation).toBe(comesWithPower);
    const plan = await on.plan(vm, 'adapter.add', { network });
    expect(plan.steps).toContain('It is connected when the virtual machine starts the next time.');
    expect(plan.requests.map(({ method }) => method)).not.toContain('Async.VIF.plug');
    await on.run(vm, 'adapter.add', { network });
    await on.until('the adapter', () => count(on.at(vm), 'VIFs') === plan.requests.length);
    on.pool.misbehave.become('network_sriov', sriov, { logical_PIF: 'OpaqueRef:NULL' });
    await on.until('the update', () => list(on.at(tagged), 'sriov_logical_PIF_of').length === 0);
  });

  it('get an address of their own where the machine has no seed', async () => {
    const vm = halted();
    const network = on.find('network', (one) => list(one, 'PIFs').length > 0);
    await meanwhile([[vm, { other_config: {} }]], async () => {
      const before = count(on.at(vm), 'VIFs');
      expect(entry(on.at(vm), 'other_config', 'mac_seed')).toBeUndefined();
      await on.run(vm, 'adapter.add', { network });
      await on.until('it', () => count(on.at(vm), 'VIFs') === before + 1);
      const addresses = on.many(vm, 'VIFs').map((vif) => on.at(vif)['MAC']);
      expect(new Set(addresses).size).toBe(before + 1);
    });
  });

  it('stay on networks that the host of a running machine has', async () => {
    const [, vif] = vifOf((one) => able(one));
    const host = on.to(on.to(vif, 'VM') as Ref, 'resident_on') as Ref;
    const network = on.find(
      'network',
      (one, ref) => ref !== on.to(vif, 'network') && list(one, 'PIFs').length === 3,
    );
    const own = on.many(network, 'PIFs').find((pif) => on.to(pif, 'host') === host) as Ref;
    await meanwhile([[own, { host: 'OpaqueRef:NULL' }]], async () => {
      const request = { ref: vif, name: 'it', operation: 'adapter.network', inputs: {} };
      const { options } = await on.session.choices(
        { ...request, input: 'network' },
        new AbortController().signal,
      );
      const refused = options.filter((one) => one.refused !== undefined).map(({ value }) => value);
      expect(refused).toEqual([network]);
    });
  });
});

it('a disk that is not to be written to is attached for reading', async () => {
  const disk = on.find('VDI', (one) => count(one, 'VBDs') === 0 && one['type'] === 'user');
  await meanwhile([[disk, { read_only: true, sharable: false }]], async () => {
    const plan = await on.plan(halted(), 'disk.attach', { disk, readOnly: false });
    expect(plan.requests.at(-1)?.text).toContain('"RO"');
  });
});

it('who may use a machine may label it, and nothing else', () => {
  const permissions = new Set([
    'vm.add_to_other_config/key:folder',
    'vm.add_to_other_config/key:xencenter.customfields.*',
    'pool.add_to_other_config/key:empty_folders',
    'pool.add_to_gui_config',
    'vm.remove_from_other_config/key:xencenter.customfields.*',
  ]);
  const offered = (ref: Ref) =>
    xenserver
      .offers(ref, on.at(ref), { ...on.sink.lookup, permissions })
      .filter(({ refused }) => refused === undefined)
      .map(({ id }) => id);
  expect(offered(halted())).toEqual(expect.arrayContaining(['folder', 'customFields']));
  expect(offered(thePool())).toEqual(
    expect.arrayContaining([
      'folder.create',
      'folder.rename',
      'folder.delete',
      'customFields.define',
      'customFields.remove',
    ]),
  );
});
