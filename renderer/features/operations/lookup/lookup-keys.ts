import type { LookupOption } from '#shared/model/operation.ts';
import { lineMove } from '../../../ui/lines/line-move.ts';

/** Where somebody is among the options, and how one goes on from there. */
export interface Browser {
  readonly options: readonly LookupOption[];
  /** Index of the option that the keyboard is on; -1 for none. */
  readonly at: number;
  /** The folders that lead here. */
  readonly path: readonly LookupOption[];
  readonly point: (index: number) => void;
  readonly goTo: (path: readonly LookupOption[]) => void;
  /** Chooses it, or looks into a folder that is only a folder. */
  readonly take: (option: LookupOption) => void;
}

/** Options that a page key moves by. */
const page = 8;

/** Handles a key that means something at any time; true for those. */
export function pressInOptions(key: string, { options, at, point, take }: Browser): boolean {
  if (key === 'Enter') {
    const option = options[at];
    if (option !== undefined) take(option);
    return true;
  }
  // They move in the text.
  if (key === 'Home' || key === 'End') return false;
  const next = lineMove(key, at, options.length, page);
  if (next !== undefined) point(next);
  return next !== undefined;
}

/** Handles a key that would move in the text, where there is none; true if it meant something. */
export function pressInPath(key: string, { options, at, path, goTo }: Browser): boolean {
  const option = options[at];
  if (key === 'ArrowRight' && option?.folder !== undefined) goTo([...path, option]);
  else if ((key === 'ArrowLeft' || key === 'Backspace') && path.length > 0) goTo(path.slice(0, -1));
  else return false;
  return true;
}
