import { useFeed } from '../../bridge/use-feed.ts';
import { groupedQuery, type TreeChoice } from '../../state/tree/tree-choice.ts';
import { applyGroups } from '../../state/tree/tree-view.ts';

/** Keeps it known which object stands in which group. Draws nothing. */
export function GroupFeed({ tree, by }: { readonly tree: TreeChoice; readonly by: string }): null {
  useFeed('groups', { query: groupedQuery(tree), by }, applyGroups);
  return null;
}
