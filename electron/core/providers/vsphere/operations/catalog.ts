import type { OperationDefinition } from './definition.ts';
import { hardwareOperations } from './hardware.ts';
import { powerOperations } from './power.ts';
import { settingOperations } from './settings.ts';
import { snapshotPartOperations } from './snapshot-parts.ts';
import { snapshotOperations } from './snapshots.ts';

const areas: readonly (readonly OperationDefinition[])[] = [
  powerOperations,
  settingOperations,
  hardwareOperations,
  snapshotOperations,
  snapshotPartOperations,
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
