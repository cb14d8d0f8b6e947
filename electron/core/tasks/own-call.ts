import type { Text } from '#shared/i18n/text.ts';
import type { MorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { Task, TaskKey } from '#shared/model/task.ts';

/** What is known of a task before the server reports it. */
export interface OwnTask {
  readonly name: Text;
  readonly target?: Ref;
  readonly targetName?: Text;
  readonly run?: RunId;
}

/** A call of ours that is under way, shown as a task until it turns out whether the server made a task of it. */
export interface OwnCall {
  readonly key: TaskKey;
  /** The server made a task of it, which stands in its place from now on. */
  became(ref: Ref): TaskKey;
  /** It was done, and there is no task of it. */
  succeeded(result?: Text): void;
  /** @param lost whether it was done is not known */
  failed(error: MorefError, lost: boolean): void;
}

/** How a call ended, as its task has it. */
export type CallEnding = Pick<Task, 'state' | 'error' | 'lost' | 'result'>;

export function callSucceeded(result: Text | undefined): CallEnding {
  return { state: 'success', ...onlyDefined({ result }) };
}

/** @param lost see OwnCall */
export function callFailed(error: MorefError, lost: boolean): CallEnding {
  const state = error.kind === 'cancelled' && !lost ? 'cancelled' : 'error';
  return { state, error, ...(lost && { lost }) };
}
