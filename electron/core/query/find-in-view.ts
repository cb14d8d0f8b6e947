import type { ObjectAddress } from '#shared/model/reference.ts';
import type { OpenedView } from './open-view.ts';

type Opened = Pick<OpenedView, 'view' | 'window'>;

/** The line of the next object whose name begins so, from a line on and then from the start; −1 where none does, or in a closed group. */
export function findInView({ view, window }: Opened, begins: string, from: number): number {
  const wanted = begins.toLowerCase();
  const first = window.placeOf(from);
  let at = 0;
  let before = -1;
  for (const { row } of view.entries()) {
    if (row.name.toLowerCase().startsWith(wanted)) {
      if (at >= first) return window.lineOf(at);
      if (before < 0) before = at;
    }
    at += 1;
  }
  return window.lineOf(before);
}

/** The line of an object; −1 where it is not listed, or in a closed group. */
export function lineOf({ view, window }: Opened, object: ObjectAddress): number {
  return window.lineOf(view.indexOf(object));
}
