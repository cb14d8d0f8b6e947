import { inEnglish } from '#shared/i18n/english.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LookupOption } from '#shared/model/choice.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isReferenceValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import { Datastore } from '../../../../demo/estate/entity.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../demo/vcenter.ts';
import { reference, references, text } from '../map/read.ts';
import { doneIn } from '../testing/operation-table.ts';
import { Operator } from '../testing/operator.ts';
import { severalCalls } from '../testing/several-calls.ts';

/** What makes, moves and ends objects of a simulated vCenter: chosen as a user chooses, seen in the property cache afterwards. */
let demo: DemoVcenter;
let operator: Operator;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 120, taskSeconds: [0, 0.01], quickStatsSeconds: 0 });
  operator = await Operator.connect(demo);
});

afterAll(async () => {
  await operator.close();
  await demo.close();
});

const used = new Set<Ref>();

/** A VM that no other test has, and for which the operation is possible. */
function vmFor(operation: string, wanted: (vm: Properties) => boolean = () => true): Ref {
  const found = operator.find(
    'VirtualMachine',
    (vm, ref) =>
      !used.has(ref) &&
      vm['runtime.connectionState'] === 'connected' &&
      vm['runtime.question'] === undefined &&
      isReferenceValue(vm['parent']) &&
      wanted(vm) &&
      operator.offers(ref).some((offer) => offer.id === operation && offer.refused === undefined),
  );
  used.add(found);
  return found;
}

const isTemplate = (vm: Properties): boolean => vm['config.template'] === true;
const isMachine = (vm: Properties): boolean => vm['config.template'] === false;
const isOn = (vm: Properties): boolean => isMachine(vm) && vm['runtime.powerState'] === 'poweredOn';

async function run(ref: Ref, operation: string, inputs: InputValues = {}) {
  const plan = await operator.plan(ref, operation, inputs, true);
  expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(plan.outcome).toBe('run');
  expect(plan.requests.length).toBeGreaterThan(0);
  if (plan.requests.length > 1) expect(severalCalls).toContain(operation);
  expect(plan.commands.length).toBeGreaterThan(0);
  const task = await operator.run(ref, operation, inputs);
  if (task !== null) expect(task, JSON.stringify(task.error)).toMatchObject({ state: 'success' });
  return task;
}

interface Choosing {
  readonly inputs?: InputValues;
  readonly under?: string;
  readonly wanted?: (option: LookupOption) => boolean;
}

async function choose(
  ref: Ref,
  operation: string,
  input: string,
  { inputs, under, wanted = () => true }: Choosing = {},
): Promise<string> {
  const { options } = await operator.choices(ref, operation, input, inputs, under);
  const found = options.find((option) => option.refused === undefined && wanted(option));
  if (found === undefined)
    throw new Error(`${input} has no such choice among ${JSON.stringify(options.slice(0, 8))}`);
  return found.value;
}

const named = (type: string, name: string): Ref => {
  const found = operator.named(type, name);
  if (found === undefined) throw new Error(`There is no ${type} ${name}.`);
  return found;
};
const appears = (type: string, name: string) =>
  operator.until(`${type} ${name}`, () => operator.named(type, name) !== undefined);

