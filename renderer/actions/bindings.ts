import { useWorkspace } from '../state/workspace/workspace.ts';
import type { Action } from './action.ts';
import type { KeyPress } from './shortcut.ts';

/** The key that does something now; undefined for none. @param usual what it is until the user changes it */
export function keyOf(id: string, usual: string | undefined): string | undefined {
  const { keys } = useWorkspace.getState();
  if (!Object.hasOwn(keys, id)) return usual;
  return keys[id] === '' ? undefined : keys[id];
}

/** Actions with the keys that the user has chosen. */
export function withKeys(actions: readonly Action[]): readonly Action[] {
  return actions.map((action) => {
    const { shortcut: usual, ...rest } = action;
    const shortcut = keyOf(action.id, usual);
    return shortcut === usual ? action : { ...rest, ...(shortcut !== undefined && { shortcut }) };
  });
}

/** Keeps a key for what somebody does by it; '' for none. */
export function setKey(id: string, shortcut: string): void {
  const { keys, set } = useWorkspace.getState();
  set({ keys: { ...keys, [id]: shortcut } });
}

/** The usual key again. */
export function resetKey(id: string): void {
  const { keys, set } = useWorkspace.getState();
  const { [id]: _, ...others } = keys;
  set({ keys: others });
}

export function resetKeys(): void {
  useWorkspace.getState().set({ keys: {} });
}

const named: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  ' ': 'Space',
  Escape: 'Esc',
};

/**
 * What a key is written as, for `matchesShortcut` to know it again; undefined for a key that only modifies others, or is none.
 */
export function shortcutOf(event: KeyPress): string | undefined {
  const key = keyName(event);
  if (key === undefined) return undefined;
  const isSign = key.length === 1 && !/[A-Z0-9←→↑↓]/.test(key);
  const modifiers = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && !isSign ? 'Shift' : '',
  ];
  return [...modifiers.filter((one) => one !== ''), key].join('+');
}

function keyName({ key, code, ctrlKey, metaKey, altKey }: KeyPress): string | undefined {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'CapsLock'].includes(key))
    return undefined;
  if (Object.hasOwn(named, key)) return named[key];
  const modified = ctrlKey || metaKey || altKey;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (modified && digit !== undefined) return digit;
  if (code === 'Backquote' && modified) return '`';
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  // With Alt some systems make other signs of letters.
  if (altKey && letter !== undefined) return letter;
  return key === '+' ? undefined : key;
}

/** Keys that mean something wherever there are lists, fields and dialogs. */
const taken: ReadonlySet<string> = new Set([
  'Esc',
  'Enter',
  'Tab',
  'Shift+Tab',
  'Space',
  'Ctrl+Space',
  '←',
  '→',
  '↑',
  '↓',
  'Shift+↑',
  'Shift+↓',
  'Ctrl+↑',
  'Ctrl+↓',
  'Home',
  'End',
  'PgUp',
  'PgDn',
  'Backspace',
  'Ctrl+A',
  'Ctrl+C',
  'Ctrl+V',
  'Ctrl+X',
  'Ctrl+Z',
  'Shift+F10',
  'ContextMenu',
  '*',
]);

/** Whether a key cannot be chosen: lists and fields need it, or it is a letter that one types. */
export function isTaken(shortcut: string): boolean {
  return taken.has(shortcut) || /^(Shift\+)?[A-Z0-9]$/.test(shortcut);
}
