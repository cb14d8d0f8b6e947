import { expect, it } from 'vitest';
import { silentLog } from '../../log.ts';
import { UnreadableLog } from '../../net/unreadable-log.ts';
import { RecordingSink } from '../recording-sink.ts';
import { InventoryFollower } from './inventory/inventory-follower.ts';
import { poolConsumer } from './pool-consumer.ts';
import { TaskFollower } from './task-follower.ts';
import type { Entry } from './xapi/events/event-consumer.ts';
import { apiModel } from './xapi/model/api-model.ts';

function follower() {
  const sink = new RecordingSink();
  const inventory = new InventoryFollower(apiModel());
  inventory.reportTo(sink);
  const tasks = new TaskFollower({
    user: 'root',
    destroy: () => Promise.resolve(),
    nameOf: () => undefined,
    read: () => Promise.reject(new Error('nobody asks')),
  });
  tasks.reportTo(sink);
  const consumer = poolConsumer({
    sink,
    inventory,
    tasks,
    unreadables: new UnreadableLog(silentLog),
    complete: () => undefined,
    describe: (error) => error,
  });
  return { sink, consumer };
}

const machine = (id: string, folder: string): Entry => [
  `OpaqueRef:${id}`,
  { uuid: id, name_label: id, other_config: { folder } },
];

const folders = ({ objects }: RecordingSink): readonly string[] =>
  [...objects.keys()].filter((ref) => ref.startsWith('group:folder:')).sort();

it('folders stay with the machines that could not be read again, and go with those that are gone', async () => {
  const { sink, consumer } = follower();
  await consumer.resync();
  await consumer.records('VM', [machine('a', '/production/web'), machine('b', '/test')]);
  await consumer.synced(new Set());
  const before = ['group:folder:production', 'group:folder:production/web', 'group:folder:test'];
  expect(folders(sink)).toEqual(before);

  await consumer.resync();
  await consumer.synced(new Set(['VM']));
  expect(folders(sink)).toEqual(before);

  await consumer.records('VM', [machine('a', '/production/web')]);
  await consumer.completed?.('VM');
  expect(folders(sink)).toEqual(before.slice(0, 2));
});
