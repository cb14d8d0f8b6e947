import { expect, it } from 'vitest';
import { isReferenceValue, type PropertyValue } from './property-value.ts';

it('a reference has a type and an identifier, each a text', () => {
  const $type = 'ManagedObjectReference';
  expect(isReferenceValue({ $type, type: 'VirtualMachine', value: 'vm-1' })).toBe(true);
  const others: readonly PropertyValue[] = [
    { $type },
    { $type, type: 'VirtualMachine' },
    { $type, type: 'VirtualMachine', value: 5 },
    { $type, type: { $type: 'x' }, value: 'vm-1' },
    { $type, type: null, value: [] },
    'VirtualMachine:vm-1',
    null,
  ];
  expect(others.filter(isReferenceValue)).toEqual([]);
});
