import type { Host, VirtualMachine } from '../estate/entity.ts';
import type { Entity } from '../estate/entity.ts';
import { walkSnapshots, type Estate } from '../estate/estate.ts';
import { hash, noise, uuidFrom } from '../estate/random.ts';
import type { Task } from '../tasks/task.ts';
import { taskInfo, userOf } from '../tasks/task-info.ts';
import { data } from '../wire/value.ts';
import type { Data } from '../wire/value.ts';
import { firstKey, recordOf, type EventPlan, type EventRecord } from './event-log.ts';
import { argument, subjectsOf } from './subjects.ts';

/**
 * What happened before the server started, worked out from what there is: a machine that runs was powered on when it booted, a snapshot was
 * taken when it says. So history and present agree, and nothing of it has to be kept.
 */
export interface Past {
  /** Oldest first; written when somebody first asks for them. */
  readonly events: readonly EventRecord[];
  /** Oldest first. */
  readonly tasks: readonly Task[];
}

const dayMs = 86_400_000;
/** `event.maxAge` and `task.maxAge` of the server. */
export const retentionDays = 30;
/** The last of them only: ids and keys below those of the present are limited. */
const maxTasks = 20_000;

/** An operation of the past, or something that happened without one. */
interface Happening {
  readonly time: Date;
  readonly events: readonly EventPlan[];
  readonly task?: Pick<Task, 'name' | 'descriptionId' | 'reason'> & {
    readonly entity: Entity;
    readonly seconds: number;
  };
}

const byUser = (userName: string): Data => data('TaskReasonUser', { userName });

const people = [
  'VSPHERE.LOCAL\\Administrator',
  'CORP.EXAMPLE\\m.kelly',
  'CORP.EXAMPLE\\j.weber',
] as const;

function somebody(entity: Entity): Data {
  return byUser(people[hash(entity.id) % people.length] ?? people[0]);
}

interface Operation {
  readonly name: string;
  readonly descriptionId: string;
  readonly entity: Entity;
  readonly reason?: Data;
  readonly seconds?: number;
}

/** @param time when it was done */
function operation(
  time: Date,
  { name, descriptionId, entity, reason = somebody(entity), seconds = 2 }: Operation,
  events: readonly EventPlan[] = [],
): Happening {
  return { time, events, task: { name, descriptionId, entity, reason, seconds } };
}

function ofVm(vm: VirtualMachine, type: string, fields: Data = {}): EventPlan {
  return {
    type,
    // Costs more than the rest, and is asked for with the events only
    get subjects() {
      return subjectsOf(vm);
    },
    fields: { template: vm.template, ...fields },
  };
}

/** Whether history goes back to a time; most machines are older. */
type Within = (time: Date) => boolean;

function* vmHappenings(estate: Estate, vm: VirtualMachine, within: Within): Generator<Happening> {
  const folder = vm.parent;
  if (folder !== undefined && within(vm.createDate))
    yield operation(
      vm.createDate,
      { name: 'CreateVM_Task', descriptionId: 'Folder.createVm', entity: folder, seconds: 3 },
      [
        ofVm(vm, 'VmBeingCreatedEvent'),
        ofVm(vm, 'VmUuidAssignedEvent', { uuid: uuidFrom(estate.seed, vm.id) }),
        ofVm(vm, 'VmCreatedEvent'),
      ],
    );
  if (vm.bootTime !== undefined && within(vm.bootTime))
    yield operation(
      vm.bootTime,
      { name: 'PowerOnVM_Task', descriptionId: 'VirtualMachine.powerOn', entity: vm },
      [ofVm(vm, 'VmStartingEvent'), ofVm(vm, 'VmPoweredOnEvent')],
    );
  if (vm.suspendTime !== undefined && within(vm.suspendTime))
    yield operation(
      vm.suspendTime,
      { name: 'SuspendVM_Task', descriptionId: 'VirtualMachine.suspend', entity: vm, seconds: 20 },
      [ofVm(vm, 'VmSuspendedEvent')],
    );
  if (vm.configVersion.getTime() !== vm.createDate.getTime())
    yield operation(
      vm.configVersion,
      { name: 'ReconfigVM_Task', descriptionId: 'VirtualMachine.reconfigure', entity: vm },
      [ofVm(vm, 'VmReconfiguredEvent', { configSpec: {} })],
    );
  for (const { createTime } of walkSnapshots(vm.rootSnapshots))
    yield operation(createTime, {
      name: 'CreateSnapshot_Task',
      descriptionId: 'VirtualMachine.createSnapshot',
      entity: vm,
      seconds: 6,
    });
  yield* migrated(estate, vm);
}

/** A few machines came to their host by DRS, some time after they were powered on. */
function* migrated(estate: Estate, vm: VirtualMachine): Generator<Happening> {
  const { host, bootTime } = vm;
  const others = [...host.compute.hosts].filter((other) => other !== host);
  const from = others[vm.serial % Math.max(1, others.length)];
  if (vm.power !== 'poweredOn' || bootTime === undefined || from === undefined) return;
  if (!host.compute.settings.drs || noise(vm.serial, 0, 71) > 0.15) return;
  const start = Math.max(bootTime.getTime(), estate.startTime.getTime() - 7 * dayMs);
  const span = estate.startTime.getTime() - start;
  if (span <= 0) return;
  yield operation(
    new Date(start + Math.floor(span * noise(vm.serial, 1, 71))),
    {
      name: 'RelocateVM_Task',
      descriptionId: 'Drm.ExecuteVMotionLRO',
      entity: vm,
      reason: data('TaskReasonSystem', {}),
      seconds: 14,
    },
    [ofVm(vm, 'DrsVmMigratedEvent', { sourceHost: argument(from, 'host') })],
  );
}

