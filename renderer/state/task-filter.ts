import type { Task } from '#shared/model/task.ts';

export type TaskScope = 'all' | 'running' | 'failed' | 'mine';

export interface TaskFilter {
  readonly scope: TaskScope;
  readonly text: string;
}

/** `server` is the server's name on screen: it can be searched for, too. */
export function matchesTask(task: Task, filter: TaskFilter, server: string): boolean {
  return inScope(task, filter.scope) && hasText(task, filter.text, server);
}

function inScope(task: Task, scope: TaskScope): boolean {
  switch (scope) {
    case 'all':
      return true;
    case 'running':
      return task.state === 'running' || task.state === 'queued';
    case 'failed':
      return task.state === 'error';
    case 'mine':
      return task.own;
  }
}

function hasText(task: Task, text: string, server: string): boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return true;
  const haystack = [task.name, task.targetName, task.initiator, task.error?.message, server]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase();
  return words.every((word) => haystack.includes(word));
}
