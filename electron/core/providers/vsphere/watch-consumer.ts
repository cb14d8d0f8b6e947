import type { UnreadableLog } from '../../net/unreadable-log.ts';
import type { Log, Sink } from '../provider.ts';
import type { AlarmFollower } from './alarms/alarm-follower.ts';
import type { AttendedObjects } from './attended-objects.ts';
import type { AutomationFollower } from './automation/automation-follower.ts';
import { taskType } from './automation/cis-tasks.ts';
import type { KnownRefs } from './known-refs.ts';
import type { DeviceFollower } from './late/device-follower.ts';
import { toObjectUpdate } from './object-updates.ts';
import type { TaskFollower } from './tasks/task-follower.ts';
import type { UpdateConsumer } from './vim25/collector/update-loop.ts';
import { toSessionPart, typesOfPart } from './watch-spec.ts';

export interface WatchConsumerOptions {
  readonly sink: Sink;
  readonly tasks: TaskFollower;
  readonly alarms: AlarmFollower;
  readonly devices: DeviceFollower;
  readonly attended: AttendedObjects;
  readonly refs: KnownRefs;
  /** Undefined until the other API is there. */
  readonly following: () => AutomationFollower | undefined;
  /** The server may have a second API, with tasks of its own. */
  readonly mayFollow: boolean;
  readonly unreadables: UnreadableLog;
  readonly log: Log;
  /** A full set is there. */
  readonly complete: () => void;
  /** An error in the words of the core. */
  readonly describe: (error: unknown) => unknown;
}

/** Parts what the server reports into objects and tasks. */
export function watchConsumer(options: WatchConsumerOptions): UpdateConsumer {
  const { sink, log } = options;
  return {
    ...fullSets(options),
    ...interruptions(options),
    updates: (batch) => takeUpdates(options, batch),
    partState: (id, reported) => sink.part(toSessionPart(id, reported)),
    lacks: (type, name) =>
      log.info('The server does not have a property that Moref would show', { type, name }),
  };
}

async function takeUpdates(
  { sink, tasks, alarms, devices, attended, refs, following }: WatchConsumerOptions,
  batch: Parameters<UpdateConsumer['updates']>[0],
): Promise<void> {
  const ofTasks = batch.filter(({ obj }) => obj.type === 'Task');
  const objects = ofTasks.length === 0 ? batch : batch.filter(({ obj }) => obj.type !== 'Task');
  // Objects first: when a task is said to have ended, what it did can be seen.
  if (objects.length > 0) {
    const entered = objects.map(toObjectUpdate);
    const updates = following()?.complete(entered) ?? entered;
    refs.take(updates);
    await sink.apply(attended.complete(devices.complete(updates)));
    await alarms.take(updates);
  }
  if (ofTasks.length > 0) tasks.take(ofTasks);
}

/** Where a full set begins and ends, as a whole and part by part. */
function fullSets(options: WatchConsumerOptions) {
  const { sink, tasks, alarms, devices, refs, following } = options;
  /** Parts of which not all has come since the full set began. */
  const missing = new Set<string>();
  return {
    resync: () => {
      tasks.resync();
      alarms.resync();
      devices.resync();
      refs.clear();
      missing.clear();
      sink.resync();
      void following()?.resync();
    },
    synced: (failing) => {
      for (const id of failing) missing.add(id);
      const kept = new Set([...failing].flatMap(typesOfPart));
      const unreported = options.mayFollow ? (following()?.unreported ?? [taskType]) : [];
      for (const type of [...alarms.takeUnreported(), ...unreported]) kept.add(type);
      sink.synced(kept);
      options.complete();
    },
    completed: (id) => {
      missing.delete(id);
      // Objects of a type may come with more than one part.
      const others = new Set([...missing].flatMap(typesOfPart));
      for (const type of typesOfPart(id)) if (!others.has(type)) sink.completed(type);
    },
  } satisfies Partial<UpdateConsumer>;
}

/** What only the other API tells may have changed while the server was away, and so may what failed for it. */
function interruptions(options: WatchConsumerOptions) {
  const { sink, alarms, devices, following } = options;
  let wasAway = false;
  return {
    heard: () => {
      options.unreadables.report();
      sink.heard();
      if (!wasAway) return;
      wasAway = false;
      devices.again();
      alarms.refresh();
      following()?.refresh();
    },
    interrupted: (error, retryMs) => {
      wasAway = true;
      sink.interrupted(options.describe(error), retryMs);
    },
  } satisfies Partial<UpdateConsumer>;
}
