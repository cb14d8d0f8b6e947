import type { Entity, RecentTask } from '../estate/entity-base.ts';
import type { VimFault } from '../wire/fault.ts';
import type { Data } from '../wire/value.ts';

/** A task of the server; the engine (engine.ts) drives it. */
export interface Task extends RecentTask {
  readonly type: 'Task';
  readonly name: string;
  readonly descriptionId: string;
  readonly entity: Entity | undefined;
  /** The entity's name when the task began: a rename does not rewrite it. */
  readonly entityName: string | undefined;
  readonly reason: Data;
  readonly cancelable: boolean;
  readonly eventChainId: number;
  readonly activationId: string | undefined;
  state: 'queued' | 'running' | 'success' | 'error';
  cancelled: boolean;
  progress: number | undefined;
  error: VimFault | undefined;
  result: unknown;
  startTime: Date | undefined;
  completeTime: Date | undefined;
}
