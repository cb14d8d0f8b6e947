import { alarmKey, entitiesAbove } from '../estate/alarms.ts';
import {
  ComputeResource,
  Datacenter,
  Folder,
  Host,
  ResourcePool,
  type AlarmObject,
  type Entity,
} from '../estate/entity.ts';
import type { TriggeredAlarm } from '../estate/entity-base.ts';
import type { PropertyContext, Producers } from './producer.ts';

/** AlarmState of entities, and the alarms themselves. */

const containers = [ComputeResource, Datacenter, Folder, Host, ResourcePool] as const;

function alarmState(entity: Entity, { alarm, status, time, acknowledged }: TriggeredAlarm): object {
  return {
    key: alarmKey(alarm, entity),
    entity,
    alarm,
    overallStatus: status,
    time,
    acknowledged: acknowledged !== undefined,
    acknowledgedByUser: acknowledged?.user,
    acknowledgedTime: acknowledged?.time,
    eventKey: 100_000 + entity.serial,
    disabled: false,
  };
}

/** What has gone off on the entity and on whatever is below it. */
export function triggeredAlarms(entity: Entity, { estate }: PropertyContext): object[] {
  const holds = containers.some((container) => entity instanceof container);
  const alarmed = holds
    ? [...estate.alarmed].filter(
        (one) => one === entity || entity === estate.rootFolder || entitiesAbove(one).has(entity),
      )
    : [entity];
  return alarmed.flatMap((one) => one.alarms.map((alarm) => alarmState(one, alarm)));
}

/** The state of every alarm that watches the entity. */
export function declaredAlarms(entity: Entity, { estate }: PropertyContext): object[] {
  return estate.alarms.flatMap((alarm) => {
    const triggered = entity.alarms.find((one) => one.alarm === alarm);
    if (triggered !== undefined) {
      return [alarmState(entity, triggered)];
    }
    const time = estate.startTime;
    return alarm.judge(entity, 'green') === undefined
      ? []
      : [alarmState(entity, { alarm, status: 'green', time, acknowledged: undefined })];
  });
}

export const alarmProperties: Producers<AlarmObject> = {
  info: (alarm, { estate }) => ({
    name: alarm.name,
    systemName: alarm.id,
    description: alarm.description,
    enabled: true,
    expression: alarm.expression,
    setting: { toleranceRange: 500, reportingFrequency: 300 },
    key: alarm.id,
    alarm,
    entity: estate.rootFolder,
    lastModifiedTime: estate.startTime,
    lastModifiedUser: '',
    creationEventId: 0,
  }),
  value: () => [],
  availableField: () => [],
};
