import { useMemo } from 'react';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { summaryKey } from '#shared/model/view.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import { useLink } from '../../bridge/link-context.ts';
import type { TreeQuery } from '../../state/inventory/tree-query.ts';
import { parseNodeKey, type NodeKey } from '../../state/tree/flat-node.ts';
import { setMatches } from '../../state/tree/tree-store.ts';

/** Matches that are shown in the tree at most: who finds more looks at them as a list. */
const most = 20_000;

/** Answers the tree's filter where only the core can: a view of which no line is looked at, and the names of all that it lists. */
export function DeepFilter({ query }: { readonly query: TreeQuery }): null {
  const link = useLink();
  const view = useMemo(() => `tree-${crypto.randomUUID()}-${query.text.length}`, [query]);
  useFeed(
    'view',
    { view, query: query.text, columns: [], sort: [], sums: [], window: { from: 0, count: 0 } },
    ({ upsert }) => {
      if (!upsert.some(([key, item]) => key === summaryKey && item.is === 'summary' && item.ready))
        return;
      link
        .call('views.keys', { view, from: 0, count: most })
        .then((keys) => setMatches(query, byConnection(keys)))
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
