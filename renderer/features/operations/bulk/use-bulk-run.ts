import { useMemo, useState } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { CommonOffer, RunOptions, RunPreview, RunPreviewItem } from '#shared/model/run.ts';
import { grouped, type Selection } from '#shared/model/selection.ts';
import {
  errorOf,
  useCallMutation,
  useCallQuery,
  type CallQuery,
} from '../../../bridge/use-call.ts';
import { showDialog } from '../../../state/dialogs.ts';
import { useDebounced } from '../../../state/use-debounced.ts';
import type { Target } from '../../../state/selection/target.ts';
import { isConfirmed } from '../../../ui/dialogs/guard-field.tsx';
import type { Asker } from '../lookup/lookup-picker.tsx';
import { usualRunOptions } from '../usual-run-options.ts';

/** Whoever is still typing is not asked about, in milliseconds. */
const stillness = 300;

/** What a form has so far. */
export interface BulkGiven {
  readonly given: InputValues;
  /** Something that is asked for cannot be submitted as it is. */
  readonly wrong: boolean;
}

/** What would happen to each object. */
interface Previewed {
  /** Not asked for while something that is asked for is wrong. */
  readonly preview: CallQuery<RunPreview>;
  /** The objects that it will be done to. */
  readonly runnable: readonly RunPreviewItem[];
  /** For whom choices are looked up, and calls are shown: one of the objects, where there is any. */
  readonly asker: Asker | undefined;
  /** What that object is called, where it is known. */
  readonly example: { readonly example?: string };
  /** False while it is the answer to an earlier question. */
  readonly settled: boolean;
}

/** What is about to be done to many objects, and how far it is agreed. */
export interface BulkRun extends Previewed {
  readonly wrong: boolean;
  /** The user tried to start: from now on fields say what they lack. */
  readonly tried: boolean;
  readonly options: RunOptions;
  readonly setOptions: (options: RunOptions) => void;
  /** What was typed to confirm. */
  readonly typed: string;
  readonly setTyped: (typed: string) => void;
  /** False while what is on screen is not what would be started. */
  readonly ready: boolean;
  readonly starting: boolean;
  readonly startError: MorefError | null;
  readonly submit: () => void;
}

/** A run of an operation with what a form has so far. */
export function useBulkRun(
  target: Target,
  offer: CommonOffer,
  { given, wrong }: BulkGiven,
): BulkRun {
  const [tried, setTried] = useState(false);
  const [typed, setTyped] = useState('');
  const [options, setOptions] = useState(usualRunOptions);
  const run = useCallMutation('runs.start');
  const previewed = usePreview(target, offer, given, !wrong);
  const { preview, settled, runnable } = previewed;
  const guard = preview.data?.guard;
  return {
    ...previewed,
    wrong,
    tried,
    options,
    setOptions,
    typed,
    setTyped,
    // Whoever does not know yet what is wrong learns it by trying.
    ready: wrong ? !tried : settled && runnable.length > 0 && isConfirmed(guard, typed),
    starting: run.isPending,
    startError: run.error === null ? null : errorOf(run.error),
    submit: () => {
      setTried(true);
      if (wrong) return;
      const objects = asPreviewed(target.selection, preview.data);
      const confirmed = guard === undefined ? {} : { typed };
      run.mutate(
        { objects, operation: offer.id, inputs: given, options, ...confirmed },
        { onSuccess: (started) => showDialog({ kind: 'run', run: started.run }) },
      );
    },
  };
}

/** Asks what would happen to each object, anew with each answer that is given. */
function usePreview(
  target: Target,
  offer: CommonOffer,
  now: InputValues,
  enabled: boolean,
): Previewed {
  const given = useDebounced(now, stillness);
  const still = given === now;
  const preview = useCallQuery(
    'runs.preview',
    () => ({ objects: target.selection, operation: offer.id, inputs: given }),
    { key: [offer.id, given], keepFor: offer.id, enabled: enabled && still },
  );
  const runnable = useMemo(
    () => preview.data?.items.filter(({ outcome }) => outcome === 'run') ?? [],
    [preview.data],
  );
  const example = runnable[0] ?? preview.data?.items[0];
  return {
    preview,
    runnable,
    asker: askerOf(example ?? target.example, offer.id),
    example: example === undefined ? {} : { example: example.name },
    settled: still && !preview.isPlaceholderData && !preview.isFetching,
  };
}

function askerOf(address: ObjectAddress | undefined, operation: string): Asker | undefined {
  if (address === undefined) return undefined;
  const { connection, ref } = address;
  return { address: { connection, ref }, operation };
}

/** What was described is what was listed when somebody agreed to it: what has come since was not meant, what left is not any more. */
function asPreviewed(selection: Selection, preview: RunPreview | undefined): Selection {
  if (selection.by === 'refs' || preview === undefined) return selection;
  return { ...selection, only: grouped(preview.items).groups };
}
