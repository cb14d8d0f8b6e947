import {
  QueryClient,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { MorefException, toMorefError, type MorefError } from '#shared/model/error.ts';
import type { Call, ParamsOf, ResultOf } from './link.ts';
import { useLink } from './link-context.ts';

/** Requests and their answers; feeds never pass through it. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The core is on this machine: its own retries are enough, and what is old is asked for by key.
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        staleTime: 5000,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export interface CallQueryOptions {
  readonly enabled?: boolean;
  /** Asked anew when it changes, while the last answer to the same parameters stays on screen. */
  readonly revision?: string;
}

/** One call as a query: cached by name and parameters, aborted when nobody needs it any more. */
export function useCallQuery<N extends Call>(
  name: N,
  params: ParamsOf<N>,
  options: CallQueryOptions = {},
): UseQueryResult<ResultOf<N>, MorefException> {
  const link = useLink();
  const subject = JSON.stringify(params);
  return useQuery<ResultOf<N>, MorefException>({
    queryKey: [name, subject, options.revision ?? ''],
    queryFn: ({ signal }) => link.call(name, params, { signal }),
    enabled: options.enabled ?? true,
    placeholderData: (previous, query) => (query?.queryKey[1] === subject ? previous : undefined),
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

/** Whatever a call threw, as data to show. */
export function errorOf(thrown: unknown): MorefError {
  return thrown instanceof MorefException ? thrown.data : toMorefError(thrown);
}
