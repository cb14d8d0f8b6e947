import type { Task } from './task.ts';

/** `Task.info`, as it is read and as history keeps it. */
export function taskInfo(
  task: Task,
): { readonly name: string } & Readonly<Record<string, unknown>> {
  return {
    key: task.id,
    task,
    name: task.name,
    descriptionId: task.descriptionId,
    entity: task.entity,
    entityName: task.entityName,
    state: task.state,
    cancelled: task.cancelled,
    cancelable: task.cancelable && task.completeTime === undefined,
    error: task.error?.toData(),
    result: task.result,
    progress: task.progress,
    reason: task.reason,
    queueTime: task.queueTime,
    startTime: task.startTime,
    completeTime: task.completeTime,
    eventChainId: task.eventChainId,
    activationId: task.activationId,
  };
}

/** Who began a task; empty for the server itself. */
export function userOf({ reason }: Pick<Task, 'reason'>): string {
  return typeof reason.userName === 'string' ? reason.userName : '';
}
