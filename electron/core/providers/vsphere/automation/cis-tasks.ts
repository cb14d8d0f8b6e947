import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { makeRef, refId, type Ref } from '#shared/model/reference.ts';
import { isFinished, type ProviderTask, type TaskState } from '#shared/model/task.ts';
import type { VapiClient } from '../vapi/client.ts';
import { isVapiError, toVapiError } from '../vapi/errors.ts';
import type { Structures } from '../vapi/types.gen.ts';
import { isRecord, isUnreadable, type VapiRecord } from '../vapi/values.ts';
import { automationException } from './errors.ts';
import { inParallel } from './in-parallel.ts';

type TaskInfo = Structures['com.vmware.cis.task.info'];

const TASKS = 'com.vmware.cis.tasks';
/** Type of the tasks' references: cis tasks are no objects of vim25. */
export const taskType = 'com.vmware.cis.task';
const getsAtOnce = 6;
const states: Readonly<Record<string, TaskState>> = {
  PENDING: 'queued',
  BLOCKED: 'queued',
  RUNNING: 'running',
  SUCCEEDED: 'success',
  FAILED: 'error',
};

export interface TaskFollowerOptions {
  readonly client: VapiClient;
  /** False for tasks that come another way too. */
  readonly wanted: (info: TaskInfo) => boolean;
  readonly now: () => number;
}

/** Follows `com.vmware.cis.tasks`: those under way are listed, and whatever left the list is asked for once more, how it ended. */
export class CisTaskFollower {
  readonly #options: TaskFollowerOptions;
  readonly #open = new Map<string, ProviderTask>();

  constructor(options: TaskFollowerOptions) {
    this.#options = options;
  }

  /** A task that this session started. */
  started(id: string): Ref {
    const ref = makeRef(taskType, id);
    if (!this.#open.has(id))
      this.#open.set(id, {
        ref,
        name: say('task.name.task'),
        state: 'queued',
        queuedAt: this.#options.now(),
        cancelable: false,
      });
    return ref;
  }

  /** True while something is under way that was started here or seen: the next look should come soon. */
  get busy(): boolean {
    return this.#open.size > 0;
  }

  /** What is new. @throws the errors of the client */
  async look(signal: AbortSignal): Promise<readonly ProviderTask[]> {
    const { client, wanted, now } = this.#options;
    const listed = await client.call(
      TASKS,
      'list',
      {
        filter_spec: { status: ['PENDING', 'RUNNING', 'BLOCKED'] },
        result_spec: { return_all: true },
      },
      { signal },
    );
    const running = Object.entries(listed).filter(
      ([id, info]) => !isUnreadable(info) && (this.#open.has(id) || wanted(info)),
    );
    // One that cannot be read is under way all the same.
    const there = new Set(Object.keys(listed));
    const left = [...this.#open.keys()].filter((id) => !there.has(id));
    const ended = await inParallel(
      left,
      getsAtOnce,
      async (id) => [id, await this.#get(id, signal)] as const,
    );
    const updates = [...running, ...ended].map(([id, info]) =>
      info === undefined ? this.#lost(id) : toTask(id, info, now()),
    );
    for (const task of updates) {
      if (isFinished(task)) this.#open.delete(refId(task.ref));
      else this.#open.set(refId(task.ref), task);
    }
    return updates;
  }

  async #get(id: string, signal: AbortSignal): Promise<TaskInfo | undefined> {
    try {
      return await this.#options.client.call(TASKS, 'get', { task: id }, { signal });
    } catch (error) {
      if (isVapiError(error, 'not_found')) return undefined;
      throw error;
    }
  }

  /** Servers keep finished tasks for a while only. */
  #lost(id: string): ProviderTask {
    const ref = makeRef(taskType, id);
    const { progress: _progress, ...known } = this.#open.get(id) ?? {
      ref,
      name: say('task.name.task'),
      queuedAt: this.#options.now(),
    };
    const message = say('task.unknownToServer', { task: known.name });
    return { ...known, state: 'error', cancelable: false, error: { kind: 'missing', message } };
  }
}

/** A task of this API as one of the tracker. @param now stands in for the start of one that waits, milliseconds since 1970 */
export function toTask(id: string, info: TaskInfo, now: number): ProviderTask {
  const { description, status, progress, target, user } = info;
  const cancelable: unknown = info.cancelable;
  const name = textOf(description) || nameOf(info);
  const startedAt = time(info.start_time);
  const finishedAt = time(info.end_time);
  const failed = status === 'FAILED' ? failure(info.error, name, info) : undefined;
  const state = failed?.kind === 'cancelled' ? 'cancelled' : (states[status] ?? 'running');

  return {
    ref: makeRef(taskType, id),
    name,
    ...onlyDefined({ target: targetOf(target) }),
    ...(typeof user === 'string' && { initiator: user }),
    state,
    ...(state === 'running' && onlyDefined({ progress: percentOf(progress) })),
    queuedAt: startedAt ?? finishedAt ?? now,
    ...onlyDefined({ startedAt, finishedAt }),
    cancelable: cancelable === true && (state === 'queued' || state === 'running'),
    ...(failed !== undefined && state !== 'cancelled' && { error: failed }),
  };
}

function failure(
  error: TaskInfo['error'],
  name: Text,
  { service, operation }: TaskInfo,
): ProviderTask['error'] {
  const record: VapiRecord = isRecord(error) && !isUnreadable(error) ? error : {};
  const facts = { service, operation, opId: '' };
  return automationException(toVapiError(record, facts), {
    doing: say('doing.task', { task: name }),
  }).data;
}

/** What nothing depends on may be anything. */
function targetOf(target: Partial<NonNullable<TaskInfo['target']>> | undefined): Ref | undefined {
  const { type, id }: { readonly type?: unknown; readonly id?: unknown } = target ?? {};
  return typeof type === 'string' && typeof id === 'string' ? makeRef(type, id) : undefined;
}

function percentOf(progress: TaskInfo['progress']): number | undefined {
  if (progress === undefined) return undefined;
  const [all, done] = [Number(progress.total), Number(progress.completed)];
  return all > 0 && Number.isFinite(done)
    ? Math.min(100, Math.max(0, (done / all) * 100))
    : undefined;
}

function nameOf({ service, operation }: TaskInfo): Text {
  const isNamed = typeof service === 'string' && typeof operation === 'string';
  return isNamed ? `${service}.${operation}` : say('task.name.task');
}

function textOf(description: Partial<TaskInfo['description']> | undefined): string {
  const said: unknown = description?.localized ?? description?.default_message;
  return typeof said === 'string' ? said : '';
}

function time(text: unknown): number | undefined {
  const ms = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isFinite(ms) ? ms : undefined;
}
