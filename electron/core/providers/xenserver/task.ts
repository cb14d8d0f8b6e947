import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { ProviderTask, TaskState } from '#shared/model/task.ts';
import { failureAsError } from './errors.ts';
import { XapiFailure } from './xapi/errors.ts';
import { isDateTime, isNullRef, isRecord, type XapiRecord, type XapiValue } from './xapi/values.ts';

/** What a task is told of, from elsewhere than its own record. */
export interface TaskContext {
  /** The object whose current_operations list the task, or for which this session started it. */
  readonly target?: Ref;
  readonly targetName?: string;
  readonly initiator?: string;
  readonly nameOf: (opaque: string) => string | undefined;
}

/** A task record as a task of the tracker. */
export function toProviderTask(ref: Ref, record: XapiRecord, context: TaskContext): ProviderTask {
  const { target, targetName, initiator } = context;
  const name = taskName(text(record['name_label']));
  const state = stateOf(record);
  const created = time(record['created']);
  const finished = state === 'running' ? undefined : time(record['finished']);
  const progress = record['progress'];
  const failure = state === 'error' ? texts(record['error_info']) : [];
  const error =
    failure.length === 0
      ? undefined
      : failureAsError(new XapiFailure(failure), {
          doing: targetName === undefined ? name : `${name} (${targetName})`,
          nameOf: context.nameOf,
          ...(targetName === undefined ? {} : { name: targetName }),
        });
  const made = state === 'success' ? madeBy(record, context) : undefined;
  return {
    ref,
    name,
    ...(target === undefined ? {} : { target }),
    ...(targetName === undefined ? {} : { targetName }),
    ...(initiator === undefined ? {} : { initiator }),
    state,
    ...(typeof progress === 'number' && state === 'running'
      ? { progress: Math.round(Math.min(1, Math.max(0, progress)) * 100) }
      : {}),
    queuedAt: created ?? finished ?? 0,
    ...(created === undefined ? {} : { startedAt: created }),
    ...(finished === undefined ? {} : { finishedAt: Math.max(finished, created ?? finished) }),
    cancelable: state === 'running' && texts(record['allowed_operations']).includes('cancel'),
    ...(made === undefined ? {} : { result: made }),
    ...(error === undefined
      ? {}
      : { error: { ...error, ...(target === undefined ? {} : { ref: target }) } }),
  };
}

/** What the object is called that a task made; its result is XML text, be the encoding what it may. */
function madeBy(record: XapiRecord, { nameOf }: TaskContext): string | undefined {
  const [, made] =
    /^\s*<value>\s*(?:<string>)?(OpaqueRef:[^<\s]+)/.exec(text(record['result'])) ?? [];
  return made === undefined || isNullRef(made) ? undefined : nameOf(made);
}

export function taskRef(record: XapiRecord, opaque: string): Ref {
  return makeRef('task', text(record['uuid']) || opaque);
}

/** Only what an administrator started or waits for: subtasks are told by the task above them. */
export function isSubtask(record: XapiRecord): boolean {
  const above = record['subtask_of'];
  return typeof above === 'string' && !isNullRef(above);
}

/** The server calls them by the message, `Async.VM.clean_shutdown`; names that people gave stay. */
export function taskName(label: string): string {
  const call = /^(?:Async\.)?(\w+)\.(\w+)$/.exec(label);
  if (call === null) return label === '' ? 'Task' : label;
  const [, owner = '', message = ''] = call;
  const words = message.replaceAll('_', ' ');
  return (
    names[`${owner}.${message}`] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)} (${owner})`
  );
}

const names: Readonly<Record<string, string>> = {
  'VM.start': 'Power on virtual machine',
  'VM.start_on': 'Power on virtual machine',
  'VM.clean_shutdown': 'Shut down guest',
  'VM.hard_shutdown': 'Power off virtual machine',
  'VM.clean_reboot': 'Restart guest',
  'VM.hard_reboot': 'Reset virtual machine',
  'VM.suspend': 'Suspend virtual machine',
  'VM.resume': 'Resume virtual machine',
  'VM.pause': 'Pause virtual machine',
  'VM.unpause': 'Continue virtual machine',
  'VM.snapshot': 'Take snapshot',
  'VM.snapshot_with_quiesce': 'Take quiesced snapshot',
  'VM.checkpoint': 'Take snapshot with memory',
  'VM.revert': 'Revert to snapshot',
  'VM.clone': 'Clone virtual machine',
  'VM.copy': 'Copy virtual machine',
  'VM.pool_migrate': 'Migrate virtual machine',
  'VM.provision': 'Provision virtual machine',
  'VM.destroy': 'Delete virtual machine',
  'VM.migrate_send': 'Migrate virtual machine with its disks',
  'VDI.destroy': 'Delete disk',
  'VDI.resize': 'Grow disk',
  'VDI.resize_online': 'Grow disk',
  'VIF.plug': 'Connect network adapter',
  'VIF.unplug': 'Disconnect network adapter',
  'VIF.move': 'Change network of adapter',
  'VBD.insert': 'Insert CD',
  'VBD.eject': 'Eject CD',
  'VBD.plug': 'Attach disk',
  'VBD.unplug': 'Detach disk',
  'host.evacuate': 'Evacuate host',
  'host.disable': 'Disable host',
  'host.enable': 'Enable host',
  'host.reboot': 'Reboot host',
  'host.shutdown': 'Shut down host',
};

export function stateOf(record: XapiRecord): TaskState {
  switch (text(record['status']).toLowerCase()) {
    case 'success':
      return 'success';
    case 'failure':
      return 'error';
    case 'cancelled':
      return 'cancelled';
    default:
      return 'running';
  }
}

function text(value: XapiValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: XapiValue | undefined): readonly string[] {
  return Array.isArray(value)
    ? (value as readonly XapiValue[]).filter((one) => typeof one === 'string')
    : [];
}

/** The epoch is XAPI's "not yet". */
function time(value: XapiValue | undefined): number | undefined {
  return isDateTime(value) && value.ms > 0 ? value.ms : undefined;
}

/** Keys of a record's `current_operations`: the tasks that work on it. */
export function workingTasks(record: XapiRecord): readonly string[] {
  const operations = record['current_operations'];
  return isRecord(operations) ? Object.keys(operations) : [];
}
