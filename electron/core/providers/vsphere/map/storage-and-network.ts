import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { RowFacts } from '#shared/model/row.ts';
import { entityName, flag, health, known, number, reference, text } from './read.ts';

export function mapDatastore(ref: Ref, properties: Properties): MappedRow {
  const maintenance = text(properties, 'summary.maintenanceMode');
  const inMaintenance = maintenance !== undefined && maintenance !== 'normal';
  const reachable = flag(properties, 'summary.accessible') !== false;
  return {
    ref,
    kind: 'datastore',
    name: entityName(properties, ref),
    state: reachable ? (inMaintenance ? 'maintenance' : 'none') : 'inaccessible',
    health: health(properties),
    parent: reference(properties['parent']) ?? null,
    facts: known<RowFacts>({
      capacityBytes: number(properties, 'summary.capacity'),
      freeBytes: number(properties, 'summary.freeSpace'),
    }),
  };
}

/** Networks, distributed port groups and distributed switches. */
export function mapNetwork(ref: Ref, properties: Properties): MappedRow {
  return {
    ref,
    kind: 'network',
    name: entityName(properties, ref),
    state: flag(properties, 'summary.accessible') === false ? 'inaccessible' : 'none',
    health: health(properties),
    parent: reference(properties['parent']) ?? null,
    facts: {},
  };
}
