import { text } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { toMorefError } from '#shared/model/error.ts';
import type { InputValues, OperationId } from '#shared/model/operation.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { RunItem } from '#shared/model/run.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { TaskKey } from '#shared/model/task.ts';
import type { BatchResult, Session } from '../providers/provider.ts';
import { endingOfCall, endingOfError } from './run-endings.ts';
import type { RunPort } from './run-port.ts';
import type { Ending } from './run-state.ts';
import { failCall } from './send-operation.ts';

/** Objects that are sent in one call at the most. */
export const maxBatch = 500;

export interface BatchItem {
  readonly item: RunItem;
  readonly inputs: InputValues;
  readonly label: Text;
}

export interface Batch {
  readonly port: Pick<RunPort, 'tasks'>;
  readonly session: Session;
  readonly connection: ConnectionId;
  readonly operation: OperationId;
  readonly run: RunId;
  readonly batch: readonly BatchItem[];
}

/** Sends an operation on many objects, which is seen among the tasks as one. `endings`: one for each object, in order; never rejects. */
export function sendBatch({ port, session, connection, operation, run, batch }: Batch): {
  readonly key: TaskKey;
  readonly endings: Promise<readonly Ending[]>;
} {
  const [first] = batch;
  const one = batch.length === 1 ? first?.item : undefined;
  const label = first?.label ?? operation;
  const call = port.tasks.call(connection, {
    name: label,
    ...(one === undefined
      ? { targetName: text('task.target.many', { count: batch.length }) }
      : { target: one.ref, targetName: one.name }),
    run,
  });
  const requests = batch.map(({ item: { ref, name }, inputs }) => ({
    ref,
    name,
    operation,
    inputs,
  }));
  const send = async (): Promise<readonly Ending[]> => {
    try {
      const results = (await session.operateBatch?.(requests, new AbortController().signal)) ?? [];
      const endings = batch.map(({ item }, index) => endingOfResult(results[index], item));
      const done = endings.filter(({ state }) => state === 'done').length;
      if (done > 0)
        call.succeeded(
          done === batch.length ? undefined : text('bulk.of', { count: done, total: batch.length }),
        );
      else
        failCall(call, endings[0]?.error ?? { kind: 'bug', message: text('run.nothingAnswered') });
      return endings;
    } catch (thrown) {
      failCall(call, { ...toMorefError(thrown), connection });
      return batch.map(({ item }) => endingOfCall(thrown, item));
    }
  };
  return { key: call.key, endings: send() };
}

function endingOfResult(result: BatchResult | undefined, item: RunItem): Ending {
  if (result === undefined)
    return endingOfError({ kind: 'bug', message: text('run.notInAnswer') }, item);
  return result.error === undefined ? { state: 'done' } : endingOfError(result.error, item);
}
