import { useRef, type KeyboardEvent } from 'react';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';
import type { FlatNode } from '../../state/tree/flat-node.ts';
import { setExpanded, useTree } from '../../state/tree/tree-store.ts';
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
const ctrlKeys = [' ', 'a', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'];

/** Handles the keys of the tree; the second parameter is the index of the current line, -1 if there is none. */
export function useTreeKeys(options: TreeKeysOptions): (event: KeyboardEvent, at: number) => void {
  const typed = useRef({ text: '', at: 0 });

  const type = (flat: readonly FlatNode[], at: number, key: string): number | undefined => {
    const now = performance.now();
    const text = now - typed.current.at < typingPause ? typed.current.text + key : key;
    typed.current = { text, at: now };
    return typeAhead(flat, at, text, nameOf);
  };

  return (event, at) => {
    const { flat } = useTree.getState();
    const node = flat[at];
    const go = (index: number): void => {
      if (event.ctrlKey) moveTo(flat, index);
      else choose(flat, index, event.shiftKey ? 'range' : 'one');
      options.moved(index);
    };
    if (event.metaKey && event.key === 'a') {
      event.preventDefault();
      chooseAll(flat, at);
      return;
    }
    if (event.altKey || event.metaKey) return;
    if (asksForMenu(event)) {
      event.preventDefault();
      options.openMenu(at);
      return;
    }
    if (event.ctrlKey && !ctrlKeys.includes(event.key)) return;
    if (event.key === 'Enter' && node !== undefined) toggle(node);
    else if (event.ctrlKey && event.key === 'a') chooseAll(flat, at);
    else if (event.key === ' ' && performance.now() - typed.current.at > typingPause)
      choose(flat, at, event.ctrlKey ? 'toggle' : 'keep');
    else {
      const move = treeMove(flat, at, event.key, options.pageLines());
      if (move !== undefined) perform(flat, move, go);
      else if (event.key.length !== 1 || event.key === '/' || event.key === '?') return;
      else {
        const index = type(flat, at, event.key);
        if (index !== undefined) go(index);
      }
    }
    event.preventDefault();
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
