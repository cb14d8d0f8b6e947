import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { spoken } from '#shared/i18n/testing/spoken.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../../demo/vcenter.ts';
import { list, reference } from '../../map/read.ts';
import { Operator } from '../../testing/operator.ts';
import { presentDevices } from './present-devices.ts';

/** All settings of a machine at once, on a simulated vCenter. */
let demo: DemoVcenter;
let operator: Operator;
let vm: Ref;
const taken = new Set<Ref>();

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 300, taskSeconds: [0, 0.01], quickStatsSeconds: 0 });
  operator = await Operator.connect(demo);
  const [any] = operator.all('VirtualMachine') as [Ref];
  for (const name of ['Rack', 'Shelf'])
    await operator.run(any, 'customFields.define', { name, type: 'all' });
  await operator.until('the fields', () =>
    ['Rack', 'Shelf'].every((name) =>
      inputsOf(any).some((one) => one.name === `customFields/${name}`),
    ),
  );
}, 60_000);

afterAll(async () => {
  await operator.close();
  await demo.close();
});

function inputsOf(ref: Ref): readonly OperationInput[] {
  return operator.offers(ref).find(({ id }) => id === 'settings')?.inputs ?? [];
}

const input = (name: string): OperationInput | undefined =>
  inputsOf(vm).find((one) => one.name === name);

const isOff = (one: Properties): boolean =>
  one['config.template'] === false &&
  one['runtime.powerState'] === 'poweredOff' &&
  one['runtime.connectionState'] === 'connected' &&
  one['snapshot'] === undefined &&
  reference(one['parent']) !== undefined;

/** A machine that no other test has, and that somebody looks at. */
async function look(wanted: (one: Properties) => boolean): Promise<void> {
  vm = operator.find('VirtualMachine', (one, ref) => !taken.has(ref) && wanted(one));
  taken.add(vm);
  operator.session.attend?.(new Set([vm]));
  await operator.until('its hardware', () => presentDevices(operator.at(vm)).length > 0);
}

/** The calls that change something while something is done. */
async function callsOf(act: () => Promise<unknown>): Promise<readonly string[]> {
  const calls: string[] = [];
  const stop = demo.misbehave.watchChanges({ before: ({ method }) => void calls.push(method) });
  try {
    await act();
    return calls;
  } finally {
    stop();
  }
}

const deviceNamed = (label: string) =>
  presentDevices(operator.at(vm)).find(({ deviceInfo }) => deviceInfo?.label === label);

