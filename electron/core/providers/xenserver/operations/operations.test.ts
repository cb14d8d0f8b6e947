import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAskedFor, type InputValues, type OperationInput } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isReferenceValue } from '#shared/model/property-value.ts';
import { makeRef, refId, type Ref } from '#shared/model/reference.ts';
import { startDemoPool, type DemoPool } from '../../../../demo/xapi/pool.ts';
import { checkInputs } from '../../../api/inputs.ts';
import { silentLog } from '../../../log.ts';
import type { Session } from '../../provider.ts';
import { RecordingSink } from '../../recording-sink.ts';
import { xenserver } from '../provider.ts';

/** Every operation as it is offered, run on a simulated pool, by what the cache says afterwards. */
let pool: DemoPool;
let session: Session;
let sink: RecordingSink;
let running: Promise<void>;
const abort = new AbortController();
const { signal } = new AbortController();

beforeAll(async () => {
  pool = await startDemoPool({ vms: 30, taskSeconds: [0, 0.01] });
  const { user, password, url: address } = pool;
  session = await xenserver.connect({
    address,
    user,
    password,
    pinnedFingerprint: null,
    signal,
    log: silentLog,
  });
  sink = new RecordingSink();
  running = session.run(sink, abort.signal).catch((error: unknown) => sink.ended(error));
  await sink.until('a full set', () => sink.sets > 0, 10_000);
});

afterAll(async () => {
  abort.abort();
  await running;
  await session.close();
  await pool.close();
});

const at = (ref: Ref): Properties => sink.objects.get(ref) ?? {};

function find(owner: string, wanted: (object: Properties) => boolean): Ref {
  for (const ref of sink.lookup.ofType(owner)) if (wanted(at(ref))) return ref;
  throw new Error(`The pool has no such ${owner}.`);
}

const plain = (vm: Properties): boolean =>
  vm['is_a_template'] === false &&
  vm['is_a_snapshot'] === false &&
  vm['is_control_domain'] === false;
const inState =
  (state: string) =>
  (vm: Properties): boolean =>
    plain(vm) && vm['power_state'] === state;

function metricsOf(vm: Ref): Properties {
  const metrics = at(vm)['metrics'];
  return isReferenceValue(metrics) ? at(makeRef('VM_metrics', metrics.value)) : {};
}

function offerOf(ref: Ref, operation: string) {
  const offer = xenserver.offers(ref, at(ref), sink.lookup).find(({ id }) => id === operation);
  if (offer === undefined) throw new Error(`${operation} is not offered for ${ref}.`);
  return offer;
}

/** Runs an offered operation with its initial inputs and some others, to the end of its task. */
async function run(ref: Ref, operation: string, more: InputValues = {}): Promise<void> {
  const offer = offerOf(ref, operation);
  expect(offer.refused, operation).toBeUndefined();
  const inputs = checkInputs(offer.inputs ?? [], withInitial(offer.inputs ?? [], more), 'it');
  const name = xenserver.mapRow(ref, at(ref), sink.lookup).name;
  const { task } = await session.operate({ ref, name, operation, inputs }, signal);
  if (task === null) return;
  const ended = (): boolean => !['running', undefined].includes(sink.knownTasks.get(task)?.state);
  await sink.until(`the end of ${operation}`, ended, 10_000);
  expect(sink.knownTasks.get(task)?.error).toBeUndefined();
}

/** What a form sends that nobody touched, but for some inputs. */
function withInitial(declared: readonly OperationInput[], more: InputValues): InputValues {
  const initial = Object.fromEntries(
    declared.flatMap((input) =>
      input.initial === undefined ? [] : [[input.name, input.initial] as const],
    ),
  );
  const all: InputValues = { ...initial, ...more };
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => {
      const input = declared.find((one) => one.name === name);
      return input === undefined || isAskedFor(input, all);
    }),
  );
}

const until = (what: string, condition: () => boolean): Promise<void> =>
  sink.until(what, condition, 10_000);

