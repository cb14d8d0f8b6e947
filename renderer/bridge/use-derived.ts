import { useEffect, useState } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { Feed, FeedParamsOf, FrameOf } from './link.ts';
import { useLink } from './link-context.ts';

/** Feeds of one item that follows from one object. */
type DerivedFeed = Extract<
  Feed,
  'object' | 'offers' | 'sheet' | 'relations' | 'snapshots' | 'console'
>;
type ItemOf<N extends DerivedFeed> = FrameOf<N>['upsert'][number][1];

export interface Derived<T> {
  readonly data: T | undefined;
  readonly error: MorefError | null;
}

interface Held<T> extends Derived<T> {
  readonly key: string;
}

/**
 * Follows the one item of a feed that belongs to an object; nothing while the address is null.
 * @param revision the feed is opened anew when it changes: after `missing`, the object may have come back
 */
export function useDerived<N extends DerivedFeed>(
  name: N,
  address: ObjectAddress | null,
  revision = '',
): Derived<ItemOf<N>> {
  const link = useLink();
  const key = address === null ? '' : JSON.stringify([address.connection, address.ref]);
  const [held, setHeld] = useState<Held<ItemOf<N>>>({ key: '', data: undefined, error: null });
  useEffect(() => {
    void revision;
    if (key === '') return undefined;
    const [connection, ref] = JSON.parse(key) as [
      ObjectAddress['connection'],
      ObjectAddress['ref'],
    ];
    const params = { connection, ref } as FeedParamsOf<N>;
    return link.open(name, params, {
      frame: ({ upsert }) => {
        const item = upsert.at(-1)?.[1];
        if (item !== undefined) setHeld({ key, data: item, error: null });
      },
      failed: (error) => setHeld({ key, data: undefined, error }),
    });
  }, [link, name, key, revision]);
  return held.key === key ? held : nothing;
}

const nothing = { data: undefined, error: null };
