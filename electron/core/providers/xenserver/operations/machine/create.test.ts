import { inEnglish } from '#shared/i18n/english.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputValues } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { TestClient } from '../../../../../demo/xapi/test-client.ts';
import { text } from '../../map/read.ts';
import { xenserver } from '../../provider.ts';
import { count, inState, mapOf, spare } from '../testing/machines.ts';
import { PoolUnderTest } from '../testing/pool-under-test.ts';

/** New machines that come half-way, and disks that are not only one machine's. */
const on = new PoolUnderTest();
let others: TestClient;

beforeAll(async () => {
  await on.start({ vms: 30, hosts: 2, taskSeconds: [0, 0.01] });
  others = await TestClient.login(on.pool);
}, 30_000);
afterAll(() => on.close());

const thePool = (): Ref => on.find('pool', () => true);
const template = (name: string): Ref =>
  on.find('VM', (one) => one['name_label'] === name && one['is_default_template'] === true);
const opaque = (ref: Ref): string => {
  const [owner = '', uuid = ''] = ref.split(':');
  return [...on.pool.database.all(owner)].find(({ values }) => values['uuid'] === uuid)?.ref ?? '';
};

async function failing(inputs: InputValues): Promise<string> {
  const pool = thePool();
  const task = await on.operate(pool, 'vm.create', on.inputs(pool, 'vm.create', inputs));
  return inEnglish((await on.ended(task as Ref)).error?.message ?? '');
}

describe('a new machine', { timeout: 30_000 }, () => {
  it('takes its disks with it where a later step fails', async () => {
    const before = [on.pool.database.count('VM'), on.pool.database.count('VDI')];
    const stop = on.pool.misbehave.failOperations({
      message: 'VIF.create',
      error: ['MAC_DOES_NOT_EXIST', 'x'],
    });
    const network = await on.choice(thePool(), 'vm.create', 'network');
    const said = await failing({ template: template('AlmaLinux 9'), name: 'never', network });
    stop();
    expect(said).not.toContain('What is left');
    expect([on.pool.database.count('VM'), on.pool.database.count('VDI')]).toEqual(before);
  });

  it('names the disks that stay, with their size and place', async () => {
    const stops = [
      on.pool.misbehave.failOperations({
        message: 'VIF.create',
        error: ['MAC_DOES_NOT_EXIST', 'x'],
      }),
      on.pool.misbehave.failOperations({ message: 'VDI.destroy', error: ['VDI_IN_USE', 'x', 'y'] }),
    ];
    const network = await on.choice(thePool(), 'vm.create', 'network');
    const storage = (await on.choice(thePool(), 'vm.create', 'storage')) as Ref;
    const wanted = { template: template('AlmaLinux 9'), name: 'in part', network, storage };
    const said = await failing(wanted);
    for (const stop of stops) stop();
    expect(said).toContain(
      `What is left of it: The disk in part 0 of 10 GiB is on ${text(on.at(storage), 'name_label') ?? ''}.`,
    );
  });

  it('has vCPUs that are a multiple of its cores per socket, or is not made', async () => {
    const pool = thePool();
    const windows = template('Windows Server 2022');
    const make = (name: string, more: InputValues) => ({ template: windows, name, ...more });
    for (const wrong of [{ cpus: 3 }, { cpus: 6, coresPerSocket: 4 }])
      await expect(
        on.operate(pool, 'vm.create', on.inputs(pool, 'vm.create', make('odd', wrong))),
      ).rejects.toThrow(/cannot be divided into sockets/);
    await on.run(pool, 'vm.create', make('threes', { cpus: 3, coresPerSocket: 3, start: true }));
    await on.until('it runs', () => {
      const made = on.named('threes');
      return made !== undefined && on.at(made)['power_state'] === 'Running';
    });
    expect(mapOf(on.at(on.named('threes') as Ref), 'platform')['cores-per-socket']).toBe('3');
  });

  it('is started by the pool only so', async () => {
    const vm = opaque(on.find('VM', spare));
    await others.call('VM.add_to_platform', vm, 'cores-per-socket', '64');
    await expect(others.call('VM.start', vm, false, false)).rejects.toThrow(
      /^VCPU_MAX_NOT_CORES_PER_SOCKET_MULTIPLE \d+ 64$/,
    );
    await others.call('VM.remove_from_platform', vm, 'cores-per-socket');
  });

  it('wants a storage where the pool has no default', async () => {
    const pool = thePool();
    const before = on.at(pool)['default_SR'];
    const [row] = [...on.pool.database.all('pool')];
    const kept = row?.values['default_SR'];
    await others.call('pool.set_default_SR', row?.ref, 'OpaqueRef:NULL');
    await on.until('there is none', () => on.at(pool)['default_SR'] !== before);
    const inputs = on.inputs(pool, 'vm.create', { template: template('AlmaLinux 9'), name: 'x' });
    await expect(on.operate(pool, 'vm.create', inputs)).rejects.toThrow(
      /choose a storage for its disks/,
    );
    const vm = await others.call<string>('VM.clone', opaque(template('AlmaLinux 9')), 'bare');
    await expect(others.call('VM.provision', vm)).rejects.toThrow('DEFAULT_SR_NOT_FOUND');
    await others.call('VM.destroy', vm);
    await others.call('pool.set_default_SR', row?.ref, kept);
  });

  it('is offered without what the account may not set', async () => {
    const permissions = new Set(
      ['vm.clone', 'vm.provision', 'vm.set_vcpus_max', 'vm.set_vcpus_at_startup'].concat(
        'vm.add_to_other_config',
        'vm.remove_from_other_config',
      ),
    );
    const pool = thePool();
    const context = { ...on.sink.lookup, permissions };
    const offer = xenserver.offers(pool, on.at(pool), context).find(({ id }) => id === 'vm.create');
    expect(offer?.refused).toBeUndefined();
    const names = offer?.inputs?.map(({ name }) => name);
    expect(names).toContain('cpus');
    expect(names).not.toContain('memoryMiB');
    expect(names).not.toContain('host');
  });
});

