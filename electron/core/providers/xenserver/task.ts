import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { ProviderTask, TaskState } from '#shared/model/task.ts';
import { failureAsError } from './errors.ts';
import { XapiFailure } from './xapi/errors.ts';
import { isDateTime, isNullRef, isRecord, type XapiRecord, type XapiValue } from './xapi/values.ts';

/** What is reported of a task from elsewhere than its own record. */
export interface TaskContext {
  /** The object whose current_operations list the task, or for which this session started it. */
  readonly target?: Ref;
  readonly targetName?: string;
  readonly initiator?: string;
  readonly nameOf: (opaque: string) => string | undefined;
  /** The object behind an opaque reference, where it is one that people know by name. */
  readonly refOf?: (opaque: string) => Ref | undefined;
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
          doing:
            targetName === undefined
              ? say('doing.task', { task: name })
              : say('doing.taskOf', { task: name, name: targetName }),
          nameOf: context.nameOf,
          ...onlyDefined({ name: targetName }),
        });
  const made = madeBy(record);
  return {
    ref,
    name,
    ...onlyDefined({ target, targetName, initiator }),
    state,
    ...(typeof progress === 'number' &&
      state === 'running' && { progress: Math.round(Math.min(1, Math.max(0, progress)) * 100) }),
    queuedAt: created ?? finished ?? 0,
    ...onlyDefined({ startedAt: created }),
    ...(finished !== undefined && { finishedAt: Math.max(finished, created ?? finished) }),
    cancelable: state === 'running' && texts(record['allowed_operations']).includes('cancel'),
    ...(made !== undefined &&
      onlyDefined({ result: context.nameOf(made), made: context.refOf?.(made) })),
    ...(error !== undefined && { error: { ...error, ...onlyDefined({ ref: target }) } }),
  };
}

/** The opaque reference of the object that a task made; its result is XML text, be the encoding what it may. */
export function madeBy(record: XapiRecord): string | undefined {
  if (stateOf(record) !== 'success') return undefined;
  const [, made] =
    /^\s*<value>\s*(?:<string>)?(OpaqueRef:[^<\s]+)/.exec(text(record['result'])) ?? [];
  return made === undefined || isNullRef(made) ? undefined : made;
}

export function taskRef(record: XapiRecord, opaque: string): Ref {
  return makeRef('task', text(record['uuid']) || opaque);
}

/** Only what an administrator started or waits for: subtasks are reported by the task above them. */
export function isSubtask(record: XapiRecord): boolean {
  const above = record['subtask_of'];
  return typeof above === 'string' && !isNullRef(above);
}

/** The server calls them by the message, `Async.VM.clean_shutdown`; names that people gave stay. */
export function taskName(label: string): Text {
  const call = /^(?:Async\.)?(\w+)\.(\w+)$/.exec(label);
  if (call === null) return label === '' ? say('task.name.task') : label;
  const [, owner = '', message = ''] = call;
  const method = `${owner}.${message}`;
  const words = message.replaceAll('_', ' ');
  return (
    names[method] ??
    say('task.name.native', {
      method,
      words: `${words.charAt(0).toUpperCase()}${words.slice(1)} (${owner})`,
    })
  );
}

const names: Readonly<Record<string, Text>> = {
  'VM.start': say('task.name.powerOn'),
  'VM.start_on': say('task.name.powerOn'),
  'VM.clean_shutdown': say('task.name.shutdownGuest'),
  'VM.hard_shutdown': say('task.name.powerOff'),
  'VM.clean_reboot': say('task.name.rebootGuest'),
  'VM.hard_reboot': say('task.name.reset'),
  'VM.suspend': say('task.name.suspend'),
  'VM.resume': say('task.name.resume'),
  'VM.pause': say('task.name.pause'),
  'VM.unpause': say('task.name.unpause'),
  'VM.snapshot': say('task.name.takeSnapshot'),
  'VM.snapshot_with_quiesce': say('task.name.takeQuiesced'),
  'VM.checkpoint': say('task.name.takeWithMemory'),
  'VM.revert': say('task.name.revert'),
  'VM.clone': say('task.name.clone'),
  'VM.copy': say('task.name.copy'),
  'VM.pool_migrate': say('task.name.migrate'),
  'VM.provision': say('task.name.provision'),
  'VM.destroy': say('task.name.deleteVm'),
  'VM.migrate_send': say('task.name.migrateWithDisks'),
  'VDI.destroy': say('task.name.deleteDisk'),
  'VDI.resize': say('task.name.growDisk'),
  'VDI.resize_online': say('task.name.growDisk'),
  'VIF.plug': say('task.name.connectAdapter'),
  'VIF.unplug': say('task.name.disconnectAdapter'),
  'VIF.move': say('task.name.changeNetwork'),
  'VBD.insert': say('task.name.insertCd'),
  'VBD.eject': say('task.name.ejectCd'),
  'VBD.plug': say('task.name.attachDisk'),
  'VBD.unplug': say('task.name.detachDisk'),
  'host.evacuate': say('task.name.evacuateHost'),
  'host.disable': say('task.name.disableHost'),
  'host.enable': say('task.name.enableHost'),
  'host.reboot': say('task.name.rebootHost'),
  'host.shutdown': say('task.name.shutdownHost'),
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
