import { makeCatalog } from '../../operations/catalog.ts';
import { lineageOf } from '../declared-type.ts';
import { MODEL_DATA } from '../vim25/model/model-data.ts';
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

/** The operations of vim25. */
export const catalog = makeCatalog(areas, isOf);

/** Whether objects of a type are of one that an operation names, itself or by inheritance. */
function isOf(type: string, named: readonly string[]): boolean {
  const lineage = lineageOf(type);
  // A type that a newer server added is a managed entity, as far as anybody can tell.
  const isEntity = lineage.length === 0 ? !isPart(type) : lineage.includes('ManagedEntity');
  return named.some((one) => (one === '*' ? isEntity : lineage.includes(one) || one === type));
}

/** Whether it is a data object, which is kept as an object of its own: a triggered alarm. */
function isPart(type: string): boolean {
  return Object.hasOwn(MODEL_DATA.types, type);
}
