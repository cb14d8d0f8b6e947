import type { Ref } from '#shared/model/reference.ts';
import { reference, text } from '../../map/read.ts';
import { snapshotTree } from '../snapshots/snapshot-tree.ts';
import { isMachine, isOff, isOn, isTemplate, type Lab } from './lab.ts';
import type { OperationCase, CaseSubject } from './operation-case.ts';

const on = (lab: Lab): CaseSubject => ({ ref: lab.vm(isOn) });
const withTools = (lab: Lab): CaseSubject => ({
  ref: lab.vm((vm, ref) => isOn(vm, ref) && vm['guest.toolsRunningStatus'] === 'guestToolsRunning'),
});

/** A machine with one snapshot, and that snapshot. */
async function withSnapshot(lab: Lab): Promise<{ readonly ref: Ref; readonly snapshot: string }> {
  const ref = lab.vm((vm, one) => isMachine(vm, one) && vm['snapshot'] === undefined);
  await lab.prepare(ref, 'snapshot.create', { name: 'first' });
  await lab.until('the snapshot', () => lab.at(ref)['snapshot'] !== undefined);
  return { ref, snapshot: snapshotTree(ref, lab.at(ref))?.nodes[0]?.id ?? '' };
}

const whereOff =
  (why: RegExp): NonNullable<OperationCase['refused']> =>
  (lab) =>
    Promise.resolve({ ref: lab.any(isOff), why });
const whereOn =
  (why: RegExp): NonNullable<OperationCase['refused']> =>
  (lab) =>
    Promise.resolve({ ref: lab.any(isOn), why });
const withoutSnapshots: NonNullable<OperationCase['refused']> = (lab) =>
  Promise.resolve({
    ref: lab.any((vm, ref) => isOn(vm, ref) && vm['snapshot'] === undefined),
    why: /no snapshots/,
  });