describe('settings of a machine that is off', { timeout: 40_000 }, () => {
  beforeEach(() => look(isOff));

  it('show what is so at present, page by page', () => {
    const pages = [...new Set(spoken(inputsOf(vm)).flatMap(({ step }) => step ?? []))];
    expect(pages).toEqual([
      'General',
      'CPU and memory',
      'Disks',
      'Network adapters',
      'CD and drives',
      'Boot',
      'Options',
      'Notes',
      'Attributes',
    ]);
    const object = operator.at(vm);
    expect(input('vm.cpus/cpus')?.initial).toBe(object['summary.config.numCpu']);
    expect(input('vm.memory/memoryMiB')?.initial).toBe(object['summary.config.memorySizeMB']);
    expect(input('rename/name')?.initial).toBe(operator.name(vm));
    const disk = presentDevices(object).find(({ $type }) => $type === 'VirtualDisk');
    expect(input(`disk.grow#${disk?.key}/size`)?.initial).toBe(
      Number(disk?.['capacityInKB']) / 1024 ** 2,
    );
    expect(input(`disk.grow#${disk?.key}/file`)).toMatchObject({
      initial: disk?.backing?.['fileName'],
      refused: { id: 'setting.fixed.disk' },
    });
  });

  it('are sent as one reconfiguration, whatever was changed', async () => {
    const disk = presentDevices(operator.at(vm)).find(({ $type }) => $type === 'VirtualDisk');
    const card = presentDevices(operator.at(vm)).find(({ macAddress }) => macAddress);
    const size = Number(disk?.['capacityInKB']) / 1024 ** 2;
    const given = {
      'rename/name': 'all at once',
      'vm.cpus/cpus': 6,
      'vm.cpus/coresPerSocket': 3,
      'vm.memory/memoryMiB': 16_384,
      'vm.cpuAllocation/reservation': 500,
      'vm.memoryAllocation/level': 'high',
      'vm.hotAdd/cpu': true,
      [`disk.grow#${disk?.key}/size`]: size + 8,
      'disk.create/do': true,
      'disk.create/size': 7,
      'adapter.add/do': true,
      'adapter.add/network': operator.find('Network'),
      'vm.boot/delay': 4000,
      'vm.boot/first': String(card?.key),
      'vm.tools/policy': 'upgradeAtPowerCycle',
      'describe/description': 'Notes',
    };
    const plan = await operator.plan(vm, 'settings', given);
    expect(plan.requests.map(({ method }) => method)).toEqual(['VirtualMachine.ReconfigVM_Task']);
    expect(plan.steps.length).toBeGreaterThan(10);
    expect(await callsOf(() => operator.run(vm, 'settings', given))).toEqual(['ReconfigVM_Task']);
    await operator.until('the name', () => operator.name(vm) === 'all at once');
    await operator.until(
      'the hardware',
      () => presentDevices(operator.at(vm)).filter((one) => one.$type === 'VirtualDisk').length > 1,
    );
    const after = operator.at(vm);
    expect(after).toMatchObject({
      'summary.config.numCpu': 6,
      'summary.config.memorySizeMB': 16_384,
      'config.annotation': 'Notes',
      'config.cpuHotAddEnabled': true,
    });
    await operator.until(
      'what is read of it',
      () => input('vm.boot/delay')?.initial === 4000 && input('vm.boot/first')?.initial !== '',
    );
    expect(input('vm.boot/first')?.initial).toBe(String(card?.key));
    expect(input('vm.tools/policy')?.initial).toBe('upgradeAtPowerCycle');
    expect(input('vm.cpuAllocation/reservation')?.initial).toBe(500);
    expect(input('vm.memoryAllocation/level')?.initial).toBe('high');
    expect(input(`disk.grow#${disk?.key}/size`)?.initial).toBe(size + 8);
  });

  it('say what is already so, and send nothing', async () => {
    const cpus = Number(operator.at(vm)['summary.config.numCpu']);
    const plan = await operator.plan(vm, 'settings', { 'vm.cpus/cpus': cpus });
    expect(plan).toMatchObject({ outcome: 'done', requests: [] });
  });

  it('take back attributes where the reconfiguration fails', async () => {
    const stop = demo.misbehave.watchChanges({
      before: ({ method }) => {
        if (method === 'ReconfigVM_Task') throw new Error('The connection is cut.');
      },
    });
    const given = { 'customFields/Rack': 'B7', 'vm.cpus/cpus': 9, 'vm.cpus/coresPerSocket': 1 };
    await operator
      .run(vm, 'settings', given)
      .then((task) => {
        if (task?.error === undefined) throw new Error('It was done.');
      })
      .catch((error: unknown) => expect(String(error)).not.toContain('It was done.'))
      .finally(stop);
    await operator.until('the attribute as before', () => attribute('B7') === undefined);
    expect(operator.at(vm)['summary.config.numCpu']).not.toBe(9);
  });

  it('are refused where somebody else has changed the same meanwhile', async () => {
    const version = input('vm.cpus/@version')?.initial as string;
    await operator.run(vm, 'vm.cpus', { cpus: 12 });
    await operator.until('it', () => operator.at(vm)['summary.config.numCpu'] === 12);
    const given = { 'vm.cpus/cpus': 2, 'vm.cpus/@version': version };
    await expect(operator.plan(vm, 'settings', given)).rejects.toThrow(
      /was changed by somebody else meanwhile/,
    );
    // What another has changed besides is not in the way.
    const plan = await operator.plan(vm, 'settings', { 'describe/description': 'x' });
    expect(plan.outcome).toBe('run');
  });

  it('say to the server which state they are about', async () => {
    const { requests } = await operator.plan(vm, 'settings', { 'describe/description': 'one' });
    const version = operator.at(vm)['config.changeVersion'] as string;
    expect(requests[0]?.text).toContain(`<changeVersion>${version}</changeVersion>`);
  });

  it('choose a network by what the operation offers', async () => {
    const card = presentDevices(operator.at(vm)).find(({ macAddress }) => macAddress);
    const { options } = await operator.choices(
      vm,
      'settings',
      `adapter.network#${card?.key}/network`,
    );
    expect(options.length).toBeGreaterThan(0);
    const guests = await operator.choices(vm, 'settings', 'vm.guest/guest');
    expect(guests.options.length).toBeGreaterThan(3);
    await expect(operator.choices(vm, 'settings', 'vm.cpus/none')).rejects.toThrow();
  });

  it('change network and connection of an adapter as one device', async () => {
    const card = presentDevices(operator.at(vm)).find(({ macAddress }) => macAddress);
    const { options } = await operator.choices(
      vm,
      'settings',
      `adapter.network#${card?.key}/network`,
    );
    const now = input(`adapter.network#${card?.key}/network`)?.initial;
    const other = options.find(({ value, refused }) => value !== now && refused === undefined);
    const given = {
      [`adapter.network#${card?.key}/network`]: other?.value ?? '',
      'adapter.add/do': true,
      'adapter.add/network': other?.value ?? '',
    };
    await operator.run(vm, 'settings', given);
    await operator.until(
      'the network',
      () => input(`adapter.network#${card?.key}/network`)?.initial === other?.value,
    );
    expect(deviceNamed('Network adapter 1')?.['macAddress']).toBe(card?.['macAddress']);
  });
});

function attribute(value: string): unknown {
  return list(operator.at(vm), 'customValue').find(
    (one) => isDataObject(one) && one['value'] === value,
  );
}

describe('settings of a machine that runs', { timeout: 40_000 }, () => {
  it('show also what cannot be changed now, and why', async () => {
    await look(
      (one) =>
        one['runtime.powerState'] === 'poweredOn' &&
        one['config.template'] === false &&
        one['runtime.connectionState'] === 'connected' &&
        one['config.cpuHotAddEnabled'] === false,
    );
    expect(spoken(input('vm.cpus/cpus'))).toMatchObject({
      initial: operator.at(vm)['summary.config.numCpu'],
      refused: expect.stringMatching(/hot add|[Pp]ower/) as string,
    });
    expect(input('vm.hotAdd/cpu')?.refused).toBeDefined();
    expect(input('describe/description')?.refused).toBeUndefined();
  });
});

it('of a cluster are its name and its attributes', async () => {
  const cluster = operator.find('ClusterComputeResource');
  const names = inputsOf(cluster).filter(({ hidden }) => hidden !== true);
  expect(names.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['rename/name', 'customFields/Rack', 'customFields/Shelf']),
  );
  expect(names.every(({ name }) => /^(?:rename|customFields)\//.test(name))).toBe(true);
  const calls = await callsOf(() =>
    operator.run(cluster, 'settings', { 'rename/name': 'renamed', 'customFields/Shelf': 'Ada' }),
  );
  expect(calls).toEqual(['SetField', 'Rename_Task']);
});
