import type { InputValues, OperationOffer } from '#shared/model/operation.ts';
import { listed } from '#shared/model/selection.ts';
import type { RunEach } from '#shared/model/run.ts';
import type { MorefError } from '#shared/model/error.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { errorOf, useCallMutation } from '../../bridge/use-call.ts';
import { closeDialog, showDialog } from '../../state/dialogs.ts';
import { usualRunOptions } from './usual-run-options.ts';
import { awaitMade } from '../../state/tasks/made.ts';

/** The way from a dialog to the operation that it asks for. */
export interface Start {
  /** It was sent, and nothing was heard of it yet. */
  readonly busy: boolean;
  readonly error: MorefError | null;
  /** @param typed to confirm, where the offer asks for that @param each what is done several times: a run, which is shown */
  readonly start: (inputs: InputValues, typed: string, each?: RunEach) => void;
}

/** Starts an operation: its dialog closes, and what it makes is selected when it is there. */
export function useStart(address: ObjectAddress, offer: OperationOffer): Start {
  const run = useCallMutation('operations.run');
  const several = useCallMutation('runs.start');
  const { id: operation, guard, group } = offer;
  const error = run.error ?? several.error;
  return {
    busy: run.isPending || several.isPending,
    error: error === null ? null : errorOf(error),
    start: (inputs, typed, each) => {
      const confirmed = guard === undefined ? {} : { typed };
      const asked = { operation, inputs, ...confirmed };
      if (each !== undefined)
        several.mutate(
          { ...asked, objects: listed([address]), each, options: usualRunOptions },
          { onSuccess: (started) => showDialog({ kind: 'run', run: started.run }) },
        );
      else
        run.mutate(
          { ...address, ...asked },
          {
            onSuccess: ({ task }) => {
              closeDialog();
              if (group === 'create' && task !== null) awaitMade(task);
            },
          },
        );
    },
  };
}
