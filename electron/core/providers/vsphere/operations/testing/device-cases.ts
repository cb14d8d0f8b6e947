import type { Ref } from '#shared/model/reference.ts';
import { isOff, isOn, type Lab } from './lab.ts';
import type { OperationCase, CaseSubject } from './operation-case.ts';

const plain = (lab: Lab): Ref => lab.vm((vm, ref) => isOn(vm, ref) && vm['snapshot'] === undefined);

/** A machine, and the first of what an operation can be done to. */
async function withPart(
  lab: Lab,
  operation: string,
  input: string,
  ref: Ref,
): Promise<CaseSubject> {
  return { ref, inputs: { [input]: await lab.choose(ref, operation, input) } };
}

const gone =
  (input: string): NonNullable<OperationCase['refused']> =>
  (lab) =>
    Promise.resolve({
      ref: lab.any(isOn),
      inputs: { [input]: '99' },
      why: /any more|no longer|no such|has no/,
    });

const network = (lab: Lab, ref: Ref, operation: string): Promise<string> =>
  lab.choose(ref, operation, 'network');

/** Disks, network adapters and CD drives. */
export const deviceCases: readonly OperationCase[] = [
  {
    operation: 'disk.create',
    ready: (lab) => ({ ref: plain(lab), inputs: { size: 1 } }),
    refused: (lab) =>
      Promise.resolve({
        ref: lab.any(isOn),
        inputs: { size: 0 },
        why: /at least/,
      }),
  },
  {
    operation: 'disk.grow',
    ready: async (lab) => {
      const { ref, inputs } = await withPart(lab, 'disk.grow', 'disk', plain(lab));
      return { ref, inputs: { ...inputs, size: 4000 } };
    },
    refused: (lab) =>
      Promise.resolve({
        ref: lab.any((vm, ref) => isOn(vm, ref) && vm['snapshot'] !== undefined),
        why: /has snapshots/,
      }),
  },
  {
    operation: 'disk.detach',
    ready: (lab) => withPart(lab, 'disk.detach', 'disk', plain(lab)),
    refused: gone('disk'),
  },
  {
    operation: 'disk.remove',
    ready: (lab) => withPart(lab, 'disk.remove', 'disk', plain(lab)),
    refused: gone('disk'),
  },
  {
    operation: 'adapter.add',
    ready: async (lab) => {
      const ref = plain(lab);
      return { ref, inputs: { network: await network(lab, ref, 'adapter.add') } };
    },
  },
  {
    operation: 'adapter.network',
    ready: async (lab) => {
      const { ref, inputs } = await withPart(lab, 'adapter.network', 'adapter', plain(lab));
      const now = lab.at(ref)['network'];
      const to = await lab.choose(ref, 'adapter.network', 'network', {
        inputs: inputs ?? {},
        wanted: ({ value }) => !JSON.stringify(now).includes(value.slice(value.indexOf(':') + 1)),
      });
      return { ref, inputs: { ...inputs, network: to } };
    },
    refused: async (lab) => {
      const ref = lab.any(isOn);
      const to = await lab.choose(ref, 'adapter.network', 'network');
      return { ref, inputs: { adapter: '99', network: to }, why: /any more|no longer|has no/ };
    },
  },
  {
    operation: 'adapter.disconnect',
    ready: (lab) => withPart(lab, 'adapter.disconnect', 'adapter', lab.vm(isOn)),
    refused: gone('adapter'),
  },
  {
    operation: 'adapter.connect',
    ready: async (lab) => {
      const run = await withPart(lab, 'adapter.disconnect', 'adapter', lab.vm(isOn));
      await lab.prepare(run.ref, 'adapter.disconnect', run.inputs);
      return run;
    },
    refused: gone('adapter'),
  },
  {
    operation: 'adapter.remove',
    ready: (lab) => withPart(lab, 'adapter.remove', 'adapter', plain(lab)),
    refused: gone('adapter'),
  },
  {
    operation: 'cd.insert',
    ready: (lab) => {
      const ref = plain(lab);
      return { ref, inputs: { image: lab.image(ref) } };
    },
    refused: (lab) =>
      Promise.resolve({
        ref: lab.any(isOff),
        inputs: { image: 'nothing' },
        why: /is no/,
      }),
  },
  {
    operation: 'cd.eject',
    ready: async (lab) => {
      const ref = plain(lab);
      await lab.prepare(ref, 'cd.insert', { image: lab.image(ref) });
      return { ref };
    },
  },
];
