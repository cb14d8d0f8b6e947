import type { KeyboardEvent } from 'react';
import type { Picker } from './picker.ts';

/** Keys that lead from the search into the table, where they go on. */
const intoTable: ReadonlySet<string> = new Set(['ArrowDown', 'PageDown']);

/** What a key means in the search above the choices. */
export function pressInSearch(
  event: KeyboardEvent,
  picker: Picker,
  frame: HTMLElement | null,
): void {
  const { key } = event;
  if (key === 'Enter') {
    // Left alone it goes on with the form.
    if (picker.isSettled) return;
    event.preventDefault();
    if (picker.pointed !== undefined) picker.take(picker.pointed);
  } else if (intoTable.has(key)) {
    event.preventDefault();
    goIntoTable(key, picker, frame);
  } else if (picker.text === '' && pressInPath(key, picker)) event.preventDefault();
}

/** The table has the keyboard from here on: the key is handed on to it, where it has a line to begin at. */
function goIntoTable(
  key: string,
  { pointed, lines, point }: Picker,
  frame: HTMLElement | null,
): void {
  const table = frame?.querySelector<HTMLElement>('[role="grid"]');
  if (table === null || table === undefined) return;
  table.focus();
  const [first] = lines.options;
  if (pointed !== undefined)
    table.dispatchEvent(
      new globalThis.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
  else if (first !== undefined) point(first.value);
}

/** Keys that would move in the text, where there is none; true if it meant something. */
function pressInPath(key: string, { pointed, path, goTo }: Picker): boolean {
  if (key === 'ArrowRight' && pointed?.folder !== undefined) goTo([...path, pointed]);
  else if ((key === 'ArrowLeft' || key === 'Backspace') && path.length > 0) goTo(path.slice(0, -1));
  else return false;
  return true;
}
