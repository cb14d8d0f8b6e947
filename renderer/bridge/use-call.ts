import { QueryClient, useMutation, type UseMutationResult } from '@tanstack/react-query';
import { MorefException, toMorefError, type MorefError } from '#shared/model/error.ts';
import type { Call, ParamsOf, ResultOf } from './link.ts';
import { useLink } from './link-context.ts';

/** Calls that change something; what is shown comes through feeds. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      mutations: { networkMode: 'always' },
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

/** Whatever a call threw, as data to show. */
export function errorOf(thrown: unknown): MorefError {
  return thrown instanceof MorefException ? thrown.data : toMorefError(thrown);
}
