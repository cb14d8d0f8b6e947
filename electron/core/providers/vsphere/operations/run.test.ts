import { describe, expect, it, vi } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import type { Vim25Client } from '../vim25/client.ts';
import { VimFault } from '../vim25/soap/soap-error.ts';
import { moref } from '../vim25/values.ts';
import { catalog } from './catalog.ts';
import { escapeName, runOperation } from './run.ts';

const ref = 'VirtualMachine:vm-62' as Ref;
const vm = moref('VirtualMachine', 'vm-62');
const { signal } = new AbortController();

function start(answer: () => Promise<unknown>) {
  const call = vi.fn(answer);
  const client = { call } as unknown as Pick<Vim25Client, 'call'>;
  const run = (operation: string, inputs: Record<string, string> = {}) =>
    runOperation(client, { ref, name: 'web-01', operation, inputs }, signal);
  return { call, run };
}

describe('running an operation', () => {
  it.each(catalog.map(({ id, method }) => [id, method] as const))(
    '%s calls %s',
    async (id, method) => {
      const { call, run } = start(() => Promise.resolve(moref('Task', 'task-1')));
      const started = await run(id, id === 'rename' ? { newName: '50% a/b\\c' } : {});
      const parameters = id === 'rename' ? { newName: '50%25 a%2fb%5cc' } : {};
      expect(call).toHaveBeenCalledExactlyOnceWith(vm, method, parameters, { signal });
      expect(started.task).toBe(method.endsWith('_Task') ? 'Task:task-1' : null);
    },
  );

  it('says what failed, on which object', async () => {
    const fault = { $type: 'InvalidPowerState', existingState: 'poweredOff' };
    const { run } = start(() => Promise.reject(new VimFault('No.', fault, 'PowerOffVM_Task')));
    await expect(run('power.off')).rejects.toMatchObject({
      data: { kind: 'conflict', message: 'Power off web-01 failed: web-01 is powered off.', ref },
    });
  });

  it('refuses an operation that it does not know', async () => {
    const { call, run } = start(() => Promise.resolve(undefined));
    await expect(run('explode')).rejects.toMatchObject({ data: { kind: 'missing' } });
    expect(call).not.toHaveBeenCalled();
  });
});

it('escapes what vCenter keeps escaped, and nothing else', () => {
  expect(escapeName('ü <&> "x" %2f')).toBe('ü <&> "x" %252f');
});
