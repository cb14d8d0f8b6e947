import { makeCatalog } from '../../operations/catalog.ts';
import { adapterOperations } from './adapters.ts';
import { alertOperations } from './alert-operations.ts';
import { cdOperations } from './cds.ts';
import { copyOperations } from './copies.ts';
import { createOperations } from './create.ts';
import type { OperationDefinition } from './definition.ts';
import { destroyOperations } from './destroy.ts';
import { diskOperations } from './disks.ts';
import { editOperations } from './edit.ts';
import { folderOperations } from './folder-operations.ts';
import { hardwareOperations } from './hardware.ts';
import { hostOperations } from './hosts.ts';
import { migrateOperations } from './migrate.ts';
import { organiseOperations } from './organise.ts';
import { powerOperations } from './power.ts';
import { snapshotOperations } from './snapshots.ts';

/** The operations of the family. */
export const catalog = makeCatalog<OperationDefinition>([
  powerOperations,
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
