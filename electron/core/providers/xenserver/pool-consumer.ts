import type { Text } from '#shared/i18n/text.ts';
import type { UnreadableLog } from '../../net/unreadable-log.ts';
import type { Sink } from '../provider.ts';
import { busy, busyAmong, reportBusy } from './busy.ts';
import type { InventoryFollower } from './inventory/inventory-follower.ts';
import type { TaskFollower } from './task-follower.ts';
import { classPart } from './class-part.ts';
import { typesMadeOf } from './map/folders.ts';
import type { EventConsumer, XapiEvent } from './xapi/events/event-consumer.ts';

export interface PoolConsumerOptions {
  readonly sink: Sink;
  readonly inventory: InventoryFollower;
  readonly tasks: TaskFollower;
  readonly unreadables: UnreadableLog;
  /** A full set is there: what it says of the pool's hosts may be needed when the coordinator is gone. */
  readonly complete: () => void;
  /** An error in the words of the core. @param doing what failed; by default reaching the pool */
  readonly describe: (error: unknown, doing?: Text) => unknown;
}

/** Parts what the pool reports into inventory and tasks. */
export function poolConsumer(options: PoolConsumerOptions): EventConsumer {
  const { sink, inventory, tasks, unreadables, complete, describe } = options;
  return {
    resync: () => {
      inventory.resync();
      tasks.resync();
      sink.resync();
    },
    records: async (owner, entries) => {
      if (owner === 'task') {
        for (const [opaque, { uuid }] of entries) inventory.table.add(owner, opaque, uuid);
        tasks.records(entries);
        return;
      }
      const working = busyAmong(owner, entries);
      await inventory.records(owner, entries);
      reportBusy(working, inventory.table, tasks);
    },
    events: (batch) => takeEvents(batch, inventory, tasks),
    synced: async (failing) => {
      await inventory.finishLoading();
      inventory.keep(failing);
      tasks.synced();
      complete();
      sink.synced(new Set([...failing].flatMap(typesMadeOf)));
    },
    completed: (owner) => {
      inventory.completed(owner);
      for (const type of typesMadeOf(owner)) sink.completed(type);
    },
    classState: (owner, state) => sink.part(classPart(owner, state, describe)),
    heard: () => {
      unreadables.report();
      sink.heard();
    },
    interrupted: (error, retryMs) => sink.interrupted(describe(error), retryMs),
  };
}

async function takeEvents(
  batch: readonly XapiEvent[],
  inventory: InventoryFollower,
  tasks: TaskFollower,
): Promise<void> {
  const ofTasks = batch.filter((event) => event.class === 'task');
  for (const event of ofTasks)
    if (event.op !== 'del') inventory.table.add('task', event.ref, event.snapshot['uuid']);
  const working = batch.flatMap((event) =>
    event.op === 'del' ? [] : busy(event.class, event.ref, event.snapshot),
  );
  // Objects first: when a task is said to have ended, what it did can be seen.
  await inventory.events(batch.filter((event) => event.class !== 'task'));
  reportBusy(working, inventory.table, tasks);
  tasks.events(ofTasks);
  for (const { op, ref } of ofTasks) if (op === 'del') inventory.table.remove('task', ref);
}
