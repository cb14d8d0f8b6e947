import { describe, expect, it } from 'vitest';
import type { OperationInput } from '#shared/model/operation.ts';
import {
  askedInputs,
  complaint,
  dependents,
  initialValues,
  submittedValues,
} from './input-values.ts';
import { filterOptions, isChoosable } from './lookup/lookup-options.ts';
import { wizardPages } from './wizard/wizard-pages.ts';

const inputs: readonly OperationInput[] = [
  { name: 'name', label: 'Name', type: 'text', required: true, initial: 'web' },
  {
    name: 'size',
    label: 'Size',
    type: 'number',
    required: false,
    initial: 4,
    min: 1,
    max: 8,
    integer: true,
  },
  { name: 'live', label: 'Live', type: 'boolean', required: false },
  {
    name: 'host',
    label: 'Host',
    type: 'choice',
    required: false,
    options: [{ value: 'h', label: 'H' }],
  },
];
const [name, size] = inputs;

describe('the fields of an operation', () => {
  it('begin with what the provider proposes, and submit values of their types', () => {
    const values = initialValues(inputs);
    expect(values).toEqual({ name: 'web', size: '4', live: false, host: '' });
    expect(submittedValues(inputs, values)).toEqual({ name: 'web', size: 4, live: false });
    expect(submittedValues(inputs, { ...values, size: '', host: 'h', live: true })).toEqual({
      name: 'web',
      live: true,
      host: 'h',
    });
  });

  it('say what is wrong with them', () => {
    expect(complaint(name!, ' ')).toBe('Name must not be empty.');
    expect(complaint(name!, 'x')).toBeUndefined();
    expect(complaint(size!, '')).toBeUndefined();
    expect(complaint(size!, 'x')).toBe('Size must be a number.');
    expect(complaint(size!, '1.5')).toBe('Size must be a number.');
    expect(complaint(size!, '0')).toBe('Size must be at least 1.');
    expect(complaint(size!, '9')).toBe('Size must be at most 8.');
    const number = { name: 'n', label: 'Size', type: 'number', required: false } as const;
    const even = { ...number, multipleOf: 4 };
    expect(complaint(even, '6')).toBe('Size must be a multiple of 4.');
    expect(complaint(even, '8')).toBeUndefined();
    const cores = { ...number, label: 'Cores', divides: 'size' };
    const form = (value: string) => ({ inputs, values: { size: value } });
    expect(complaint(cores, '3', form('8'))).toBe('Size must be a multiple of Cores, 3.');
    expect(complaint(cores, '4', form('8'))).toBeUndefined();
    expect(complaint(cores, '4', form(''))).toBeUndefined();
  });
});

const migrate: readonly OperationInput[] = [
  {
    name: 'what',
    label: 'What',
    type: 'choice',
    required: true,
    step: 'Kind',
    options: ['host', 'storage', 'both'].map((value) => ({ value, label: value })),
  },
  {
    name: 'host',
    label: 'Host',
    type: 'lookup',
    required: true,
    step: 'Host',
    when: { input: 'what', is: ['host', 'both'] },
  },
  {
    name: 'storage',
    label: 'Storage',
    type: 'lookup',
    required: true,
    step: 'Storage',
    dependsOn: ['host'],
    when: { input: 'what', is: ['storage', 'both'] },
  },
  {
    name: 'format',
    label: 'Format',
    type: 'lookup',
    required: false,
    step: 'Storage',
    dependsOn: ['storage'],
    when: { input: 'storage', is: ['nfs'] },
  },
];

describe('inputs that depend on others', () => {
  const names = (list: readonly OperationInput[]): readonly string[] =>
    list.map((input) => input.name);

  it('are asked for only while they matter, and left out otherwise though something stands in them', () => {
    const values = { what: 'host', host: 'h1', storage: 'nfs', format: 'thin' };
    expect(names(askedInputs(migrate, values))).toEqual(['what', 'host']);
    expect(submittedValues(migrate, values)).toEqual({ what: 'host', host: 'h1' });
    expect(submittedValues(migrate, { ...values, what: 'storage' })).toEqual({
      what: 'storage',
      storage: 'nfs',
      format: 'thin',
    });
  });

  it('are not asked for where they are given beforehand, and are sent all the same', () => {
    const preset = { what: 'host' };
    expect(names(askedInputs(migrate, {}, preset))).toEqual(['host']);
    expect(submittedValues(migrate, { host: 'h1' }, preset)).toEqual({ what: 'host', host: 'h1' });
  });

  it('are emptied with what they depend on, also by way of others', () => {
    expect(dependents(migrate, 'host')).toEqual(new Set(['storage', 'format']));
    expect(dependents(migrate, 'what')).toEqual(new Set());
  });

  it('stand on the pages of a wizard, as far as they are asked for', () => {
    const pages = (what: string): readonly string[] =>
      wizardPages(askedInputs(migrate, { what, storage: 'nfs' })).map(
        ({ title, inputs: some }) => `${title}: ${names(some).join()}`,
      );
    expect(pages('both')).toEqual(['Kind: what', 'Host: host', 'Storage: storage,format']);
    expect(pages('host')).toEqual(['Kind: what', 'Host: host']);
  });
});

describe('the options of a lookup', () => {
  const options = [
    { value: 'a', label: 'nfs-01', detail: '412 GiB free' },
    { value: 'b', label: 'vmfs-02', folder: 'only' as const },
  ];

  it('are found by every word of name and detail', () => {
    expect(filterOptions(options, 'NFS free')).toEqual([options[0]]);
    expect(filterOptions(options, ' ')).toBe(options);
  });

  it('are no choice where they are folders only', () => {
    expect(options.map(isChoosable)).toEqual([true, false]);
  });
});

describe('amounts as people type them', () => {
  const memory = {
    name: 'memory',
    label: 'Memory',
    required: true,
    type: 'number',
    unit: 'MiB',
    min: 4,
    integer: true,
  } as const;
  it.each(['16384', '16 GB', '16g', '16GiB', '16384 MB'])('%s is as much', (typed) => {
    expect(complaint(memory, typed)).toBeUndefined();
    expect(submittedValues([memory], { memory: typed })).toEqual({ memory: 16_384 });
  });

  it.each(['16 apples', '1.0001 g', 'g'])('%s is none', (typed) => {
    expect(complaint(memory, typed)).toBe('Memory must be a number.');
  });

  it('have no units where the field has none', () => {
    const { unit: _unit, ...count } = memory;
    expect(complaint(count, '16g')).toBe('Memory must be a number.');
  });

  it('are chosen where there is nothing else to choose', () => {
    const one = { name: 'disk', label: 'Disk', required: true, type: 'choice' } as const;
    const option = { value: '2000', label: 'Hard disk 1' };
    expect(initialValues([{ ...one, options: [option] }])).toEqual({ disk: '2000' });
    expect(initialValues([{ ...one, options: [option, { ...option, value: '2001' }] }])).toEqual({
      disk: '',
    });
  });
});
