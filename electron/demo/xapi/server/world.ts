import type { Message } from '../api/model.ts';
import type { Value } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import type { Row } from '../db/row.ts';
import type { Changes } from '../../server/changes.ts';
import type { Events } from './events.ts';
import type { Failures } from './failures.ts';
import type { Session, Sessions } from './sessions.ts';
import type { Tasks } from './pool-tasks.ts';

/** What a server does wrong at the moment, where it is asked for with every call. */
export interface Faults {
  /** No /jsonrpc, as before XenServer 7.3: 404, or what the handler of XML-RPC says to JSON. */
  jsonRpcOff: false | '404' | 'xml';
  /** The pool allows one console a machine (pool.limit_console_sessions of newer servers). */
  oneConsole: boolean;
  /** HOST_STILL_BOOTING before everything else. */
  booting: boolean;
  /** Every answer waits so long, in milliseconds. */
  delay: number;
  /** Names of members of XML-RPC structs go out unescaped. */
  rawNames: boolean;
  /** How many parameters `login_with_password` takes at most. */
  loginParameters: number;
  /** Messages, as `VM.start`, for which everybody lacks the permission. */
  readonly denied: Set<string>;
  /** Removed messages that work all the same, as on the older servers that have them. */
  readonly revived: Set<string>;
}

/** Everything of one simulated pool that outlives a call. */
export interface World {
  readonly db: Database;
  readonly sessions: Sessions;
  readonly tasks: Tasks;
  readonly events: Events;
  readonly faults: Faults;
  readonly failures: Failures;
  readonly changes: Changes;
  readonly now: () => Date;
  /** How long a task takes, least and most, in seconds. */
  readonly taskSeconds: readonly [number, number];
  /** Waits, and ends at once with the pool. Rejects when a signal aborts. */
  wait(milliseconds: number, signals: readonly AbortSignal[]): Promise<void>;
}

/** A call on its way through the server. */
export interface Call {
  readonly world: World;
  readonly db: Database;
  readonly session: Session;
  readonly message: Message;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  /** The task in whose name it runs; a call that takes its time makes one. */
  task: Row | undefined;
}

/** Does what a message asks for. The void result is the empty text. Throws Failure. */
export type Handler = (call: Call, parameters: readonly Value[]) => Value | Promise<Value>;
