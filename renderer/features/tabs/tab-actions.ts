import type { Action } from '../../actions/action.ts';
import { t } from '../../i18n/translate.ts';
import { closeOtherTabs, closeTab, moveTab, pinTab } from '../../state/workspace/tabs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import type { IconName } from '../../ui/icons/icon-paths.ts';

/** What can be done to a tab. */
export function tabActions(id: string): readonly Action[] {
  const { tabs } = useWorkspace.getState();
  const at = tabs.findIndex((tab) => tab.id === id);
  const tab = tabs[at];
  if (tab === undefined) return [];
  const { pinned } = tab;
  const pin = t(pinned ? 'tabs.unpin' : 'tabs.pin');
  return [
    action('tab.pin', pin, 'here', () => pinTab(id, !pinned)),
    action('tab.left', t('tabs.left'), 'back', () => moveTab(id, at - 1)),
    action('tab.right', t('tabs.right'), 'chevron', () => moveTab(id, at + 1)),
    { ...action('tab.close', t('tabs.close'), 'close', () => closeTab(id)), group: 'profile' },
    {
      ...action('tab.closeOthers', t('tabs.closeOthers'), 'close', () => closeOtherTabs(id)),
      group: 'profile',
      ...(tabs.length < 2 && { refused: t('tabs.noOthers') }),
    },
  ];
}

function action(id: string, label: string, icon: IconName, run: () => void): Action {
  return { id, label, group: 'app', icon, run };
}
