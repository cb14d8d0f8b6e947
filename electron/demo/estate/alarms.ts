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
): readonly (readonly [AlarmObject, 'assign' | 'add' | 'remove'])[] {
  const changes: (readonly [AlarmObject, 'assign' | 'add' | 'remove'])[] = [];
  for (const alarm of estate.alarms) {
    const before = entity.alarms.find((one) => one.alarm === alarm);
    const status = alarm.judge(entity, before?.status ?? 'green') ?? 'green';
    if (status === (before?.status ?? 'green')) {
      continue;
    }
    const others = entity.alarms.filter((one) => one !== before);
    if (status === 'green') {
      entity.alarms = others;
      changes.push([alarm, 'remove']);
    } else {
      // Acknowledged is what went off until it is green again
      const { acknowledged } = before ?? since();
      entity.alarms = [...others, { alarm, status, time: since().time, acknowledged }];
      changes.push([alarm, before === undefined ? 'add' : 'assign']);
    }
  }
  if (changes.length > 0) {
    entity.status = worst(entity.alarms);
    if (entity.alarms.length > 0) {
      estate.alarmed.add(entity);
    } else {
      estate.alarmed.delete(entity);
    }
  }
  return changes;
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

/** Keeps the alarms by the state of the estate while it changes. */
export class AlarmMonitor implements EstateListener {
  readonly #estate: Estate;
  readonly #stopListening: () => void;

  constructor(estate: Estate) {
    this.#estate = estate;
    this.#stopListening = estate.listen(this);
  }

  close(): void {
    this.#stopListening();
  }

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
    const time = (): Since => ({ time: this.#estate.now(), acknowledged: undefined });
    const before = new Map(entity.alarms.map(({ alarm, status }) => [alarm, status]));
    const changes = judge(this.#estate, entity, time);
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
