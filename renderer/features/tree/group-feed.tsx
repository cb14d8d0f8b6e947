import { useState, type ReactElement } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import type { ObjectKey } from '#shared/model/reference.ts';
import { unreadKey, type UnreadObjects } from '#shared/model/view.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import { inWords } from '../../i18n/translate.ts';
import { groupedQuery, type TreeChoice } from '../../state/tree/tree-choice.ts';
import { applyGroups } from '../../state/tree/tree-view.ts';
import { Unread } from '../../ui/search/unread.tsx';

/** Keeps it known which object stands in which group, and says what is missing for that. */
export function GroupFeed(props: {
  readonly tree: TreeChoice;
  readonly by: string;
}): ReactElement | null {
  const { tree, by } = props;
  const [read, setRead] = useState(false);
  const [unread, setUnread] = useState<UnreadObjects>();
  const [error, setError] = useState<MorefError>();
  useFeed(
    'groups',
    { query: groupedQuery(tree), by, read },
    ({ upsert, remove }) => {
      const groups: (readonly [ObjectKey, string])[] = [];
      for (const [key, value] of upsert)
        if (typeof value !== 'string') setUnread(value);
        else if (key !== unreadKey) groups.push([key, value]);
      if (remove.includes(unreadKey)) setUnread(undefined);
      applyGroups({ upsert: groups, remove: remove.filter(isObject) });
    },
    setError,
  );
  if (error !== undefined)
    return (
      <p className="tree-group-problem" role="alert">
        {inWords(error.message)}
      </p>
    );
  if (unread === undefined) return null;
  return <Unread unread={unread} onRead={() => setRead(true)} />;
}

function isObject(key: ObjectKey | typeof unreadKey): key is ObjectKey {
  return key !== unreadKey;
}
