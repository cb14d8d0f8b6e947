import type { Entry } from './entry.ts';
import type { GroupCount } from './groups.ts';

/** Which groups are closed: all but some, or some. */
export interface Folded {
  readonly all: boolean;
  readonly but: ReadonlySet<string>;
}

export const nothingFolded: Folded = { all: false, but: new Set() };

export function isFolded({ all, but }: Folded, group: string): boolean {
  return all !== but.has(group);
}

/** What is listed: entries in order, and which groups they are in; none where it is not grouped. */
export interface Listed {
  readonly grouped: boolean;
  readonly groups: readonly GroupCount[];
  slice(from: number, to: number): readonly Entry[];
}

/** A line of a list: an object, or what heads those of a group. */
export type ViewLine =
  | { readonly is: 'entry'; readonly at: number; readonly entry: Entry }
  | {
      readonly is: 'group';
      readonly at: number;
      readonly group: GroupCount['group'];
      readonly count: number;
      readonly open: boolean;
    };

/** Lines that a list has, the heads of groups among them, and without what is closed. @param total entries */
export function lineCount({ grouped, groups }: Listed, folded: Folded, total: number): number {
  if (!grouped) return total;
  let lines = 0;
  for (const { group, count } of groups) lines += 1 + (isFolded(folded, group.id) ? 0 : count);
  return lines;
}

/** The lines from one to before another. Costs as much as there are groups before them, not objects. */
export function linesOf(
  listed: Listed,
  folded: Folded,
  from: number,
  to: number,
): readonly ViewLine[] {
  if (!listed.grouped) return entriesAt(listed, from, from, to);
  const lines: ViewLine[] = [];
  let line = 0;
  let place = 0;
  for (const { group, count } of listed.groups) {
    if (line >= to) break;
    const open = !isFolded(folded, group.id);
    if (line >= from) lines.push({ is: 'group', at: line, group, count, open });
    line += 1;
    const end = line + (open ? count : 0);
    const [first, last] = [Math.max(line, from), Math.min(end, to)];
    if (first < last)
      lines.push(...entriesAt(listed, first, place + first - line, place + last - line));
    line = end;
    place += count;
  }
  return lines;
}

/** @param at the line of the first */
function entriesAt(listed: Listed, at: number, from: number, to: number): readonly ViewLine[] {
  return listed
    .slice(from, to)
    .map((entry, index) => ({ is: 'entry', at: at + index, entry }) as const);
}

/** The line of what stands at a place among the entries; −1 where its group is closed. */
export function lineOfPlace({ grouped, groups }: Listed, folded: Folded, place: number): number {
  if (!grouped || place < 0) return place;
  let line = 0;
  let before = 0;
  for (const { group, count } of groups) {
    const open = !isFolded(folded, group.id);
    line += 1;
    if (place < before + count) return open ? line + place - before : -1;
    before += count;
    if (open) line += count;
  }
  return -1;
}

/** The place among the entries of what a line shows, or that follows it. */
export function placeOfLine({ grouped, groups }: Listed, folded: Folded, wanted: number): number {
  if (!grouped) return wanted;
  let line = 0;
  let place = 0;
  for (const { group, count } of groups) {
    line += 1;
    const shown = isFolded(folded, group.id) ? 0 : count;
    if (wanted < line + shown) return place + Math.max(0, wanted - line);
    line += shown;
    place += count;
  }
  return place;
}
