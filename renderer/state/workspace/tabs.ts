import { revealSelected } from '../tree/tree-store.ts';
import type { NodeKey } from '../tree/flat-node.ts';
import { allServers, newTab, sameView, type TabView, type WorkspaceTab } from './tab.ts';
import { useWorkspace } from './workspace.ts';

/** Steps back that a tab remembers. */
const mostSteps = 50;
/** Tabs that are open at the most: more than anybody finds again. */
const mostTabs = 60;

/** What is on screen. */
export function shownView(): TabView {
  const { current, search } = useWorkspace.getState();
  return { current, search };
}

/** All tabs, that on screen with what it shows now. */
export function presentTabs(): readonly WorkspaceTab[] {
  const { tabs, tab } = useWorkspace.getState();
  return tabs.map((one) => (one.id === tab ? { ...one, view: shownView() } : one));
}

/** Notes what is on screen as one step back, before something else is shown in the same tab. */
export function leaveView(next: TabView): void {
  const shown = shownView();
  if (sameView(shown, next)) return;
  changeTab((tab) => ({ ...tab, back: [...tab.back, shown].slice(-mostSteps), forward: [] }));
}

/** Alt+Left and Alt+Right, as in a browser. */
export function travel(direction: 'back' | 'forward'): void {
  const other = direction === 'back' ? 'forward' : 'back';
  const { tabs, tab: id } = useWorkspace.getState();
  const steps = tabs.find((tab) => tab.id === id)?.[direction] ?? [];
  const target = steps.at(-1);
  if (target === undefined) return;
  const shown = shownView();
  changeTab((tab) => ({
    ...tab,
    [direction]: steps.slice(0, -1),
    [other]: [...tab[other], shown].slice(-mostSteps),
  }));
  showView(target);
}

/** Opens a tab behind the one on screen, and shows it unless it is to wait there. */
export function openTab(view: TabView = allServers, { wait = false } = {}): void {
  const before = presentTabs();
  if (before.length >= mostTabs) return;
  const { tab, set } = useWorkspace.getState();
  const fresh = newTab(crypto.randomUUID(), view);
  const at = before.findIndex(({ id }) => id === tab) + 1;
  const place = Math.max(at, before.filter(({ pinned }) => pinned).length);
  set({ tabs: [...before.slice(0, place), fresh, ...before.slice(place)] });
  if (!wait) showTab(fresh.id);
}

export function showTab(id: string): void {
  const tabs = presentTabs();
  const tab = tabs.find((one) => one.id === id);
  if (tab === undefined || id === useWorkspace.getState().tab) return;
  useWorkspace.getState().set({ tabs, tab: id });
  showView(tab.view);
}

/** What was closed, the latest last. */
const closed: WorkspaceTab[] = [];

/** Closes a tab; the last one shows all servers instead. */
export function closeTab(id: string): void {
  const tabs = presentTabs();
  const at = tabs.findIndex((one) => one.id === id);
  const tab = tabs[at];
  if (tab === undefined) return;
  closed.push(tab);
  closed.splice(0, closed.length - mostTabs);
  const left = tabs.filter((one) => one !== tab);
  const next = left[Math.min(at, left.length - 1)] ?? newTab(crypto.randomUUID());
  const { tab: shown, set } = useWorkspace.getState();
  set({ tabs: left.length === 0 ? [next] : left });
  if (id !== shown) return;
  set({ tab: next.id });
  showView(next.view);
}

export function closeOtherTabs(id: string): void {
  for (const tab of presentTabs()) if (tab.id !== id && !tab.pinned) closeTab(tab.id);
}

/** Opens what was closed last, with its way back. */
export function reopenTab(): void {
  const tab = closed.pop();
  if (tab === undefined) return;
  const again = { ...tab, id: crypto.randomUUID() };
  useWorkspace.getState().set({ tabs: inPlace([...presentTabs(), again]) });
  showTab(again.id);
}

/** A pinned tab stands with the others of its sort, first. */
export function pinTab(id: string, pinned: boolean): void {
  const tabs = presentTabs().map((tab) => (tab.id === id ? { ...tab, pinned } : tab));
  useWorkspace.getState().set({ tabs: inPlace(tabs) });
}

/** Puts a tab at another place among those of its sort. */
export function moveTab(id: string, to: number): void {
  const tabs = [...presentTabs()];
  const from = tabs.findIndex((tab) => tab.id === id);
  if (from < 0) return;
  const [tab] = tabs.splice(from, 1);
  if (tab === undefined) return;
  tabs.splice(Math.max(0, Math.min(to, tabs.length)), 0, tab);
  useWorkspace.getState().set({ tabs: inPlace(tabs) });
}

/** Moves the tab on screen by some places. */
export function moveShownTab(by: number): void {
  const { tab, tabs } = useWorkspace.getState();
  moveTab(tab, tabs.findIndex(({ id }) => id === tab) + by);
}

/** Shows the tab so many places further, around the end. */
export function nextTab(by: number): void {
  const { tab, tabs } = useWorkspace.getState();
  const at = tabs.findIndex(({ id }) => id === tab);
  const next = tabs[(at + by + tabs.length) % tabs.length];
  if (next !== undefined) showTab(next.id);
}

/** Shows the tab at a place from 0; the last one for any beyond it. */
export function showTabAt(place: number): void {
  const { tabs } = useWorkspace.getState();
  const tab = tabs[Math.min(place, tabs.length - 1)];
  if (tab !== undefined) showTab(tab.id);
}

function inPlace(tabs: readonly WorkspaceTab[]): readonly WorkspaceTab[] {
  return [...tabs.filter(({ pinned }) => pinned), ...tabs.filter(({ pinned }) => !pinned)];
}

function changeTab(change: (tab: WorkspaceTab) => WorkspaceTab): void {
  const { tabs, tab, set } = useWorkspace.getState();
  set({ tabs: tabs.map((one) => (one.id === tab ? change(one) : one)) });
}

function showView({ current, search }: TabView): void {
  useWorkspace.getState().select(current);
  if (search !== null) useWorkspace.getState().set({ search });
  revealSelected();
}

/** The view of a node. */
export function viewOf(current: NodeKey): TabView {
  return { current, search: null };
}
