import { t } from '../i18n/translate.ts';
import type { NodeKey } from '../state/tree/flat-node.ts';
import {
  closeTab,
  moveShownTab,
  nextTab,
  openTab,
  pinTab,
  reopenTab,
  showTabAt,
  viewOf,
} from '../state/workspace/tabs.ts';
import { useWorkspace } from '../state/workspace/workspace.ts';
import type { Action } from './action.ts';
import { appAction } from './app-action.ts';

/** What can be done with the tabs of the workspace, by keys that no browser takes. */
export function tabActions(): readonly Action[] {
  const { tab, tabs } = useWorkspace.getState();
  const pinned = tabs.find(({ id }) => id === tab)?.pinned === true;
  return [
    appAction('tab.new', t('tabs.new'), 'add', 'Alt+T', () => openTab()),
    appAction('tab.close', t('tabs.close'), 'close', 'Alt+W', () => closeTab(tab)),
    appAction('tab.reopen', t('tabs.reopen'), 'refresh', 'Alt+Shift+W', reopenTab),
    appAction('tab.pin', t(pinned ? 'tabs.unpin' : 'tabs.pin'), 'here', 'Alt+Shift+P', () =>
      pinTab(tab, !pinned),
    ),
    appAction('tab.next', t('tabs.next'), 'chevron', 'Alt+PgDn', () => nextTab(1)),
    appAction('tab.previous', t('tabs.previous'), 'back', 'Alt+PgUp', () => nextTab(-1)),
    appAction('tab.right', t('tabs.right'), 'chevron', 'Alt+Shift+PgDn', () => moveShownTab(1)),
    appAction('tab.left', t('tabs.left'), 'back', 'Alt+Shift+PgUp', () => moveShownTab(-1)),
    ...places.map(
      (place): Action => ({
        id: `tab.${place}`,
        label: t('tabs.number', { place }),
        group: 'alias',
        icon: 'layers',
        shortcut: `Alt+${place}`,
        run: () => showTabAt(place - 1),
      }),
    ),
  ];
}

const places = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Opens a node in a tab of its own. */
export function openTabAction(node: NodeKey): Action {
  return appAction('tab.open', t('tabs.open'), 'layers', undefined, () => openTab(viewOf(node)));
}
