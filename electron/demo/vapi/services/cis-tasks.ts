import type { Task } from '../../tasks/task.ts';
import { VimFault } from '../../wire/fault.ts';
import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { message, VapiError } from '../wire/error.ts';
import type { Message } from '../wire/error.ts';
import { Typed } from '../wire/value.ts';
import { isWanted, requireEnum } from './filter.ts';
import type { Wanted } from './filter.ts';
import { fromFault, requirePrivilege } from './vim25.ts';

/** `com.vmware.cis.tasks`: the tasks of the engine that an operation of this side could have started. */

/** vim25 method → service and operation here. */
const origins: Readonly<Record<string, readonly [service: string, operation: string]>> = {
  CloneVM_Task: ['com.vmware.vcenter.VM', 'clone'],
  RelocateVM_Task: ['com.vmware.vcenter.VM', 'relocate'],
  CreateVM_Task: ['com.vmware.vcenter.VM', 'create'],
  Destroy_Task: ['com.vmware.vcenter.VM', 'delete'],
  PowerOnVM_Task: ['com.vmware.vcenter.vm.power', 'start'],
  PowerOffVM_Task: ['com.vmware.vcenter.vm.power', 'stop'],
  SuspendVM_Task: ['com.vmware.vcenter.vm.power', 'suspend'],
  ResetVM_Task: ['com.vmware.vcenter.vm.power', 'reset'],
};

/** The identifier of a task: vim25's, and the service. */
export function taskId(task: Task): string {
  return `${task.id}:${origins[task.name]?.[0] ?? ''}`;
}

/** @throws VapiError not_found */
function findTask({ world }: Call, id: string): Task {
  const [own = ''] = id.split(':');
  const task = world.vim.estate.get(own) as Task | undefined;
  if (task?.type !== 'Task' || taskId(task) !== id) {
    throw new VapiError('not_found', [
      message(
        'com.vmware.api.cis.tasks.not_found',
        `Task with identifier '${id}' does not exist.`,
        [id],
      ),
    ]);
  }
  return task;
}

const words: Readonly<Record<string, string>> = {
  clone: 'Clone virtual machine',
  relocate: 'Relocate virtual machine',
  create: 'Create virtual machine',
  delete: 'Delete virtual machine',
  start: 'Power On virtual machine',
  stop: 'Power Off virtual machine',
  suspend: 'Suspend virtual machine',
  reset: 'Reset virtual machine',
};

function describe(operation: string): Message {
  return message(`com.vmware.api.vcenter.task.${operation}`, words[operation] ?? operation);
}

function statusOf({ state }: Task): string {
  return { queued: 'PENDING', running: 'RUNNING', success: 'SUCCEEDED', error: 'FAILED' }[state];
}

/** The result as this side returns it: clones give the new VM, the others nothing. */
function resultOf(task: Task): Typed | undefined {
  const id = (task.result as { readonly id?: string } | undefined)?.id;
  return id === undefined ? undefined : new Typed('string', id);
}

interface GetSpec {
  readonly exclude_result?: boolean;
}

function info(task: Task, spec: GetSpec | undefined): Record<string, unknown> {
  const [service = '', operation = ''] = origins[task.name] ?? [];
  const status = statusOf(task);
  const description = describe(operation);
  const began = task.startTime ?? (status === 'FAILED' ? task.queueTime : undefined);
  return {
    description,
    service,
    operation,
    status,
    cancelable: task.cancelable,
    target: task.entity === undefined ? undefined : { type: task.entity.type, id: task.entity.id },
    user: task.reason.userName,
    progress:
      status === 'PENDING'
        ? undefined
        : {
            total: 100,
            completed: status === 'SUCCEEDED' ? 100 : (task.progress ?? 0),
            message: description,
          },
    start_time: began,
    end_time: task.completeTime,
    result: spec?.exclude_result === true ? undefined : resultOf(task),
    error: task.error === undefined ? undefined : fromFault(task.error),
  };
}

interface TaskFilter {
  readonly tasks?: Wanted;
  readonly services?: Wanted;
  readonly operations?: Wanted;
  readonly status?: Wanted;
  readonly users?: Wanted;
  readonly targets?: readonly { readonly type: string; readonly id: string }[];
}

function isMatch(task: Task, filter: TaskFilter): boolean {
  const [service, operation] = origins[task.name] ?? [];
  const targets = filter.targets ?? [];
  return (
    service !== undefined &&
    isWanted(filter.tasks, taskId(task)) &&
    isWanted(filter.services, service) &&
    isWanted(filter.operations, operation) &&
    isWanted(filter.status, statusOf(task)) &&
    isWanted(filter.users, task.reason.userName as string | undefined) &&
    (targets.length === 0 || targets.some(({ id }) => id === task.entity?.id))
  );
}

interface ListInput {
  readonly filter_spec?: TaskFilter;
  readonly result_spec?: GetSpec;
}

function cancel({ task: id }: { task: string }, call: Call): void {
  const task = findTask(call, id);
  requirePrivilege(call, task, 'Global.CancelTask');
  try {
    call.world.vim.tasks.cancel(task);
  } catch (error) {
    throw error instanceof VimFault ? fromFault(error) : error;
  }
}

export const tasks: Service = {
  get: on(({ task: id, spec }: { task: string; spec?: GetSpec }, call) =>
    info(findTask(call, id), spec),
  ),
  list: on(({ filter_spec: filter = {}, result_spec: spec }: ListInput, { world }) => {
    requireEnum('com.vmware.cis.task.status', filter.status);
    const found = world.vim.tasks.list.recent.filter((task) => isMatch(task, filter));
    return new Map(found.map((task) => [taskId(task), info(task, spec)]));
  }),
  cancel: on(cancel),
};
