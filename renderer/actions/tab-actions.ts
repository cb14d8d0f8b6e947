import { t, type MessageKey } from '../i18n/translate.ts';
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
import type { IconName } from '../ui/icons/icon-paths.ts';
import type { Action } from './action.ts';

/** What can be done with the tabs of the workspace, by keys that no browser takes. */
export function tabActions(): readonly Action[] {
  const { tab, tabs } = useWorkspace.getState();
  const pinned = tabs.find(({ id }) => id === tab)?.pinned === true;
  return [
    action('tab.new', 'tabs.new', 'add', 'Alt+T', () => openTab()),
    action('tab.close', 'tabs.close', 'close', 'Alt+W', () => closeTab(tab)),
    action('tab.reopen', 'tabs.reopen', 'refresh', 'Alt+Shift+W', reopenTab),
    action('tab.pin', pinned ? 'tabs.unpin' : 'tabs.pin', 'here', 'Alt+Shift+P', () =>
      pinTab(tab, !pinned),
    ),
    action('tab.next', 'tabs.next', 'chevron', 'Alt+PgDn', () => nextTab(1)),
    action('tab.previous', 'tabs.previous', 'back', 'Alt+PgUp', () => nextTab(-1)),
    action('tab.right', 'tabs.right', 'chevron', 'Alt+Shift+PgDn', () => moveShownTab(1)),
    action('tab.left', 'tabs.left', 'back', 'Alt+Shift+PgUp', () => moveShownTab(-1)),
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
  return { ...action('tab.open', 'tabs.open', 'layers', undefined, () => openTab(viewOf(node))) };
}

function action(
  id: string,
  label: Extract<MessageKey, `tabs.${string}`> & PlainTab,
  icon: IconName,
  shortcut: string | undefined,
  run: () => void,
): Action {
  return {
    id,
    label: t(label),
    group: 'app',
    icon,
    ...(shortcut !== undefined && { shortcut }),
    run,
  };
}

type PlainTab = `tabs.${
  | 'new'
  | 'close'
  | 'reopen'
  | 'pin'
  | 'unpin'
  | 'next'
  | 'previous'
  | 'right'
  | 'left'
  | 'open'}`;
