import { Failure } from '../api/failure.ts';
import type { Fields, Value } from '../api/value.ts';
import { mapOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { Call } from '../server/world.ts';
import { refreshAllowed } from './allowed.ts';
import { reportOfMachines } from './tell.ts';

/** What a piece of work holds, and for how long. */
export interface Work {
  /** Objects that are busy meanwhile, each with the operation that its `current_operations` show. */
  readonly locks: readonly (readonly [row: Row, operation: string])[];
  /** Times the pool's usual time for a task. Default 1. */
  readonly scale?: number;
  /** Default true. */
  readonly cancellable?: boolean;
}

const step = 500;

/** Throws OPERATION_BLOCKED or OTHER_OPERATION_IN_PROGRESS. */
function assertFree(row: Row, operation: string): void {
  const blocked = mapOf(row, 'blocked_operations')[operation];
  if (blocked !== undefined) {
    throw new Failure('OPERATION_BLOCKED', row.ref, blocked);
  }
  const [[task, other] = []] = Object.entries(mapOf(row, 'current_operations'));
  const allowed = row.values['allowed_operations'] as readonly string[];
  if (task !== undefined && other !== undefined && !allowed.includes(operation)) {
    throw new Failure('OTHER_OPERATION_IN_PROGRESS', row.class, row.ref, other, task);
  }
}

/**
 * Works for the time that tasks take here, then does what is to be done. Meanwhile the objects are locked and the task
 * makes progress; a call that came without a task has one for the time being. Throws TASK_CANCELLED.
 */
export async function work(call: Call, plan: Work, finish: () => Value): Promise<Value> {
  for (const [row, operation] of plan.locks) {
    assertFree(row, operation);
  }
  const { tasks } = call.world;
  const passing = call.task === undefined;
  const task = call.task ?? tasks.create(`${call.message.class}.${call.message.name}`);
  for (const [row, operation] of plan.locks) {
    lock(call, row, { ...mapOf(row, 'current_operations'), [task.ref]: operation });
  }
  try {
    await pass(call, plan, task);
    unlock(call, plan, task);
    const result = finish();
    reportOfMachines(call, plan.locks);
    return result;
  } finally {
    unlock(call, plan, task);
    if (passing) {
      call.db.destroy(task);
    }
  }
}

function lock({ db }: Call, row: Row, operations: Fields): void {
  db.set(row, { current_operations: operations });
  refreshAllowed(db, db.find(row.class, row.ref));
}

function unlock(call: Call, { locks }: Work, task: Row): void {
  for (const [row] of locks) {
    const { [task.ref]: mine, ...others } = mapOf(row, 'current_operations');
    if (mine !== undefined) {
      lock(call, row, others);
    }
  }
}

/** Lets the time go by. Progress is reported every half second, as xapi's own workers report it. */
async function pass(call: Call, { scale = 1, cancellable = true }: Work, task: Row): Promise<void> {
  const { world } = call;
  const [least, longest] = world.taskSeconds;
  const whole = (least + Math.random() * (longest - least)) * 1000 * scale;
  const signals = [world.tasks.lifetime, ...(cancellable ? [world.tasks.cancellable(task)] : [])];
  const started = performance.now();
  try {
    for (let left = whole; left > 0; left = whole - (performance.now() - started)) {
      await world.wait(Math.min(step, left), signals);
      world.tasks.progress(task, Math.min(0.99, (performance.now() - started) / whole));
    }
  } catch (error) {
    throw signals.some(({ aborted }) => aborted) ? new Failure('TASK_CANCELLED', task.ref) : error;
  }
}
