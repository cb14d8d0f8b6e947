import { acknowledge } from '../estate/alarms.ts';
import { AlarmObject, Entity } from '../estate/entity.ts';
import { declaredAlarms } from '../properties/alarm-properties.ts';
import { sessionOf, type Handlers } from '../server/call.ts';
import { displayName } from '../sessions/session-store.ts';
import { demand, objectOf, optionalObject } from './arguments.ts';

/** AlarmManager. */
export const alarmMethods: Handlers = {
  /** All alarms are defined at the root folder. */
  GetAlarm: (call) => {
    const { estate } = call.world;
    const entity = optionalObject(call, call.args.entity, Entity, 'entity');
    return entity === undefined || entity === estate.rootFolder ? estate.alarms : [];
  },
  GetAlarmState: (call) => {
    const entity = objectOf(call, call.args.entity, Entity, 'entity');
    return declaredAlarms(entity, { ...call.world, session: call.session });
  },
  AcknowledgeAlarm: (call) => {
    const { estate } = call.world;
    const alarm = objectOf(call, call.args.alarm, AlarmObject, 'alarm');
    const entity = objectOf(call, call.args.entity, Entity, 'entity');
    // The privilege is on the alarm, which is to say: where it is defined
    demand(call, estate.rootFolder, 'Alarm.Acknowledge');
    acknowledge(estate, entity, alarm, displayName(sessionOf(call).user));
  },
};
