import type { Text } from '#shared/i18n/text.ts';
import type { Disposer } from '#shared/contract/define.ts';
import type { InputValues, OperationId, OperationOffer } from '#shared/model/operation.ts';
import type { ConnectionId, ObjectAddress, Ref } from '#shared/model/reference.ts';
import type { Clock } from '../clock.ts';
import type { Log, Session } from '../providers/provider.ts';
import type { TaskTracker } from './task-tracker.ts';

/**
 * - `ready`: the server answers, and what is cached is what it has.
 * - `away`: it is to come back by itself.
 * - `gone`: nobody tries to reach it any more.
 */
export type Reach = 'ready' | 'away' | 'gone';

/** What an operation would do to an object now, by what is cached. */
export type Judgement =
  | { readonly outcome: 'run'; readonly offer: OperationOffer; readonly inputs: InputValues }
  | {
      readonly outcome: 'done' | 'skipped';
      readonly offer?: OperationOffer;
      readonly reason: Text;
    };

/** What bulk runs need of the core. */
export interface RunPort {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly log: Log;
  readonly tasks: TaskTracker;
  reach(connection: ConnectionId): Reach;
  /** Calls back whenever the reach of a connection may have changed. */
  watchReach(changed: (connection: ConnectionId) => void): Disposer;
  /** What the user calls the server. */
  serverName(connection: ConnectionId): string;
  /** Undefined where there is none now. */
  session(connection: ConnectionId): Session | undefined;
  judge(address: ObjectAddress, operation: OperationId, inputs: InputValues): Judgement;
  /** The host that has the work of an operation on the object. */
  hostOf(address: ObjectAddress): Ref | undefined;
  /** See InventoryOptions. */
  breathe(): Promise<void>;
  elapsed(): number;
}
