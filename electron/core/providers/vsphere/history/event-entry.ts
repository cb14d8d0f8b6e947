import {
  historySeverities,
  type HistoryEntry,
  type HistorySeverity,
} from '#shared/model/history.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Ref } from '#shared/model/reference.ts';
import { unescapeName } from '../map/read.ts';
import { toRef } from '../object-updates.ts';
import { isReference, type VimRecord, type VimValue } from '../vim25/values.ts';
import type { EventKind } from './descriptions.ts';
import { isRecord, text, time } from './read.ts';

/** An event (Event, EventEx, ExtendedEvent) as an entry of the history; undefined for what has no key or time. */
export function eventEntry(
  event: VimRecord,
  kinds: ReadonlyMap<string, EventKind>,
): HistoryEntry | undefined {
  const { key, chainId } = event;
  const at = time(event['createdTime']);
  if (typeof key !== 'number' || at === undefined) return undefined;
  const own = text(event['eventTypeId']);
  const type = own ?? event.$type;
  const kind = kinds.get(own === undefined ? event.$type : `${event.$type}|${own}`);
  const title = kind?.description ?? type;
  const who = text(event['userName']);
  return {
    key: `event-${key}`,
    kind: 'event',
    severity: severityOf(text(event['severity']) ?? kind?.category),
    time: at,
    type,
    title,
    text: text(event['fullFormattedMessage']) ?? filled(kind?.format, event) ?? title,
    ...onlyDefined({ detail: kind?.long, who }),
    ...targetOf(event),
    ...(typeof chainId === 'number' && { chain: String(chainId) }),
  };
}

/** What a template says with the fields of an event in it: `{vm.name}`, `{from.@enum.ManagedEntity.Status}`. */
export function filled(format: string | undefined, event: VimRecord): string | undefined {
  return format?.replace(/\{([^{}]{1,200})\}/g, (_, path: string) => {
    const [field = ''] = path.split('.@enum.');
    return shown(at(event, field.split('.')));
  });
}

function at(event: VimRecord, path: readonly string[]): VimValue | undefined {
  let value: VimValue | undefined = event;
  for (const name of path) value = isRecord(value) ? value[name] : undefined;
  return value;
}

function shown(value: VimValue | undefined): string {
  if (typeof value === 'string') return unescapeName(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const said = isRecord(value) ? value['text'] : undefined;
  return typeof said === 'string' ? said : '';
}

function severityOf(said: string | undefined): HistorySeverity {
  return historySeverities.find((one) => one === said) ?? 'info';
}

/** Arguments of events and the member in which each has its object; what an event is about comes first. */
const subjects = [
  ['entity', 'entity'],
  ['vm', 'vm'],
  ['host', 'host'],
  ['ds', 'datastore'],
  ['net', 'network'],
  ['dvs', 'dvs'],
  ['resourcePool', 'resourcePool'],
  ['computeResource', 'computeResource'],
  ['folder', 'folder'],
  ['datacenter', 'datacenter'],
] as const;

function targetOf(event: VimRecord): { readonly target?: Ref; readonly targetName?: string } {
  for (const [argument, member] of subjects) {
    const value = event[argument];
    const reference = isRecord(value) ? value[member] : undefined;
    if (!isRecord(value) || !isReference(reference)) continue;
    const name = text(value['name']);
    return {
      target: toRef(reference),
      ...(name !== undefined && { targetName: unescapeName(name) }),
    };
  }
  return {};
}
