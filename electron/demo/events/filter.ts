import { entitiesAbove } from '../estate/alarms.ts';
import { Entity } from '../estate/entity.ts';
import type { Managed } from '../estate/entity.ts';
import type { Task } from '../tasks/task.ts';
import { userOf } from '../tasks/task-info.ts';
import type { Reference } from '../wire/value.ts';
import type { EventRecord } from './event-log.ts';

/** Filters of histories, as EventFilterSpec and TaskFilterSpec have them. */

interface ByEntity {
  readonly entity: Reference;
  readonly recursion: 'self' | 'children' | 'all';
}

interface ByUser {
  readonly systemUser: boolean;
  readonly userList?: readonly string[];
}

interface ByTime {
  readonly timeType?: 'queuedTime' | 'startedTime' | 'completedTime';
  readonly beginTime?: Date;
  readonly endTime?: Date;
}

export interface EventFilter {
  readonly entity?: ByEntity;
  readonly time?: ByTime;
  readonly userName?: ByUser;
  readonly eventChainId?: number;
  readonly alarm?: Reference;
  readonly category?: readonly string[];
  readonly type?: readonly string[];
  readonly eventTypeId?: readonly string[];
  readonly tag?: readonly string[];
  readonly scheduledTask?: Reference;
  readonly disableFullMessage?: boolean;
  readonly maxCount?: number;
}

export interface TaskFilter {
  readonly entity?: ByEntity;
  readonly time?: ByTime;
  readonly userName?: ByUser;
  readonly state?: readonly string[];
  readonly eventChainId?: readonly number[];
  readonly activationId?: readonly string[];
  readonly alarm?: Reference;
  readonly scheduledTask?: Reference;
  readonly tag?: readonly string[];
  readonly parentTaskKey?: readonly string[];
  readonly rootTaskKey?: readonly string[];
}

/** Lists that are empty or left out let everything through. */
const among = (wanted: readonly unknown[] | undefined, value: unknown): boolean =>
  wanted === undefined || wanted.length === 0 || wanted.includes(value);

const within = ({ beginTime, endTime }: ByTime, time: Date | undefined): boolean =>
  time !== undefined &&
  (beginTime === undefined || time >= beginTime) &&
  (endTime === undefined || time <= endTime);

function byUser(filter: ByUser | undefined, userName: string): boolean {
  if (filter === undefined) return true;
  if (userName === '') return filter.systemUser;
  const { userList = [] } = filter;
  return userList.some((one) => one.toLowerCase() === userName.toLowerCase());
}

/** Whether one of the objects is the entity, or below it. */
function concerns(filter: ByEntity | undefined, objects: Iterable<Managed>): boolean {
  if (filter === undefined) return true;
  const { entity, recursion } = filter;
  for (const object of objects) {
    if (object.id === entity.id && recursion !== 'children') return true;
    if (recursion === 'self' || !(object instanceof Entity)) continue;
    for (const above of entitiesAbove(object)) if (above.id === entity.id) return true;
  }
  return false;
}

/** The test that a filter of events is. */
export function eventTest(filter: EventFilter): (event: EventRecord) => boolean {
  // An alarm's events and those of a schedule are few: they name it
  const named = filter.alarm ?? filter.scheduledTask;
  return (event) =>
    among(filter.eventTypeId, event.typeId) &&
    among(filter.type, event.typeId) &&
    among(filter.category, event.category) &&
    (filter.eventChainId === undefined || event.chainId === filter.eventChainId) &&
    (filter.time === undefined || within(filter.time, event.time)) &&
    byUser(filter.userName, event.userName) &&
    (filter.tag ?? []).length === 0 &&
    (named === undefined || [...event.objects].some(({ id }) => id === named.id)) &&
    concerns(filter.entity, event.objects);
}

const times = {
  queuedTime: 'queueTime',
  startedTime: 'startTime',
  completedTime: 'completeTime',
} as const;

/** The test that a filter of tasks is. */
export function taskTest(filter: TaskFilter): (task: Task) => boolean {
  const { time } = filter;
  // Nothing here is begun by an alarm, has a parent or a tag
  const impossible = [filter.tag, filter.parentTaskKey, filter.rootTaskKey].some(
    (list) => (list ?? []).length > 0,
  );
  return (task) =>
    !impossible &&
    filter.alarm === undefined &&
    among(filter.state, task.state) &&
    among(filter.eventChainId, task.eventChainId) &&
    among(filter.activationId, task.activationId) &&
    (time === undefined || within(time, task[times[time.timeType ?? 'queuedTime']])) &&
    byUser(filter.userName, userOf(task)) &&
    (filter.scheduledTask === undefined ||
      (task.reason.scheduledTask as Reference | undefined)?.id === filter.scheduledTask.id) &&
    concerns(filter.entity, task.entity === undefined ? [] : [task.entity]);
}
