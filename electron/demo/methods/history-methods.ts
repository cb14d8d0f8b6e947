import { isA } from '../api/model.ts';
import { argumentsOf } from '../events/kinds.ts';
import { eventTest, taskTest, type EventFilter, type TaskFilter } from '../events/filter.ts';
import { HistoryCollector, maxCollectors, maxRead } from '../events/history-collector.ts';
import { argument, subjectsOf, type Subjects } from '../events/subjects.ts';
import { Entity } from '../estate/entity.ts';
import type { Managed } from '../estate/entity.ts';
import type { Call, Handlers } from '../server/call.ts';
import { findObject, sessionOf } from '../server/call.ts';
import type { World } from '../server/world.ts';
import { taskInfo } from '../tasks/task-info.ts';
import { invalidArgument, notSupported, VimFault } from '../wire/fault.ts';
import type { Data, Reference } from '../wire/value.ts';
import { objectOf, textOr } from './arguments.ts';

/** EventManager, TaskManager's history, and what leafs through both. */

/** @throws VimFault InvalidState when the session has too many */
function collect(call: Call, collector: HistoryCollector): HistoryCollector {
  const session = sessionOf(call);
  const open = [...session.objects.values()].filter((one) => one instanceof HistoryCollector);
  if (open.length >= maxCollectors)
    throw new VimFault('InvalidState', 'The session has the most history collectors that it may.');
  session.objects.set(collector.id, collector);
  session.histories.add(collector);
  return collector;
}

/** @throws VimFault ManagedObjectNotFound */
function requireEntity(
  call: Call,
  filter: { readonly entity?: { readonly entity: Reference } },
): void {
  if (filter.entity !== undefined) objectOf(call, filter.entity.entity, Entity, 'filter.entity');
}

function eventsOf({ estate }: World, filter: EventFilter): () => { key: number; data: Data }[] {
  const test = eventTest(filter);
  const shorten = (data: Data): Data =>
    filter.disableFullMessage === true ? { ...data, fullFormattedMessage: undefined } : data;
  return () =>
    estate.events
      .all()
      .filter(test)
      .slice(-(filter.maxCount ?? Number.POSITIVE_INFINITY))
      .map(({ key, data }) => ({ key, data: shorten(data) }));
}

/** The one event that a client makes up; its subject is an object that it names. */
function subjectsGiven(call: Call, event: Data): Subjects {
  const given = (['vm', 'host', 'computeResource', 'ds', 'net', 'dvs', 'datacenter'] as const)
    .map((slot) => (event[slot] as Data | undefined) ?? {})
    .flatMap((one) => Object.values(one).filter((value) => typeof value === 'object'))
    .map((reference) => findObject(call.world, call.session, reference as Reference));
  const named = [...given, call.world.estate.get(textOr(event.objectId, ''))];
  const entity = named.find((one): one is Managed => one instanceof Entity);
  return entity instanceof Entity ? subjectsOf(entity) : {};
}

/** @throws VimFault InvalidArgument for a count beyond what is allowed */
function count(call: Call): number {
  const { maxCount } = call.args;
  if (typeof maxCount !== 'number' || maxCount < 1 || maxCount > maxRead)
    throw invalidArgument('maxCount');
  return maxCount;
}

export const eventManagerMethods: Handlers = {
  QueryEvents: (call) => {
    const filter = call.args.filter as EventFilter;
    requireEntity(call, filter);
    return eventsOf(call.world, filter)()
      .slice(-maxRead)
      .map(({ data }) => data);
  },
  CreateCollectorForEvents: (call) => {
    const filter = call.args.filter as EventFilter;
    requireEntity(call, filter);
    const source = eventsOf(call.world, filter);
    const session = sessionOf(call).key;
    return collect(
      call,
      new HistoryCollector('Event', { session, filter: typed('EventFilterSpec', filter), source }),
    );
  },
  RetrieveArgumentDescription: ({ args }) => {
    const type = String(args.eventTypeId);
    if (!isA(type, 'Event')) throw invalidArgument('eventTypeId');
    return argumentsOf(type);
  },
  LogUserEvent: (call) => {
    const entity = objectOf(call, call.args.entity, Entity, 'entity');
    call.world.estate.events.post({
      type: 'GeneralUserEvent',
      subjects: subjectsOf(entity),
      also: [entity],
      fields: { message: String(call.args.msg), entity: argument(entity, 'entity') },
    });
  },
  PostEvent: (call) => {
    const {
      $type,
      key: _,
      chainId,
      createdTime: __,
      userName,
      ...rest
    } = call.args.eventToPost as Data;
    const type = textOr($type, 'Event');
    if (type === 'Event' || !isA(type, 'Event'))
      throw new VimFault('InvalidEvent', 'The event is not valid.');
    call.world.estate.events.post({
      type,
      subjects: subjectsGiven(call, rest),
      fields: rest,
      ...(typeof chainId === 'number' && chainId > 0 && { chainId }),
      ...(typeof userName === 'string' && userName !== '' && { userName }),
    });
  },
};

function typed($type: string, fields: object): Data {
  return { ...fields, $type };
}

/** A host keeps its tasks for ten minutes, and no history of them. @throws VimFault NotSupported */
function createForTasks(call: Call): HistoryCollector {
  if (call.world.estate.product.apiType === 'HostAgent') throw notSupported();
  const filter = call.args.filter as TaskFilter;
  requireEntity(call, filter);
  const test = taskTest(filter);
  const source = (): { key: number; data: unknown }[] =>
    call.world.tasks.list
      .history()
      .filter(test)
      .map((task) => ({ key: task.eventChainId, data: taskInfo(task) }));
  const session = sessionOf(call).key;
  return collect(
    call,
    new HistoryCollector('Task', { session, filter: typed('TaskFilterSpec', filter), source }),
  );
}

export const taskManagerMethods: Handlers = {
  CreateCollectorForTasks: createForTasks,
  CreateCollectorWithInfoFilterForTasks: createForTasks,
};

const readers: Handlers<HistoryCollector> = {
  SetCollectorPageSize: (call) => {
    call.self.pageSize = count(call);
    sessionOf(call).changed(call.self, 'latestPage', 'assign');
  },
  RewindCollector: ({ self }) => self.rewind(),
  ResetCollector: ({ self }) => self.reset(),
  DestroyCollector: (call) => {
    const session = sessionOf(call);
    session.objects.delete(call.self.id);
    session.histories.delete(call.self);
    session.destroyed(call.self);
  },
};

export const eventCollectorMethods: Handlers<HistoryCollector> = {
  ...readers,
  ReadNextEvents: (call) => call.self.readNext(count(call)),
  ReadPreviousEvents: (call) => call.self.readPrevious(count(call)),
};

export const taskCollectorMethods: Handlers<HistoryCollector> = {
  ...readers,
  ReadNextTasks: (call) => call.self.readNext(count(call)),
  ReadPreviousTasks: (call) => call.self.readPrevious(count(call)),
};
