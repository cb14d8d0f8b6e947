import { findMethod } from '../../api/model.ts';
import type { Managed } from '../../estate/entity.ts';
import { privilegesFor } from '../../methods/privileges.ts';
import { findHandler } from '../../methods/table.ts';
import type { Task } from '../../tasks/task.ts';
import { VimFault } from '../../wire/fault.ts';
import { sessionOf } from '../server/call.ts';
import type { Call } from '../server/call.ts';
import { message, unauthorized, VapiError } from '../wire/error.ts';
import type { Message } from '../wire/error.ts';

/**
 * What an operation does, it does through the vim25 methods, as the real endpoint does: the rights, the tasks and the
 * effects are the same on both sides.
 */

/** @throws VapiError unauthorized */
export function requirePrivilege(call: Call, object: Managed, privilege: string): void {
  const { user } = sessionOf(call);
  if (!call.world.vim.access.mayCall(user, object, privilege)) {
    throw unauthorized(privilege);
  }
}

/**
 * Calls a method of vim25 in the name of the session.
 *
 * @throws VapiError what the method's fault means here
 */
export async function invoke(
  call: Call,
  self: Managed,
  method: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const declared = findMethod(self.type, method);
  for (const privilege of declared === undefined ? [] : privilegesFor(declared, self, args)) {
    requirePrivilege(call, self, privilege);
  }
  const handler = findHandler(self.type, method);
  if (handler === undefined) {
    throw new VapiError('unsupported', [
      message('com.vmware.demo.not_simulated', `The demo vCenter does not simulate ${method}.`, [
        method,
      ]),
    ]);
  }
  const { world, signal, client } = call;
  const session = sessionOf(call).vim;
  try {
    const failure = method.endsWith('_Task') ? undefined : world.vim.failures.take(self, method);
    if (failure !== undefined) {
      throw failure;
    }
    return await handler({
      self: self as never,
      method,
      args,
      world: world.vim,
      session,
      client: { ...client, cookie: undefined, setCookie: () => undefined },
      signal,
    });
  } catch (error) {
    throw error instanceof VimFault ? fromFault(error) : error;
  }
}

/**
 * Calls a method that starts a task, and waits for its end.
 *
 * @returns the task's result
 * @throws VapiError what the fault of the method, or of the task, means here
 */
export async function runTask(
  call: Call,
  self: Managed,
  method: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const task = (await invoke(call, self, method, args)) as Task;
  await call.world.waiter.ended(task, call.signal);
  if (task.error !== undefined) {
    throw fromFault(task.error);
  }
  return task.result;
}

const errorByFault: Readonly<Record<string, string>> = {
  ManagedObjectNotFound: 'not_found',
  NotFound: 'not_found',
  FileNotFound: 'not_found',
  NoPermission: 'unauthorized',
  NotAuthenticated: 'unauthenticated',
  TaskInProgress: 'resource_busy',
  ConcurrentAccess: 'concurrent_change',
  InvalidPowerState: 'not_allowed_in_current_state',
  InvalidState: 'not_allowed_in_current_state',
  InvalidHostState: 'not_allowed_in_current_state',
  ToolsUnavailable: 'service_unavailable',
  HostNotConnected: 'service_unavailable',
  Timedout: 'timed_out',
  AlreadyExists: 'already_exists',
  FileAlreadyExists: 'already_exists',
  DuplicateName: 'already_exists',
  InvalidName: 'invalid_argument',
  InvalidArgument: 'invalid_argument',
  InvalidRequest: 'invalid_argument',
  InvalidFolder: 'invalid_argument',
  InvalidDatastore: 'invalid_argument',
  InvalidDatastorePath: 'invalid_argument',
  NotSupported: 'unsupported',
  RequestCanceled: 'canceled',
  InsufficientHostMemoryCapacityFault: 'unable_to_allocate_resource',
  NoDiskSpace: 'unable_to_allocate_resource',
  FileLocked: 'resource_in_use',
  ResourceInUse: 'resource_in_use',
  InaccessibleDatastore: 'resource_inaccessible',
  CannotAccessVmDisk: 'resource_inaccessible',
  CannotAccessVmConfig: 'resource_inaccessible',
};

/** What a fault of vim25 means here. */
export function fromFault(fault: VimFault): VapiError {
  const type = errorByFault[fault.type] ?? 'error';
  return new VapiError(type, [faultMessage(fault)]);
}

function faultMessage(fault: VimFault): Message {
  return message(`com.vmware.vim.fault.${fault.type}`, fault.message);
}
