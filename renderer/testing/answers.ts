import type { MorefContract } from '#shared/contract/contract.ts';
import type { CallContext, CallResult, Handlers } from '#shared/contract/define.ts';
import type { Call } from '../bridge/link.ts';

/** What the core answers to a call: the very types of the contract. */
export type Answer<N extends Call> = (
  params: Parameters<Handlers<MorefContract>['calls'][N]>[0],
  context: CallContext,
) => CallResult<MorefContract, N> | Promise<CallResult<MorefContract, N>>;

export type Answers = { readonly [N in Call]?: Answer<N> };
