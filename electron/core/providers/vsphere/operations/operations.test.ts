import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputValues } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject, isReferenceValue } from '#shared/model/property-value.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../demo/vcenter.ts';
import { toMoref } from '../object-updates.ts';
import { vsphere } from '../provider.ts';
import { doneIn } from '../testing/operation-table.ts';
import { Operator } from '../testing/operator.ts';
import { severalCalls } from '../testing/several-calls.ts';
import { connectVim25 } from '../vim25/client.ts';

/** Every operation as it is offered, run on a simulated vCenter, by what the property cache says afterwards. */
let demo: DemoVcenter;
let operator: Operator;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 60, taskSeconds: [0, 0.01], quickStatsSeconds: 0 });
  operator = await Operator.connect(demo);
});

afterAll(async () => {
  await operator.close();
  await demo.close();
});

type Wanted = (vm: Properties) => boolean;

const healthy: Wanted = (vm) =>
  vm['runtime.connectionState'] === 'connected' &&
  vm['config.template'] === false &&
  vm['runtime.question'] === undefined;
const inState =
  (state: string): Wanted =>
  (vm) =>
    healthy(vm) && vm['runtime.powerState'] === state;
const on = inState('poweredOn');
const off = inState('poweredOff');
const withTools: Wanted = (vm) => on(vm) && vm['guest.toolsRunningStatus'] === 'guestToolsRunning';
const withSnapshots: Wanted = (vm) => healthy(vm) && vm['snapshot'] !== undefined;

interface Case {
  readonly operation: string;
  readonly what: string;
  readonly type?: string;
  readonly wanted: Wanted;
  readonly inputs?: InputValues | ((ref: Ref) => InputValues | Promise<InputValues>);
  /** What the property cache says afterwards. */
  readonly effect: (now: Properties, before: Properties, ref: Ref) => boolean;
  readonly steps: RegExp;
}

const state =
  (expected: string): Case['effect'] =>
  (now) =>
    now['runtime.powerState'] === expected;

function tree(ref: Ref) {
  return vsphere.snapshots(ref, operator.at(ref), operator.lookup)?.nodes ?? [];
}

function firstSnapshot(ref: Ref): string {
  return tree(ref)[0]?.id ?? '';
}

