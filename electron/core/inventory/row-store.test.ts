import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MappedRow, Placement } from '#shared/model/mapped-row.ts';
import { otherProjections } from '#shared/model/projection.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { RowStore } from './row-store.ts';

const refs = Array.from({ length: 7 }, (_, index) => `Folder:f-${index}` as Ref);

const anyPlacement: fc.Arbitrary<Placement> = fc.record({
  parent: fc.option(fc.constantFrom(...refs)),
  hidden: fc.boolean(),
});

const anyRow: fc.Arbitrary<MappedRow> = fc
  .record({
    ref: fc.constantFrom(...refs),
    name: fc.constantFrom('a', 'b'),
    own: anyPlacement,
    places: fc.option(
      fc.record(
        { machines: anyPlacement, storage: anyPlacement, networks: anyPlacement },
        { requiredKeys: [] },
      ),
    ),
  })
  .map(({ ref, name, own, places }) => ({
    ref,
    kind: 'folder',
    name,
    state: 'none',
    health: 'ok',
    facts: {},
    ...own,
    ...(places !== null && { places }),
  }));

const anyChange = fc.oneof(
  { weight: 3, arbitrary: anyRow },
  { weight: 1, arbitrary: fc.constantFrom(...refs) },
);

/** The parent in one tree by its definition: the first visible above; what is in a ring, or has no way up, at the top. */
function placeIn(places: ReadonlyMap<Ref, Placement>, ref: Ref): Ref | null | undefined {
  const own = places.get(ref);
  if (own === undefined || own.hidden === true) return undefined;
  const above = (from: Ref): Ref | null => {
    const seen = new Set<Ref>();
    for (let at = places.get(from)?.parent ?? null; at !== null; ) {
      const place = places.get(at);
      if (place === undefined || seen.has(at)) return null;
      if (place.hidden !== true) return at;
      seen.add(at);
      at = place.parent;
    }
    return null;
  };
  const path = new Set<Ref>();
  for (let at = above(ref); at !== null && !path.has(at); at = above(at)) {
    if (at === ref) return null;
    path.add(at);
  }
  return above(ref);
}

/** The rows as a plain function of what was mapped last. */
function plainRows(mapped: ReadonlyMap<Ref, MappedRow>) {
  const rows: Record<string, object> = {};
  for (const [ref, { name }] of mapped) {
    const parent = placeIn(mapped, ref);
    const places = Object.fromEntries(
      otherProjections.flatMap((projection) => {
        const placed = new Map(
          [...mapped].flatMap(([one, { places: own }]) => {
            const place = own?.[projection];
            return place === undefined ? [] : [[one, place] as const];
          }),
        );
        const found = placeIn(placed, ref);
        return found === undefined ? [] : [[projection, found]];
      }),
    );
    if (parent !== undefined) rows[ref] = { name, parent, places };
    else if (Object.keys(places).length > 0) rows[ref] = { name, notInHosts: true, places };
  }
  return rows;
}

function shape({ name, parent, places = {}, notInHosts }: Row): object {
  return notInHosts === true ? { name, notInHosts, places } : { name, parent, places };
}

describe('rows in their places', () => {
  it('stand in every tree where a plain function of what was mapped puts them, whatever changes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyChange, { maxLength: 4 }), { maxLength: 12 }), (steps) => {
        const store = new RowStore();
        const mapped = new Map<Ref, MappedRow>();
        const reported = new Map<Ref, Row>();
        for (const step of steps) {
          for (const change of step)
            if (typeof change === 'string') {
              mapped.delete(change);
              store.remove(change);
            } else {
              mapped.set(change.ref, change);
              store.set(change);
            }
          const { put, removed } = store.settle();
          for (const ref of removed) reported.delete(ref);
          for (const row of put) reported.set(row.ref, row);
          const shown = Object.fromEntries([...reported].map(([ref, row]) => [ref, shape(row)]));
          expect(shown).toEqual(plainRows(mapped));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('keep the identity of what did not change in any tree', () => {
    const store = new RowStore();
    const row: MappedRow = {
      ref: refs[0]!,
      kind: 'vm',
      name: 'web',
      state: 'on',
      health: 'ok',
      parent: null,
      facts: {},
      places: { machines: { parent: null } },
    };
    store.set(row);
    store.settle();
    const before = store.get(row.ref);
    store.set({ ...row, places: { machines: { parent: null } } });
    expect(store.settle()).toEqual({ put: [], removed: [] });
    expect(store.get(row.ref)).toBe(before);
  });
});
