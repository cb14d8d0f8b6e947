import { useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { goTo } from '../state/navigation.ts';
import { parseNodeKey, type NodeKey } from '../state/tree/flat-node.ts';
import { rangeBetween } from '../state/tree/range.ts';
import { lineMove } from '../ui/line-move.ts';

export interface ListSelection {
  readonly selected: ReadonlySet<NodeKey>;
  /** The line that the keyboard is on; -1 for none. */
  readonly active: number;
  readonly clear: () => void;
  readonly onClick: (event: MouseEvent, index: number) => void;
  /** Selects the line alone unless it is selected already: what a right click acts on. */
  readonly include: (index: number) => void;
  /** True if the key meant something. `page` is the number of lines on screen. */
  readonly onKey: (event: KeyboardEvent, page: number) => boolean;
}

interface Held {
  readonly selected: ReadonlySet<NodeKey>;
  readonly active: NodeKey | null;
  readonly anchor: NodeKey | null;
}

const nothing: Held = { selected: new Set(), active: null, anchor: null };

/** Selection within a list, as desktop lists have it: click, Ctrl, Shift, arrows, Space, Ctrl+A; Enter opens. */
export function useListSelection(
  keys: readonly NodeKey[],
  onOpen: (key: NodeKey) => void = open,
): ListSelection {
  const [held, setHeld] = useState(nothing);
  const lines = useMemo(() => keys.map((key) => ({ key })), [keys]);
  const there = useMemo(() => onlyThere(held.selected, keys), [held.selected, keys]);
  const active = held.active === null ? -1 : keys.indexOf(held.active);

  const pick = (index: number, mode: 'one' | 'toggle' | 'keep' | 'range' | 'move'): void => {
    const key = keys[index];
    if (key === undefined) return;
    if (mode === 'move') setHeld({ ...held, active: key });
    else if (mode === 'range')
      setHeld({ ...held, active: key, selected: rangeBetween(lines, held.anchor, index) });
    else if (mode === 'one') setHeld({ selected: new Set([key]), active: key, anchor: key });
    else {
      const selected = new Set(there);
      if (mode === 'keep' || !selected.delete(key)) selected.add(key);
      setHeld({ selected, active: key, anchor: key });
    }
  };

  const onKey = (event: KeyboardEvent, page: number): boolean => {
    const ctrl = event.ctrlKey || event.metaKey;
    const target = lineMove(event.key, active, keys.length, page);
    if (event.altKey) return false;
    if (target !== undefined) pick(target, event.shiftKey ? 'range' : ctrl ? 'move' : 'one');
    else if (ctrl && event.key.toLowerCase() === 'a' && !event.shiftKey)
      setHeld({ ...held, selected: new Set(keys) });
    else if (event.key === ' ') pick(active, ctrl ? 'toggle' : 'keep');
    else if (event.key === 'Escape' && there.size > 0) setHeld(nothing);
    else if (event.key === 'Enter' && keys[active] !== undefined) onOpen(keys[active]);
    else return false;
    return true;
  };

  return {
    selected: there,
    active,
    clear: () => setHeld(nothing),
    onClick: (event, index) =>
      pick(index, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one'),
    include: (index) => {
      const key = keys[index];
      if (key !== undefined && !there.has(key)) pick(index, 'one');
    },
    onKey,
  };
}

/** Goes to the object behind a key. */
export function open(key: NodeKey): void {
  const { connection, ref } = parseNodeKey(key);
  if (ref !== null) goTo({ connection, ref });
}

/** What has left the list is not selected any more. */
function onlyThere(selected: ReadonlySet<NodeKey>, keys: readonly NodeKey[]): ReadonlySet<NodeKey> {
  if (selected.size === 0) return selected;
  const all = new Set(keys);
  const kept = [...selected].filter((key) => all.has(key));
  return kept.length === selected.size ? selected : new Set(kept);
}
