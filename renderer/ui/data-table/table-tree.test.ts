import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrangedTree, treeMove, type TableTree } from './table-tree.ts';

interface Line {
  readonly id: number;
  readonly level: number;
}

const levels = { levelOf: ({ level }: Line) => level };

/** Lines of a tree: none stands more than one level below the one before. */
const trees = fc.array(fc.nat(3), { maxLength: 30 }).map((steps) => {
  let level = 0;
  return steps.map((step, id): Line => {
    level = Math.min(level + 1, step + 1);
    return { id, level };
  });
});

/** The lines above a line, the nearest first. */
function above(lines: readonly Line[], place: number): readonly number[] {
  const found: number[] = [];
  let level = lines[place]?.level ?? 0;
  for (let at = place - 1; at >= 0; at--) {
    const line = lines[at];
    if (line === undefined || line.level >= level) continue;
    found.push(line.id);
    level = line.level;
  }
  return found;
}

describe('a tree of lines', () => {
  it('has every line below the same one, however it is sorted', () => {
    fc.assert(
      fc.property(trees, (lines) => {
        const arranged = arrangedTree(lines, levels, {
          filter: (all) => all,
          sort: (some) => some.toReversed(),
        });
        expect(arranged).toHaveLength(lines.length);
        for (const [place, line] of arranged.entries())
          expect(above(arranged, place)).toEqual(above(lines, line.id));
      }),
    );
  });

  it('keeps what passes a filter, and what it stands below', () => {
    fc.assert(
      fc.property(trees, fc.nat(4), (lines, rest) => {
        const passes = ({ id }: Line): boolean => id % 5 === rest;
        const arranged = arrangedTree(lines, levels, {
          filter: (all) => all.filter(passes),
          sort: (some) => some,
        });
        const wanted = new Set(
          lines.flatMap((line, place) => (passes(line) ? [line.id, ...above(lines, place)] : [])),
        );
        expect(arranged).toEqual(lines.filter(({ id }) => wanted.has(id)));
      }),
    );
  });

  it('is opened and closed by the arrows, and left for the line above', () => {
    const lines: readonly Line[] = [1, 2, 3, 2].map((level, id) => ({ id, level }));
    const open = new Set([0]);
    const tree: TableTree<Line> = {
      ...levels,
      isOpen: ({ id }) => (id < 2 ? open.has(id) : undefined),
      toggle: () => undefined,
      toggleLabel: () => '',
    };
    const move = (key: string, line: number) => treeMove(key, line, (at) => lines[at], tree);
    expect(move('ArrowRight', 1)).toBe('toggle');
    expect(move('ArrowRight', 0)).toBeUndefined();
    expect(move('ArrowLeft', 0)).toBe('toggle');
    expect(move('ArrowLeft', 1)).toEqual({ line: 0 });
    expect(move('ArrowLeft', 3)).toEqual({ line: 0 });
    expect(move('ArrowRight', 3)).toBeUndefined();
    expect(move('ArrowDown', 0)).toBeUndefined();
  });
});
