import type { Data, Reference } from '../wire/value.ts';

/** What every entity of the inventory is made of. */

export type Status = 'gray' | 'green' | 'yellow' | 'red';

/** An alarm that has gone off on an entity. */
export interface TriggeredAlarm {
  readonly alarm: AlarmObject;
  readonly status: Status;
  readonly time: Date;
  readonly acknowledged: { readonly user: string; readonly time: Date } | undefined;
}

/** Anything that has an id on the server. */
export interface Managed extends Reference {
  readonly type: string;
  readonly id: string;
}

/** A task of an entity; all that there is to know of it stands in tasks/task.ts. */
export interface RecentTask extends Managed {
  readonly queueTime: Date;
}

/** What every entity of the inventory has. */
export class Entity implements Managed {
  readonly type: string;
  readonly id: string;
  name: string;
  parent: Entity | undefined;
  status: Status = 'green';
  alarms: readonly TriggeredAlarm[] = [];
  /** Custom field key → value. */
  customValues: Map<number, string> | undefined;
  recentTasks: RecentTask[] = [];
  /** What another program has disabled, as a backup does with moving while it is at work. */
  disabledByOthers: readonly string[] = [];
  /** Serial number of the object: the seed of whatever is derived from it. */
  readonly serial: number;

  constructor(type: string, id: string, serial: number, name: string) {
    this.type = type;
    this.id = id;
    this.serial = serial;
    this.name = name;
  }
}

/** What an event does to an alarm of its objects. */
export interface AlarmTrigger {
  /** The class of the event, or the id of an EventEx. */
  readonly eventTypeId: string;
  readonly objectType: string;
  readonly status: Status;
}

/** The definition of an alarm; all of them are defined at the root folder. */
export class AlarmObject implements Managed {
  readonly type = 'Alarm';
  readonly id: string;
  name: string;
  description: string;
  /** An AlarmExpression. */
  expression: Data;
  /** Events that set it, of an alarm that follows from nothing else. */
  triggers: readonly AlarmTrigger[] = [];
  /** The status of an entity by the alarm, while it has the given one; undefined for what it does not watch. */
  readonly judge: (entity: Entity, now: Status) => Status | undefined;

  constructor({
    id,
    name,
    description,
    expression,
    judge,
  }: Omit<AlarmObject, 'type' | 'triggers'>) {
    this.id = id;
    this.name = name;
    this.description = description;
    this.expression = expression;
    this.judge = judge;
  }
}
