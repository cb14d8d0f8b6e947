import type { MappedRow, Placement } from '#shared/model/mapped-row.ts';
import { refType } from '#shared/model/reference.ts';

type Places = NonNullable<MappedRow['places']>;

/**
 * Where an object stands in the trees of VMs and folders, storage and networks: machines and networks below the pool, storage too, but
 * what only one host reaches below that host.
 */
export function placesOf(row: MappedRow): Places | undefined {
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
      return row.kind === 'snapshot' ? undefined : { machines: placementOf(row) };
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

function placementOf({ parent, hidden }: Placement): Placement {
  return hidden === true ? { parent, hidden } : { parent };
}