describe('a disk that another machine has, too', { timeout: 30_000 }, () => {
  it('stays where it is removed, and cannot be deleted', async () => {
    const disksOf = (ref: Ref): readonly Ref[] =>
      on.many(ref, 'VBDs').filter((vbd) => on.at(vbd)['type'] === 'Disk');
    const [vm, another] = on
      .all('VM')
      .filter((ref) => spare(on.at(ref)) && disksOf(ref).length > 0) as [Ref, Ref];
    const place = disksOf(vm)[0] as Ref;
    const disk = on.to(place, 'VDI') as Ref;
    const [device] = await others.call<string[]>('VM.get_allowed_VBD_devices', opaque(another));
    const record = { VM: opaque(another), VDI: opaque(disk), userdevice: device, mode: 'RO' };
    const rest = { bootable: false, type: 'Disk', empty: false, other_config: {} };
    const quality = { qos_algorithm_type: '', qos_algorithm_params: {} };
    await others.call('VBD.create', { ...record, ...rest, ...quality });
    await on.until('both have it', () => count(on.at(disk), 'VBDs') === 2);
    const deleting = on.inputs(vm, 'disk.remove', { disk: place, data: 'delete' });
    await expect(on.operate(vm, 'disk.remove', deleting)).rejects.toThrow(
      `also belongs to ${on.nameOf(another)}`,
    );
    const keeping = on.inputs(vm, 'disk.remove', { disk: place });
    expect((await on.plan(vm, 'disk.remove', keeping)).steps).toContain(
      `Leaves ${text(on.at(disk), 'name_label') ?? ''} to ${on.nameOf(another)}.`,
    );
    await on.run(vm, 'disk.remove', { disk: place });
    await on.until('one has it', () => count(on.at(disk), 'VBDs') === 1);
    expect(on.at(disk)['uuid']).toBeDefined();
  });
});

describe('cores per socket', { timeout: 30_000 }, () => {
  it('are changed with the vCPUs, in an order that holds throughout', async () => {
    const vm = on.find('VM', inState('Halted'));
    await on.run(vm, 'vm.cpus', { cpus: 8, coresPerSocket: 4 });
    const has = (cpus: number, most: number, cores: string) => () =>
      on.at(vm)['VCPUs_at_startup'] === cpus &&
      on.at(vm)['VCPUs_max'] === most &&
      mapOf(on.at(vm), 'platform')['cores-per-socket'] === cores;
    await on.until('two sockets of four', has(8, 8, '4'));
    await on.run(vm, 'vm.cpus', { cpus: 4, coresPerSocket: 4 });
    await on.until('one of two', has(4, 8, '4'));
    await on.run(vm, 'vm.cpus', { cpus: 3, coresPerSocket: 3 });
    await on.until('one of three', has(3, 3, '3'));
    await expect(on.operate(vm, 'vm.cpus', on.inputs(vm, 'vm.cpus', { cpus: 4 }))).rejects.toThrow(
      /cannot be divided/,
    );
  });
});
