import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { MorefError } from '#shared/model/error.ts';
import { makeRef, refId, type Ref } from '#shared/model/reference.ts';
import type { ProviderTask, TaskState } from '#shared/model/task.ts';
import { faultAsError } from '../errors.ts';
import { entityName } from '../map/read.ts';
import { taskName } from './task-names.ts';
import type { WirePropertyChange } from '../vim25/collector/wire-update.ts';
import type { VimRecord, VimValue } from '../vim25/values.ts';

/** What is known of the objects that a task names. */
export interface TaskContext {
  /** What an object is called; undefined while nobody knows. */
  nameOf?(ref: Ref): string | undefined;
  /** The object that an administrator sees in its place: the data center for its own folder of machines. Undefined for itself. */
  shownFor?(ref: Ref): { readonly ref: Ref; readonly name: string } | undefined;
}

/** A Task's TaskInfo as a task of the tracker. */
export function toProviderTask(ref: Ref, info: VimRecord, context: TaskContext = {}): ProviderTask {
  const name = taskName(text(info['descriptionId']), text(info['name']));
  const { cancelable, progress } = info;
  const { target, targetName } = targetOf(ref, info, context);
  const fault = faultOf(info['error']);
  const state = stateOf(info, fault?.fault.$type);
  const error =
    fault === undefined || state !== 'error' ? undefined : errorOf(fault, name, targetName);
  const startedAt = time(info['startTime']);
  const made = resultReference(info);
  const result = made === undefined ? undefined : nameOf(made, context);
  const finishedAt = time(info['completeTime']);
  const initiator = initiatorOf(info['reason']);
  return {
    ref,
    name,
    ...onlyDefined({ target, targetName, initiator }),
    state,
    ...(typeof progress === 'number' && state === 'running' && { progress }),
    queuedAt: time(info['queueTime']) ?? startedAt ?? finishedAt ?? 0,
    ...onlyDefined({ startedAt, finishedAt, result, made }),
    cancelable: cancelable === true && (state === 'queued' || state === 'running'),
    ...(error !== undefined && { error: { ...error, ...onlyDefined({ ref: target }) } }),
  };
}

function nameOf(ref: Ref, context: TaskContext): string {
  return context.nameOf?.(ref) ?? refId(ref);
}

function errorOf(
  { fault, text: message }: TaskFault,
  task: Text,
  name: string | undefined,
): MorefError {
  const doing =
    name === undefined ? say('doing.task', { task }) : say('doing.taskOf', { task, name });
  return faultAsError(fault, message, { doing, ...onlyDefined({ name }) });
}

/** The object that a task is done to, as an administrator knows it. */
function targetOf(
  ref: Ref,
  { entity, entityName: given }: VimRecord,
  context: TaskContext,
): { readonly target: Ref | undefined; readonly targetName: string | undefined } {
  const target =
    isRecord(entity) && isReference(entity) ? makeRef(entity.type, entity.value) : undefined;
  const shown = target === undefined ? undefined : context.shownFor?.(target);
  if (shown !== undefined) return { target: shown.ref, targetName: shown.name };
  const name = text(given);
  const targetName = name === undefined ? undefined : entityName({ name }, target ?? ref);
  return { target, targetName };
}

/**
 * What is known of a task after changes to its `info`: the whole or single members, as servers send either. Undefined where a
 * change goes deeper and the whole has to be read.
 */
export function applyTaskChanges(
  info: VimRecord | undefined,
  changes: readonly WirePropertyChange[],
): VimRecord | undefined {
  let next = info;
  for (const { name, op, val } of changes) {
    if (name === 'info') {
      if (val !== undefined && isRecord(val)) next = val;
      continue;
    }
    const [, member] = /^info\.(\w+)$/.exec(name) ?? [];
    if (member === undefined || next === undefined) return undefined;
    const { [member]: _old, ...rest } = next;
    const removed = val === undefined || op === 'remove' || op === 'indirectRemove';
    next = removed ? (rest as VimRecord) : { ...next, [member]: val };
  }
  return next;
}

/** A cancelled task ends as an error that says RequestCanceled. */
function stateOf(info: VimRecord, faultType: string | undefined): TaskState {
  const { state, cancelled } = info;
  if (state === 'error')
    return cancelled === true || faultType === 'RequestCanceled' ? 'cancelled' : 'error';
  return state === 'success' || state === 'running' ? state : 'queued';
}

/** The object that a task made. */
export function resultReference({ state, result, entity }: VimRecord): Ref | undefined {
  if (state !== 'success' || !isRecord(result) || !isReference(result)) return undefined;
  // Some tasks answer with the object that they were about.
  const same = isRecord(entity) && entity['value'] === result.value;
  return same ? undefined : makeRef(result.type, result.value);
}

interface TaskFault {
  readonly fault: VimRecord;
  /** In the server's words. */
  readonly text: string;
}

/** TaskInfo.error is a LocalizedMethodFault; very old servers send the fault itself. */
function faultOf(error: VimValue | undefined): TaskFault | undefined {
  if (!isRecord(error)) return undefined;
  const { fault } = error;
  return isRecord(fault)
    ? { fault, text: text(error['localizedMessage']) ?? '' }
    : { fault: error, text: '' };
}

/** Who or what started it: TaskReasonUser, -Schedule, -Alarm, -System. */
function initiatorOf(reason: VimValue | undefined): Text | undefined {
  if (!isRecord(reason)) return undefined;
  switch (reason.$type) {
    case 'TaskReasonUser':
      return text(reason['userName']);
    case 'TaskReasonSchedule':
      return say('task.by.schedule', { name: text(reason['name']) ?? '' });
    case 'TaskReasonAlarm':
      return say('task.by.alarm', { name: text(reason['alarmName']) ?? '' });
    case 'TaskReasonSystem':
      return say('task.by.system');
    default:
      return undefined;
  }
}

function text(value: VimValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function time(value: VimValue | undefined): number | undefined {
  if (!isRecord(value)) return undefined;
  const { ms } = value;
  return typeof ms === 'number' && Number.isFinite(ms) ? ms : undefined;
}

function isRecord(value: VimValue | undefined): value is VimRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isReference(
  value: VimRecord,
): value is VimRecord & { type: string; value: string } {
  return typeof value['type'] === 'string' && typeof value['value'] === 'string';
}
