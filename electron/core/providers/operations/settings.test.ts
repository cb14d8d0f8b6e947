import { describe, expect, it } from 'vitest';
import type { InputValues } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { asksFor, doingsOf, settingsInputs, type SettingsPart } from './settings.ts';

const memory: SettingsPart<string> = {
  id: 'vm.memory',
  page: 'Compute',
  section: 'Memory',
  inputs: [
    { name: 'memoryMiB', label: 'Memory', type: 'number', required: true, initial: 1024 },
    { name: 'dynamic', label: 'Dynamic', type: 'boolean', required: false, initial: false },
    {
      name: 'least',
      label: 'Least',
      type: 'number',
      required: true,
      initial: 512,
      when: { input: 'dynamic', is: [true] },
    },
  ],
  does: (inputs) => [{ definition: 'memory', inputs }],
};
const disk: SettingsPart<string> = {
  id: 'disk.grow#1',
  page: 'Disks',
  refused: 'In a snapshot.',
  inputs: [{ name: 'size', label: 'Size', type: 'number', required: true, initial: 8 }],
  does: (inputs) => [{ definition: 'grow', inputs: { disk: '1', ...inputs } }],
};
const parts = [memory, disk];
const web = { ref: 'VM:1' as Ref, name: 'web' };
const run = (given: InputValues, now = parts) => doingsOf(now, given, web);
function versionOf(part: string): string {
  const version = settingsInputs(parts).find(({ name }) => name === `${part}/@version`)?.initial;
  return typeof version === 'string' ? version : '';
}

describe('settings', () => {
  it('are the inputs of the operations that they are made of', () => {
    const inputs = settingsInputs(parts);
    expect(inputs.map(({ name }) => name)).toEqual([
      'vm.memory/memoryMiB',
      'vm.memory/dynamic',
      'vm.memory/least',
      'vm.memory/@version',
      'disk.grow#1/size',
      'disk.grow#1/@version',
    ]);
    expect(inputs[2]).toMatchObject({
      step: 'Compute',
      section: 'Memory',
      when: { input: 'vm.memory/dynamic', is: [true] },
    });
    expect(inputs[4]).toMatchObject({ refused: 'In a snapshot.' });
  });

  it('lead to what was changed, with the rest as it is', () => {
    expect(run({ 'vm.memory/memoryMiB': 2048 })).toEqual([
      { definition: 'memory', inputs: { memoryMiB: 2048, dynamic: false } },
    ]);
    expect(run({ 'vm.memory/dynamic': true })).toEqual([
      { definition: 'memory', inputs: { memoryMiB: 1024, dynamic: true, least: 512 } },
    ]);
    expect(run({ 'vm.memory/memoryMiB': 1024, 'disk.grow#1/size': 8 })).toEqual([]);
    expect(run({})).toEqual([]);
    expect(run({ 'vm.memory/@version': 'old' })).toEqual([]);
  });

  it('are refused where the part was changed meanwhile, and only then', () => {
    const seen = { 'vm.memory/memoryMiB': 2048, 'vm.memory/@version': versionOf('vm.memory') };
    expect(run(seen)).toHaveLength(1);
    const grown = { ...disk, inputs: disk.inputs.map((one) => ({ ...one, initial: 9 }) as never) };
    expect(run(seen, [memory, grown])).toHaveLength(1);
    const other = {
      ...memory,
      inputs: memory.inputs.map((one) => ({ ...one, initial: 4096 }) as never),
    };
    expect(() => run(seen, [other, disk])).toThrow(/Memory of web was changed by somebody else/);
  });

  it('of a part that is gone are missing', () => {
    expect(() => run({ 'disk.grow#2/size': 3 })).toThrow(/no such setting any more/);
  });

  it('know the operation that something is chosen for', () => {
    expect(asksFor(parts, 'disk.grow#1/size', { 'disk.grow#1/size': 12 })).toEqual({
      input: 'size',
      doing: { definition: 'grow', inputs: { disk: '1', size: 12 } },
    });
    expect(asksFor(parts, 'disk.grow#2/size', {})).toBeUndefined();
  });
});
