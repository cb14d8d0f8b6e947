import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import { TestClient } from '../../../../demo/xapi/test-client.ts';
import { reference } from '../map/read.ts';
import { able, inState, spare } from './testing/machines.ts';
import { PoolUnderTest } from './testing/pool-under-test.ts';

/** Rules that lie on the host of a machine, or on its disks: what storage is seen, what processors can, what an update asks for. */
const on = new PoolUnderTest();
let others: TestClient;

beforeAll(async () => {
  await on.start({ vms: 60, hosts: 3, taskSeconds: [0, 0.01] });
  others = await TestClient.login(on.pool);
}, 30_000);
afterAll(() => on.close());

const opaque = (ref: Ref): string => {
  for (const row of on.pool.database.all(refType(ref)))
    if (row.values['uuid'] === refId(ref)) return row.ref;
  throw new Error(`${ref} is not there.`);
};
let mark = 0;
async function become(ref: Ref, fields: object): Promise<void> {
  on.pool.misbehave.become(refType(ref), opaque(ref), fields as never);
  const pool = on.find('pool', () => true);
  await others.call('pool.set_name_description', opaque(pool), `${(mark += 1)}`);
  await on.until('the update', () => on.at(pool)['name_description'] === `${mark}`);
}

const hostOf = (vm: Ref): Ref => on.to(vm, 'resident_on') ?? vm;
const isSeen = (host: Ref, sr: Ref): boolean =>
  on.many(host, 'PBDs').some((pbd) => on.to(pbd, 'SR') === sr && on.at(pbd)['currently_attached']);
const unseenOf = (host: Ref, content: string): Ref =>
  on.find(
    'SR',
    (sr, ref) =>
      (sr['content_type'] === 'iso') === (content === 'iso') &&
      Number(sr['physical_size']) > 0 &&
      !isSeen(host, ref) &&
      (content !== 'iso' || on.many(ref, 'VDIs').length > 0),
  );

describe('storage that the host of a running machine does not see', { timeout: 30_000 }, () => {
  it('is no choice for a disk, and is refused before anything is made', async () => {
    const vm = on.find('VM', able);
    const storage = unseenOf(hostOf(vm), 'user');
    const request = { ref: vm, name: 'it', operation: 'disk.create', inputs: {}, input: 'storage' };
    const { options } = await on.session.choices(request, new AbortController().signal);
    expect(options.find(({ value }) => value === storage)?.refused).toBeDefined();
    const inputs = on.inputs(vm, 'disk.create', { storage });
    const before = on.pool.database.count('VDI');
    await expect(on.operate(vm, 'disk.create', inputs)).rejects.toThrow(/not attached to it/);
    expect(on.pool.database.count('VDI')).toBe(before);
    // A machine that is off may have it: it starts elsewhere.
    const off = on.find('VM', spare);
    const plan = await on.plan(off, 'disk.create', on.inputs(off, 'disk.create', { storage }));
    expect(plan.outcome).toBe('run');
  });

  it('gives no image, which the server would refuse', async () => {
    const vm = on.find(
      'VM',
      (one, ref) =>
        able(one) &&
        on.many(ref, 'VBDs').some((vbd) => on.at(vbd)['type'] === 'CD' && on.at(vbd)['empty']),
    );
    const library = on.find('SR', (sr, ref) => {
      return sr['content_type'] === 'iso' && on.many(ref, 'VDIs').length > 0;
    });
    const [image] = on.many(library, 'VDIs');
    const pbd = on.many(hostOf(vm), 'PBDs').find((one) => on.to(one, 'SR') === library);
    if (pbd === undefined || image === undefined) throw new Error('The pool has no library.');
    await become(pbd, { currently_attached: false });
    await expect(on.operate(vm, 'cd.insert', { image })).rejects.toThrow(/not attached to it/);
    const [drive] = on.many(vm, 'VBDs').filter((vbd) => on.at(vbd)['type'] === 'CD');
    await expect(others.call('VBD.insert', opaque(drive ?? vm), opaque(image))).rejects.toThrow(
      /SR_NOT_ATTACHED/,
    );
    await become(pbd, { currently_attached: true });
    await on.run(vm, 'cd.insert', { image });
  });
});

