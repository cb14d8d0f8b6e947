import type { KeyboardEvent } from 'react';
import type { TaskLine } from '../../state/tasks/task-lines.ts';
import type { MenuAction } from '../../ui/actions/action-menu.tsx';
import { asksForMenu } from '../../ui/lines/line-events.ts';
import { lineMove } from '../../ui/lines/line-move.ts';
import { runLineAction } from './line-actions.ts';

export interface LineKeys {
  readonly lines: readonly TaskLine[];
  /** Index of the line that the keyboard is on; -1 for none. */
  readonly at: number;
  /** Number of lines on screen. */
  readonly page: number;
  readonly actionsOf: (line: TaskLine) => readonly MenuAction[];
  readonly moveTo: (index: number) => void;
  readonly toggle: (line: TaskLine) => void;
  readonly openMenu: () => void;
}

/** Handles a key in the tracker; true if it meant something. */
export function pressInLines(event: KeyboardEvent, keys: LineKeys): boolean {
  const { lines, at, page, moveTo, toggle } = keys;
  const line = lines[at];
  const ctrl = event.ctrlKey || event.metaKey;
  const target = ctrl || event.altKey ? undefined : lineMove(event.key, at, lines.length, page);
  if (target !== undefined) {
    moveTo(target);
    return true;
  }
  if (line === undefined) return false;
  if (asksForMenu(event)) {
    keys.openMenu();
    return true;
  }
  if (event.altKey) return false;
  // Text that was marked with the pointer is what is meant to be copied.
  if (ctrl)
    return (
      event.key === 'c' &&
      document.getSelection()?.isCollapsed !== false &&
      runLineAction(keys.actionsOf(line), 'Ctrl+C')
    );
  switch (event.key) {
    case 'ArrowRight':
      if (line.kind !== 'run') return false;
      if (line.open) moveTo(at + 1);
      else toggle(line);
      return true;
    case 'ArrowLeft': {
      if (line.kind === 'run' && line.open) toggle(line);
      else if (line.kind === 'task' && line.nested) moveTo(runAbove(lines, at));
      else return false;
      return true;
    }
    case 'Delete':
      // Never falls through to what Delete means to the selection in the tree.
      runLineAction(keys.actionsOf(line), 'Delete');
      return true;
    case 'Enter':
    case ' ':
      return runLineAction(keys.actionsOf(line), event.key === ' ' ? 'Space' : event.key);
    default:
      return false;
  }
}

function runAbove(lines: readonly TaskLine[], at: number): number {
  let index = at;
  while (index > 0 && lines[index]?.kind !== 'run') index -= 1;
  return index;
}
