import { useRef, type KeyboardEvent } from 'react';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';
import type { FlatNode } from '../../state/tree/flat-node.ts';
import { setExpanded, useTree } from '../../state/tree/tree-store.ts';
import { openTab, viewOf } from '../../state/workspace/tabs.ts';
import { asksForMenu } from '../../ui/lines/line-events.ts';
import { choose, chooseAll, moveTo, toggle } from './tree-commands.ts';
import { treeMove, typeAhead, type TreeMove } from './tree-keys.ts';

export interface TreeKeysOptions {
  readonly pageLines: () => number;
  readonly moved: (index: number) => void;
  readonly openMenu: (index: number) => void;
}

/** A pause longer than this begins a new text of the type-ahead, in milliseconds. */
const typingPause = 700;

/** With Ctrl a line is moved to without being selected; other keys with it are shortcuts. */
const ctrlKeys = ['Enter', ' ', 'a', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'];

/** Handles the keys of the tree; the second parameter is the index of the current line, -1 if there is none. */
export function useTreeKeys(options: TreeKeysOptions): (event: KeyboardEvent, at: number) => void {
  const typing = useTyping();
  return (event, at) => {
    const { flat } = useTree.getState();
    const go = (index: number): void => {
      if (event.ctrlKey) moveTo(flat, index);
      else choose(flat, index, event.shiftKey ? 'range' : 'one');
      options.moved(index);
    };
    if (isSelectAll(event)) chooseAll(flat, at);
    else if (event.altKey || event.metaKey) return;
    else if (asksForMenu(event)) options.openMenu(at);
    else if (event.ctrlKey && !ctrlKeys.includes(event.key)) return;
    else if (!press(event, at, go, { ...options, typing })) return;
    event.preventDefault();
  };
}

function isSelectAll({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key === 'a' && (metaKey || (ctrlKey && !altKey));
}

/** What a key does at a line; false for nothing. */
function press(
  event: KeyboardEvent,
  at: number,
  go: (index: number) => void,
  { pageLines, typing }: TreeKeysOptions & { readonly typing: Typing },
): boolean {
  const { flat } = useTree.getState();
  const node = flat[at];
  const { key } = event;
  if (key === 'Enter' && node !== undefined)
    if (event.ctrlKey) openTab(viewOf(node.key));
    else toggle(node);
  else if (key === ' ' && !typing.isGoing()) choose(flat, at, event.ctrlKey ? 'toggle' : 'keep');
  else {
    const move = treeMove(flat, at, key, pageLines());
    if (move !== undefined) perform(flat, move, go);
    else if (key.length !== 1 || key === '/' || key === '?') return false;
    else {
      const index = typeAhead(flat, at, typing.add(key), nameOf);
      if (index !== undefined) go(index);
    }
  }
  return true;
}

/** The text that is being typed to find a line. */
interface Typing {
  readonly isGoing: () => boolean;
  /** @returns the text with the letter */
  readonly add: (letter: string) => string;
}

function useTyping(): Typing {
  const typed = useRef({ text: '', at: 0 });
  const isGoing = (): boolean => performance.now() - typed.current.at < typingPause;
  return {
    isGoing,
    add: (letter) => {
      const text = isGoing() ? typed.current.text + letter : letter;
      typed.current = { text, at: performance.now() };
      return text;
    },
  };
}

function perform(flat: readonly FlatNode[], move: TreeMove, go: (index: number) => void): void {
  switch (move.do) {
    case 'go':
      go(move.index);
      return;
    case 'expand':
    case 'collapse': {
      const node = flat[move.index];
      if (node !== undefined) toggle(node);
      return;
    }
    case 'expand-siblings':
      for (const index of move.indexes) {
        const node = flat[index];
        if (node?.expandable === true) setExpanded(node.connection, node.ref, true);
      }
  }
}

function nameOf({ connection, ref }: FlatNode): string {
  if (ref !== null) return rowOf({ connection, ref })?.name ?? '';
  const status = useConnections.getState().byId.get(connection);
  return status === undefined ? '' : serverName(status);
}
