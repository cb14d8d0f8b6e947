import { expect, it, vi } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import { Attention } from './attention.ts';

const vm = 'VirtualMachine:vm-1' as Ref;
const host = 'HostSystem:host-1' as Ref;

it('knows an object as looked at until everybody has gone, and tells only what changes', () => {
  const changed = vi.fn<() => void>();
  const attention = new Attention(changed);
  const first = attention.attend(vm);
  const second = attention.attend(vm);
  const other = attention.attend(host);
  expect([...attention.refs]).toEqual([vm, host]);
  expect(changed).toHaveBeenCalledTimes(2);
  first();
  first();
  expect([...attention.refs]).toEqual([vm, host]);
  second();
  expect([...attention.refs]).toEqual([host]);
  other();
  expect(attention.refs.size).toBe(0);
  expect(changed).toHaveBeenCalledTimes(4);
});
