import type { EventRecord } from '../events/event-log.ts';
import { argument, subjectsOf } from '../events/subjects.ts';
import type { Data } from '../wire/value.ts';
import { Entity, VirtualMachine, type AlarmObject, type Managed, type Status } from './entity.ts';
import type { TriggeredAlarm } from './entity-base.ts';
import type { Estate, EstateListener } from './estate.ts';

/** Alarms go off and are cleared by what the estate is like; nothing else sets them. */

export function alarmKey(alarm: Managed, entity: Managed): string {
  return `${alarm.id}.${entity.id}`;
}

/** Everything that an entity is below of, in all trees. */
export function entitiesAbove(entity: Entity): ReadonlySet<Entity> {
  const above = new Set<Entity>();
  const open = [entity];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const machine = at instanceof VirtualMachine ? [at.host, at.pool] : [];
    for (const next of [at.parent, ...machine]) {
      if (next !== undefined && !above.has(next)) {
        above.add(next);
        open.push(next);
      }
    }
  }
  return above;
}

type Op = 'assign' | 'add' | 'remove';

type Since = Pick<TriggeredAlarm, 'time' | 'acknowledged'>;

/** Sets all alarms by the present state, before anybody listens. */
export function settleAlarms(estate: Estate, since: (entity: Entity) => Since): void {
  for (const object of estate.objects.values()) {
    if (object instanceof Entity) {
      judge(estate, object, () => since(object));
    }
  }
}

/** @returns how each alarm of the entity changed */
function judge(
  estate: Estate,
  entity: Entity,
  since: () => Since,
): readonly (readonly [AlarmObject, Op])[] {
  const changes: (readonly [AlarmObject, Op])[] = [];
  for (const alarm of estate.alarms) {
    const before = entity.alarms.find((one) => one.alarm === alarm);
    const status = alarm.judge(entity, before?.status ?? 'green') ?? 'green';
    const op = become(estate, entity, { alarm, status, since });
    if (op !== undefined) changes.push([alarm, op]);
  }
  return changes;
}

/** Gives an entity a status by an alarm; undefined when it has it. */
function become(
  estate: Estate,
  entity: Entity,
  { alarm, status, since }: { alarm: AlarmObject; status: Status; since: () => Since },
): Op | undefined {
  const before = entity.alarms.find((one) => one.alarm === alarm);
  if (status === (before?.status ?? 'green')) return undefined;
  const others = entity.alarms.filter((one) => one !== before);
  // Acknowledged is what went off until it is green again
  const { acknowledged } = before ?? since();
  const triggered = { alarm, status, time: since().time, acknowledged };
  entity.alarms = status === 'green' ? others : [...others, triggered];
  entity.status = worst(entity.alarms);
  if (entity.alarms.length > 0) estate.alarmed.add(entity);
  else estate.alarmed.delete(entity);
  if (status === 'green') return 'remove';
  return before === undefined ? 'add' : 'assign';
}

function worst(alarms: readonly TriggeredAlarm[]): Status {
  return alarms.some(({ status }) => status === 'red') ? 'red' : (alarms[0]?.status ?? 'green');
}

/** Somebody takes notice of an alarm that has gone off; of one that has not, nothing is to be noticed. */
export function acknowledge(
  estate: Estate,
  entity: Entity,
  alarm: AlarmObject,
  user: string,
): void {
  const triggered = entity.alarms.find((one) => one.alarm === alarm);
  if (triggered === undefined || triggered.acknowledged !== undefined) {
    return;
  }
  const acknowledged = { user, time: estate.now() };
  entity.alarms = entity.alarms.map((one) => (one === triggered ? { ...one, acknowledged } : one));
  tell(estate, entity, alarm, 'assign');
  write(estate, 'AlarmAcknowledgedEvent', { alarm, entity });
}

/** An event of an alarm. All alarms are defined at the root. */
function write(
  estate: Estate,
  type: string,
  { alarm, entity, more = {} }: { alarm: AlarmObject; entity: Entity; more?: Data },
): void {
  const fields = {
    alarm: { name: alarm.name, alarm },
    source: argument(estate.rootFolder, 'entity'),
    entity: argument(entity, 'entity'),
    ...more,
  };
  estate.events.post({ type, subjects: subjectsOf(entity), also: [entity], fields });
}

