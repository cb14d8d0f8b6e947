import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { anyChoice, anyRow, anyStep, refs } from '../../testing/any-inventory.ts';
import { ruleOf, usualTree, type TreeChoice } from '../tree/tree-choice.ts';
import { Branch } from './branch.ts';
import { compareRows } from './row-order.ts';
import { troubleOf } from './trouble.ts';

/** Where a row stands, by what was chosen; undefined where it does not stand in the tree. */
function placed(row: Row, rows: ReadonlyMap<Ref, Row>, choice: TreeChoice) {
  const { projection, belowHost, hide } = choice;
  if (hide.includes('off') && row.kind === 'vm' && row.state === 'off') return undefined;
  if (hide.includes('templates') && row.kind === 'template') return undefined;
  if (hide.includes('libraries') && row.kind === 'library') return undefined;
  if (projection !== 'hosts') return row.places?.[projection];
  const { host } = row.facts;
  const isMachine = row.kind === 'vm' || row.kind === 'template';
  if (belowHost && isMachine && host !== undefined && rows.get(host)?.kind === 'host') return host;
  return row.notInHosts === true ? undefined : row.parent;
}

function expectTree(branch: Branch, rows: ReadonlyMap<Ref, Row>, choice: TreeChoice): void {
  const childrenOf = (parent: Ref | null): readonly Row[] =>
    [...rows.values()].filter((row) => placed(row, rows, choice) === parent).sort(compareRows);
  const below = (parent: Ref | null): { errors: number; warnings: number } => {
    const sum = { errors: 0, warnings: 0 };
    for (const row of childrenOf(parent))
      for (const one of [troubleOf(row), below(row.ref)]) {
        sum.errors += one.errors;
        sum.warnings += one.warnings;
      }
    return sum;
  };
  for (const parent of [null, ...refs]) {
    expect(branch.shown.children(parent)).toEqual(childrenOf(parent).map(({ ref }) => ref));
    expect(branch.shown.troubleBelow(parent)).toEqual(below(parent));
  }
}

describe('a tree of the rows', () => {
  it('is a plain function of them and of what was chosen, with the trouble below each, whatever changes', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 14 }), (steps) => {
        const branch = new Branch();
        const rows = new Map<Ref, Row>();
        let choice = usualTree;
        for (const step of steps) {
          if ('projection' in step) {
            choice = step;
            branch.show(ruleOf(choice, connectionId('vc')));
          } else {
            for (const ref of step.remove) rows.delete(ref);
            for (const row of step.upsert) rows.set(row.ref, row);
            branch.apply({ ...step, upsert: step.upsert.map((row) => [row.ref, row]) });
          }
          expectTree(branch, rows, choice);
        }
        expectTree(branch, rows, choice);
      }),
      { numRuns: 700 },
    );
  });

  it('names every parent whose list changed', () => {
    fc.assert(
      fc.property(
        anyChoice,
        fc.array(anyRow, { maxLength: 9 }),
        fc.array(anyRow),
        (choice, first, then) => {
          const branch = new Branch();
          branch.show(ruleOf(choice, connectionId('vc')));
          branch.apply({ upsert: first.map((row) => [row.ref, row]), remove: [] });
          const before = new Map([null, ...refs].map((ref) => [ref, branch.shown.children(ref)]));
          const { lists: touched } = branch.apply({
            upsert: then.map((row) => [row.ref, row]),
            remove: [],
          });
          for (const [parent, list] of before)
            if (!touched.has(parent)) expect(branch.shown.children(parent)).toBe(list);
        },
      ),
      { numRuns: 500 },
    );
  });
});
