import { text as say } from '#shared/i18n/make-text.ts';
import { setTimeout } from 'node:timers/promises';
import { MorefException } from '#shared/model/error.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { toMoref, toRef } from '../object-updates.ts';
import { objectsSpec } from '../vim25/collector/specs.ts';
import type { Vim25Client } from '../vim25/client.ts';
import type { Methods, ServiceContent, TaskInfo } from '../vim25/types.gen.ts';
import { VimFault } from '../vim25/soap/soap-error.ts';
import type { ManagedObjectReference, VimRecord } from '../vim25/values.ts';
import type { Call } from './call.ts';

/** What operations need of the server. */
export interface OperationServer {
  readonly content: ServiceContent;
  /** The API version that is spoken, `8.0.2.0`. */
  readonly version: string;
  /** @throws VimFault and the errors of the wire */
  call<M extends keyof Methods>(
    target: ManagedObjectReference,
    method: M,
    parameters: Methods[M]['params'],
  ): Promise<Methods[M]['result']>;
  /** Sends a prepared call; returns the task that it started, if it did. */
  send(call: Call): Promise<ManagedObjectReference | undefined>;
  /** Properties as they are now. @throws MorefException `missing` where the object is gone */
  read(ref: Ref, paths: readonly string[]): Promise<Properties>;
  /** The same of many objects; those that are gone are left out. */
  readMany(refs: readonly Ref[], paths: readonly string[]): Promise<ReadonlyMap<Ref, Properties>>;
  /** Waits for a task; its result. @throws VimFault as the task ended */
  result(task: ManagedObjectReference): Promise<TaskInfo['result']>;
}

type Client = Pick<Vim25Client, 'call' | 'retrieve' | 'content' | 'version'>;

/** How often a task is asked for that is waited for here, in milliseconds: those of checks and of the datastore browser are short. */
const pause = { first: 50, most: 1000 };

export function operationServer(client: Client, signal: AbortSignal): OperationServer {
  const readMany: OperationServer['readMany'] = (refs, paths) =>
    retrieve(client, refs, paths, signal);
  const read: OperationServer['read'] = async (ref, paths) => {
    const object = (await readMany([ref], paths)).get(ref);
    if (object !== undefined) return object;
    const message = say('error.gone', { ref });
    throw new MorefException({ kind: 'missing', message, ref });
  };
  return {
    content: client.content,
    version: client.version,
    call: (target, method, parameters) => client.call(target, method, parameters, { signal }),
    send: async ({ target, method, parameters }) => {
      const result: unknown = await client.call(target, method, parameters, { signal });
      return isTask(result) ? result : undefined;
    },
    read,
    readMany,
    result: async (task) => {
      for (let ms = pause.first; ; ms = Math.min(ms * 2, pause.most)) {
        const { info } = await read(`Task:${task.value}` as Ref, ['info']);
        const { state, result, error } = info as unknown as TaskInfo;
        if (state === 'success') return result;
        if (state === 'error') throw faultOf(error);
        await setTimeout(ms, undefined, { signal });
      }
    },
  };
}

async function retrieve(
  client: Client,
  refs: readonly Ref[],
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Ref, Properties>> {
  const types = [...new Set(refs.map(refType))];
  const specs = types.map((type) => {
    const some = refs.filter((ref) => refType(ref) === type);
    return objectsSpec(some.map(toMoref), type, paths);
  });
  const objects = specs.length === 0 ? [] : await client.retrieve(specs, { signal });
  return new Map(
    objects.map(({ obj, propSet = [] }) => [
      toRef(obj),
      Object.fromEntries(propSet.map(({ name, val }) => [name, val])),
    ]),
  );
}

function faultOf(error: TaskInfo['error']): VimFault {
  const fault = (error?.fault ?? { $type: 'MethodFault' }) as VimRecord;
  return new VimFault(error?.localizedMessage ?? '', fault, 'Task');
}

function isTask(result: unknown): result is ManagedObjectReference {
  return (result as Partial<ManagedObjectReference> | undefined)?.type === 'Task';
}
