import type { Text } from '#shared/i18n/text.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { Kind } from '#shared/model/kind.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import { labelled, type RowFacts, type RunState } from '#shared/model/row.ts';
import { alertTitle, targetOf } from './alerts/alerts.ts';
import { flag, follow, known, nameOf, number, organisation, reference, text } from './read.ts';

/** What stands in no tree, for there are thousands and they belong to something: it is met on the page of what it belongs to. */
function part(ref: Ref, kind: Kind, name: Text, parent: Ref | undefined): MappedRow {
  return {
    ref,
    kind,
    ...(typeof name === 'string' ? { name } : labelled(name)),
    state: 'none',
    health: 'unknown',
    parent: parent ?? null,
    facts: {},
    hidden: true,
  };
}

export function mapVdi(ref: Ref, vdi: Properties): MappedRow {
  const kind = flag(vdi, 'is_a_snapshot') ? 'snapshot' : 'disk';
  return {
    ...part(ref, kind, nameOf(ref, vdi), reference(vdi['SR'])),
    facts: known<RowFacts>({
      capacityBytes: number(vdi, 'virtual_size'),
      uuid: text(vdi, 'uuid'),
      note: flag(vdi, 'missing') ? say('note.missing') : undefined,
      ...organisation(vdi),
    }),
  };
}

/** A virtual block device: the place of a disk or CD in a VM. */
export function mapVbd(ref: Ref, vbd: Properties): MappedRow {
  const about = { place: text(vbd, 'userdevice') ?? '', device: text(vbd, 'device') ?? '' };
  const name = text(vbd, 'type') === 'CD' ? say('row.cdDrive', about) : say('row.disk', about);
  return {
    ...part(ref, 'disk', name, reference(vbd['VM'])),
    state: attachment(vbd),
    facts: known<RowFacts>({ uuid: text(vbd, 'uuid') }),
  };
}

export function mapVif(ref: Ref, vif: Properties): MappedRow {
  return {
    ...part(
      ref,
      'interface',
      say('row.interface', { place: text(vif, 'device') ?? '' }),
      reference(vif['VM']),
    ),
    state: attachment(vif),
    facts: known<RowFacts>({ uuid: text(vif, 'uuid') }),
  };
}

function attachment(device: Properties): RunState {
  return flag(device, 'currently_attached') ? 'on' : 'off';
}

/** A host's network card, bond or VLAN. */
export function mapPif(ref: Ref, pif: Properties, lookup: Lookup): MappedRow {
  const vlan = number(pif, 'VLAN') ?? -1;
  const device = text(pif, 'device') ?? refId(ref);
  const carrier = follow(lookup, pif, 'metrics')?.['carrier'];
  return {
    ...part(
      ref,
      'interface',
      vlan >= 0 ? `${device}, VLAN ${vlan}` : device,
      reference(pif['host']),
    ),
    state: carrier === true ? 'on' : carrier === false ? 'disconnected' : 'none',
    facts: known<RowFacts>({ ipAddress: text(pif, 'IP'), uuid: text(pif, 'uuid') }),
  };
}

/** A physical block device: the way from a host to a storage repository. */
export function mapPbd(ref: Ref, pbd: Properties, lookup: Lookup): MappedRow {
  const sr = reference(pbd['SR']);
  const name = sr === undefined ? refId(ref) : nameOf(sr, lookup.get(sr));
  return {
    ...part(ref, 'datastore', name, reference(pbd['host'])),
    state: flag(pbd, 'currently_attached') ? 'on' : 'inaccessible',
    facts: known<RowFacts>({ uuid: text(pbd, 'uuid') }),
  };
}

/** An alert: part of what it is about. */
export function mapMessage(ref: Ref, message: Properties): MappedRow {
  return {
    ...part(ref, 'other', alertTitle(message), targetOf(message)),
    facts: known<RowFacts>({ uuid: text(message, 'uuid') }),
  };
}

/** Metrics and whatever a newer server adds: shown where something refers to it, with all its properties. */
export function mapOther(ref: Ref, properties: Properties): MappedRow {
  const owner = ['VM', 'host', 'SR', 'VDI', 'network', 'pool']
    .map((path) => reference(properties[path]))
    .find((one) => one !== undefined);
  const name = text(properties, 'name_label') ?? `${refType(ref)} ${refId(ref)}`;
  return part(ref, 'other', name, owner);
}
