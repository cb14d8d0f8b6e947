import type { Call } from '../server/call.ts';
import { sessionOf } from '../server/call.ts';
import { displayName } from '../sessions/session-store.ts';
import { byUser } from '../tasks/engine.ts';
import type { TaskPlan } from '../tasks/engine.ts';
import type { Task } from '../tasks/task.ts';

/** Starts a task in the name of the caller; it fails at its end when it is to. */
export function startTask(
  call: Call,
  plan: Omit<TaskPlan, 'reason' | 'name'> & { readonly name?: string },
): Task {
  const reason = byUser(displayName(sessionOf(call).user));
  const { tasks, failures } = call.world;
  const name = plan.name ?? call.method;
  return tasks.start({
    ...plan,
    name,
    reason,
    run: () => {
      const fault = failures.take(plan.entity, name);
      if (fault !== undefined) {
        throw fault;
      }
      return plan.run();
    },
  });
}
