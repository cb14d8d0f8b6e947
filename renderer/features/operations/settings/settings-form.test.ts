import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { OperationInput } from '#shared/model/operation.ts';
import {
  changedMeanwhile,
  complaintsOf,
  givenOf,
  onPresent,
  withEdit,
  withoutEdit,
  type Edits,
} from './settings-form.ts';

const version = (part: string, value: string): OperationInput => ({
  name: `${part}/@version`,
  label: '',
  type: 'text',
  required: false,
  hidden: true,
  initial: value,
});
const settings = (cpus = 2): readonly OperationInput[] => [
  { name: 'vm.cpus/cpus', label: 'vCPUs', type: 'number', required: true, min: 1, initial: cpus },
  {
    name: 'vm.cpus/cores',
    label: 'Cores',
    type: 'number',
    required: false,
    initial: 1,
    divides: 'vm.cpus/cpus',
  },
  version('vm.cpus', `cpus ${cpus}`),
  {
    name: 'vm.memory/mib',
    label: 'Memory',
    type: 'number',
    required: true,
    unit: 'MiB',
    initial: 4096,
  },
  version('vm.memory', 'one'),
  { name: 'disk.create/do', label: 'Add', type: 'boolean', required: false, initial: false },
  {
    name: 'disk.create/size',
    label: 'Size',
    type: 'number',
    required: true,
    initial: 10,
    when: { input: 'disk.create/do', is: [true] },
  },
  {
    name: 'disk.create/storage',
    label: 'Storage',
    type: 'lookup',
    required: true,
    when: { input: 'disk.create/do', is: [true] },
  },
  version('disk.create', 'none'),
];
const inputs = settings();
const edit = (name: string, value: string | boolean, before: Edits = {}, of = inputs): Edits =>
  withEdit(of, before, { name, value });

describe('settings that are being changed', () => {
  it('are sent with what was changed alone, and the version of its part', () => {
    expect(givenOf(inputs, edit('vm.memory/mib', '16 GB'))).toEqual({
      'vm.memory/mib': 16_384,
      'vm.memory/@version': 'one',
    });
    expect(givenOf(inputs, {})).toEqual({});
  });

  it('that are again what they were are no change', () => {
    expect(edit('vm.cpus/cpus', '2', edit('vm.cpus/cpus', '4'))).toEqual({});
  });

  it('that were emptied are sent as empty', () => {
    expect(givenOf(inputs, edit('vm.cpus/cores', ''))).toMatchObject({ 'vm.cpus/cores': '' });
  });

  it('bring along what a switch asks for, and lose it with the switch', () => {
    const added = edit('disk.create/do', true);
    expect(givenOf(inputs, added)).toEqual({
      'disk.create/do': true,
      'disk.create/size': 10,
      'disk.create/@version': 'none',
    });
    expect([...complaintsOf(inputs, added).keys()]).toEqual(['disk.create/storage']);
    const sized = edit('disk.create/size', '20', added);
    expect(givenOf(inputs, sized)).toMatchObject({ 'disk.create/size': 20 });
    expect(withoutEdit(inputs, sized, 'disk.create/do')).toEqual({});
  });

  it('complain of what is wrong, also where another field makes it so', () => {
    expect(complaintsOf(inputs, edit('vm.cpus/cpus', '')).get('vm.cpus/cpus')).toBeDefined();
    expect(complaintsOf(inputs, {}).size).toBe(0);
    const cores = edit('vm.cpus/cores', '2', edit('vm.cpus/cpus', '3'));
    expect(complaintsOf(inputs, cores).has('vm.cpus/cores')).toBe(true);
    const odd = inputs.map((one) =>
      one.name === 'vm.cpus/cores' ? ({ ...one, initial: 2 } as OperationInput) : one,
    );
    expect(complaintsOf(odd, edit('vm.cpus/cpus', '3', {}, odd)).has('vm.cpus/cores')).toBe(true);
  });

  it('that several objects have differently are sent where they were touched, whatever the value', () => {
    const several = inputs.map((one) => {
      const { initial: _initial, ...rest } = one;
      return one.name === 'vm.memory/mib' ? ({ ...rest, several: true } as OperationInput) : one;
    });
    expect(givenOf(several, edit('vm.memory/mib', '4096', {}, several))).toMatchObject({
      'vm.memory/mib': 4096,
    });
    expect(givenOf(several, edit('vm.cpus/cpus', '4', {}, several))).not.toHaveProperty(
      'vm.memory/mib',
    );
  });

  it('notice what somebody else has changed meanwhile, and can go on from there', () => {
    const edits = edit('vm.cpus/cpus', '4');
    expect(changedMeanwhile(settings(3), edits).map(({ name }) => name)).toEqual(['vm.cpus/cpus']);
    expect(givenOf(settings(3), edits)).toMatchObject({ 'vm.cpus/@version': 'cpus 2' });
    const kept = onPresent(settings(3), edits);
    expect(changedMeanwhile(settings(3), kept)).toEqual([]);
    expect(givenOf(settings(3), kept)).toEqual({
      'vm.cpus/cpus': 4,
      'vm.cpus/@version': 'cpus 3',
    });
    expect(onPresent(settings(4), edits)).toEqual({});
  });

  it('are as before once every change was undone, in whatever order', () => {
    const names = ['vm.cpus/cpus', 'vm.cpus/cores', 'vm.memory/mib', 'disk.create/size'];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 99 })), {
          maxLength: 12,
        }),
        (changes) => {
          let edits: Edits = edit('disk.create/do', true);
          for (const [name, value] of changes) edits = edit(name, String(value), edits);
          for (const name of Object.keys(edits)) edits = withoutEdit(inputs, edits, name);
          expect(edits).toEqual({});
        },
      ),
    );
  });
});
