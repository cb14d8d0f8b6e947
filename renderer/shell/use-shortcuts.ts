import { useEffect } from 'react';
import { showDialog, useDialogs } from '../state/dialogs.ts';
import { travel } from '../state/navigation.ts';
import { useWorkspace } from '../state/workspace.ts';

/** The keys that work everywhere, unless a dialog is open or text is being typed. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  if (useDialogs.getState().dialog !== null || event.defaultPrevented) return;
  if (document.querySelector('[role=menu]') !== null) return;
  const ctrl = event.ctrlKey || event.metaKey;
  if (ctrl && event.key.toLowerCase() === 'f') window.dispatchEvent(new Event('moref:find'));
  else if (ctrl && event.code === 'Backquote') {
    const { tasksOpen, set } = useWorkspace.getState();
    set({ tasksOpen: !tasksOpen });
  } else if (event.altKey && event.key === 'ArrowLeft') travel('back');
  else if (event.altKey && event.key === 'ArrowRight') travel('forward');
  else if (event.key === 'F2') window.dispatchEvent(new Event('moref:rename'));
  else if (isTyping(event.target)) return;
  else if (event.key === '/') window.dispatchEvent(new Event('moref:find'));
  else if (event.key === '?') showDialog({ kind: 'shortcuts' });
  else return;
  event.preventDefault();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}
