import { describe, expect, it } from 'vitest';
import type { OperationInput } from '#shared/model/operation.ts';
import { complaint, initialValues, submittedValues } from './input-values.ts';

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
  });
});
