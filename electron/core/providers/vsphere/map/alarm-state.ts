import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { AlertMeasure, AlertSeverity, ProviderAlert } from '#shared/model/alert.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isDateTimeValue } from '#shared/model/property-value.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import { measureOf } from './alarm-measure.ts';
import { entityName, flag, health, reference, text, unescapeName } from './read.ts';

/** Alerts of a vCenter: alarms that have gone off (AlarmState). */
export const alerts = { types: ['AlarmState'], read } as const;

function read(ref: Ref, state: Properties, lookup: Lookup): ProviderAlert {
  const alarm = reference(state['alarm']);
  const target = reference(state['entity']);
  const description = text(definitionOf(state, lookup), 'info.description');
  const by = text(state, 'acknowledgedByUser');
  const time = milliseconds(state, 'acknowledgedTime');
  const measure = target && measureIn({ state, target }, lookup);
  return {
    ref,
    severity: severities[text(state, 'overallStatus') ?? ''] ?? 'minor',
    title: title(state, lookup),
    name: alarm === undefined ? refId(ref) : refId(alarm),
    ...(description !== undefined && { text: description }),
    time: milliseconds(state, 'time') ?? 0,
    ...(measure !== undefined && { measure }),
    ...(target !== undefined && { target }),
    ...(flag(state, 'acknowledged') === true && {
      acknowledged: {
        ...(by !== undefined && { by }),
        ...(time !== undefined && { time }),
      },
    }),
  };
}

function measureIn(
  { state, target }: { readonly state: Properties; readonly target: Ref },
  lookup: Lookup,
): AlertMeasure | undefined {
  const definition = definitionOf(state, lookup);
  const status = text(state, 'overallStatus');
  return measureOf({ definition, target, entity: lookup.get(target) ?? {}, status }, lookup);
}

/** By ManagedEntityStatus. */
const severities: Readonly<Record<string, AlertSeverity>> = {
  red: 'critical',
  yellow: 'warning',
  green: 'info',
};

/** How an administrator calls the alarm; its id where its definition cannot be read. */
export function alarmName(state: Properties, lookup: Lookup): string {
  const alarm = reference(state['alarm']);
  const name = text(definitionOf(state, lookup), 'info.name');
  if (name !== undefined) return unescapeName(name);
  return alarm === undefined ? '' : refId(alarm);
}

function title(state: Properties, lookup: Lookup): Text {
  const known = text(definitionOf(state, lookup), 'info.name') !== undefined;
  const name = alarmName(state, lookup);
  if (known) return name;
  return name === '' ? say('alert.alarm') : say('alert.alarmId', { id: name });
}

export function definitionOf(state: Properties, lookup: Lookup): Properties {
  const alarm = reference(state['alarm']);
  return (alarm === undefined ? undefined : lookup.get(alarm)) ?? {};
}

/** What the alarm has gone off on, in words; its id where it is not there. */
export function alarmedName(state: Properties, lookup: Lookup): string {
  const entity = reference(state['entity']);
  return entity === undefined ? '' : entityName(lookup.get(entity) ?? {}, entity);
}

/** A triggered alarm: part of what it has gone off on. */
export function mapAlarmState(ref: Ref, state: Properties, lookup: Lookup): MappedRow {
  return {
    ref,
    kind: 'other',
    name: `${alarmName(state, lookup)}: ${alarmedName(state, lookup)}`,
    state: 'none',
    health: health(state),
    parent: reference(state['entity']) ?? null,
    facts: {},
  };
}

/** False for alarms and the counters that they watch: they are parts of what they watch. */
export function standsInTree(type: string): boolean {
  return type !== 'AlarmState' && type !== 'Alarm' && type !== 'PerfCounterInfo';
}

function milliseconds(state: Properties, path: string): number | undefined {
  const value = state[path];
  return isDateTimeValue(value) ? value.ms : undefined;
}
