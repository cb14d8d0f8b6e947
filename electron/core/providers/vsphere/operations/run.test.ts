import { describe, expect, it, vi } from 'vitest';
import type { InputValues } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { VimFault } from '../vim25/soap/soap-error.ts';
import { moref } from '../vim25/values.ts';
import type { Call } from './call.ts';
import { operationChoices, planOperation, runOperation } from './run.ts';
import type { OperationServer } from './server.ts';
import { escapeName } from './organisation/settings.ts';

const ref = 'VirtualMachine:vm-62' as Ref;
const vm = moref('VirtualMachine', 'vm-62');
const off = {
  name: 'web-01',
  'runtime.powerState': 'poweredOff',
  'runtime.connectionState': 'connected',
};

function start(object: Properties, answer: () => Promise<unknown>) {
  const send = vi.fn<(call: Call) => Promise<unknown>>(answer);
  const server = { send } as unknown as OperationServer;
  const { signal } = new AbortController();
  const session = { asking: server, sending: server, asked: signal, closed: signal };
  const lookup = { get: (one: Ref) => (one === ref ? object : undefined), ofType: () => [] };
  const request = (operation: string, inputs: InputValues) => ({
    ref,
    name: 'web-01',
    operation,
    inputs,
  });
  return {
    send,
    run: (operation: string, inputs: InputValues = {}) =>
      runOperation(session, request(operation, inputs), lookup),
    plan: (operation: string, inputs: InputValues = {}) =>
      planOperation(server, request(operation, inputs), lookup, false),
    choices: (operation: string, input: string) =>
      operationChoices(server, { ...request(operation, {}), input }, lookup),
  };
}

const task = () => Promise.resolve(moref('Task', 'task-1'));

describe('an operation', () => {
  it('sends what was planned, and follows its task', async () => {
    const { send, run, plan } = start(off, task);
    const { outcome, requests } = await plan('rename', { name: '50% a/b\\c' });
    expect(send).not.toHaveBeenCalled();
    expect(outcome).toBe('run');
    expect(requests).toMatchObject([{ method: 'ManagedEntity.Rename_Task' }]);
    expect(requests[0]?.text).toContain(
      '<Rename_Task xmlns="urn:vim25"><_this type="VirtualMachine">vm-62</_this><newName>50%25 a%2fb%5cc</newName></Rename_Task>',
    );
    expect(await run('rename', { name: '50% a/b\\c' })).toEqual({ task: 'Task:task-1' });
    expect(send).toHaveBeenCalledExactlyOnceWith({
      target: vm,
      method: 'Rename_Task',
      parameters: { newName: '50%25 a%2fb%5cc' },
    });
  });

  it('does nothing where it is already so', async () => {
    const { send, run, plan } = start(off, task);
    expect(await plan('power.off')).toMatchObject({
      outcome: 'done',
      reason: 'The virtual machine is already powered off.',
      requests: [],
    });
    expect(await plan('rename', { name: 'web-01' })).toMatchObject({ outcome: 'done' });
    expect(await run('rename', { name: 'web-01' })).toEqual({ task: null });
    expect(send).not.toHaveBeenCalled();
  });

  it('is planned as refused, with the reason of its offer', async () => {
    const { plan } = start(off, task);
    expect(await plan('power.reset')).toMatchObject({
      outcome: 'refused',
      reason: 'The virtual machine is powered off.',
      steps: [],
    });
  });

  it('says what failed, on which object', async () => {
    const fault = { $type: 'InvalidPowerState', existingState: 'poweredOff' };
    const { run } = start({}, () => Promise.reject(new VimFault('No.', fault, 'PowerOffVM_Task')));
    await expect(run('power.off')).rejects.toMatchObject({
      data: { kind: 'conflict', message: 'Power off web-01 failed: web-01 is powered off.', ref },
    });
  });

  it.each(['run', 'plan'] as const)('that nobody knows is refused by %s', async (act) => {
    const { send, ...acts } = start(off, task);
    await expect(acts[act]('explode')).rejects.toMatchObject({ data: { kind: 'missing' } });
    expect(send).not.toHaveBeenCalled();
  });

  it('has no choices for what is none', async () => {
    const { choices } = start(off, task);
    await expect(choices('rename', 'name')).rejects.toMatchObject({ data: { kind: 'missing' } });
  });
});

it('escapes what vCenter keeps escaped, and nothing else', () => {
  expect(escapeName('ü <&> "x" %2f')).toBe('ü <&> "x" %252f');
});