const cases: readonly Case[] = [
  {
    operation: 'power.off',
    what: 'a VM that runs',
    wanted: on,
    effect: state('poweredOff'),
    steps: /^Powers off /,
  },
  {
    operation: 'power.on',
    what: 'a VM that is off',
    wanted: off,
    effect: state('poweredOn'),
    steps: /^Powers on /,
  },
  {
    operation: 'power.suspend',
    what: 'a VM that runs',
    wanted: on,
    effect: state('suspended'),
    steps: /^Suspends /,
  },
  {
    operation: 'power.reset',
    what: 'a VM that runs',
    wanted: on,
    effect: state('poweredOn'),
    steps: /^Resets /,
  },
  {
    operation: 'guest.shutdown',
    what: 'a VM with tools',
    wanted: withTools,
    effect: state('poweredOff'),
    steps: /^Asks the guest of .+ to shut down\.$/,
  },
  {
    operation: 'guest.reboot',
    what: 'a VM with tools',
    wanted: withTools,
    effect: state('poweredOn'),
    steps: /^Asks the guest of .+ to restart\.$/,
  },
  {
    operation: 'rename',
    what: 'a VM',
    wanted: healthy,
    inputs: { name: 'renamed / 100%' },
    effect: ({ name }) => name === 'renamed %2f 100%25',
    steps: /^Renames .+ to renamed \/ 100%\.$/,
  },
  {
    operation: 'snapshot.create',
    what: 'a VM that runs',
    wanted: on,
    inputs: { name: 'before / after', description: 'two\nlines' },
    effect: (_now, _before, ref) =>
      tree(ref).some((node) => node.name === 'before / after' && node.description === 'two\nlines'),
    steps: /^Takes the snapshot “before \/ after” of .+ \(disks\)\.$/,
  },
  {
    operation: 'snapshot.revertTo',
    what: 'a VM with snapshots',
    wanted: withSnapshots,
    inputs: (ref) => ({ snapshot: firstSnapshot(ref) }),
    effect: ({ snapshot }, before) =>
      current(snapshot) ===
      vsphere.snapshots('VirtualMachine:any' as Ref, before, operator.lookup)?.nodes[0]?.id,
    steps: /^Reverts .+ to “.+”\.$/,
  },
  {
    operation: 'snapshot.revertLatest',
    what: 'a VM with snapshots',
    wanted: withSnapshots,
    effect: ({ snapshot }, before) => current(snapshot) === current(before['snapshot']),
    steps: /^Reverts .+ to “.+”\.$/,
  },
  {
    operation: 'snapshot.rename',
    what: 'a VM with snapshots',
    wanted: withSnapshots,
    inputs: (ref) => ({ snapshot: firstSnapshot(ref), name: 'called anew', description: '' }),
    effect: (_now, _before, ref) => tree(ref)[0]?.name === 'called anew',
    steps: /^Renames the snapshot “.+” of .+ to “called anew”\.$/,
  },
  {
    operation: 'describe',
    what: 'a VM',
    wanted: healthy,
    inputs: { description: 'Ends & < begins\nanew' },
    effect: (now) => now['config.annotation'] === 'Ends & < begins\nanew',
    steps: /^Sets the notes of /,
  },
  {
    operation: 'vm.cpus',
    what: 'a VM that is off',
    wanted: off,
    inputs: { cpus: 6, coresPerSocket: 3 },
    effect: (now) => now['summary.config.numCpu'] === 6,
    steps: /^Changes the vCPUs of .+ from [\d,]+ to 6, 3 to a socket\.$/,
  },
  {
    operation: 'vm.memory',
    what: 'a VM that is off',
    wanted: off,
    inputs: { memoryMiB: 3072 },
    effect: (now) => now['summary.config.memorySizeMB'] === 3072,
    steps: /^Changes the memory of .+ from [\d,]+ to 3,072 MiB\.$/,
  },
  {
    operation: 'snapshot.delete',
    what: 'a VM with snapshots',
    wanted: withSnapshots,
    inputs: (ref) => ({ snapshot: firstSnapshot(ref) }),
    effect: (_now, before, ref) =>
      !tree(ref).some(
        ({ id }) => id === vsphere.snapshots(ref, before, operator.lookup)?.nodes[0]?.id,
      ),
    steps: /^Deletes the snapshot “.+” of /,
  },
  {
    operation: 'snapshot.deleteAll',
    what: 'a VM with snapshots',
    wanted: withSnapshots,
    effect: ({ snapshot }) => snapshot === undefined,
    steps: /^Deletes the snapshot “.+” of /,
  },
];

function current(snapshot: Properties[string] | undefined): string | undefined {
  const found = isDataObject(snapshot) ? snapshot['currentSnapshot'] : undefined;
  return isReferenceValue(found) ? found.value : undefined;
}

describe('operations on the demo vCenter', { timeout: 40_000 }, () => {
  it.each(cases)('$operation of $what', async (one) => {
    const { operation, type = 'VirtualMachine', wanted, effect, steps } = one;
    const ref = operator.find(type, (object, candidate) => {
      const offer = vsphere
        .offers(candidate, object, { ...operator.lookup, permissions: null })
        .find(({ id }) => id === operation);
      return wanted(object) && offer !== undefined && offer.refused === undefined;
    });
    const before = { ...operator.at(ref) };
    const inputs = typeof one.inputs === 'function' ? await one.inputs(ref) : (one.inputs ?? {});
    const plan = await operator.plan(ref, operation, inputs, true);
    expect(plan).toMatchObject({ outcome: 'run', findings: [] });
    expect(plan.steps[0]).toMatch(steps);
    expect(plan.requests.length).toBeGreaterThan(0);
    if (plan.requests.length > 1) expect(severalCalls).toContain(operation);
    const task = await operator.run(ref, operation, inputs);
    if (plan.requests.some(({ method }) => method.endsWith('_Task')))
      expect(task, JSON.stringify(task)).toMatchObject({ state: 'success' });
    else expect(task).toBeNull();
    await operator.until(`the effect of ${operation}`, () => effect(operator.at(ref), before, ref));
  });
});

