import { copyOperations } from './copies.ts';
import type { OperationDefinition } from './definition.ts';
import { destroyOperations } from './destroy.ts';
import { diskOperations } from './disks.ts';
import { powerOperations } from './power.ts';
import { hostOperations, settingOperations } from './settings.ts';
import { snapshotOperations } from './snapshots.ts';

const withoutDelete = snapshotOperations.filter(({ group }) => group !== 'delete');

/** The operations of the family, in the order of a menu: groups stand together, what destroys comes last. */
export const catalog: readonly OperationDefinition[] = [
  ...powerOperations.filter(({ group }) => group === 'power'),
  ...powerOperations.filter(({ group }) => group === 'guest'),
  ...settingOperations,
  ...withoutDelete,
  ...diskOperations,
  ...copyOperations.filter(({ group }) => group === 'create'),
  ...powerOperations.filter(({ group }) => group === 'manage'),
  ...copyOperations.filter(({ group }) => group === 'manage'),
  ...hostOperations,
  ...snapshotOperations.filter(({ group }) => group === 'delete'),
  ...destroyOperations,
];
