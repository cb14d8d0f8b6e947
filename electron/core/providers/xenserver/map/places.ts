import type { MappedRow, Placement } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType } from '#shared/model/reference.ts';

import { folderOf, folderRef } from './folders.ts';

type Places = NonNullable<MappedRow['places']>;

/**
 * Where an object stands in the trees of VMs and folders, storage and networks: machines in their folders, networks below the pool, storage too, but
 * what only one host reaches below that host.
 */
export function placesOf(row: MappedRow, properties: Properties): Places | undefined {
  const { parent, hidden, standIn } = row;
  switch (refType(row.ref)) {
    case 'pool': {
      const place = { parent, ...(hidden === true && { hidden }) };
      return {
        machines: place,
        networks: place,
        // The only host of a pool without a name stands for it, as in hosts and clusters.
        storage: standIn === undefined ? place : { ...place, standIn },
      };
    }
    case 'host':
      return { machines: { parent, hidden: true }, storage: { parent } };
    case 'VM':
      return row.kind === 'snapshot' ? undefined : { machines: machinePlace(row, properties) };
    case 'group':
      return { machines: { parent } };
    case 'SR':
      return { storage: placementOf(row) };
    case 'network':
      return { networks: placementOf(row) };
    default:
      return undefined;
  }
}

/** In the folder that somebody put it in, else where it stands anyway. */
function machinePlace(row: MappedRow, properties: Properties): Placement {
  const path = folderOf(properties);
  if (path === undefined) return placementOf(row);
  const { parent, hidden } = row;
  const place = { parent: folderRef(path), ...(hidden === true && { hidden }) };
  return parent === null ? place : { ...place, otherParents: [parent] };
}

function placementOf({ parent, hidden }: Placement): Placement {
  return hidden === true ? { parent, hidden } : { parent };
}
