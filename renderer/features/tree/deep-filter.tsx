import { useRef } from 'react';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { summaryKey, type ViewFound } from '#shared/model/view.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import type { TreeQuery } from '../../state/inventory/tree-query.ts';
import { parseNodeKey, type NodeKey } from '../../state/tree/flat-node.ts';
import { setMatches } from '../../state/tree/tree-store.ts';

/** Matches that are shown in the tree at most: who finds more looks at them as a list. */
const most = 20_000;
/** Of so many matches the tree says where their free text was found. */
const explained = 500;

/** What the core found so far. */
interface Found {
  readonly query: TreeQuery;
  readonly byServer: Map<ConnectionId, Set<Ref>>;
  readonly where: Map<NodeKey, readonly ViewFound[]>;
  isThere: boolean;
  total: number;
}

/** Answers the tree's filter where only the core can: it tells which objects pass, as they come and go. */
export function DeepFilter({ query }: { readonly query: TreeQuery }): null {
  const held = useRef<Found>(nothingFound(query));
  const request = { query: query.text, most, explained: query.freeText ? explained : 0 };
  useFeed('matches', request, ({ upsert, remove, ready }) => {
    if (held.current.query !== query) held.current = nothingFound(query);
    const found = held.current;
    const changed = new Set<ConnectionId>();
    for (const [key, item] of upsert)
      if (item.is === 'summary') found.total = item.total;
      else changed.add(add(found, key as NodeKey, item.where));
    for (const key of remove) if (key !== summaryKey) changed.add(take(found, key as NodeKey));
    found.isThere ||= ready;
    if (!found.isThere) return;
    const { byServer, where, total } = found;
    setMatches(query, { found: byServer, changed, whole: total <= most, where: new Map(where) });
  });
  return null;
}

function nothingFound(query: TreeQuery): Found {
  return { query, byServer: new Map(), where: new Map(), isThere: false, total: 0 };
}

/** @returns the server that it is on */
function add(
  { byServer, where }: Found,
  key: NodeKey,
  at: readonly ViewFound[] | undefined,
): ConnectionId {
  const { connection, ref } = parseNodeKey(key);
  const refs = byServer.get(connection) ?? new Set();
  byServer.set(connection, refs);
  if (ref !== null) refs.add(ref);
  if (at !== undefined) where.set(key, at);
  return connection;
}

function take({ byServer, where }: Found, key: NodeKey): ConnectionId {
  const { connection, ref } = parseNodeKey(key);
  if (ref !== null) byServer.get(connection)?.delete(ref);
  where.delete(key);
  return connection;
}