it('disks that a removed snapshot left behind are consolidated', async () => {
  const ref = operator.find('VirtualMachine', withSnapshots);
  expect(operator.offer(ref, 'snapshot.consolidate')).toMatchObject({ done: true });
  const client = await connectVim25({ url: demo.url });
  await client.login({ userName: demo.user, password: demo.password });
  await client.call(toMoref(ref), 'RemoveAllSnapshots_Task', { consolidate: false });
  await client.close();
  const needed = () => operator.at(ref)['runtime.consolidationNeeded'];
  await operator.until('the need', () => needed() === true);
  const { steps } = await operator.plan(ref, 'snapshot.consolidate', {}, true);
  expect(steps).toEqual([`Merges the redundant snapshot disks of ${operator.name(ref)}.`]);
  expect(await operator.run(ref, 'snapshot.consolidate')).toMatchObject({ state: 'success' });
  await operator.until('no need', () => needed() === false);
});

describe('refusals', { timeout: 40_000 }, () => {
  const refusals: readonly (readonly [string, string, Wanted, RegExp, true?])[] = [
    ['power.on', 'a VM that runs', on, /already powered on/, true],
    ['power.off', 'a VM that is off', off, /already powered off/, true],
    ['guest.shutdown', 'a VM that is off', off, /already powered off/, true],
    ['power.reset', 'a VM that is off', off, /is powered off/],
    ['power.on', 'a template', (vm) => vm['config.template'] === true, /is a template/],
    ['vm.toTemplate', 'a VM that runs', on, /powered off first/],
    ['vm.delete', 'a VM that runs', on, /powered off first/],
    ['vm.unregister', 'a VM that runs', on, /powered off first/],
    [
      'snapshot.deleteAll',
      'a VM without snapshots',
      (vm) => healthy(vm) && vm['snapshot'] === undefined,
      /no snapshots/,
      true,
    ],
    ['disk.grow', 'a VM with snapshots', withSnapshots, /has snapshots/],
    [
      'vm.migrate',
      'a VM on a lost host',
      (vm) => vm['runtime.connectionState'] === 'disconnected',
      /lost its connection/,
    ],
    [
      'vm.memory',
      'a VM that runs, without hot add',
      (vm) => on(vm) && vm['config.memoryHotAddEnabled'] !== true,
      /memory hot add is not enabled/,
    ],
  ];

  const rows = refusals.map(([operation, what, wanted, reason, done]) => ({
    operation,
    what,
    wanted,
    reason,
    done,
  }));

  it.each(rows)('$operation of $what', async ({ operation, wanted, reason, done }) => {
    const ref = operator.find('VirtualMachine', wanted);
    const offer = operator.offer(ref, operation);
    expect(offer.refused).toMatch(reason);
    expect(offer.done).toBe(done);
    const { signal } = new AbortController();
    const request = { ref, name: operator.name(ref), operation, inputs: {} };
    expect(await operator.session.plan(request, true, signal)).toMatchObject({
      outcome: done === true ? 'done' : 'refused',
      requests: [],
    });
  });

  it('an account that may only look learns which privilege it lacks', async () => {
    const reader = await Operator.connect({
      url: demo.url,
      user: 'readonly@vsphere.local',
      password: 'demo',
    });
    try {
      const vm = reader.find('VirtualMachine', on);
      expect(reader.offer(vm, 'power.off').refused).toBe(
        'Your account lacks the privilege VirtualMachine.Interact.PowerOff.',
      );
      // What names no privilege beforehand is refused by the server.
      await expect(reader.run(vm, 'rename', { name: 'no' })).rejects.toMatchObject({
        data: { kind: 'denied' },
      });
    } finally {
      await reader.close();
    }
  });

  it('a task that fails says why, in words', async () => {
    const ref = operator.find('VirtualMachine', on);
    const end = demo.misbehave.failOperations({ objects: [refId(ref)] });
    const task = await operator.run(ref, 'snapshot.create', { name: 'never' });
    end();
    expect(spoken(task)).toMatchObject({
      state: 'error',
      error: { message: /^Create.+ failed: / },
    });
  });
});

it('runs each operation that the table says is run here', () => {
  expect(doneIn('operations').filter((id) => !operator.done.has(id))).toEqual([]);
});
