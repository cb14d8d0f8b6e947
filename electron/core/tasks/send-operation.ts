import type { Text } from '#shared/i18n/text.ts';
import { toMorefError, type MorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { TaskKey } from '#shared/model/task.ts';
import type { OperationRequest, Session } from '../providers/provider.ts';
import type { OwnCall } from './own-call.ts';
import type { TaskTracker } from './task-tracker.ts';

export interface Sending {
  readonly tasks: TaskTracker;
  readonly session: Session;
  readonly connection: ConnectionId;
  readonly request: OperationRequest;
  /** `Power on`. */
  readonly label: Text;
  readonly run?: RunId;
  readonly signal: AbortSignal;
  /** Called at once with how the call can be followed. */
  readonly sent?: (key: TaskKey) => void;
}

/** The server's task, or null where the operation is done without one. */
export interface Sent {
  readonly key: TaskKey;
  readonly task: Ref | null;
}

/** Sends an operation. It is seen among the tasks whether or not the server makes a task of it. @throws what the session throws */
export async function sendOperation(sending: Sending): Promise<Sent> {
  const { tasks, session, connection, request, label, run, signal } = sending;
  const call = tasks.call(connection, {
    name: label,
    target: request.ref,
    targetName: request.name,
    ...onlyDefined({ run }),
  });
  sending.sent?.(call.key);
  try {
    const { task } = await session.operate(request, signal);
    if (task !== null) return { key: call.became(task), task };
    call.succeeded();
    return { key: call.key, task };
  } catch (thrown) {
    failCall(call, { ...toMorefError(thrown), connection });
    throw thrown;
  }
}

export function failCall(call: OwnCall, error: MorefError): void {
  call.failed(error, isUncertain(error));
}

/** After such an error of a call nobody knows whether the server did what was asked. */
export function isUncertain({ kind, unsent }: MorefError): boolean {
  if (unsent === true) return false;
  return kind === 'unreachable' || kind === 'timeout' || kind === 'cancelled' || kind === 'bug';
}
