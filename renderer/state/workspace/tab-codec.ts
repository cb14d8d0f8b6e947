import type { NodeKey } from '../tree/flat-node.ts';
import { newTab, type TabView, type WorkspaceTab } from './tab.ts';
import { initialWorkspace, type WorkspaceData } from './workspace.ts';

/** Steps of a tab that are remembered from start to start. */
const mostSteps = 20;
const mostTabs = 60;

/** The tabs as text. What that on screen shows is remembered beside them. */
export function encodeTabs({ tabs }: Pick<WorkspaceData, 'tabs'>): string {
  return JSON.stringify(
    tabs.map((tab) => ({
      ...tab,
      back: tab.back.slice(-mostSteps),
      forward: tab.forward.slice(-mostSteps),
    })),
  );
}

/** Reads tabs; whatever does not fit is left out, and there is always one, which is on screen. */
export function tabsOf(tabs: unknown, shown: unknown): Pick<WorkspaceData, 'tabs' | 'tab'> {
  const read = (Array.isArray(tabs) ? tabs : []).flatMap((one) => tabOf(one) ?? []);
  const known = [...new Map(read.map((one) => [one.id, one])).values()].slice(0, mostTabs);
  const [first] = known;
  if (first === undefined) return { tabs: initialWorkspace.tabs, tab: initialWorkspace.tab };
  return { tabs: known, tab: known.find(({ id }) => id === shown)?.id ?? first.id };
}

function tabOf(value: unknown): WorkspaceTab | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, pinned, view, back, forward } = value as Partial<Record<keyof WorkspaceTab, unknown>>;
  if (typeof id !== 'string' || id === '') return undefined;
  return {
    ...newTab(id.slice(0, 100), viewOf(view)),
    pinned: pinned === true,
    back: viewsOf(back),
    forward: viewsOf(forward),
  };
}

function viewsOf(value: unknown): readonly TabView[] {
  return Array.isArray(value) ? value.slice(-mostSteps).map(viewOf) : [];
}

function viewOf(value: unknown): TabView {
  const { current, search } =
    typeof value === 'object' && value !== null
      ? (value as Partial<Record<keyof TabView, unknown>>)
      : {};
  return {
    current: typeof current === 'string' ? (current as NodeKey) : null,
    search: typeof search === 'string' ? search.slice(0, 10_000) : null,
  };
}
