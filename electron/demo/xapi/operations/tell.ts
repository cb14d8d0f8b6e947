import { datetime } from '../api/value.ts';
import { textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { Call } from '../server/world.ts';

/** What the pool notes of an operation on a machine, by the name that `current_operations` have for it. */
const notes: Readonly<Record<string, readonly [name: string, words: string]>> = {
  start: ['VM_STARTED', 'started'],
  start_on: ['VM_STARTED', 'started'],
  clean_shutdown: ['VM_SHUTDOWN', 'shutdown'],
  hard_shutdown: ['VM_SHUTDOWN', 'shutdown forcibly'],
  clean_reboot: ['VM_REBOOTED', 'rebooted'],
  hard_reboot: ['VM_REBOOTED', 'rebooted forcibly'],
  suspend: ['VM_SUSPENDED', 'suspended'],
  resume: ['VM_RESUMED', 'resumed'],
  resume_on: ['VM_RESUMED', 'resumed'],
  snapshot: ['VM_SNAPSHOTTED', 'snapshotted'],
  checkpoint: ['VM_CHECKPOINTED', 'checkpointed'],
  revert: ['VM_SNAPSHOT_REVERTED', 'reverted'],
  clone: ['VM_CLONED', 'cloned'],
  pool_migrate: ['VM_MIGRATED', 'migrated'],
};

/** Notes as messages what was done to machines; nobody has to act on them. */
export function reportOfMachines(
  { db, world }: Call,
  done: readonly (readonly [row: Row, operation: string])[],
): void {
  for (const [row, operation] of done) {
    const note = row.class === 'VM' ? notes[operation] : undefined;
    if (note === undefined || db.find('VM', row.ref) === undefined) {
      continue;
    }
    const [name, words] = note;
    db.create('message', {
      name,
      priority: 5,
      cls: 'VM',
      obj_uuid: textOf(row, 'uuid'),
      timestamp: datetime(world.now()),
      body: `VM '${textOf(row, 'name_label')}' ${words}`,
    });
  }
}
