import { inEnglish } from '#shared/i18n/english.ts';
import { text } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { Task, TaskKey } from '#shared/model/task.ts';
import { outcomeOf, taskOutcomes, type TaskOutcome } from './task-filter.ts';

/** A line of the tracker: a task, or a bulk run that stands for its tasks. */
export type TaskLine =
  | {
      readonly kind: 'task';
      readonly id: string;
      readonly task: TaskKey;
      /** It stands below its run. */
      readonly nested: boolean;
    }
  | {
      readonly kind: 'run';
      readonly id: string;
      readonly run: RunId;
      readonly open: boolean;
      readonly facts: RunFacts;
    };

/** What a run's tasks say of it: all there is to know once Moref was started anew. */
export interface RunFacts {
  /** What its tasks do, in words. */
  readonly name: Text;
  readonly initiator?: Text;
  readonly counts: Readonly<Record<TaskOutcome, number>>;
  readonly total: number;
  readonly servers: readonly ConnectionId[];
  /** When its first task was queued; milliseconds since 1970. */
  readonly startedAt: number;
  /** When its last task ended; absent while one is under way, or where nobody saw the end. */
  readonly finishedAt?: number;
}

export interface TaskLinesOptions {
  /** Newest first. */
  readonly order: readonly TaskKey[];
  readonly byKey: ReadonlyMap<TaskKey, Task>;
  readonly matches: (task: Task) => boolean;
  /** Tasks of a run stand below a line of its own. */
  readonly grouped: boolean;
  /** Runs whose tasks are shown. */
  readonly openRuns: ReadonlySet<RunId>;
}

/** The lines of the tracker, and how many tasks pass the filter. A run stands where its first task would, so that it keeps its place. */
export function taskLines(options: TaskLinesOptions): {
  readonly lines: readonly TaskLine[];
  readonly count: number;
} {
  const { order, byKey, matches, grouped, openRuns } = options;
  const runs = grouped ? membersOf(order, byKey) : new Map<RunId, readonly Task[]>();
  const shown = new Map<RunId, TaskKey[]>();
  const lines: TaskLine[] = [];
  let count = 0;
  for (const key of order) {
    const task = byKey.get(key);
    if (task === undefined) continue;
    const passes = matches(task);
    if (passes) count += 1;
    const { run } = task;
    const members = run === undefined ? undefined : runs.get(run);
    if (run === undefined || members === undefined) {
      if (passes) lines.push(taskLine(key, false));
      continue;
    }
    const keys = shown.get(run) ?? [];
    if (passes) keys.push(key);
    shown.set(run, keys);
    if (members.at(-1) !== task || keys.length === 0) continue;
    const open = openRuns.has(run);
    lines.push({ kind: 'run', id: `run ${run}`, run, open, facts: runFacts(members) });
    if (open) for (const one of keys) lines.push(taskLine(one, true));
  }
  return { lines, count };
}

export function taskLine(task: TaskKey, nested: boolean): TaskLine {
  return { kind: 'task', id: task, task, nested };
}

function membersOf(
  order: readonly TaskKey[],
  byKey: ReadonlyMap<TaskKey, Task>,
): Map<RunId, readonly Task[]> {
  const members = new Map<RunId, Task[]>();
  for (const key of order) {
    const task = byKey.get(key);
    if (task?.run === undefined) continue;
    const known = members.get(task.run);
    if (known === undefined) members.set(task.run, [task]);
    else known.push(task);
  }
  return members;
}

/** Everybody who started one of them: on two servers they are two accounts. */
function startedBy(tasks: readonly Task[]): Pick<RunFacts, 'initiator'> {
  const all = tasks.flatMap(({ initiator }) => initiator ?? []);
  const different = [...new Map(all.map((one) => [inEnglish(one), one])).values()];
  const [first] = different;
  if (first === undefined) return {};
  return { initiator: different.length === 1 ? first : text('common.list', { items: different }) };
}

/** @param tasks newest first, at least one */
function runFacts(tasks: readonly Task[]): RunFacts {
  const counts = Object.fromEntries(taskOutcomes.map((one) => [one, 0])) as Record<
    TaskOutcome,
    number
  >;
  let finishedAt = 0;
  for (const task of tasks) {
    counts[outcomeOf(task)] += 1;
    finishedAt = Math.max(finishedAt, task.finishedAt ?? 0);
  }
  const first = tasks.at(-1);
  return {
    name: first?.name ?? '',
    ...startedBy(tasks),
    counts,
    total: tasks.length,
    servers: [...new Set(tasks.map(({ connection }) => connection))],
    startedAt: first?.queuedAt ?? 0,
    ...(counts.open <= 0 && finishedAt !== 0 && { finishedAt }),
  };
}
