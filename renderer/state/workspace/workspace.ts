import { create } from 'zustand';
import type { AlertSeverity } from '#shared/model/alert.ts';
import type { LanguageChoice } from '#shared/i18n/language.ts';
import { usualAlertFilter, type AlertFilter } from '../alerts/alert-filter.ts';
import { noTaskFilter, type TaskFilter } from '../tasks/task-filter.ts';
import type { Recent } from './recent.ts';
import { newTab, type WorkspaceTab } from './tab.ts';
import type { NodeSet } from '../selection/node-set.ts';
import type { NodeKey } from '../tree/flat-node.ts';
import { usualTree, type TreeChoice } from '../tree/tree-choice.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';
/** Tabs that list what belongs to an object or a server. */
export const listTabs = ['vms', 'hosts', 'datastores', 'networks', 'templates'] as const;
export type ListTab = (typeof listTabs)[number];
/** How many objects each list holds; absent while that is not known. */
export type ListCounts = Readonly<Partial<Record<ListTab, number>>>;

export const objectTabs = [
  'summary',
  'console',
  ...listTabs,
  'snapshots',
  'relations',
  'properties',
  'tasks',
  'history',
  'alerts',
] as const;
export type ObjectTab = (typeof objectTabs)[number];

/** What the panel below shows. */
export const panels = ['tasks', 'alerts', 'history'] as const;
export type PanelName = (typeof panels)[number];

export const serverTabs = ['summary', ...listTabs, 'history', 'api'] as const;
export type ServerTab = (typeof serverTabs)[number];
/** Sizes of panels by id, as the panel group reports them. */
export type Layout = Readonly<Record<string, number>>;

/** Alerts of this severity and of worse ones are notified of by the desktop. */
export type AlertNotify = AlertSeverity | 'none';

/** What the page remembers from start to start. */
export interface WorkspaceData {
  readonly theme: ThemeChoice;
  readonly language: LanguageChoice;
  readonly layouts: Readonly<Record<string, Layout>>;
  /** Which tree is shown. */
  readonly tree: TreeChoice;
  /** Open nodes of the tree that is shown. */
  readonly expanded: ReadonlySet<NodeKey>;
  /** Those of the others, by `treeId`. */
  readonly expandedElsewhere: Readonly<Record<string, readonly NodeKey[]>>;
  /** Servers that stood in the tree before: a new one is opened by itself, once. */
  readonly known: ReadonlySet<string>;
  /** A search over all servers that is shown as a list, instead of the selected objects; null for none. */
  readonly search: string | null;
  /** Searches that the user kept, by name. */
  readonly searches: Readonly<Record<string, string>>;
  /** Folders of searches that are open; see `search-lines.ts`. */
  readonly searchFolders: readonly string[];
  /** What was used lately, the latest first; see `recents.ts`. */
  readonly recents: readonly Recent[];
  /** The node that the object view shows. */
  readonly current: NodeKey | null;
  /** In their order; there is always one. */
  readonly tabs: readonly WorkspaceTab[];
  /** The tab that is on screen: `current` and `search` are what it shows. */
  readonly tab: string;
  readonly objectTab: ObjectTab;
  readonly serverTab: ServerTab;
  /** The operation that the service explorer shows, by server: service and name with a space between. */
  readonly explored: Readonly<Record<string, string>>;
  /** Whether the panel below is open because the user wants it; see `lower-panel.ts`. */
  readonly tasksOpen: boolean;
  readonly panel: PanelName;
  readonly alertFilter: AlertFilter;
  readonly taskFilter: TaskFilter;
  /** Tasks of a bulk run stand below a line of its own. */
  readonly tasksByRun: boolean;
  /** A notification of the desktop reports long tasks that end while the window is in the background. */
  readonly notify: boolean;
  readonly alertNotify: AlertNotify;
  /** Keys that the user has chosen, by the action that they do; empty for none. */
  readonly keys: Readonly<Record<string, string>>;
  /** Column widths in pixels. */
  readonly columns: Readonly<Record<string, number>>;
  /** How the user wants each table, as text that the table reads; by the name of the list. */
  readonly tables: Readonly<Record<string, string>>;
}

interface WorkspaceState extends WorkspaceData {
  /** All selected nodes; `current` is among them unless it is null. Not remembered. */
  readonly selected: NodeSet;
  readonly set: (change: Partial<WorkspaceData>) => void;
  readonly expand: (keys: readonly NodeKey[], expanded: boolean) => void;
  readonly select: (current: NodeKey | null, selected?: NodeSet) => void;
}

export const initialWorkspace: WorkspaceData = {
  theme: 'system',
  language: 'system',
  layouts: {},
  tree: usualTree,
  expanded: new Set(),
  expandedElsewhere: {},
  known: new Set(),
  search: null,
  searches: {},
  searchFolders: [],
  recents: [],
  current: null,
  tabs: [newTab('first')],
  tab: 'first',
  objectTab: 'summary',
  serverTab: 'summary',
  explored: {},
  tasksOpen: false,
  panel: 'tasks',
  alertFilter: usualAlertFilter,
  taskFilter: noTaskFilter,
  tasksByRun: true,
  notify: false,
  alertNotify: 'none',
  keys: {},
  columns: {},
  tables: {},
};

export const useWorkspace = create<WorkspaceState>((set) => ({
  ...initialWorkspace,
  selected: new Set<NodeKey>(),
  set: (change) => set(change),
  expand: (keys, expanded) =>
    set((state) => {
      const next = new Set(state.expanded);
      for (const key of keys)
        if (expanded) next.add(key);
        else next.delete(key);
      return { expanded: next };
    }),
  select: (current, selected) =>
    set({
      search: null,
      current,
      selected: selected ?? new Set<NodeKey>(current === null ? [] : [current]),
    }),
}));

export function isListTab(tab: string): tab is ListTab {
  return (listTabs as readonly string[]).includes(tab);
}