function tell(
  estate: Estate,
  entity: Entity,
  alarm: AlarmObject,
  op: 'assign' | 'add' | 'remove',
): void {
  const path = `triggeredAlarmState["${alarmKey(alarm, entity)}"]`;
  for (const object of [entity, ...entitiesAbove(entity)]) {
    estate.elementChanged(object, path, op);
  }
  estate.changed(entity, 'declaredAlarmState');
}

/** The paths that alarms depend on, by managed type. */
const watched: Readonly<Record<string, ReadonlySet<string>>> = {
  VirtualMachine: new Set([
    'runtime.powerState',
    'runtime.connectionState',
    'runtime.consolidationNeeded',
    'summary.quickStats.overallCpuUsage',
    'summary.quickStats',
  ]),
  HostSystem: new Set(['runtime', 'summary.quickStats.overallMemoryUsage']),
  Datastore: new Set(['summary.freeSpace']),
};

/** An alarm that is no more has gone off nowhere. */
export function forgetAlarm(estate: Estate, alarm: AlarmObject): void {
  estate.alarms.splice(estate.alarms.indexOf(alarm), 1);
  const since = (): Since => ({ time: estate.now(), acknowledged: undefined });
  for (const entity of estate.alarmed)
    if (become(estate, entity, { alarm, status: 'green', since }) !== undefined)
      tell(estate, entity, alarm, 'remove');
  estate.remove(alarm);
}

/** Keeps the alarms by the state of the estate while it changes. */
export class AlarmMonitor implements EstateListener {
  readonly #estate: Estate;
  readonly #stopListening: () => void;

  constructor(estate: Estate) {
    this.#estate = estate;
    const stops = [estate.listen(this), estate.events.listen((event) => this.#happened(event))];
    this.#stopListening = () => {
      for (const stop of stops) stop();
    };
  }

  close(): void {
    this.#stopListening();
  }

  /** Alarms that events set, on the objects that the event names. */
  #happened({ typeId, objects }: EventRecord): void {
    for (const alarm of this.#estate.alarms)
      for (const { eventTypeId, objectType, status } of alarm.triggers)
        if (eventTypeId === typeId)
          for (const object of objects)
            if (object instanceof Entity && object.type === objectType)
              this.#report(object, () => {
                const op = become(this.#estate, object, { alarm, status, since: this.#since });
                return op === undefined ? [] : [[alarm, op]];
              });
  }

  readonly #since = (): Since => ({ time: this.#estate.now(), acknowledged: undefined });

  changed(object: Managed, path: string): void {
    if (watched[object.type]?.has(path) === true && object instanceof Entity) {
      this.#judge(object);
    }
  }

  created(object: Managed): void {
    if (object instanceof Entity) {
      this.#judge(object);
    }
  }

  destroyed(object: Managed): void {
    if (object instanceof Entity && this.#estate.alarmed.delete(object)) {
      for (const { alarm } of object.alarms) {
        tell(this.#estate, object, alarm, 'remove');
      }
    }
  }

  #judge(entity: Entity): void {
    this.#report(entity, () => judge(this.#estate, entity, this.#since));
  }

  /** Does something to the alarms of an entity, and tells how they changed. */
  #report(entity: Entity, act: () => readonly (readonly [AlarmObject, Op])[]): void {
    const before = new Map(entity.alarms.map(({ alarm, status }) => [alarm, status]));
    const changes = act();
    for (const [alarm, op] of changes) {
      tell(this.#estate, entity, alarm, op);
      const now = entity.alarms.find((one) => one.alarm === alarm)?.status;
      const moved = { from: before.get(alarm) ?? 'green', to: now ?? 'green' };
      write(this.#estate, 'AlarmStatusChangedEvent', { alarm, entity, more: moved });
    }
    if (changes.length > 0) {
      this.#estate.changed(entity, 'overallStatus', 'summary.overallStatus', 'configStatus');
    }
  }
}
