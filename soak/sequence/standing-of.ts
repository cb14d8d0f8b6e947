import type { Ref } from '#shared/model/reference.ts';
import type { TaskKey } from '#shared/model/task.ts';
import type { Standing } from './compare-standing.ts';
import type { CoreUnderTest } from './core-under-test.ts';

/** What a page knows of a server beside its objects. */
export function standingOf(core: CoreUnderTest): Standing {
  const { tasks, alerts } = core;
  return {
    parts: () => core.status().parts ?? [],
    tasks: () => [...tasks.items.values()].map((task) => ({ ...task, ref: refOfTask(task.key) })),
    alerts: () =>
      new Map([...alerts.items].map(([ref, { targetName: _name, ...alert }]) => [ref, alert])),
  };
}

/** A task's key has its connection ahead. */
function refOfTask(key: TaskKey): Ref {
  return key.slice(key.indexOf('/') + 1) as Ref;
}
