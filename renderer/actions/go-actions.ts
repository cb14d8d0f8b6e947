import { t } from '../i18n/translate.ts';
import { showPanel } from '../state/workspace/lower-panel.ts';
import {
  isListTab,
  objectTabs,
  panels,
  useWorkspace,
  type ObjectTab,
  type PanelName,
} from '../state/workspace/workspace.ts';
import type { Action } from './action.ts';

/** Where the keyboard goes by a key, in the order of F6. */
const regions = ['tree', 'searches', 'tabs', 'page', 'below'] as const;

type Region = (typeof regions)[number];

/** What takes the focus in a region: the first of these that is there. */
const targets: Readonly<Record<Region, readonly string[]>> = {
  tree: ['[role=tree]'],
  searches: ['.searches [role=treegrid]'],
  tabs: ['.tabs [role=tab][aria-selected=true]'],
  page: ['#page [role=tab][aria-selected=true]', '#page [role=grid]', '#page a', '#page button'],
  below: [
    '.lower-panel [role=grid]',
    '.lower-panel [role=treegrid]',
    '.lower-panel [tabindex="0"]',
    '.lower-panel button',
  ],
};

/** The part of the page that a region is. */
const parts: Readonly<Record<Region, string>> = {
  tree: '.tree-panel [role=tree], .tree-head',
  searches: '.searches',
  tabs: '.tabs',
  page: '#page',
  below: '.lower-panel',
};

/** The way to any panel, and to any tab and list of the object on screen. */
export function goActions(): readonly Action[] {
  return [
    action('go.next', t('go.next'), 'F6', () => step(1)),
    action('go.previous', t('go.previous'), 'Shift+F6', () => step(-1)),
    action('go.tree', t('go.tree'), 'Alt+Shift+I', () => focus('tree')),
    action('go.searches', t('go.searches'), 'Alt+Shift+F', () => focus('searches')),
    action('go.page', t('go.page'), 'Alt+Shift+O', () => focus('page')),
    action('go.tasks', t('go.tasks'), 'Alt+Shift+K', () => focusBelow('tasks')),
    action('go.alerts', t('go.alerts'), 'Alt+Shift+L', () => focusBelow('alerts')),
    action('go.history', t('go.history'), 'Alt+Shift+A', () => focusBelow('history')),
    ...objectTabs.map((tab) =>
      action(
        `go.${isPanel(tab) ? `own.${tab}` : tab}`,
        t('go.tab', { tab: tabName(tab) }),
        tabKeys[tab],
        () => showTab(tab),
      ),
    ),
  ];
}

const tabKeys: Readonly<Record<ObjectTab, string>> = {
  summary: 'Alt+Shift+U',
  console: 'Alt+Shift+C',
  vms: 'Alt+Shift+V',
  hosts: 'Alt+Shift+H',
  datastores: 'Alt+Shift+D',
  networks: 'Alt+Shift+N',
  templates: 'Alt+Shift+M',
  snapshots: 'Alt+Shift+S',
  relations: 'Alt+Shift+R',
  properties: 'Alt+Shift+E',
  tasks: 'Alt+Shift+J',
  history: 'Alt+Shift+G',
  alerts: 'Alt+Shift+Y',
};

/** The same word stands for what all servers have. */
function isPanel(tab: ObjectTab): boolean {
  return (panels as readonly string[]).includes(tab);
}

function tabName(tab: ObjectTab): string {
  if (tab === 'alerts') return t('alerts.title');
  if (!isListTab(tab)) return t(`tab.${tab}`);
  return t(`list.title.${tab}`);
}

function action(id: string, label: string, shortcut: string, run: () => void): Action {
  return { id, label, group: 'app', icon: 'here', shortcut, run };
}

function focus(region: Region): boolean {
  for (const selector of targets[region]) {
    const target = document.querySelector<HTMLElement>(selector);
    target?.focus();
    if (target !== null) return true;
  }
  return false;
}

function focusBelow(panel: PanelName): void {
  showPanel(panel);
  // The panel is there with the next picture.
  requestAnimationFrame(() => focus('below'));
}

/** To the next region that is there, around the end. */
function step(by: 1 | -1): void {
  const here = document.activeElement;
  const at = regions.findIndex((region) => Boolean(here?.closest(parts[region])));
  const from = at < 0 && by < 0 ? 0 : at;
  for (let count = 1; count <= regions.length; count++) {
    const next = regions[(from + by * count + regions.length * count) % regions.length];
    if (next !== undefined && focus(next)) return;
  }
}

/** The tab of the object or the server on screen; one that it does not have is its summary. */
function showTab(tab: ObjectTab): void {
  const { set } = useWorkspace.getState();
  set({
    objectTab: tab,
    ...((tab === 'summary' || tab === 'history' || isListTab(tab)) && { serverTab: tab }),
  });
  requestAnimationFrame(() => focus('page'));
}
