import type { NodeKey } from '../tree/flat-node.ts';

/** What a tab shows: an object, a server or a group; a search; or, with neither, all servers. */
export interface TabView {
  readonly current: NodeKey | null;
  /** A search over all servers, in its stead. */
  readonly search: string | null;
}

/** A tab of the workspace: what it shows, and what was looked at in it before and after. */
export interface WorkspaceTab {
  readonly id: string;
  /** It stands first, and is not closed by mistake. */
  readonly pinned: boolean;
  /** Of the tab that is on screen it is what was shown when it came there. */
  readonly view: TabView;
  /** The latest last. */
  readonly back: readonly TabView[];
  readonly forward: readonly TabView[];
}

export const allServers: TabView = { current: null, search: null };

export function newTab(id: string, view: TabView = allServers): WorkspaceTab {
  return { id, pinned: false, view, back: [], forward: [] };
}

export function sameView(one: TabView, other: TabView): boolean {
  return one.current === other.current && one.search === other.search;
}
