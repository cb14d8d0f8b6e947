import type { KeyboardEvent } from 'react';
import type { TaskLine } from '../../state/tasks/task-lines.ts';
import type { MenuAction } from '../../ui/actions/menu-action.ts';
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
  const { lines, at, page } = keys;
  const ctrl = event.ctrlKey || event.metaKey;
  const plain = !ctrl && !event.altKey;
  const target = plain ? lineMove(event.key, at, lines.length, page) : undefined;
  if (target !== undefined) {
    keys.moveTo(target);
    return true;
  }
  const line = lines[at];
  if (line === undefined) return false;
  if (asksForMenu(event)) {
    keys.openMenu();
    return true;
  }
  if (plain) return pressOnLine(event.key, line, keys);
  return (
    !event.altKey &&
    event.key === 'c' &&
    // Text that was marked with the pointer is what is meant to be copied.
    document.getSelection()?.isCollapsed !== false &&
    runLineAction(keys.actionsOf(line), 'Ctrl+C')
  );
}

function pressOnLine(key: string, line: TaskLine, keys: LineKeys): boolean {
  switch (key) {
    case 'ArrowRight':
      return goInto(line, keys);
    case 'ArrowLeft':
      return goOut(line, keys);
    case 'Delete':
      // Never falls through to what Delete means to the selection in the tree.
      runLineAction(keys.actionsOf(line), 'Delete');
      return true;
    case 'Enter':
      return runLineAction(keys.actionsOf(line), 'Enter');
    case ' ':
      return runLineAction(keys.actionsOf(line), 'Space');
    default:
      return false;
  }
}

/** Opens a run, or goes to the first task of one that is open. */
function goInto(line: TaskLine, { at, moveTo, toggle }: LineKeys): boolean {
  if (line.kind !== 'run') return false;
  if (line.open) moveTo(at + 1);
  else toggle(line);
  return true;
}

/** Closes a run, or goes from one of its tasks to it. */
function goOut(line: TaskLine, { lines, at, moveTo, toggle }: LineKeys): boolean {
  if (line.kind === 'run' && line.open) toggle(line);
  else if (line.kind === 'task' && line.nested) moveTo(runAbove(lines, at));
  else return false;
  return true;
}

function runAbove(lines: readonly TaskLine[], at: number): number {
  let index = at;
  while (index > 0 && lines[index]?.kind !== 'run') index -= 1;
  return index;
}
