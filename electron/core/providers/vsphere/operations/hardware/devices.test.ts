import { spoken } from '#shared/i18n/testing/spoken.ts';
import { inEnglish } from '#shared/i18n/english.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDataObject, type DataObjectValue } from '#shared/model/property-value.ts';
import type { InputValues } from '#shared/model/operation.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../../demo/vcenter.ts';
import { list } from '../../map/read.ts';
import { doneIn } from '../../testing/operation-table.ts';
import { Operator } from '../../testing/operator.ts';

/** Disks, network adapters and CD drives of a simulated vCenter, by the devices that it has afterwards. */
let demo: DemoVcenter;
let operator: Operator;
let vm: Ref;
const { signal } = new AbortController();

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 40, taskSeconds: [0, 0.01], quickStatsSeconds: 0 });
  operator = await Operator.connect(demo);
  vm = operator.find(
    'VirtualMachine',
    (one) =>
      one['runtime.powerState'] === 'poweredOn' &&
      one['runtime.connectionState'] === 'connected' &&
      one['runtime.question'] === undefined &&
      one['snapshot'] === undefined,
  );
});

afterAll(async () => {
  await operator.close();
  await demo.close();
});

async function devices(type: RegExp): Promise<readonly DataObjectValue[]> {
  const { value } = await operator.session.read(vm, 'config.hardware.device', signal);
  return list(value === undefined ? {} : { value }, 'value')
    .filter(isDataObject)
    .filter(({ $type }) => type.test($type));
}

async function run(operation: string, inputs: InputValues = {}): Promise<void> {
  expect(await operator.plan(vm, operation, inputs, true)).toMatchObject({ outcome: 'run' });
  const task = await operator.run(vm, operation, inputs);
  expect(task, JSON.stringify(task)).toMatchObject({ state: 'success' });
}

/** As choices have it. */
function keyOf(device: DataObjectValue | undefined): string {
  const key = device?.['key'];
  return typeof key === 'number' ? String(key) : '';
}

const disks = () => devices(/^VirtualDisk$/);
const cards = () => devices(/^Virtual(Vmxnet3|E1000e?)$/);

describe('devices on the demo vCenter', { timeout: 40_000 }, () => {
  it('adds a disk where there is room, grows it, and takes it away', async () => {
    const before = await disks();
    await run('disk.create', { size: 5 });
    const added = (await disks()).find(({ key }) => !before.some((one) => one['key'] === key));
    expect(Number(added?.['capacityInKB'])).toBe(5 * 1024 ** 2);
    const disk = keyOf(added);
    const { options } = await operator.choices(vm, 'disk.grow', 'disk');
    expect(spoken(options.find(({ value }) => value === disk)?.detail)).toMatch(
      /^5 GiB, \[.+\] .+\.vmdk$/,
    );
    await run('disk.grow', { disk, size: 8 });
    const grown = (await disks()).find(({ key }) => key === added?.['key']);
    expect(Number(grown?.['capacityInKB'])).toBe(8 * 1024 ** 2);
    await run('disk.remove', { disk });
    expect(await disks()).toHaveLength(before.length);
  });

  it('detaches a disk, whose file stays', async () => {
    const before = await disks();
    await run('disk.create', { size: 3 });
    const added = (await disks()).find(({ key }) => !before.some((one) => one['key'] === key));
    const backing = added?.['backing'];
    const named = isDataObject(backing) ? backing['fileName'] : undefined;
    const file = typeof named === 'string' ? named : '';
    await run('disk.detach', { disk: keyOf(added) });
    expect(await disks()).toHaveLength(before.length);
    const [, store = '', path = ''] = /^\[(.+)\] (.+\.vmdk)$/.exec(file) ?? [];
    const machine = [...demo.estate.vms].find(({ id }) => id === refId(vm));
    const kept = [...(machine?.host.datastores ?? [])].find(({ name }) => name === store);
    expect([...(kept?.files.keys() ?? [])]).toContain(path);
  });

  it('never shrinks a disk, and leaves one of the wanted size alone', async () => {
    const [first] = await disks();
    const disk = keyOf(first);
    await expect(operator.plan(vm, 'disk.grow', { disk, size: 1 })).rejects.toMatchObject({
      message: expect.stringContaining('can only grow') as string,
      data: { kind: 'invalid' },
    });
    const size = Number(first?.['capacityInKB']) / 1024 ** 2;
    expect(await operator.plan(vm, 'disk.grow', { disk, size })).toMatchObject({ outcome: 'done' });
  });

  it('says which disk is gone', async () => {
    await expect(operator.run(vm, 'disk.detach', { disk: '99' })).rejects.toMatchObject({
      data: { kind: 'missing' },
    });
  });

  it('adds a network adapter, moves it, takes its plug out and puts it in, and removes it', async () => {
    const before = await cards();
    const networks = await operator.choices(vm, 'adapter.add', 'network');
    expect(networks.options.map(({ label }) => inEnglish(label)).join()).not.toMatch(/Uplinks/i);
    const [here, there] = networks.options;
    await run('adapter.add', { network: here?.value ?? '' });
    const added = (await cards()).find(({ key }) => !before.some((one) => one['key'] === key));
    expect(added?.$type).toBe('VirtualVmxnet3');
    const adapter = keyOf(added);
    const connected = async () => {
      const card = (await cards()).find(({ key }) => key === added?.['key']);
      const connectable = card?.['connectable'];
      return isDataObject(connectable) ? connectable['connected'] : undefined;
    };
    await run('adapter.network', { adapter, network: there?.value ?? here?.value ?? '' });
    await run('adapter.disconnect', { adapter });
    expect(await connected()).toBe(false);
    expect(await operator.plan(vm, 'adapter.disconnect', { adapter })).toMatchObject({
      outcome: 'done',
    });
    await run('adapter.connect', { adapter });
    expect(await connected()).toBe(true);
    await run('adapter.remove', { adapter });
    expect(await cards()).toHaveLength(before.length);
  });

  it('inserts an image and ejects it', async () => {
    const machine = [...demo.estate.vms].find(({ id }) => id === refId(vm));
    const store = [...(machine?.host.datastores ?? [])].find(({ files }) =>
      [...files.keys()].some((file) => file.endsWith('.iso')),
    );
    const path = [...(store?.files.keys() ?? [])].find((one) => one.endsWith('.iso')) ?? '';
    const image = `[${store?.name ?? ''}] ${path}`;
    await run('cd.insert', { image });
    const [drive] = await devices(/^VirtualCdrom$/);
    expect(drive?.['backing']).toMatchObject({ fileName: image });
    await run('cd.eject');
    expect(await operator.plan(vm, 'cd.eject')).toMatchObject({ outcome: 'done' });
  });
});

it('runs each operation that the table says is run here', () => {
  expect(doneIn('devices').filter((id) => !operator.done.has(id))).toEqual([]);
});
