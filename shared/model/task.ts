import type { Text } from '../i18n/text.ts';
import type { MorefError } from './error.ts';
import type { ConnectionId, Ref } from './reference.ts';
import type { RunId } from './run-id.ts';

/** A cancelled task has not failed. */
export type TaskState = 'queued' | 'running' | 'success' | 'error' | 'cancelled';

/** `connection/Task:task-62`: unique in the program. */
export type TaskKey = string & { readonly __brand: 'TaskKey' };

/** Something that a server does, whoever asked for it. Times are the server's, in milliseconds since 1970. */
export interface Task {
  readonly key: TaskKey;
  readonly connection: ConnectionId;
  /** What is being done, in words: `Power On virtual machine`. */
  readonly name: Text;
  /** The object that it is done to. */
  readonly target?: Ref;
  readonly targetName?: Text;
  /** Who started it: a user, or what the server calls itself. */
  readonly initiator?: Text;
  /** Started by this program. */
  readonly own: boolean;
  readonly state: TaskState;
  /** Per cent, 0 to 100, if the server tells. */
  readonly progress?: number;
  readonly queuedAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly cancelable: boolean;
  /** Moref itself does it, call by call: it does not go on without Moref. */
  readonly driven?: true;
  /** What it produced, in words: the name of the clone. */
  readonly result?: Text;
  /** The object that it produced: what `result` names. */
  readonly made?: Ref;
  readonly error?: MorefError;
  /** With state `error`: the connection was lost, and what became of it is not known. `error` says so. */
  readonly lost?: true;
  /** The bulk run that it belongs to. */
  readonly run?: RunId;
}

/** What a provider knows of a task: all but what only the core can tell. */
export type ProviderTask = Omit<Task, 'key' | 'connection' | 'own' | 'lost' | 'run'> & {
  readonly ref: Ref;
};

export function taskKey(connection: ConnectionId, ref: Ref): TaskKey {
  return `${connection}/${ref}` as TaskKey;
}

export function isFinished(task: Pick<Task, 'state'>): boolean {
  return task.state === 'success' || task.state === 'error' || task.state === 'cancelled';
}

/** Type in the references of calls of Moref's own that the server makes no task of; they stand among the tasks all the same. */
export const callType = 'call';

/** True for a call of Moref's own: whoever made it is notified of its error at once. */
export function isCall(ref: Ref): boolean {
  return ref.startsWith(`${callType}:`);
}

/** The reference in a task's key. */
export function taskRef(key: TaskKey): Ref {
  return key.slice(key.indexOf('/') + 1) as Ref;
}