describe('storage for memory', { timeout: 30_000 }, () => {
  it('has to be seen by the host, for a suspend and for a snapshot with memory', async () => {
    const vm = on.find('VM', able);
    const pool = on.find('pool', () => true);
    const before = on.pool.database.find('pool', opaque(pool))?.values['suspend_image_SR'];
    const blind = unseenOf(hostOf(vm), 'user');
    await become(pool, { suspend_image_SR: opaque(blind) });
    expect(on.offerOf(vm, 'power.suspend').refused).toMatch(/sees no storage for memory/);
    await expect(others.call('VM.suspend', opaque(vm))).rejects.toThrow(/VM_NO_SUSPEND_SR/);
    const mode = on.offerOf(vm, 'snapshot.create').inputs?.find(({ name }) => name === 'mode');
    expect(JSON.stringify(mode)).not.toContain('"memory"');
    await expect(others.call('VM.checkpoint', opaque(vm), 'x')).rejects.toThrow(/VM_NO_SUSPEND_SR/);
    await become(pool, { suspend_image_SR: before });
    expect(on.offerOf(vm, 'power.suspend').refused).toBeUndefined();
  });
});

describe('a disk that may be shared', { timeout: 30_000 }, () => {
  it('has no snapshots, and so has no machine that has it', async () => {
    const vm = on.find('VM', spare);
    const vbd = on.many(vm, 'VBDs').find((one) => on.at(one)['type'] === 'Disk');
    const disk = on.to(vbd ?? vm, 'VDI') ?? vm;
    await become(disk, { sharable: true });
    expect(on.offerOf(vm, 'snapshot.create').refused).toMatch(/shared by several machines/);
    await expect(others.call('VM.snapshot', opaque(vm), 'x', [])).rejects.toThrow(
      /VDI_IS_SHARABLE/,
    );
    await become(disk, { sharable: false });
    expect(on.offerOf(vm, 'snapshot.create').refused).toBeUndefined();
  });
});

describe('processors', { timeout: 30_000 }, () => {
  it('that lack what a machine was started with do not get it', async () => {
    const vm = on.find('VM', able);
    const from = hostOf(vm);
    const to = on.find('host', (host, ref) => ref !== from && host['enabled'] === true);
    await become(vm, { last_boot_CPU_flags: { vendor: 'AuthenticAMD', features: '1' } });
    const inputs = on.inputs(vm, 'vm.migrate', { host: to });
    const { findings } = await on.plan(vm, 'vm.migrate', inputs, true);
    expect(findings.map(({ severity }) => severity)).toContain('error');
    await expect(others.call('VM.pool_migrate', opaque(vm), opaque(to), {})).rejects.toThrow(
      /VM_INCOMPATIBLE_WITH_THIS_HOST/,
    );
    await become(vm, { last_boot_CPU_flags: { vendor: 'GenuineIntel', features: 'ffffffff' } });
    await expect(others.call('VM.pool_migrate', opaque(vm), opaque(to), {})).rejects.toThrow(
      /VM_INCOMPATIBLE_WITH_THIS_HOST/,
    );
    await become(vm, { last_boot_CPU_flags: { vendor: 'GenuineIntel', features: '00000001' } });
    expect((await on.plan(vm, 'vm.migrate', inputs, true)).findings).toEqual([]);
  });
});

describe('a host that an update asks something of', { timeout: 30_000 }, () => {
  it('is not enabled before', async () => {
    const host = on.find('host', (one) => one['enabled'] === true);
    await become(host, { enabled: false, pending_guidances: ['reboot_host'] });
    expect(on.offerOf(host, 'host.enable').refused).toMatch(/reboot host/);
    await expect(others.call('host.enable', opaque(host))).rejects.toThrow(
      /HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY/,
    );
    await become(host, { enabled: true, pending_guidances: [] });
  });
});

describe('going back to a snapshot', { timeout: 30_000 }, () => {
  it('powers a machine off that runs, and says so', async () => {
    const vm = on.find('VM', able);
    await on.run(vm, 'snapshot.create', { name: 'while it ran' });
    const snapshot = on.named('while it ran') ?? vm;
    const { steps } = await on.plan(snapshot, 'snapshot.revert', {});
    expect(steps[0]).toMatch(/^Powers .* off first/);
    await on.run(snapshot, 'snapshot.revert');
    await on.until('the end', () => on.at(vm)['power_state'] === 'Halted');
  });

  it('makes a machine again that is gone, and says so', async () => {
    const vm = on.find('VM', spare);
    const name = on.nameOf(vm);
    await on.run(vm, 'snapshot.create', { name: 'outlives it' });
    const snapshot = on.named('outlives it') ?? vm;
    await others.call('VM.destroy', opaque(vm));
    await on.until(
      'it to go',
      () =>
        reference(on.at(snapshot)['snapshot_of']) === undefined || on.at(vm)['uuid'] === undefined,
    );
    const { steps } = await on.plan(snapshot, 'snapshot.revert', {});
    expect(steps[0]).toMatch(/made again/);
    await on.run(snapshot, 'snapshot.revert');
    await on.until('it to be back', () => on.at(vm)['name_label'] === name);
    expect(inState('Halted')(on.at(vm))).toBe(true);
    expect(on.to(snapshot, 'snapshot_of')).toBe(vm);
  });
});
