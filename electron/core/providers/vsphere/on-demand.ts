import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { automationOnDemand } from './automation/without-vim25/details.ts';
import { lineageOf, readableType } from './declared-type.ts';
import { isAutomationEntity } from './map/automation-entity.ts';
import { propertySets } from './property-sets.ts';
import { MODEL_DATA } from './vim25/model/model-data.ts';

const known = new Map<string, readonly PropertyEntry[]>();

/** The properties that the API declares for the object's type and that are not cached: read when somebody asks. */
export function onDemand(ref: Ref, properties: Properties): readonly PropertyEntry[] {
  if (isAutomationEntity(ref, properties)) return automationOnDemand(ref);
  const type = refType(ref);
  let entries = known.get(type);
  if (entries === undefined) {
    entries = listEntries(type);
    known.set(type, entries);
  }
  return entries;
}

function listEntries(type: string): readonly PropertyEntry[] {
  const lineage = lineageOf(type);
  const cached = new Set(lineage.flatMap((name) => propertySets[name] ?? []));
  return lineage
    .flatMap((name) => Object.entries(MODEL_DATA.managed[name]?.[1] ?? {}))
    .filter(([path]) => !cached.has(path))
    .map(([path, spec]) => ({ path, onDemand: true, type: readableType(spec) }));
}
