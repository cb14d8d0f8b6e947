import type { InputValues, OperationOffer } from '#shared/model/operation.ts';
import type { MorefError } from '#shared/model/error.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { errorOf, useCallMutation } from '../../bridge/use-call.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { awaitMade } from '../../state/tasks/made.ts';

/** The way from a dialog to the operation that it asks for. */
export interface Start {
  /** It was sent, and nothing was heard of it yet. */
  readonly busy: boolean;
  readonly error: MorefError | null;
  /** @param typed to confirm, where the offer asks for that */
  readonly start: (inputs: InputValues, typed: string) => void;
}

/** Starts an operation: its dialog closes, and what it makes is selected when it is there. */
export function useStart(address: ObjectAddress, offer: OperationOffer): Start {
  const run = useCallMutation('operations.run');
  const { id: operation, guard, group } = offer;
  return {
    busy: run.isPending,
    error: run.error === null ? null : errorOf(run.error),
    start: (inputs, typed) =>
      run.mutate(
        { ...address, operation, inputs, ...(guard !== undefined && { typed }) },
        {
          onSuccess: ({ task }) => {
            closeDialog();
            if (group === 'create' && task !== null) awaitMade(task);
          },
        },
      ),
  };
}
