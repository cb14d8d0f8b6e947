import { expect, test } from 'vitest';
import { isA } from './is-a.ts';

test('a type is itself and its bases, never a sibling', () => {
  const disk: unknown = { $type: 'VirtualDisk', key: 2000 };
  expect(isA(disk, 'VirtualDisk') && disk.key).toBe(2000);
  expect(isA(disk, 'VirtualDevice')).toBe(true);
  expect(isA(disk, 'VirtualCdrom')).toBe(false);
  expect(
    [undefined, null, 'text', [], { $type: 'toString' }].some((value) => isA(value, 'DynamicData')),
  ).toBe(false);
});
