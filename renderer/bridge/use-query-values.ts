import { useCallback } from 'react';
import type { LiveValues } from '#shared/query/suggest.ts';
import { useLink } from './link-context.ts';

/** Answers what only the core knows of a query that is being typed: values that objects have now. */
export type QueryValues = (asked: LiveValues, signal: AbortSignal) => Promise<readonly string[]>;

export function useQueryValues(): QueryValues {
  const link = useLink();
  return useCallback(
    (asked, signal) =>
      link
        .call('query.values', { ...asked, begins: asked.begins.slice(0, 200) }, { signal })
        // Suggestions are a help: a field that cannot be asked for gets none.
        .catch(() => []),
    [link],
  );
}
