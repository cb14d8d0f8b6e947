import type { Lookup } from '#shared/model/lookup.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { isFolder, mapFolder } from './folders.ts';
import { mapGroup } from './groups.ts';
import { mapMessage, mapOther, mapPbd, mapPif, mapVbd, mapVdi, mapVif } from './parts.ts';
import { placesOf } from './places.ts';
import { mapHost, mapPool } from './pool-and-host.ts';
import { mapNetwork, mapSr } from './storage-and-network.ts';
import { mapVm } from './vm.ts';

type Mapper = (ref: Ref, properties: Properties, lookup: Lookup) => MappedRow;

/** What stands in the tree, snapshots and hidden ones of these included. */
const placed: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['pool', mapPool],
  ['host', mapHost],
  ['VM', mapVm],
  ['SR', mapSr],
  ['network', mapNetwork],
  [
    'group',
    (ref, _properties, lookup) => (isFolder(ref) ? mapFolder(ref, lookup) : mapGroup(ref, lookup)),
  ],
]);

const parts: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['VDI', mapVdi],
  ['VBD', mapVbd],
  ['VIF', mapVif],
  ['PIF', mapPif],
  ['PBD', mapPbd],
  ['message', mapMessage],
]);

/** Whether objects of a class can stand in the tree; all others are parts of something. */
export function standsInTree(type: string): boolean {
  return placed.has(type);
}

/** The row of any object, whatever its class: one that a newer server added is shown, not lost. */
export function mapRow(ref: Ref, properties: Properties, lookup: Lookup): MappedRow {
  const type = refType(ref);
  const mapper = placed.get(type);
  if (mapper === undefined) return (parts.get(type) ?? mapOther)(ref, properties, lookup);
  const row = mapper(ref, properties, lookup);
  const places = row.places ?? placesOf(row, properties);
  return places === undefined ? row : { ...row, places };
}