/** The first thing to choose that can be chosen, in the first folder that holds one. */
async function firstChoice(
  ref: Ref,
  operation: string,
  input: string,
  under?: string,
): Promise<string> {
  const request = { ref, name: 'it', operation, inputs: {}, input };
  const asked = under === undefined ? request : { ...request, under };
  for (const option of (await session.choices(asked, signal)).options) {
    if (option.refused !== undefined || option.warning !== undefined) continue;
    if (option.folder === undefined) return option.value;
    return firstChoice(ref, operation, input, option.value);
  }
  throw new Error(`${operation} has no choice of ${input}.`);
}

describe('operations on a pool', { timeout: 30_000 }, () => {
  it('takes a VM through its power states', async () => {
    const vm = find('VM', inState('Halted'));
    for (const [operation, state] of [
      ['power.on', 'Running'],
      ['power.pause', 'Paused'],
      ['power.unpause', 'Running'],
      ['power.off', 'Halted'],
    ] as const) {
      await run(vm, operation);
      await until(`${operation}: ${state}`, () => at(vm)['power_state'] === state);
    }
  });

  it('suspends and resumes, shuts down and restarts by the guest', async () => {
    const able = (vm: Properties): boolean =>
      inState('Running')(vm) &&
      JSON.stringify(vm['allowed_operations']).includes('clean_shutdown') &&
      JSON.stringify(vm['allowed_operations']).includes('suspend');
    const vm = find('VM', able);
    await run(vm, 'power.suspend');
    await until('suspended', () => at(vm)['power_state'] === 'Suspended');
    await run(vm, 'power.resume');
    await until('running', () => able(at(vm)));
    await run(vm, 'guest.reboot');
    await until('running again', () => able(at(vm)));
    await run(vm, 'guest.shutdown');
    await until('halted', () => at(vm)['power_state'] === 'Halted');
  });

  it('resets a VM: it runs on, started anew', async () => {
    const vm = find('VM', inState('Running'));
    const started = (): string => JSON.stringify(metricsOf(vm)['start_time']);
    const before = started();
    await run(vm, 'power.reset');
    await until('a new start', () => started() !== before);
    expect(at(vm)['power_state']).toBe('Running');
  });

  it('takes a snapshot with memory of a VM that runs', async () => {
    const vm = find(
      'VM',
      (one) =>
        inState('Running')(one) &&
        count(one, 'snapshots') === 0 &&
        JSON.stringify(one['allowed_operations']).includes('"checkpoint"'),
    );
    await run(vm, 'snapshot.create', { name: 'with memory', memory: true });
    await until('the snapshot', () => count(at(vm), 'snapshots') === 1);
    const snapshot = find('VM', (one) => one['name_label'] === 'with memory');
    expect(at(snapshot)['power_state']).toBe('Suspended');
    await until('the VM runs on', () => at(vm)['power_state'] === 'Running');
    await run(snapshot, 'snapshot.delete');
    await until('no snapshot', () => count(at(vm), 'snapshots') === 0);
  });

  it('takes a snapshot that the guest quiesces, where the server has it', async () => {
    pool.misbehave.revive('VM.snapshot_with_quiesce');
    const able = (one: Properties): boolean =>
      inState('Running')(one) &&
      JSON.stringify(one['allowed_operations']).includes('"snapshot_with_quiesce"');
    const vm = find('VM', able);
    await run(vm, 'snapshot.create', { name: 'quiesced', quiesce: true });
    await until('the snapshot', () => named('quiesced') !== undefined);
    expect(at(named('quiesced') as Ref)['snapshot_info']).toMatchObject({
      'disk-snapshot-type': 'quiesced',
    });
  });

  it('changes vCPUs and memory of a VM that runs, within what it was started with', async () => {
    const vm = find('VM', (one) => inState('Running')(one) && Number(one['VCPUs_max']) > 1);
    await run(vm, 'vm.cpus', { cpus: 1 });
    const limit = Number(at(vm)['memory_static_max']) / 1024 ** 2;
    const least = Math.max(1, Number(at(vm)['memory_static_min']) / 1024 ** 2);
    await run(vm, 'vm.memory', { memoryMiB: limit, dynamic: true, minimumMiB: least });
    await until(
      'the memory',
      () =>
        at(vm)['memory_dynamic_min'] === least * 1024 ** 2 &&
        at(vm)['memory_dynamic_max'] === limit * 1024 ** 2,
    );
    expect(metricsOf(vm)['VCPUs_number']).toBe(1);
    const inputs = offerOf(vm, 'vm.cpus').inputs ?? [];
    expect(() => checkInputs(inputs, { cpus: 200 }, 'it')).toThrow(/vCPUs/);
  });

  it('takes, reverts and deletes snapshots', async () => {
    const vm = find('VM', (one) => inState('Halted')(one) && count(one, 'snapshots') === 0);
    await run(vm, 'snapshot.create', { name: 'before' });
    await until('the snapshot', () => count(at(vm), 'snapshots') === 1);
    const snapshot = find('VM', (one) => one['name_label'] === 'before');
    expect(xenserver.mapRow(snapshot, at(snapshot), sink.lookup)).toMatchObject({
      kind: 'snapshot',
      parent: vm,
      hidden: true,
    });
    await run(vm, 'rename', { name: 'changed meanwhile' });
    await run(vm, 'snapshot.revertTo', { snapshot });
    await run(snapshot, 'snapshot.revert');
    await run(snapshot, 'snapshot.delete');
    await until('no snapshot', () => count(at(vm), 'snapshots') === 0);
  });

  it('clones, copies, converts and makes VMs of templates', async () => {
    const vm = find('VM', inState('Halted'));
    await run(vm, 'vm.clone', { name: 'a clone' });
    await run(vm, 'vm.copy', { name: 'a copy' });
    await until('both', () => ['a clone', 'a copy'].every((name) => named(name) !== undefined));
    const clone = named('a clone') as Ref;
    await run(clone, 'vm.toTemplate');
    await until('the template', () => at(clone)['is_a_template'] === true);
    await run(clone, 'vm.create', { name: 'from the template' });
    await until('the machine', () => named('from the template') !== undefined);
    await run(named('from the template') as Ref, 'vm.delete', { disks: true });
    await until('it is gone', () => named('from the template') === undefined);
  });

  it('moves a VM in the pool', async () => {
    const running = [...sink.lookup.ofType('VM')].filter((ref) => inState('Running')(at(ref)));
    const found = await Promise.all(
      running.map((ref) => firstChoice(ref, 'vm.migrate', 'host').catch(() => undefined)),
    );
    const index = found.findIndex((host) => host !== undefined);
    const vm = running[index] as Ref;
    const host = found[index] as string;
    const request = { ref: vm, name: 'it', operation: 'vm.migrate', inputs: { host } };
    const plan = await session.plan(request, true, signal);
    expect(plan).toMatchObject({
      outcome: 'run',
      findings: [],
      requests: [{ method: 'Async.VM.pool_migrate' }],
    });
    expect(plan.commands[0]?.text).toBe(
      `xe vm-migrate uuid=${refId(vm)} host-uuid=${refId(host as Ref)} live=true`,
    );
    await run(vm, 'vm.migrate', { host });
    await until('it runs there', () => {
      const resident = at(vm)['resident_on'];
      return isReferenceValue(resident) && makeRef('host', resident.value) === host;
    });
    expect(xenserver.mapRow(vm, at(vm), sink.lookup).parent).toBe(host);
  });

  it('changes description, tags, vCPUs and memory', async () => {
    const vm = find('VM', inState('Halted'));
    await run(vm, 'describe', { description: 'two\nlines' });
    await run(vm, 'tags', { tags: 'web, prod,web ,' });
    await run(vm, 'vm.cpus', { cpus: 6 });
    await run(vm, 'vm.memory', {
      memoryMiB: 3072,
      dynamic: true,
      minimumMiB: 1024,
      limitMiB: 5000,
    });
    await until('all of it', () => at(vm)['memory_static_max'] === 5000 * 1024 ** 2);
    expect(at(vm)).toMatchObject({
      name_description: 'two\nlines',
      tags: ['web', 'prod'],
      VCPUs_max: 6,
      VCPUs_at_startup: 6,
      memory_dynamic_min: 1024 ** 3,
    });
  });

  it('keeps folders and custom fields as XenCenter does', async () => {
    const [home] = sink.lookup.ofType('pool');
    const vm = find('VM', inState('Halted'));
    await run(vm, 'folder', { folder: 'zebras/striped' });
    await until('the folder', () => other(vm)['folder'] === '/zebras/striped');
    await run(vm, 'folder', { folder: '' });
    await until('an empty one', () =>
      String(other(home as Ref)['EMPTY_FOLDERS'])
        .split(';')
        .includes('/zebras/striped'),
    );
    expect(other(vm)).not.toHaveProperty('folder');
    await run(home as Ref, 'customFields.define', { name: 'Herd & <size>', type: 'String' });
    await until('the field', () => JSON.stringify(at(home as Ref)['gui_config']).includes('Herd'));
    await run(vm, 'customFields', { 'Herd & <size>': 'Ada' });
    await until('its value', () => other(vm)['XenCenter.CustomFields.Herd & <size>'] === 'Ada');
  });

  it('attaches and detaches disks, inserts and ejects CDs', async () => {
    const vm = find('VM', inState('Halted'));
    const before = count(at(vm), 'VBDs');
    await run(vm, 'disk.create', {
      name: 'a new disk',
      size: 1,
      storage: await firstChoice(vm, 'disk.create', 'storage'),
    });
    await until('the disk', () => count(at(vm), 'VBDs') === before + 1);
    const disk = find('VDI', (vdi) => vdi['name_label'] === 'a new disk');
    const drive = find('VBD', (vbd) => {
      const { VDI } = vbd;
      return isReferenceValue(VDI) && makeRef('VDI', VDI.value) === disk;
    });
    await run(vm, 'disk.detach', { disk: drive });
    await until('it is off', () => count(at(vm), 'VBDs') === before);
    await run(vm, 'disk.attach', { disk });
    await until('it is on', () => count(at(vm), 'VBDs') === before + 1);

    const withDrive = find('VM', (one) => plain(one) && hasEmptyDrive(one));
    await run(withDrive, 'cd.insert', {
      image: await firstChoice(withDrive, 'cd.insert', 'image'),
    });
    await until('the CD is in', () => !hasEmptyDrive(at(withDrive)));
    await run(withDrive, 'cd.eject');
    await until('the CD is out', () => hasEmptyDrive(at(withDrive)));
  });

  it('disables, evacuates and enables a host', async () => {
    const host = find('host', (one) => one['enabled'] === true);
    await run(host, 'host.disable');
    await until('disabled', () => at(host)['enabled'] === false);
    expect(xenserver.mapRow(host, at(host), sink.lookup).state).toBe('maintenance');
    await run(host, 'host.evacuate');
    await until('empty', () => count(at(host), 'resident_VMs') <= 1);
    await run(host, 'host.enable');
    await until('enabled', () => at(host)['enabled'] === true);
  });

  it('tells what the account may not do', () => {
    const vm = find('VM', inState('Halted'));
    const permissions = new Set(['vm.set_tags', 'vm.add_to_other_config/key:folder']);
    const offers = xenserver.offers(vm, at(vm), { ...sink.lookup, permissions });
    const refusedOf = (id: string) => offers.find((offer) => offer.id === id)?.refused;
    expect(refusedOf('power.on')).toBe('Your account lacks the permission VM.start.');
    expect(refusedOf('tags')).toBeUndefined();
    expect(refusedOf('folder')).toBeUndefined();
  });

  it('leaves none of its own tasks on the server', async () => {
    // What a task of ours started by itself is the server's own.
    const left = (): number =>
      [...pool.database.all('task')].filter(
        ({ values }) => values['subtask_of'] === 'OpaqueRef:NULL',
      ).length;
    for (let tries = 0; left() > 0 && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(left()).toBe(0);
    expect(sink.knownTasks.size).toBeGreaterThan(10);
  });
});

function count(object: Properties, path: string): number {
  const value = object[path];
  return Array.isArray(value) ? value.length : 0;
}

function named(name: string): Ref | undefined {
  for (const ref of sink.lookup.ofType('VM')) if (at(ref)['name_label'] === name) return ref;
  return undefined;
}

function other(ref: Ref): Readonly<Record<string, unknown>> {
  return at(ref)['other_config'] as unknown as Readonly<Record<string, unknown>>;
}

function hasEmptyDrive(vm: Properties): boolean {
  return (Array.isArray(vm['VBDs']) ? vm['VBDs'] : []).some((value) => {
    if (!isReferenceValue(value)) return false;
    const vbd = at(makeRef('VBD', value.value));
    return vbd['type'] === 'CD' && vbd['empty'] === true;
  });
}
