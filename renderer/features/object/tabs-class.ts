import type { ListCounts } from '../../state/workspace/workspace.ts';

/** Tabs that come with their counts would push the others away from under the pointer: none can be clicked before. */
export function tabsClass(counts: ListCounts): string {
  const isCounted = Object.keys(counts).length > 0;
  return isCounted ? 'object-tabs' : 'object-tabs object-tabs-counting';
}
