import { makeCatalog } from '../../operations/catalog.ts';
import { adapterOperations } from './hardware/adapters.ts';
import { alertOperations } from './alert-operations.ts';
import { cdOperations } from './hardware/cds.ts';
import { copyOperations } from './machine/copies.ts';
import { createOperations } from './machine/create.ts';
import type { OperationDefinition } from './definition.ts';
import { destroyOperations } from './machine/destroy.ts';
import { diskOperations } from './hardware/disks.ts';
import { editOperations } from './organisation/edit.ts';
import { folderOperations } from './organisation/folder-operations.ts';
import { hardwareOperations } from './hardware/hardware.ts';
import { hostOperations } from './hosts/hosts.ts';
import { migrateOperations } from './machine/migrate.ts';
import { organiseOperations } from './organisation/organise.ts';
import { settings } from './settings/settings.ts';
import { powerOperations } from './machine/power.ts';
import { snapshotOperations } from './snapshots/snapshots.ts';

/** The operations of the family. */
export const catalog = makeCatalog<OperationDefinition>([
  powerOperations,
  [settings],
  editOperations,
  hardwareOperations,
  snapshotOperations,
  cdOperations,
  diskOperations,
  adapterOperations,
  createOperations,
  copyOperations,
  migrateOperations,
  hostOperations,
  organiseOperations,
  folderOperations,
  destroyOperations,
  alertOperations,
]);