describe('making and moving on the demo vCenter', { timeout: 60_000 }, () => {
  it('clones to another datastore, and refuses a name that is taken', async () => {
    const vm = vmFor('vm.clone', isMachine);
    const storage = await choose(vm, 'vm.clone', 'storage');
    const task = await run(vm, 'vm.clone', { name: 'clone / 1', storage });
    await appears('VirtualMachine', 'clone / 1');
    await operator.until(
      'the name',
      () => operator.tasks.get(task?.ref ?? vm)?.result === 'clone / 1',
    );
    expect(operator.at(named('VirtualMachine', 'clone / 1'))['parent']).toEqual(
      operator.at(vm)['parent'],
    );
    expect(await operator.plan(vm, 'vm.clone', { name: 'clone / 1' }, true)).toMatchObject({
      findings: [{ severity: 'error', message: expect.stringContaining('already') as string }],
    });
  });

  it('deploys from a template', async () => {
    const template = vmFor('vm.create', isTemplate);
    const host = await choose(template, 'vm.create', 'host', {
      wanted: ({ kind }) => kind === 'cluster',
    });
    const storage = await choose(template, 'vm.create', 'storage', { inputs: { host } });
    await run(template, 'vm.create', { name: 'deployed', host, storage, start: true });
    await appears('VirtualMachine', 'deployed');
    const vm = named('VirtualMachine', 'deployed');
    await operator.until('it to run', () => isOn(operator.at(vm)));
  });

  it('migrates to another host, to another datastore, to both', async () => {
    const vm = vmFor('vm.migrate', (one) => isOn(one) && neighbours(one) > 1);
    const under = clusterOf(operator.at(vm)) ?? '';
    const host = await choose(vm, 'vm.migrate', 'host', {
      under,
      wanted: ({ kind }) => kind === 'host',
    });
    await run(vm, 'vm.migrate', { host });
    await operator.until('the host', () => reference(operator.at(vm)['runtime.host']) === host);
    const storage = await choose(vm, 'vm.migrate', 'storage', {
      wanted: ({ value }) => !references(operator.at(vm), 'datastore').includes(value as Ref),
    });
    await run(vm, 'vm.migrate', { storage });
    await operator.until('the datastore', () =>
      references(operator.at(vm), 'datastore').includes(storage as Ref),
    );
    expect(await operator.plan(vm, 'vm.migrate', { host, storage })).toMatchObject({
      outcome: 'done',
    });
    await expect(operator.plan(vm, 'vm.migrate')).rejects.toMatchObject({
      data: { kind: 'invalid' },
    });
  });

  it('says before the end what speaks against a migration', async () => {
    const vm = vmFor('vm.migrate', isOn);
    const lost = operator.find(
      'HostSystem',
      (host) => host['runtime.connectionState'] === 'disconnected',
    );
    const { findings } = await operator.plan(vm, 'vm.migrate', { host: lost }, true);
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('makes templates of machines, and machines of templates', async () => {
    const vm = vmFor('vm.toTemplate');
    await run(vm, 'vm.toTemplate');
    await operator.until('a template', () => isTemplate(operator.at(vm)));
    await run(vm, 'vm.fromTemplate');
    await operator.until('a machine', () => isMachine(operator.at(vm)));
  });

  it('makes a machine page by page', async () => {
    const center = operator.find('Datacenter');
    const host = await choose(center, 'vm.create', 'host');
    const inputs = { host };
    const given = {
      ...inputs,
      name: 'brand new',
      description: 'made by a test',
      storage: await choose(center, 'vm.create', 'storage', { inputs }),
      guest: await choose(center, 'vm.create', 'guest', {
        inputs,
        wanted: ({ label }) => inEnglish(label).includes('Windows'),
      }),
      network: await choose(center, 'vm.create', 'network', { inputs }),
      cpus: 6,
      coresPerSocket: 3,
      memoryMiB: 2048,
      diskGib: 12,
    };
    await expect(operator.run(center, 'vm.create', { ...given, cpus: 5 })).rejects.toThrow(
      /CPUs must be a multiple of Cores per socket, 3/,
    );
    const task = await run(center, 'vm.create', given);
    await appears('VirtualMachine', 'brand new');
    const made = named('VirtualMachine', 'brand new');
    // The folder of machines that a data center has from the start is nothing that anybody sees.
    expect(task).toMatchObject({ target: center, targetName: operator.name(center), made });
    const vm = operator.at(made);
    const { value: cores } = await operator.session.read(
      made,
      'config.hardware.numCoresPerSocket',
      new AbortController().signal,
    );
    expect(cores).toBe(3);
    expect(vm).toMatchObject({
      'summary.config.numCpu': 6,
      'summary.config.memorySizeMB': 2048,
      'config.annotation': 'made by a test',
    });
    expect(references(vm, 'datastore')).toEqual([given.storage]);
    expect(references(vm, 'network')).toEqual([given.network]);
  });

  it('takes a machine out of the inventory, finds its file, takes it in again, and deletes it', async () => {
    const vm = vmFor('vm.unregister', isMachine);
    const file = text(operator.at(vm), 'summary.config.vmPathName') ?? '';
    const host = reference(operator.at(vm)['runtime.host']) ?? ('' as Ref);
    await run(vm, 'vm.unregister');
    await operator.until('it to be gone', () => !operator.has(vm));
    const [, store = '', folder = ''] = /^\[(.+)\] (.+)\/[^/]+$/.exec(file) ?? [];
    const stores = await choose(host, 'vm.register', 'file', {
      wanted: ({ value }) => value === `[${store}] `,
    });
    const inside = await choose(host, 'vm.register', 'file', {
      under: stores,
      wanted: ({ label }) => label === folder,
    });
    expect(await choose(host, 'vm.register', 'file', { under: inside })).toBe(file);
    await run(host, 'vm.register', { file, name: 'registered again' });
    await appears('VirtualMachine', 'registered again');
    const again = named('VirtualMachine', 'registered again');
    await run(again, 'vm.delete');
    await operator.until('it to be gone', () => !operator.has(again));
  });

  it('makes, renames, moves and deletes folders, and never one with something in it unasked', async () => {
    const center = operator.find('Datacenter');
    for (const name of ['ops a', 'ops b']) {
      await run(center, 'folder.create', { name, kind: 'vmFolder' });
      await appears('Folder', name);
    }
    const [a, b] = [named('Folder', 'ops a'), named('Folder', 'ops b')];
    await run(a, 'rename', { name: 'ops c' });
    await appears('Folder', 'ops c');
    await run(a, 'folder', { folder: b });
    await operator.until('the move', () => reference(operator.at(a)['parent']) === b);
    const vm = vmFor('folder', (one) => isOn(one) && inCenter(one, center));
    const to = await choose(vm, 'folder', 'folder', { wanted: ({ value }) => value === b });
    await run(vm, 'folder', { folder: to });
    await operator.until('the move', () => reference(operator.at(vm)['parent']) === b);
    await expect(operator.run(b, 'folder.delete')).rejects.toMatchObject({
      message: expect.stringContaining('2 objects') as string,
      data: { kind: 'conflict' },
    });
    await run(a, 'folder.delete');
    await operator.until('it to be gone', () => !operator.has(a));
    await run(vm, 'power.off');
    await operator.until('it to be off', () => !isOn(operator.at(vm)));
    await run(b, 'folder.delete', { contents: 'unregister' });
    await operator.until('both to be gone', () => !operator.has(b) && !operator.has(vm));
  });

  it('deletes a folder with the machines in it and their files, if that is chosen', async () => {
    const center = operator.find('Datacenter');
    await run(center, 'folder.create', { name: 'doomed', kind: 'vmFolder' });
    await appears('Folder', 'doomed');
    const folder = named('Folder', 'doomed');
    const vm = vmFor('vm.delete', (one) => isMachine(one) && inCenter(one, center));
    await run(vm, 'folder', { folder });
    await operator.until('the move', () => reference(operator.at(vm)['parent']) === folder);
    const file = text(operator.at(vm), 'summary.config.vmPathName') ?? '';
    const plan = await operator.plan(folder, 'folder.delete', { contents: 'delete' });
    expect(plan.steps.join(' ')).toMatch(/one object.* deleted with all its disks/);
    await run(folder, 'folder.delete', { contents: 'delete' });
    await operator.until('both to be gone', () => !operator.has(folder) && !operator.has(vm));
    const [, store = '', path = ''] = /^\[(.+)\] (.+)$/.exec(file) ?? [];
    const kept = [...demo.estate.objects.values()].filter(
      (one) => one instanceof Datastore && one.name === store && one.files.has(path),
    );
    expect(path).not.toBe('');
    expect(kept).toEqual([]);
  });

  it('makes, moves and deletes resource pools, and moves machines into them', async () => {
    const vm = vmFor('pool', isOn);
    const host = reference(operator.at(vm)['runtime.host']) ?? ('' as Ref);
    const compute = reference(operator.at(host)['parent']) ?? ('' as Ref);
    for (const name of ['gold', 'silver']) {
      await run(compute, 'pool.create', { name });
      await appears('ResourcePool', name);
    }
    const [gold, silver] = [named('ResourcePool', 'gold'), named('ResourcePool', 'silver')];
    await run(silver, 'pool', { pool: gold });
    await operator.until('the move', () => reference(operator.at(silver)['parent']) === gold);
    const pool = await choose(vm, 'pool', 'pool', { wanted: ({ value }) => value === gold });
    await run(vm, 'pool', { pool });
    await operator.until('the move', () => reference(operator.at(vm)['resourcePool']) === gold);
    await run(gold, 'pool.delete');
    await operator.until('it to be gone', () => !operator.has(gold));
    expect(reference(operator.at(vm)['resourcePool'])).not.toBe(gold);
  });

  it('puts a host into maintenance mode and takes it out, disconnects and connects it', async () => {
    const host = operator.find(
      'HostSystem',
      (one, ref) =>
        one['runtime.connectionState'] === 'connected' &&
        one['runtime.inMaintenanceMode'] === false &&
        operator.at(reference(one['parent']) ?? ref)['summary.numHosts'] !== undefined,
    );
    await run(host, 'host.enterMaintenance');
    await operator.until(
      'maintenance',
      () => operator.at(host)['runtime.inMaintenanceMode'] === true,
    );
    await run(host, 'host.reboot');
    await operator.until(
      'the host to be back',
      () => operator.at(host)['runtime.connectionState'] === 'connected',
    );
    await run(host, 'host.exitMaintenance');
    await operator.until('service', () => operator.at(host)['runtime.inMaintenanceMode'] === false);
    await expect(operator.plan(host, 'host.shutdown')).rejects.toMatchObject({
      data: { kind: 'conflict' },
    });
    await run(host, 'host.disconnect');
    await operator.until(
      'it to be disconnected',
      () => operator.at(host)['runtime.connectionState'] === 'disconnected',
    );
    expect(operator.offer(host, 'host.disconnect')).toMatchObject({ done: true });
    await run(host, 'host.connect');
    await operator.until(
      'it to be connected',
      () => operator.at(host)['runtime.connectionState'] === 'connected',
    );
  });

  it('shuts a host down that is not in maintenance mode when that is wanted', async () => {
    const host = operator.find(
      'HostSystem',
      (one) =>
        one['runtime.connectionState'] === 'connected' &&
        one['runtime.inMaintenanceMode'] === false,
    );
    await run(host, 'host.shutdown', { force: true });
    await operator.until(
      'it to be away',
      () => operator.at(host)['runtime.connectionState'] === 'notResponding',
    );
    expect(operator.offer(host, 'host.shutdown').refused).toMatch(/lost its connection/);
  });

  it('answers what a machine asks', async () => {
    const vm = operator.find('VirtualMachine', (one) => one['runtime.question'] !== undefined);
    const [input] = operator.offer(vm, 'question.answer').inputs ?? [];
    expect(input).toMatchObject({ type: 'choice', help: expect.stringMatching(/\S/) as string });
    await run(vm, 'question.answer');
    await operator.until('no question', () => operator.at(vm)['runtime.question'] === undefined);
    expect(operator.offers(vm).some(({ id }) => id === 'question.answer')).toBe(false);
  });

  it('defines a custom attribute, and sets, clears and leaves values', async () => {
    const vm = vmFor('customFields.define', isMachine);
    await run(vm, 'customFields.define', { name: 'Audit note', type: 'VirtualMachine' });
    const input = () =>
      operator.offer(vm, 'customFields').inputs?.find(({ name }) => name === 'Audit note');
    await operator.until('the attribute', () => input() !== undefined);
    const plan = await operator.plan(vm, 'customFields', { 'Audit note': '42 & more' });
    expect(plan.requests).toHaveLength(1);
    await run(vm, 'customFields', { 'Audit note': '42 & more' });
    await operator.until('the value', () => input()?.initial === '42 & more');
    expect(await operator.plan(vm, 'customFields')).toMatchObject({ outcome: 'done' });
  });
});

function clusterOf(vm: Properties): Ref | undefined {
  const host = reference(vm['runtime.host']);
  return host === undefined ? undefined : reference(operator.at(host)['parent']);
}

/** Hosts of its cluster that are in service. */
function neighbours(vm: Properties): number {
  const cluster = clusterOf(vm);
  const hosts = cluster === undefined ? [] : references(operator.at(cluster), 'host');
  return hosts.filter(
    (ref) =>
      operator.at(ref)['runtime.connectionState'] === 'connected' &&
      operator.at(ref)['runtime.inMaintenanceMode'] === false,
  ).length;
}

function inCenter(vm: Properties, center: Ref): boolean {
  let at = reference(vm['parent']);
  while (at !== undefined && !at.startsWith('Datacenter:'))
    at = reference(operator.at(at)['parent']);
  return at === center;
}

it('runs each operation that the table says is run here', () => {
  expect(doneIn('provisioning').filter((id) => !operator.done.has(id))).toEqual([]);
});
