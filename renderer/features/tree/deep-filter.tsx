import { useMemo } from 'react';
import { objectKey, type ConnectionId, type Ref } from '#shared/model/reference.ts';
import { summaryKey, type ViewFound } from '#shared/model/view.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import { useLink } from '../../bridge/link-context.ts';
import type { TreeQuery } from '../../state/inventory/tree-query.ts';
import { parseNodeKey, type NodeKey } from '../../state/tree/flat-node.ts';
import { setMatches } from '../../state/tree/tree-store.ts';

/** Matches that are shown in the tree at most: who finds more looks at them as a list. */
const most = 20_000;
/** Of so many matches the tree says where their free text was found. */
const explained = 500;

/** Answers the tree's filter where only the core can: a view, and the names of all that it lists. */
export function DeepFilter({ query }: { readonly query: TreeQuery }): null {
  const link = useLink();
  const { view, where } = useMemo(
    () => ({
      view: `tree-${crypto.randomUUID()}-${query.text.length}`,
      where: new Map<NodeKey, readonly ViewFound[]>(),
    }),
    [query],
  );
  const window = { from: 0, count: query.freeText ? explained : 0 };
  useFeed(
    'view',
    { view, query: query.text, columns: [], sort: [], sums: [], window },
    ({ upsert, remove }) => {
      for (const key of remove) where.delete(key as NodeKey);
      for (const [, item] of upsert)
        if (item.is === 'row') where.set(objectKey(item), item.where ?? []);
      if (!upsert.some(([key, item]) => key === summaryKey && item.is === 'summary' && item.ready))
        return;
      link
        .call('views.keys', { view, from: 0, count: most })
        .then((keys) => setMatches(query, byConnection(keys), new Map(where)))
        // The filter is another by now, and its view gone.
        .catch(() => undefined);
    },
  );
  return null;
}

function byConnection(keys: readonly NodeKey[]): ReadonlyMap<ConnectionId, readonly Ref[]> {
  const found = new Map<ConnectionId, Ref[]>();
  for (const key of keys) {
    const { connection, ref } = parseNodeKey(key);
    if (ref === null) continue;
    const refs = found.get(connection);
    if (refs === undefined) found.set(connection, [ref]);
    else refs.push(ref);
  }
  return found;
}
