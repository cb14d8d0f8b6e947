import type { Action } from '../../actions/action.ts';
import { t } from '../../i18n/translate.ts';
import { closeOtherTabs, closeTab, moveTab, pinTab } from '../../state/workspace/tabs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';

/** What can be done to a tab. */
export function tabActions(id: string): readonly Action[] {
  const { tabs } = useWorkspace.getState();
  const at = tabs.findIndex((tab) => tab.id === id);
  const tab = tabs[at];
  if (tab === undefined) return [];
  const { pinned } = tab;
  return [
    {
      id: 'tab.pin',
      label: t(pinned ? 'tabs.unpin' : 'tabs.pin'),
      group: 'app',
      icon: 'here',
      run: () => pinTab(id, !pinned),
    },
    {
      id: 'tab.left',
      label: t('tabs.left'),
      group: 'app',
      icon: 'back',
      run: () => moveTab(id, at - 1),
    },
    {
      id: 'tab.right',
      label: t('tabs.right'),
      group: 'app',
      icon: 'chevron',
      run: () => moveTab(id, at + 1),
    },
    {
      id: 'tab.close',
      label: t('tabs.close'),
      group: 'profile',
      icon: 'close',
      run: () => closeTab(id),
    },
    {
      id: 'tab.closeOthers',
      label: t('tabs.closeOthers'),
      group: 'profile',
      icon: 'close',
      ...(tabs.length < 2 && { refused: t('tabs.noOthers') }),
      run: () => closeOtherTabs(id),
    },
  ];
}
