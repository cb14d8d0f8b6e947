import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kind } from '#shared/model/kind.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Row, RunState } from '#shared/model/row.ts';
import { Branch } from './branch.ts';
import { compareRows } from './row-order.ts';

const refs = Array.from({ length: 12 }, (_, i) => `VirtualMachine:vm-${i}` as Ref);

const row = (ref: Ref, over: Partial<Row> = {}): Row => ({
  ref,
  kind: 'vm',
  name: ref,
  state: 'on',
  health: 'ok',
  parent: null,
  facts: {},
  ...over,
});

/** A parent comes earlier in the list than its child: as with a real server, there are no cycles. */
const anyRow = fc
  .record({
    index: fc.nat(refs.length - 1),
    parent: fc.nat(refs.length),
    name: fc.constantFrom('a', 'A', 'b', 'web-2', 'web-10', ''),
    kind: fc.constantFrom<Kind>('folder', 'host', 'vm'),
    state: fc.constantFrom<RunState>('on', 'off'),
  })
  .map(({ index, parent, name, kind, state }) => {
    const ref = refs[index] as Ref;
    return row(ref, { name, kind, state, parent: parent < index ? (refs[parent] as Ref) : null });
  });

const steps = fc.array(
  fc.record({
    upsert: fc.array(anyRow, { maxLength: 6 }),
    remove: fc.array(fc.constantFrom(...refs), { maxLength: 3 }),
  }),
  { maxLength: 12 },
);

function rebuilt(rows: Iterable<Row>, parent: Ref | null): readonly Ref[] {
  return [...rows]
    .filter((one) => one.parent === parent)
    .sort(compareRows)
    .map((one) => one.ref);
}

describe('Branch', () => {
  it('holds the same lists after any steps as one built from the final rows', () => {
    fc.assert(
      fc.property(steps, (frames) => {
        const branch = new Branch();
        const truth = new Map<Ref, Row>();
        for (const { upsert, remove } of frames) {
          for (const ref of remove) truth.delete(ref);
          for (const one of upsert) truth.set(one.ref, one);
          branch.apply({ upsert: upsert.map((one) => [one.ref, one] as const), remove });
        }
        for (const parent of [null, ...refs])
          expect(branch.children(parent)).toEqual(rebuilt(truth.values(), parent));
        expect(branch.size).toBe(truth.size);
      }),
      { numRuns: 2000 },
    );
  });

  it('names every parent whose list changed', () => {
    fc.assert(
      fc.property(steps, (frames) => {
        const branch = new Branch();
        for (const { upsert, remove } of frames) {
          const before = new Map([null, ...refs].map((ref) => [ref, branch.children(ref)]));
          const { lists: touched } = branch.apply({
            upsert: upsert.map((one) => [one.ref, one]),
            remove,
          });
          for (const [parent, list] of before)
            if (!touched.has(parent)) expect(branch.children(parent)).toBe(list);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('touches no list when only a state changes', () => {
    const branch = new Branch();
    const [a, b] = refs as [Ref, Ref];
    branch.apply({
      upsert: [
        [a, row(a)],
        [b, row(b)],
      ],
      remove: [],
    });
    const list = branch.children(null);
    const { lists: touched } = branch.apply({
      upsert: [[a, row(a, { state: 'off' })]],
      remove: [],
    });
    expect(touched.size).toBe(0);
    expect(branch.children(null)).toBe(list);
    expect(branch.row(a)?.state).toBe('off');
  });

  it('counts as people do, and puts pools before machines', () => {
    const branch = new Branch();
    const names = ['web-10', 'web-2', 'Web-1'];
    const rows = names.map((name, i) => row(refs[i] as Ref, { name }));
    const pool = row('ResourcePool:resgroup-1' as Ref, { kind: 'resource-pool', name: 'zoo' });
    branch.apply({ upsert: [...rows, pool].map((one) => [one.ref, one]), remove: [] });
    expect(branch.children(null).map((ref) => branch.row(ref)?.name)).toEqual([
      'zoo',
      'Web-1',
      'web-2',
      'web-10',
    ]);
  });

  it('tells the way down to an object, and survives a cycle', () => {
    const branch = new Branch();
    const [a, b, c] = refs as [Ref, Ref, Ref];
    branch.apply({
      upsert: [
        [a, row(a)],
        [b, row(b, { parent: a })],
        [c, row(c, { parent: b })],
      ],
      remove: [],
    });
    expect(branch.ancestors(c)).toEqual([a, b]);
    branch.apply({ upsert: [[a, row(a, { parent: c })]], remove: [] });
    expect(branch.ancestors(c)).toHaveLength(3);
  });
});
