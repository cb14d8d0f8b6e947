import { useEffect } from 'react';
import { appActions } from '../actions/app-actions.ts';
import { pressOnSelection } from '../actions/registry.ts';
import { isTypingKey, runShortcut } from '../actions/shortcut.ts';
import { useDialogs } from '../state/dialogs.ts';

/** The keys that work everywhere, unless a dialog or menu is open or text is being typed. */
export function useShortcuts(on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [on]);
}

function onKeyDown(event: KeyboardEvent): void {
  if (useDialogs.getState().dialog !== null || event.defaultPrevented) return;
  if (document.querySelector('[role=menu]') !== null) return;
  if (isTyping(event.target) && isTypingKey(event)) return;
  const done = runShortcut(event, appActions(), () => undefined) || pressOnSelection(event);
  if (done) event.preventDefault();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}
