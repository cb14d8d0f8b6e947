import type { Operations } from '../server/dispatch.ts';
import { devices } from './devices.ts';
import { disks } from './disks.ts';
import { hosts } from './hosts.ts';
import { sessionAndEvents } from './session-and-events.ts';
import { task } from './task.ts';
import { vmCopies } from './vm-copies.ts';
import { vmMigrate } from './vm-migrate.ts';
import { vmPower } from './vm-power.ts';
import { vmSettings } from './vm-settings.ts';

/** Every message with code of its own. */
export const operations: Operations = new Map([
  ...sessionAndEvents,
  ...task,
  ...vmPower,
  ...vmCopies,
  ...vmSettings,
  ...vmMigrate,
  ...devices,
  ...disks,
  ...hosts,
]);
