import { makeCatalog } from '../../operations/catalog.ts';
import { lineageOf } from '../declared-type.ts';
import { MODEL_DATA } from '../vim25/model/model-data.ts';
import { adapterOperations } from './hardware/adapters.ts';
import { alarmOperations } from './alarms.ts';
import { cdOperations } from './hardware/cds.ts';
import { attributeOperations } from './organisation/attributes.ts';
import { copyOperations } from './machine/copies.ts';
import { createOperations } from './machine/create.ts';
import { folderOperations } from './organisation/folders.ts';
import { hostOperations } from './hosts/hosts.ts';
import { lifecycleOperations } from './machine/lifecycle.ts';
import { migrateOperations } from './placement/migrate.ts';
import { poolOperations } from './organisation/pools.ts';
import { questionOperations } from './machine/question.ts';
import type { OperationDefinition } from './definition.ts';
import { diskOperations } from './hardware/disks.ts';
import { hardwareOperations } from './hardware/hardware.ts';
import { powerOperations } from './machine/power.ts';
import { settingOperations } from './organisation/settings.ts';
import { settings } from './settings/settings.ts';
import { snapshotPartOperations } from './snapshots/snapshot-parts.ts';
import { snapshotOperations } from './snapshots/snapshots.ts';

const areas: readonly (readonly OperationDefinition[])[] = [
  powerOperations,
  questionOperations,
  [settings],
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
