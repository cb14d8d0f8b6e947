import { adapterOperations } from './adapters.ts';
import { alarmOperations } from './alarms.ts';
import { cdOperations } from './cds.ts';
import { attributeOperations } from './attributes.ts';
import { copyOperations } from './copies.ts';
import { createOperations } from './create.ts';
import { folderOperations } from './folders.ts';
import { hostOperations } from './hosts.ts';
import { lifecycleOperations } from './lifecycle.ts';
import { migrateOperations } from './migrate.ts';
import { poolOperations } from './pools.ts';
import { questionOperations } from './question.ts';
import type { OperationDefinition } from './definition.ts';
import { diskOperations } from './disks.ts';
import { hardwareOperations } from './hardware.ts';
import { powerOperations } from './power.ts';
import { settingOperations } from './settings.ts';
import { snapshotPartOperations } from './snapshot-parts.ts';
import { snapshotOperations } from './snapshots.ts';

const areas: readonly (readonly OperationDefinition[])[] = [
  powerOperations,
  questionOperations,
  settingOperations,
  attributeOperations,
  hardwareOperations,
  snapshotOperations,
  snapshotPartOperations,
  diskOperations,
  cdOperations,
  adapterOperations,
  createOperations,
  copyOperations,
  migrateOperations,
  lifecycleOperations,
  hostOperations,
  folderOperations,
  poolOperations,
  alarmOperations,
];

const all = areas.flat();

/** The operations of the family, in the order of a menu: groups stand together, what destroys comes last. */
export const catalog: readonly OperationDefinition[] = (
  [
    'power',
    'guest',
    'edit',
    'snapshot',
    'disk',
    'network',
    'create',
    'manage',
    'organise',
    'delete',
  ] as const
).flatMap((group) => all.filter((definition) => definition.group === group));
