import type { MorefError } from './error.ts';
import type { Kind } from './kind.ts';

/** What a part of a session brings: where the page says that it is missing. */
export type PartArea = 'inventory' | 'tags' | 'libraries' | 'tasks' | 'alerts' | 'explorer';

/**
 * - `loading`: its first answer is on the way.
 * - `live`: reported as it changes; as old as the connection's last word.
 * - `polled`: read again each `everyMs`, the last time at `at`.
 * - `failed`: not there, or of `at`, for the reason `error`; read again at `retryAt`, if waiting can help.
 * - `absent`: the server, or the account, does not have it.
 */
export type PartState = 'loading' | 'live' | 'polled' | 'failed' | 'absent';

/** A part of a session that can fail alone: a class of objects, the tags, a second API. */
export interface SessionPart {
  /** Unique within the connection. */
  readonly id: string;
  readonly area: PartArea;
  /** In the server's words, where an area has several parts: `VM_metrics`, `Datastore`. */
  readonly name?: string;
  /** Kinds of objects of which some are missing, or old, while it is failing. */
  readonly kinds?: readonly Kind[];
  readonly state: PartState;
  /** When it was last reported in full; milliseconds since 1970. */
  readonly at?: number;
  /** With `polled`: milliseconds from one reading to the next. */
  readonly everyMs?: number;
  /** With `failed`: why. With `absent`: how the server put it. */
  readonly error?: MorefError;
  /** With `failed`: when it is tried again; milliseconds since 1970. */
  readonly retryAt?: number;
  /** What of it could not be read while the rest is there. */
  readonly lacking?: LackingPart;
}

export interface LackingPart {
  /** How many things: tags, lists, items. */
  readonly count: number;
  /** Why, of the first of them. */
  readonly error: MorefError;
}
