import { text as say } from '#shared/i18n/make-text.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { RowFacts, RunState } from '#shared/model/row.ts';
import {
  entry,
  flag,
  isHidden,
  known,
  nameOf,
  number,
  organisation,
  poolOf,
  reference,
  references,
  text,
} from './read.ts';

/** A storage repository: local storage below its host, shared storage below the pool. */
export function mapSr(ref: Ref, sr: Properties, lookup: Lookup): MappedRow {
  const plugs = references(sr, 'PBDs')
    .map((pbd) => lookup.get(pbd))
    .filter((pbd) => pbd !== undefined);
  const attached = plugs.filter((pbd) => flag(pbd, 'currently_attached')).length;
  const host = plugs.map((pbd) => reference(pbd['host'])).find((one) => one !== undefined);
  const local = !flag(sr, 'shared') && plugs.length === 1;
  return {
    ref,
    kind: 'datastore',
    name: nameOf(ref, sr),
    state: srState(plugs.length, attached),
    health: 'unknown',
    parent: (local ? host : undefined) ?? poolOf(lookup) ?? null,
    facts: known<RowFacts>({
      ...space(sr),
      type: text(sr, 'type'),
      uuid: text(sr, 'uuid'),
      note: attached > 0 && attached < plugs.length ? say('note.notAttached') : undefined,
      ...organisation(sr),
    }),
    ...(isHidden(sr) && { hidden: true }),
  };
}

function srState(plugs: number, attached: number): RunState {
  if (plugs === 0) return 'disconnected';
  return attached === 0 ? 'inaccessible' : 'none';
}

/** Drives and ISO libraries say 0 or -1: they have no size that would mean anything. */
function space(sr: Properties): Pick<RowFacts, 'capacityBytes' | 'freeBytes'> {
  const size = number(sr, 'physical_size') ?? 0;
  const used = number(sr, 'physical_utilisation') ?? 0;
  return size > 0 ? { capacityBytes: size, freeBytes: Math.max(0, size - used) } : {};
}

export function mapNetwork(ref: Ref, network: Properties, lookup: Lookup): MappedRow {
  const internal = entry(network, 'other_config', 'is_host_internal_management_network') === 'true';
  return {
    ref,
    kind: 'network',
    name: nameOf(ref, network),
    state: 'none',
    health: 'unknown',
    parent: poolOf(lookup) ?? null,
    facts: known<RowFacts>({ uuid: text(network, 'uuid'), ...organisation(network) }),
    ...((internal || isHidden(network)) && { hidden: true }),
  };
}