/** Power, guests, settings and snapshots of machines. */
export const machineCases: readonly OperationCase[] = [
  {
    operation: 'power.on',
    ready: (lab) => ({ ref: lab.vm(isOff) }),
    refused: whereOn(/already powered on/),
  },
  { operation: 'power.off', ready: on, refused: whereOff(/already powered off/) },
  { operation: 'power.suspend', ready: on, refused: whereOff(/powered off/) },
  { operation: 'power.reset', ready: on, refused: whereOff(/is powered off/) },
  { operation: 'guest.shutdown', ready: withTools, refused: whereOff(/already powered off/) },
  { operation: 'guest.reboot', ready: withTools, refused: whereOff(/powered off/) },
  {
    operation: 'question.answer',
    ready: async (lab) => {
      const asks = (ref: Ref): boolean => lab.at(ref)['runtime.question'] !== undefined;
      const found = lab.free('VirtualMachine', (_, one) => asks(one));
      if (found !== undefined) return { ref: found };
      // What is registered does not know whether it was moved or copied, and asks at its first start.
      const ref = await registered(lab);
      await lab.operator.session.operate(
        { ref, name: lab.operator.name(ref), operation: 'power.on', inputs: {} },
        new AbortController().signal,
      );
      await lab.until('the question', () => asks(ref));
      return { ref };
    },
  },
  {
    operation: 'rename',
    ready: (lab) => ({ ref: lab.vm(isMachine), inputs: { name: lab.name() } }),
    refused: (lab) =>
      Promise.resolve({
        ref: lab.operator.find(
          'VirtualMachine',
          (vm) => vm['runtime.connectionState'] === 'disconnected',
        ),
        why: /lost its connection/,
      }),
  },
  {
    operation: 'describe',
    ready: (lab) => ({ ref: lab.vm(isMachine), inputs: { description: lab.name() } }),
  },
  {
    operation: 'vm.cpus',
    ready: (lab) => ({ ref: lab.vm(isOff), inputs: { cpus: 6, coresPerSocket: 3 } }),
    refused: (lab) =>
      Promise.resolve({
        ref: lab.any(isOff),
        inputs: { cpus: 5, coresPerSocket: 2 },
        why: /must be a multiple/,
      }),
  },
  {
    operation: 'vm.memory',
    ready: (lab) => ({ ref: lab.vm(isOff), inputs: { memoryMiB: 3072 } }),
    refused: (lab) =>
      Promise.resolve({
        ref: lab.any(isOff),
        inputs: { memoryMiB: 3073 },
        why: /multiple of 4/,
      }),
  },
  {
    operation: 'snapshot.create',
    ready: (lab) => ({ ref: lab.vm(isMachine), inputs: { name: lab.name() } }),
    refused: (lab) => Promise.resolve({ ref: lab.any(isTemplate), why: /template/ }),
  },
  {
    operation: 'snapshot.revertLatest',
    ready: (lab) => withSnapshot(lab),
    refused: withoutSnapshots,
  },
  {
    operation: 'snapshot.revertTo',
    ready: async (lab) => {
      const { ref, snapshot } = await withSnapshot(lab);
      return { ref, inputs: { snapshot } };
    },
    refused: async (lab) => ({
      ref: (await withSnapshot(lab)).ref,
      inputs: { snapshot: 'snapshot-gone' },
      why: /must be one of/,
    }),
  },
  {
    operation: 'snapshot.rename',
    ready: async (lab) => {
      const { ref, snapshot } = await withSnapshot(lab);
      return { ref, inputs: { snapshot, name: lab.name() } };
    },
  },
  {
    operation: 'snapshot.delete',
    ready: async (lab) => {
      const { ref, snapshot } = await withSnapshot(lab);
      return { ref, inputs: { snapshot } };
    },
    refused: withoutSnapshots,
  },
  {
    operation: 'snapshot.deleteAll',
    ready: (lab) => withSnapshot(lab),
    refused: withoutSnapshots,
  },
  {
    operation: 'snapshot.consolidate',
    ready: async (lab) => {
      const { ref } = await withSnapshot(lab);
      await lab.leaveDisks(ref);
      await lab.until('the need', () => lab.at(ref)['runtime.consolidationNeeded'] === true);
      return { ref };
    },
    refused: whereOn(/need no consolidation|no .*consolidat/i),
  },
  {
    operation: 'settings',
    ready: (lab) => ({
      ref: lab.vm(isOff),
      inputs: { 'rename/name': lab.name(), 'describe/description': 'At once.' },
    }),
    refused: (lab) =>
      Promise.resolve({
        ref: lab.any(isOff),
        inputs: { 'vm.memory/memoryMiB': 1021 },
        why: /multiple of 4/,
      }),
  },
  {
    operation: 'vm.toTemplate',
    ready: (lab) => ({ ref: lab.vm(isOff) }),
    refused: whereOn(/powered off first/),
  },
  {
    operation: 'vm.fromTemplate',
    ready: async (lab) => {
      const ref = lab.vm(isOff);
      await lab.prepare(ref, 'vm.toTemplate');
      await lab.until('the template', () => isTemplate(lab.at(ref), ref));
      return { ref };
    },
  },
  {
    operation: 'vm.unregister',
    ready: (lab) => ({ ref: lab.vm(isOff) }),
    refused: whereOn(/powered off first/),
  },
  {
    operation: 'vm.delete',
    ready: (lab) => ({ ref: lab.vm(isOff) }),
    refused: whereOn(/powered off first/),
  },
  {
    operation: 'vm.register',
    ready: async (lab) => {
      const { host, file } = await unregistered(lab);
      return { ref: host, inputs: { file, name: lab.name(), host } };
    },
    refused: (lab) => {
      const host = lab.operator.find(
        'HostSystem',
        (one) => one['runtime.connectionState'] === 'connected',
      );
      return Promise.resolve({
        ref: host,
        inputs: { file: 'nothing', name: 'x', host },
        why: /is no/,
      });
    },
  },
];

/** A configuration file that belongs to no machine, and a host that sees it. */
async function unregistered(lab: Lab): Promise<{ readonly host: Ref; readonly file: string }> {
  const vm = lab.vm(isOff);
  const file = text(lab.at(vm), 'summary.config.vmPathName') ?? '';
  const host = reference(lab.at(vm)['runtime.host']) ?? vm;
  await lab.prepare(vm, 'vm.unregister');
  await lab.until('it to be gone', () => !lab.operator.has(vm));
  return { host, file };
}

async function registered(lab: Lab): Promise<Ref> {
  const { host, file } = await unregistered(lab);
  const name = lab.name();
  await lab.prepare(host, 'vm.register', { file, name, host });
  return lab.named('VirtualMachine', name);
}
