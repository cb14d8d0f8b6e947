import { useState } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import { errorOf } from '../../bridge/use-call.ts';

/** Something that is tried until it succeeds, or the user gives up. */
export interface Attempt {
  readonly busy: boolean;
  /** What stands against the last try. */
  readonly error: MorefError | null;
  readonly attempt: (work: () => Promise<void>) => Promise<void>;
}

/** @param first what stood against it before the first try */
export function useAttempt(first: MorefError | null = null): Attempt {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(first);
  return {
    busy,
    error,
    attempt: async (work) => {
      setBusy(true);
      setError(null);
      try {
        await work();
      } catch (thrown) {
        setError(errorOf(thrown));
      } finally {
        setBusy(false);
      }
    },
  };
}
