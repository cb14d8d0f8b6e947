import type { Text } from '../i18n/text.ts';
import type { MorefError } from './error.ts';
import type { Kind } from './kind.ts';
import type { InputValues, OperationId, OperationOffer } from './operation.ts';
import type { ConnectionId, ObjectAddress } from './reference.ts';
import type { RunId } from './run-id.ts';
import type { TaskKey } from './task.ts';

/**
 * - `waiting`: its turn has not come.
 * - `running`: sent; its task is under way.
 * - `done`: the task succeeded, or the object was already so.
 * - `skipped`: the operation did not apply, so nothing was sent.
 * - `failed`: refused by the server, or its task failed.
 * - `cancelled`: never sent because the run was stopped, or its task was cancelled.
 * - `unknown`: sent, but what became of it cannot be known: the connection was lost. `error` says so.
 */
export const runItemStates = [
  'waiting',
  'running',
  'done',
  'skipped',
  'failed',
  'cancelled',
  'unknown',
] as const;
export type RunItemState = (typeof runItemStates)[number];

export interface RunOptions {
  /** After the first failure nothing more is sent. */
  readonly stopOnError: boolean;
  /** Operations under way at once on one server. */
  readonly perServer: number;
  /** Operations under way at once on one host. */
  readonly perHost: number;
}

/** One operation on many objects. Every object ends exactly once. */
export interface Run {
  readonly id: RunId;
  readonly operation: OperationId;
  /** `Shut down guest`. */
  readonly label: Text;
  readonly inputs: InputValues;
  readonly options: RunOptions;
  readonly connections: readonly ConnectionId[];
  readonly state: 'running' | 'stopping' | 'finished';
  readonly counts: Readonly<Record<RunItemState, number>>;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishedAt?: number;
}

/** A run that does something to one object several times: one value of an input each time, such as the names of copies. */
export interface RunEach {
  /** The input's name. */
  readonly input: string;
  /** Each once. */
  readonly values: readonly string[];
}

/** One object of a run, or one of the times that something is done to the only one. */
export interface RunItem extends ObjectAddress {
  /** `connection/ref`; with a number behind it where something is done several times. */
  readonly key: string;
  /** What the object is called; of one of several times, the value of that. */
  readonly name: string;
  /** Of one of several times: what is given besides the inputs of the run, and what the object is called. */
  readonly own?: { readonly inputs: InputValues; readonly object: string };
  readonly state: RunItemState;
  /** Why it was skipped, or what was already so. */
  readonly reason?: Text;
  readonly error?: MorefError;
  /** The task of the last attempt. */
  readonly task?: TaskKey;
  /** 1 for the first; 0 while it is waiting for it. */
  readonly attempt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
}

/** What a run would do. */
export interface RunPreview {
  readonly items: readonly RunPreviewItem[];
  /** How many of the objects are of which kind. */
  readonly byKind: readonly (readonly [Kind, number])[];
  /** What the user has to type before it runs, on production servers. */
  readonly guard?: string;
}

export interface RunPreviewItem extends ObjectAddress {
  readonly name: string;
  readonly outcome: 'run' | 'done' | 'skipped';
  readonly reason?: Text;
  /** What speaks against it. */
  readonly warning?: Text;
}

/** An operation that at least one object of a selection has. */
export interface CommonOffer extends Omit<OperationOffer, 'refused' | 'done' | 'guard'> {
  /** Objects that it can be run on now. */
  readonly runnable: number;
  /** Objects that are already so. */
  readonly done: number;
  /** Objects that refuse it, or do not have it. */
  readonly refused: number;
  /** A reason, where nothing can be run. */
  readonly reason?: Text;
}
