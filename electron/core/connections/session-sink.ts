import { toMorefError, type MorefError } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { SessionPart } from '#shared/model/session-part.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Sink } from '../providers/provider.ts';
import type { ConnectionEvents } from './connection-types.ts';

export interface SessionSinkOptions {
  readonly id: ConnectionId;
  readonly inventory: Inventory;
  readonly events: Pick<
    ConnectionEvents,
    'changed' | 'tasks' | 'tasksGone' | 'tasksBegin' | 'tasksComplete'
  >;
  /** Ends the session: what it tells from then on is not taken any more. */
  readonly signal: AbortSignal;
  /** Something was reported, before it is taken. */
  readonly touched: () => void;
  /** The server has answered; `syncing` where that begins or ends a full set. */
  readonly heard: (syncing?: boolean) => void;
  readonly part: (part: SessionPart) => void;
  readonly interrupted: (error: MorefError, retryMs: number) => void;
  /** A full set is there. */
  readonly complete: () => void;
}

/** Where the updates of one session go. */
export function sessionSink(options: SessionSinkOptions): Sink {
  const { id, inventory, events, signal, heard } = options;
  const current = (): boolean => !signal.aborted;
  return {
    ...fullSetSink(options),
    known: (ref) => (current() ? inventory.object(ref)?.properties : undefined),
    apply: async (updates) => {
      if (!current()) return;
      options.touched();
      await inventory.apply(updates, signal);
      if (current()) events.changed();
    },
    part: (part) => {
      if (current()) options.part(part);
    },
    tasks: (tasks) => {
      if (current()) events.tasks(tasks);
    },
    tasksGone: (tasks) => {
      if (current()) events.tasksGone(tasks);
    },
    heard: () => {
      if (current()) heard();
    },
    interrupted: (thrown, retryMs) => {
      if (current()) options.interrupted({ ...toMorefError(thrown), connection: id }, retryMs);
    },
  };
}

/** Where a full set begins and ends. */
function fullSetSink(options: SessionSinkOptions): Pick<Sink, 'resync' | 'synced' | 'completed'> {
  const { inventory, events, signal, heard } = options;
  const current = (): boolean => !signal.aborted;
  /** Native types of which not all has entered since the full set began. */
  let incomplete = new Set<string>();
  return {
    resync: () => {
      if (!current()) return;
      inventory.resync();
      events.tasksBegin();
      heard(true);
    },
    synced: (kept) => {
      if (!current()) return;
      inventory.synced(kept);
      incomplete = new Set(kept);
      events.tasksComplete(incomplete);
      options.complete();
      heard(false);
    },
    completed: (type) => {
      if (!current()) return;
      inventory.completed(type);
      incomplete.delete(type);
      events.tasksComplete(incomplete);
      events.changed();
    },
  };
}
