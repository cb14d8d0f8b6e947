import { QueryClient, useMutation, useQuery, type UseMutationResult } from '@tanstack/react-query';
import { MorefException, toMorefError, type MorefError } from '#shared/model/error.ts';
import type { Call, ParamsOf, ResultOf } from './link.ts';
import { useLink } from './link-context.ts';

/** Calls that change something, and questions that are asked once; what lives comes through feeds. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      mutations: { networkMode: 'always' },
      // The core mends what can be mended; what it reports is for the user to see.
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        structuralSharing: false,
        gcTime: 0,
      },
    },
  });
}

/** One call as a mutation. */
export function useCallMutation<N extends Call>(
  name: N,
): UseMutationResult<ResultOf<N>, MorefException, ParamsOf<N>> {
  const link = useLink();
  return useMutation<ResultOf<N>, MorefException, ParamsOf<N>>({
    mutationFn: (params) => link.call(name, params),
  });
}

export interface CallQueryOptions {
  /** What the answer depends on. */
  readonly key: readonly unknown[];
  readonly enabled?: boolean;
  /** While this stays the same, the last answer stands until the next one has come. */
  readonly keepFor?: string | number;
}

export interface CallQuery<T> {
  readonly data: T | undefined;
  readonly error: MorefError | null;
  readonly isFetching: boolean;
  /** The answer is to an earlier question. */
  readonly isPlaceholderData: boolean;
  readonly ask: () => void;
}

/** One call as a question, asked anew when its key changes; what is no longer waited for is aborted. */
export function useCallQuery<N extends Call>(
  name: N,
  params: () => ParamsOf<N>,
  { key, enabled = true, keepFor }: CallQueryOptions,
): CallQuery<ResultOf<N>> {
  const link = useLink();
  const query = useQuery<ResultOf<N>, MorefException>({
    queryKey: [name, keepFor ?? null, ...key],
    queryFn: ({ signal }) => link.call(name, params(), { signal }),
    enabled,
    placeholderData: (previous, before) =>
      keepFor !== undefined && before?.queryKey[1] === keepFor ? previous : undefined,
  });
  return {
    data: query.data,
    error: query.error === null ? null : errorOf(query.error),
    isFetching: query.isFetching,
    isPlaceholderData: query.isPlaceholderData,
    ask: () => void query.refetch(),
  };
}

/** Whatever a call threw, as data to show. */
export function errorOf(thrown: unknown): MorefError {
  return thrown instanceof MorefException ? thrown.data : toMorefError(thrown);
}
