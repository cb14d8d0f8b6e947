import type { Entity } from '../estate/entity.ts';
import { permissionsAt, rolesAt } from '../estate/permissions.ts';
import { displayName } from '../sessions/session-store.ts';
import { data } from '../wire/value.ts';
import { declaredAlarms, triggeredAlarms } from './alarm-properties.ts';
import { disabledMethods } from './disabled-methods.ts';
import type { PropertyContext, Producers } from './producer.ts';

/** Properties that every entity of the inventory has. */

const recentTaskAge = 600_000;

export function customFieldValues(entity: Entity): object[] {
  return [...(entity.customValues ?? [])].map(([key, value]) =>
    data('CustomFieldStringValue', { key, value }),
  );
}

function availableFields(entity: Entity, { estate }: PropertyContext): object[] {
  return estate.customFields
    .filter(({ managedType }) => managedType === undefined || managedType === entity.type)
    .map(({ key, name, managedType }) => ({
      key,
      name,
      type: 'string',
      managedObjectType: managedType,
    }));
}

export const entityProperties: Producers<Entity> = {
  parent: (entity) => entity.parent,
  customValue: customFieldValues,
  value: customFieldValues,
  availableField: availableFields,
  overallStatus: (entity) => entity.status,
  configStatus: (entity) => (entity.alarms.length > 0 ? entity.status : 'green'),
  configIssue: () => [],
  effectiveRole: (entity, { estate, session }) =>
    session === undefined ? [] : rolesAt(estate, entity, displayName(session.user)),
  permission: (entity, { estate }) => permissionsAt(estate, entity),
  name: (entity) => escapeName(entity.name),
  disabledMethod: disabledMethods,
  recentTask: (entity, { estate }) => {
    const limit = estate.now().getTime() - recentTaskAge;
    return entity.recentTasks.filter((task) => task.queueTime.getTime() >= limit);
  },
  declaredAlarmState: declaredAlarms,
  triggeredAlarmState: triggeredAlarms,
  alarmActionsEnabled: () => true,
  tag: () => [],
};

/** vCenter keeps `%`, `/` and `\` in names escaped. */
export function escapeName(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('/', '%2f').replaceAll('\\', '%5c');
}
