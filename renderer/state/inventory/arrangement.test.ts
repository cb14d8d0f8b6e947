import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projections } from '#shared/model/projection.ts';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { hideChoices, ruleOf, usualTree, type TreeChoice } from '../tree/tree-choice.ts';
import { Branch } from './branch.ts';
import { compareRows } from './row-order.ts';
import { troubleOf } from './trouble.ts';

const refs = Array.from({ length: 10 }, (_, index) => `VirtualMachine:vm-${index}` as Ref);

/** Below one that comes earlier in the list: as with a real server, there are no rings. */
const placeOf = (index: number) =>
  fc.option(fc.nat(refs.length)).map((at) => (at === null || at >= index ? null : refs[at]!));

const anyRow: fc.Arbitrary<Row> = fc.nat(refs.length - 1).chain((index) =>
  fc
    .record({
      name: fc.constantFrom('a', 'b', 'web-2', 'web-10'),
      kind: fc.constantFrom<Row['kind']>('folder', 'host', 'vm', 'template', 'library'),
      state: fc.constantFrom<Row['state']>('on', 'off', 'disconnected'),
      health: fc.constantFrom<Row['health']>('ok', 'warning', 'error'),
      parent: placeOf(index),
      notInHosts: fc.boolean(),
      host: placeOf(index),
      places: fc.record(
        { machines: placeOf(index), storage: placeOf(index), networks: placeOf(index) },
        { requiredKeys: [] },
      ),
    })
    .map(
      ({ notInHosts, host, ...row }): Row => ({
        ref: refs[index]!,
        ...row,
        ...(notInHosts && { notInHosts }),
        facts: host === null ? {} : { host },
      }),
    ),
);

const anyChoice: fc.Arbitrary<TreeChoice> = fc.record({
  projection: fc.constantFrom(...projections),
  groupBy: fc.constant(null),
  belowHost: fc.boolean(),
  hide: fc.subarray([...hideChoices]),
});

const anyStep = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      upsert: fc.array(anyRow, { maxLength: 5 }),
      remove: fc.array(fc.constantFrom(...refs), { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: anyChoice },
);

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
          const touched = branch.apply({ upsert: then.map((row) => [row.ref, row]), remove: [] });
          for (const [parent, list] of before)
            if (!touched.has(parent)) expect(branch.shown.children(parent)).toBe(list);
        },
      ),
      { numRuns: 500 },
    );
  });
});