function* hostHappenings(host: Host): Generator<Happening> {
  if (host.addedTime !== undefined) yield added(host, host.addedTime);
  if (host.connectionState === 'connected')
    yield {
      time: new Date(host.bootTime.getTime() + 180_000),
      events: [{ type: 'HostConnectedEvent', subjects: subjectsOf(host) }],
    };
}

/** A host joined a cluster, or came by itself to a folder. */
function added(host: Host, time: Date): Happening {
  const { compute } = host;
  const [name, descriptionId, entity] = compute.isCluster
    ? ['AddHost_Task', 'ClusterComputeResource.addHost', compute]
    : ['AddStandaloneHost_Task', 'Folder.addStandaloneHost', compute.parent ?? compute];
  const events = ['HostConnectedEvent', 'HostAddedEvent'].map((type) => ({
    type,
    subjects: subjectsOf(host),
  }));
  return operation(time, { name, descriptionId, entity, seconds: 20 }, events);
}

/** Alarms that stand went off when they say. */
function* alarmHappenings(estate: Estate): Generator<Happening> {
  for (const entity of estate.alarmed)
    for (const { alarm, status, time } of entity.alarms) {
      const fields = {
        alarm: { name: alarm.name, alarm },
        source: argument(estate.rootFolder, 'entity'),
        entity: argument(entity, 'entity'),
        from: 'green',
        to: status,
      };
      const subjects = subjectsOf(entity);
      yield {
        time,
        events: [{ type: 'AlarmStatusChangedEvent', subjects, fields, also: [entity] }],
      };
    }
}

/** A backup program logs in every night, and out again. */
function* sessionHappenings(estate: Estate): Generator<Happening> {
  const midnight = Math.floor(estate.startTime.getTime() / dayMs) * dayMs;
  for (let day = retentionDays; day >= 1; day -= 1) {
    const loginTime = new Date(midnight - (day - 1) * dayMs - 4 * 3_600_000);
    const client = { ipAddress: '10.0.9.14', userAgent: 'backup-proxy/12.1' };
    const sessionId = uuidFrom(estate.seed, `backup/${day}`);
    const of = (type: string, fields: Data): EventPlan => ({
      type,
      subjects: {},
      userName: 'CORP.EXAMPLE\\svc-backup',
      fields: { ...client, sessionId, ...fields },
    });
    yield { time: loginTime, events: [of('UserLoginSessionEvent', { locale: 'en' })] };
    yield {
      time: new Date(loginTime.getTime() + 2_700_000),
      events: [of('UserLogoutSessionEvent', { loginTime, callCount: 400 + day })],
    };
  }
}

function* happenings(estate: Estate, within: Within): Generator<Happening> {
  for (const host of estate.hosts) yield* hostHappenings(host);
  for (const vm of estate.vms) yield* vmHappenings(estate, vm, within);
  yield* alarmHappenings(estate);
  yield* sessionHappenings(estate);
}

/** A happening with what it became. */
interface Written {
  readonly time: Date;
  readonly events: readonly EventPlan[];
  readonly task: Task | undefined;
  /** The key of its first event. */
  readonly chainId: number;
}

/** Works out the past of an estate. What happened since its start is no part of it. */
export function makePast(estate: Estate): Past {
  const end = estate.startTime.getTime();
  const begin = end - retentionDays * dayMs;
  const within: Within = (time) => time.getTime() <= end && time.getTime() >= begin;
  const all = [...happenings(estate, within)]
    .filter(({ time }) => within(time))
    .sort((a, b) => a.time.getTime() - b.time.getTime())
    .slice(-maxTasks);
  let chainId = firstKey - all.reduce((sum, one) => sum + keysOf(one), 0);
  const written = all.map((one, n): Written => {
    const task = one.task && taskOf(estate, one.task, { time: one.time, chainId, serial: n + 1 });
    const result = { time: one.time, events: one.events, task, chainId };
    chainId += keysOf(one);
    return result;
  });
  let events: EventRecord[] | undefined;
  return {
    tasks: written.flatMap(({ task }) => task ?? []),
    get events() {
      events ??= written.flatMap(eventsOf);
      return events;
    },
  };
}

const keysOf = ({ events, task }: Happening): number => events.length + (task ? 1 : 0);

function eventsOf({ time, events, task, chainId }: Written): EventRecord[] {
  const began = task === undefined ? [] : [beginning(task)];
  return [...began, ...events].map((plan, n) =>
    recordOf(plan, {
      key: chainId + n,
      time: n < began.length ? (task?.queueTime ?? time) : time,
      chainId,
      userName: plan.userName ?? (task === undefined ? '' : userOf(task)),
    }),
  );
}

function beginning(task: Task): EventPlan {
  const { entity } = task;
  return {
    type: 'TaskEvent',
    subjects: entity === undefined ? {} : subjectsOf(entity),
    also: entity === undefined ? [] : [entity],
    fields: { info: taskInfo(task) },
  };
}

function taskOf(
  { product }: Estate,
  { seconds, entity, ...plan }: NonNullable<Happening['task']>,
  { time, chainId, serial }: { time: Date; chainId: number; serial: number },
): Task {
  const queueTime = new Date(time.getTime() - seconds * 1000);
  return {
    type: 'Task',
    id: product.taskId(entity, plan.descriptionId, serial),
    ...plan,
    entity,
    entityName: entity.name,
    queueTime,
    startTime: new Date(queueTime.getTime() + 20),
    completeTime: time,
    cancelable: false,
    eventChainId: chainId,
    activationId: undefined,
    state: 'success',
    cancelled: false,
    progress: undefined,
    error: undefined,
    result: undefined,
  };
}
