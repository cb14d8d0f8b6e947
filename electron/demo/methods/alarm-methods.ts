import { acknowledge, forgetAlarm } from '../estate/alarms.ts';
import { AlarmObject, Entity, type Status } from '../estate/entity.ts';
import type { AlarmTrigger } from '../estate/entity-base.ts';
import type { Estate } from '../estate/estate.ts';
import { declaredAlarms } from '../properties/alarm-properties.ts';
import { sessionOf, type Call, type Handlers } from '../server/call.ts';
import { displayName } from '../sessions/session-store.ts';
import { notSupported, VimFault } from '../wire/fault.ts';
import type { Data } from '../wire/value.ts';
import { demand, objectOf, optionalObject, textOr } from './arguments.ts';

interface AlarmSpec {
  readonly name: string;
  readonly description: string;
  readonly expression: Data;
}

/** The events of an expression: each sets the alarm. @throws VimFault NotSupported for any other expression */
function triggersOf(expression: Data): AlarmTrigger[] {
  if (Array.isArray(expression.expression))
    return (expression.expression as readonly Data[]).flatMap(triggersOf);
  const { $type, eventType, eventTypeId, objectType, status } = expression;
  if ($type === 'OrAlarmExpression') return [];
  if ($type !== 'EventAlarmExpression') throw notSupported();
  const plain = (name: unknown): string => textOr(name, '').split('.').at(-1) ?? '';
  return [
    {
      eventTypeId: textOr(eventTypeId, plain(eventType)),
      objectType: objectType === undefined ? 'VirtualMachine' : plain(objectType),
      status: status === undefined ? 'yellow' : (status as Status),
    },
  ];
}

/** @throws VimFault InvalidName, DuplicateName */
function requireName({ alarms }: Estate, name: string, own?: AlarmObject): void {
  if (name.trim() === '') throw new VimFault('InvalidName', 'An alarm needs a name.', { name });
  const other = alarms.find((alarm) => alarm.name === name && alarm !== own);
  if (other !== undefined)
    throw new VimFault('DuplicateName', `The name '${name}' already exists.`, {
      name,
      object: other,
    });
}

/** Of an alarm that events set: it stays as the last of them has left it. */
function judgeBy(triggers: () => readonly AlarmTrigger[]): AlarmObject['judge'] {
  return (entity, now) =>
    triggers().some(({ objectType }) => objectType === entity.type) ? now : undefined;
}

/** Only alarms that events set, at the root. */
function create(call: Call): AlarmObject {
  const { estate } = call.world;
  const entity = objectOf(call, call.args.entity, Entity, 'entity');
  demand(call, entity, 'Alarm.Create');
  if (entity !== estate.rootFolder) throw notSupported();
  const { name, description, expression } = call.args.spec as AlarmSpec;
  requireName(estate, name);
  const triggers = triggersOf(expression);
  const id = `alarm-${1000 + estate.nextSerial()}`;
  const alarm: AlarmObject = new AlarmObject({
    id,
    name,
    description,
    expression,
    judge: judgeBy(() => alarm.triggers),
  });
  alarm.triggers = triggers;
  estate.alarms.push(alarm);
  return estate.add(alarm);
}

/** An alarm itself. */
export const alarmObjectMethods: Handlers<AlarmObject> = {
  RemoveAlarm: ({ self, world }) => forgetAlarm(world.estate, self),
  ReconfigureAlarm: ({ self, args, world }) => {
    const { name, description, expression } = args.spec as AlarmSpec;
    requireName(world.estate, name, self);
    const triggers = triggersOf(expression);
    Object.assign(self, { name, description, expression, triggers });
    world.estate.changed(self, 'info');
  },
};

/** AlarmManager. */
export const alarmMethods: Handlers = {
  /** All alarms are defined at the root folder. */
  GetAlarm: (call) => {
    const { estate } = call.world;
    const entity = optionalObject(call, call.args.entity, Entity, 'entity');
    return entity === undefined || entity === estate.rootFolder ? estate.alarms : [];
  },
  CreateAlarm: create,
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
