import type { Action } from './action.ts';

/** What a key event tells, as far as shortcuts care. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * Whether a key event is the shortcut written as `Ctrl+Shift+S`; Ctrl is Cmd on a Mac. A sign such as `?` or `*` counts however
 * the keyboard makes it, so Shift matters for letters and named keys only.
 */
export function matchesShortcut(event: KeyPress, shortcut: string): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  if ((event.ctrlKey || event.metaKey) !== parts.includes('Ctrl')) return false;
  if (event.altKey !== parts.includes('Alt')) return false;
  // Shift makes a digit another sign on every keyboard: the key itself counts.
  if (/^\d$/.test(key) && parts.length > 1)
    return event.code === `Digit${key}` && event.shiftKey === parts.includes('Shift');
  const sign = key.length === 1 && !/[A-Z←→↑↓]/.test(key);
  if (!sign && event.shiftKey !== parts.includes('Shift')) return false;
  if (key === '`') return event.code === 'Backquote';
  // With Alt some systems make other signs of letters.
  if (event.altKey && !/^[a-z]$/i.test(event.key) && event.code === `Key${key}`) return true;
  return event.key.toLowerCase() === keyName(key);
}

function keyName(key: string): string {
  switch (key) {
    case '←':
      return 'arrowleft';
    case '→':
      return 'arrowright';
    case '↑':
      return 'arrowup';
    case '↓':
      return 'arrowdown';
    case 'Space':
      return ' ';
    case 'Esc':
      return 'escape';
    case 'PgUp':
      return 'pageup';
    case 'PgDn':
      return 'pagedown';
    default:
      return key.toLowerCase();
  }
}

/** True for a key that means something while text is being typed. */
export function isTypingKey({ key, ctrlKey, metaKey, altKey }: KeyPress): boolean {
  return key === 'Delete' || (key.length === 1 && !ctrlKey && !metaKey && !altKey);
}

/** Does what the key stands for; false if it stands for nothing here. A refused action says why. */
export function runShortcut(
  event: KeyPress,
  actions: readonly Action[],
  refused: (action: Action, reason: string) => void,
): boolean {
  const action = actions.find(
    ({ shortcut }) => shortcut !== undefined && matchesShortcut(event, shortcut),
  );
  if (action === undefined) return false;
  if (action.refused === undefined) action.run();
  else refused(action, action.refused);
  return true;
}
