import { expect, it } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import { taskKey, type Task } from '#shared/model/task.ts';
import { lineActions } from './line-actions.ts';
import { taskFacts } from './task-text.ts';
import type { Link } from '../../bridge/link.ts';
import { applyTasks } from '../../state/tasks/task-store.ts';

const server = connectionId('vc');
const made = 'VirtualMachine:vm-9' as Ref;
const task: Task = {
  key: taskKey(server, 'Task:task-1' as Ref),
  connection: server,
  name: 'Create virtual machine',
  own: true,
  state: 'success',
  queuedAt: 1,
  cancelable: false,
  result: 'new',
  made,
};

it('a task leads to what it made, and says why where that is not there', () => {
  expect(taskFacts(task, 'vc', 2).find(({ value }) => value === 'new')).toMatchObject({
    label: 'Result',
    object: made,
  });
  const { made: _, ...none } = task;
  expect(taskFacts(none, 'vc', 2).find(({ value }) => value === 'new')).not.toHaveProperty(
    'object',
  );
  applyTasks({ upsert: [[task.key, task]], remove: [], ready: true });
  const actions = lineActions(
    {} as Link,
    { kind: 'task', task: task.key } as never,
    () => undefined,
  );
  expect(actions.find(({ id }) => id === 'task.made')).toMatchObject({
    label: 'Go to what was created',
    refused: 'The object is not in the tree now.',
  });
});
