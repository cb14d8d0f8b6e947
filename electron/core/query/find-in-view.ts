import type { View } from './view.ts';

/** The place of the next object whose name begins so, from a place on and then from the start; −1 where none does. */
export function findInView(view: View, begins: string, from: number): number {
  const wanted = begins.toLowerCase();
  let at = 0;
  let before = -1;
  for (const { row } of view.entries()) {
    if (row.name.toLowerCase().startsWith(wanted)) {
      if (at >= from) return at;
      if (before < 0) before = at;
    }
    at += 1;
  }
  return before;
}
