import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import { TestClient } from '../../../../../demo/xapi/test-client.ts';
import { able, count, inState, spare } from '../testing/machines.ts';
import { PoolUnderTest } from '../testing/pool-under-test.ts';

/** Moving machines with their disks: what has to be said to the server of those that stay. */
const on = new PoolUnderTest();
let others: TestClient;

beforeAll(async () => {
  await on.start({ vms: 60, hosts: 3, taskSeconds: [0, 0.01] });
  others = await TestClient.login(on.pool);
}, 30_000);
afterAll(() => on.close());

const opaque = (ref: Ref): string => {
  const [owner = ''] = ref.split(':');
  const [row] = [...on.pool.database.all(owner)].filter(
    ({ values }) => values['uuid'] === refId(ref),
  );
  return row?.ref ?? '';
};
const disksOf = (ref: Ref): readonly Ref[] =>
  on
    .many(ref, 'VBDs')
    .filter((vbd) => on.at(vbd)['type'] === 'Disk')
    .flatMap((vbd) => on.to(vbd, 'VDI') ?? []);
const storageOf = (disk: Ref): Ref => on.to(disk, 'SR') as Ref;
const shared = (sr: Properties): boolean => sr['shared'] === true && sr['content_type'] === 'user';
const enabledHost = (): Ref => on.find('host', (one) => one['enabled'] === true);
const otherStorage = (now: Ref): Ref => on.find('SR', (sr, ref) => shared(sr) && ref !== now);

/** The machine gets a further place, for a disk that another machine has too. */
async function shareDisk(vm: Ref, disk: Ref): Promise<void> {
  const before = count(on.at(vm), 'VBDs');
  const [device] = await others.call<string[]>('VM.get_allowed_VBD_devices', opaque(vm));
  await others.call('VBD.create', {
    VM: opaque(vm),
    VDI: opaque(disk),
    userdevice: device,
    bootable: false,
    mode: 'RO',
    type: 'Disk',
    empty: false,
    other_config: {},
    qos_algorithm_type: '',
    qos_algorithm_params: {},
  });
  await on.until('the shared disk', () => count(on.at(vm), 'VBDs') === before + 1);
}

describe('storage migration', { timeout: 30_000 }, () => {
  it('names the disks that stay, too: one that others have', async () => {
    const vm = on.find('VM', (one, ref) => spare(one) && disksOf(ref).length === 1);
    const another = on.find(
      'VM',
      (one, ref) =>
        spare(one) &&
        ref !== vm &&
        disksOf(ref).length === 1 &&
        shared(on.at(storageOf(disksOf(ref)[0] as Ref))),
    );
    const theirs = disksOf(another)[0] as Ref;
    await shareDisk(vm, theirs);
    const own = disksOf(vm)[0] as Ref;
    const storage = otherStorage(storageOf(own));
    const stays = storageOf(theirs);
    const inputs = on.inputs(vm, 'vm.migrate', { host: enabledHost(), storage });
    expect(await on.plan(vm, 'vm.migrate', inputs, true)).toMatchObject({ findings: [] });
    await on.run(vm, 'vm.migrate', { host: enabledHost(), storage });
    await on.until('it is there', () => disksOf(vm).some((disk) => storageOf(disk) === storage));
    expect(storageOf(theirs)).toBe(stays);
    expect(disksOf(vm)).toContain(theirs);
  });

  it('names one that is on the storage already', async () => {
    const vm = on.find('VM', (one, ref) => able(one) && disksOf(ref).length === 1);
    const [first] = disksOf(vm) as [Ref];
    const storage = otherStorage(storageOf(first));
    await on.run(vm, 'disk.create', { name: 'there already', size: 1, storage });
    await on.until('its second disk', () => disksOf(vm).length === 2);
    const host = on.to(vm, 'resident_on') as Ref;
    await on.run(vm, 'vm.migrate', { host, storage });
    await on.until('both are there', () =>
      disksOf(vm).every((disk) => storageOf(disk) === storage),
    );
  });

  it('takes a suspended machine along, and refuses a paused one', async () => {
    const vm = on.find('VM', (one, ref) => inState('Suspended')(one) && disksOf(ref).length > 0);
    const offer = on.offerOf(vm, 'vm.migrate');
    expect(offer.refused).toBeUndefined();
    expect(offer.inputs).toContainEqual(
      expect.objectContaining({ name: 'storage', required: true }) as unknown,
    );
    const storage = otherStorage(storageOf(disksOf(vm)[0] as Ref));
    await on.run(vm, 'vm.migrate', { host: enabledHost(), storage });
    await on.until('its disks are there', () =>
      disksOf(vm).every((disk) => storageOf(disk) === storage),
    );
    const paused = on.find('VM', inState('Paused'));
    expect(on.offerOf(paused, 'vm.migrate').refused).toBe('The virtual machine is paused.');
  });

  it('leaves disks of snapshots alone whose original is gone', async () => {
    const vm = on.find('VM', (one, ref) => spare(one) && disksOf(ref).length === 1);
    await on.run(vm, 'snapshot.create', { name: 'of a disk that goes' });
    await on.until('the snapshot', () => count(on.at(vm), 'snapshots') === 1);
    const taken = disksOf(on.many(vm, 'snapshots')[0] as Ref)[0] as Ref;
    await on.run(vm, 'disk.create', { name: 'in its place', size: 1 });
    await on.until('the new disk', () => disksOf(vm).length === 2);
    const old = on
      .many(vm, 'VBDs')
      .find((vbd) => on.to(vbd, 'VDI') === on.to(taken, 'snapshot_of')) as Ref;
    await on.run(vm, 'disk.detach', { disk: old });
    await on.until('it is detached', () => disksOf(vm).length === 1);
    const stays = storageOf(taken);
    const storage = otherStorage(storageOf(disksOf(vm)[0] as Ref));
    await on.run(vm, 'vm.migrate', { host: enabledHost(), storage });
    await on.until('it is there', () => storageOf(disksOf(vm)[0] as Ref) === storage);
    expect(on.at(taken)['uuid']).toBeDefined();
    expect(storageOf(taken)).toBe(stays);
  });

  it('is refused by the pool where a disk is not named', async () => {
    const vm = on.find('VM', (one, ref) => spare(one) && disksOf(ref).length > 0);
    const network = [...on.pool.database.all('network')][0]?.ref;
    const host = opaque(enabledHost());
    const token = await others.call('host.migrate_receive', host, network, {});
    for (const message of ['VM.assert_can_migrate', 'VM.migrate_send'])
      await expect(others.call(message, opaque(vm), token, true, {}, {}, {})).rejects.toThrow(
        `VDI_NOT_IN_MAP ${opaque(disksOf(vm)[0] as Ref)}`,
      );
  });
});
