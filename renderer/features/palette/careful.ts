import type { Action } from '../../actions/action.ts';
import type { PaletteLine } from './palette-line.ts';

const destroying = /(^|\.)(off|reset|delete|remove|destroy|disconnect)$/;
const interrupting = /(^|\.)(reboot|shutdown|suspend)$/;

/** Something is lost, or somebody is thrown out: never what Enter does before one has looked. */
export function destroys({ id, danger }: Action): boolean {
  return danger === true || destroying.test(id);
}

/** Somebody's work is interrupted: it stands behind whatever fits as well. */
export function isCareful(action: Action): boolean {
  return destroys(action) || interrupting.test(action.id);
}

/** The line that Enter means at first: none that destroys or disconnects. −1 where there is no other. */
export function firstChoice(lines: readonly PaletteLine[]): number {
  return lines.findIndex(
    (line) =>
      line.kind !== 'heading' &&
      (line.kind !== 'action' || (!destroys(line.action) && line.action.refused === undefined)),
  );
}
