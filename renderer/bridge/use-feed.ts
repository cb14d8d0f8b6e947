import { useEffect, useEffectEvent } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import type { Feed, FeedParamsOf, FrameOf } from './link.ts';
import { useLink } from './link-context.ts';

/**
 * Keeps a feed open while the component is mounted and `params` stays the same in content. `onFrame` runs outside of React's
 * rendering: it puts the frame into a store.
 */
export function useFeed<N extends Feed>(
  name: N,
  params: FeedParamsOf<N>,
  onFrame: (frame: FrameOf<N>) => void,
  onFailed: (error: MorefError) => void = () => undefined,
): void {
  const link = useLink();
  const received = useEffectEvent(onFrame);
  const failed = useEffectEvent(onFailed);
  const key = JSON.stringify(params);
  useEffect(
    () =>
      link.open(name, JSON.parse(key) as FeedParamsOf<N>, {
        frame: (frame) => received(frame),
        failed: (error) => failed(error),
      }),
    [link, name, key],
  );
}
