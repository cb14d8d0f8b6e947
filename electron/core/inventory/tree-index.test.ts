import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Placement } from '#shared/model/mapped-row.ts';
import type { Ref } from '#shared/model/reference.ts';
import { TreeIndex } from './tree-index.ts';

const ref = (id: string): Ref => id as Ref;

/** Where everything stands, by an index that is filled step by step. */
function resolve(steps: readonly [string, Partial<Placement> | null][]) {
  const index = new TreeIndex();
  const placed = new Map<Ref, Ref | null>();
  for (const [id, placement] of steps) {
    if (placement === null) {
      index.remove(ref(id));
      placed.delete(ref(id));
    } else index.set(ref(id), { parent: null, ...placement });
    follow(index, placed);
  }
  return Object.fromEntries([...placed].sort());
}

function follow(index: TreeIndex, placed: Map<Ref, Ref | null>): void {
  for (const one of index.settle()) {
    if (one.visible) placed.set(one.ref, one.parent);
    else placed.delete(one.ref);
  }
}

const below = (parent: string, more: Partial<Placement> = {}): Partial<Placement> => ({
  parent: ref(parent),
  ...more,
});

describe('tree index', () => {
  it('places objects below their parents, whichever comes first', () => {
    const forwards = resolve([
      ['a', {}],
      ['b', below('a')],
    ]);
    const backwards = resolve([
      ['b', below('a')],
      ['a', {}],
    ]);
    expect(forwards).toEqual({ a: null, b: 'a' });
    expect(backwards).toEqual(forwards);
  });

  it('looks through hidden objects, however many', () => {
    expect(
      resolve([
        ['vm', below('pool')],
        ['pool', below('compute', { hidden: true })],
        ['compute', below('folder', { hidden: true })],
        ['folder', below('dc', { hidden: true })],
        ['dc', {}],
      ]),
    ).toEqual({ dc: null, vm: 'dc' });
  });

  it('places what has no way up from its parent below the first other one that is there', () => {
    const vm = below('pool', { otherParents: [ref('host'), ref('folder')] });
    const folders: [string, Partial<Placement>][] = [
      ['folder', below('dc', { hidden: true })],
      ['dc', {}],
    ];
    expect(resolve([['vm', vm], ...folders])).toEqual({ dc: null, vm: 'dc' });
    expect(resolve([...folders, ['vm', vm], ['host', {}]])).toMatchObject({ vm: 'host' });
    expect(resolve([['vm', vm], ['host', {}], ...folders, ['pool', {}]])).toMatchObject({
      vm: 'pool',
    });
    expect(resolve([['vm', vm], ['host', {}], ...folders, ['host', null]])).toMatchObject({
      vm: 'dc',
    });
    // A pool is there, and nothing above it: it does not stand in the tree.
    expect(
      resolve([['vm', vm], ...folders, ['pool', below('compute', { hidden: true })]]),
    ).toMatchObject({ vm: 'dc' });
  });

  it('places children below a stand-in, and the stand-in where the hidden one stood', () => {
    expect(
      resolve([
        ['dc', {}],
        ['vm', below('pool')],
        ['pool', below('compute', { hidden: true })],
        ['compute', below('dc', { hidden: true, standIn: ref('host') })],
        ['host', below('compute')],
      ]),
    ).toEqual({ dc: null, host: 'dc', vm: 'host' });
  });

  it('moves children when a stand-in goes', () => {
    expect(
      resolve([
        ['dc', {}],
        ['compute', below('dc', { hidden: true, standIn: ref('host') })],
        ['host', below('compute')],
        ['vm', below('compute')],
        ['host', null],
      ]),
    ).toEqual({ dc: null, vm: 'dc' });
  });

  it('moves children when an object hides or shows itself', () => {
    expect(
      resolve([
        ['a', {}],
        ['b', below('a')],
        ['c', below('b')],
        ['b', below('a', { hidden: true })],
      ]),
    ).toEqual({ a: null, c: 'a' });
  });

  it('places everything of a ring at the top, and what hangs on it below it', () => {
    expect(
      resolve([
        ['a', below('b')],
        ['b', below('c')],
        ['c', below('a')],
        ['d', below('a')],
        ['self', below('self')],
      ]),
    ).toEqual({ a: null, b: null, c: null, d: 'a', self: null });
  });

  it('survives a ring of hidden objects', () => {
    expect(
      resolve([
        ['a', below('b', { hidden: true })],
        ['b', below('a', { hidden: true })],
        ['c', below('a')],
      ]),
    ).toEqual({ c: null });
  });

  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
  const placement = fc.record({
    parent: fc.option(id.map(ref), { nil: null }),
    hidden: fc.boolean(),
    standIn: fc.option(id.map(ref), { nil: undefined }),
  });
  const step = fc.tuple(
    id,
    fc.option(placement, { nil: null, freq: 5 }),
    // Whether the consequences are asked for now, or together with those of the next steps.
    fc.boolean(),
  );

  it('ends the same whatever way it came there', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const index = new TreeIndex();
        const placed = new Map<Ref, Ref | null>();
        const present = new Map<Ref, Placement>();
        for (const [id, next, now] of steps) {
          const key = ref(id);
          if (next === null) {
            index.remove(key);
            placed.delete(key);
            present.delete(key);
          } else {
            const { standIn, ...rest } = next;
            const clean: Placement = standIn === undefined ? rest : { ...rest, standIn };
            index.set(key, clean);
            present.set(key, clean);
          }
          if (now) follow(index, placed);
        }
        follow(index, placed);
        const scratch = new TreeIndex();
        const expected = new Map<Ref, Ref | null>();
        for (const [key, value] of present) scratch.set(key, value);
        follow(scratch, expected);
        expect(Object.fromEntries([...placed].sort())).toEqual(
          Object.fromEntries([...expected].sort()),
        );
        for (const [key, parent] of placed) expectWayUp(placed, key, parent);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Every object reaches the top through objects that stand in the tree. */
function expectWayUp(placed: ReadonlyMap<Ref, Ref | null>, from: Ref, parent: Ref | null): void {
  let at = parent;
  for (let steps = 0; at !== null; steps++) {
    expect(placed.has(at), `${from} below ${at}`).toBe(true);
    expect(steps).toBeLessThan(placed.size);
    at = placed.get(at) ?? null;
  }
}
