import { t } from '../i18n/translate.ts';
import type { NodeKey } from '../state/tree/flat-node.ts';
import { windowAddress } from '../state/workspace/window-id.ts';
import type { Action } from './action.ts';

/** Opens a window that was open before. */
export function openAgain(id: string): void {
  window.open(windowAddress(id), '_blank', 'noopener,popup');
}

/** Opens a window of its own on the same core. @param node what it shows at first */
export function openWindow(node?: NodeKey): void {
  const id = crypto.randomUUID();
  const fragment = node === undefined ? '' : `#show=${encodeURIComponent(node)}`;
  window.open(`${windowAddress(id)}${fragment}`, '_blank', 'noopener,popup');
}

/** Opens a console in a window of its own, which shows nothing else. @param node the object whose console it is */
export function openConsoleWindow(node: NodeKey): void {
  const address = `${windowAddress(crypto.randomUUID())}#console=${encodeURIComponent(node)}`;
  window.open(address, '_blank', 'noopener,popup');
}

export function windowActions(): readonly Action[] {
  return [
    {
      id: 'window.new',
      label: t('windows.new'),
      group: 'app',
      icon: 'panel',
      shortcut: 'Alt+Shift+T',
      run: () => openWindow(),
    },
  ];
}

/** Opens a node in a window of its own. */
export function openWindowAction(node: NodeKey): Action {
  return {
    id: 'window.open',
    label: t('windows.open'),
    group: 'app',
    icon: 'panel',
    run: () => openWindow(node),
  };
}
