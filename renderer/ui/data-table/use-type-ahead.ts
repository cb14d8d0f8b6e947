import { useRef, type KeyboardEvent } from 'react';
import type { CellPlace } from './cell-move.ts';
import type { TablePicker } from './use-table-picker.ts';

export interface TypeAheadOptions {
  readonly place: CellPlace;
  readonly moveTo: (place: CellPlace) => void;
  readonly picker: TablePicker;
  /** The next line that begins so, from a line on; −1 where none does. */
  readonly find: (begins: string, from: number) => Promise<number>;
}

/** A pause that begins another word, milliseconds. */
const pauseMs = 1000;

/** Typed letters lead to the next line that begins so. True if the key was one. */
export function useTypeAhead(): (event: KeyboardEvent, options: TypeAheadOptions) => boolean {
  const typed = useRef({ text: '', at: 0 });
  return (event, { place, find, moveTo, picker }) => {
    const { key, ctrlKey, metaKey, altKey, timeStamp } = event;
    if (key.length !== 1 || ctrlKey || metaKey || altKey) return false;
    const going = timeStamp - typed.current.at < pauseMs;
    if (key === ' ' && !going) return false;
    const text = going ? typed.current.text + key : key;
    typed.current = { text, at: timeStamp };
    // Another letter may still mean the line where one is; the first begins after it.
    const from = Math.max(0, place.line + (text.length === 1 ? 1 : 0));
    void find(text, from).then((line) => {
      if (line < 0 || typed.current.text !== text) return;
      moveTo({ line, column: place.column });
      picker.one(line);
    });
    return true;
  };
}
