import { useEffect, useEffectEvent } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import type { Feed, FeedParamsOf, FeedStepOf } from './link.ts';
import { useLink } from './link-context.ts';

/**
 * Keeps a feed open while the component is mounted and `params` stays the same in content. `onStep` runs outside of React's
 * rendering: it puts the step into a store.
 */
export function useFeed<N extends Feed>(
  name: N,
  params: FeedParamsOf<N>,
  onStep: (step: FeedStepOf<N>) => void,
  onFailed: (error: MorefError) => void = () => undefined,
): void {
  const link = useLink();
  const step = useEffectEvent(onStep);
  const failed = useEffectEvent(onFailed);
  const key = JSON.stringify(params);
  useEffect(
    () =>
      link.open(name, JSON.parse(key) as FeedParamsOf<N>, {
        step: (frame) => step(frame),
        failed: (error) => failed(error),
      }),
    [link, name, key],
  );
}
