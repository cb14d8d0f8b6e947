import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import { DependencyIndex, TrackingLookup } from './dependencies.ts';

const nowhere = { get: () => undefined, ofType: () => [] };

function reading(sources: readonly string[]): TrackingLookup {
  const lookup = new TrackingLookup(nowhere);
  for (const source of sources)
    if (source.includes(':')) lookup.get(source as Ref);
    else lookup.ofType(source);
  return lookup;
}

it('notes each read once, in order, be they few or many', () => {
  const many = Array.from({ length: 40 }, (_, index) => `M:${index % 25}`);
  const lookup = reading([...many, 'M', ...many, 'M']);
  expect(lookup.reads).toEqual([...new Set(many), 'M']);
  expect([...lookup.types]).toEqual(['M']);
  expect(lookup.refs.size).toBe(25);
});

it('knows at any time who read what last', () => {
  const objects = ['V:1', 'V:2', 'V:3', 'V:4'] as Ref[];
  const sources = ['M:1', 'M:2', 'M:3', 'M', 'N'];
  const step = fc.record({
    ref: fc.constantFrom(...objects),
    reads: fc.option(fc.array(fc.constantFrom(...sources), { maxLength: 4 })),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const index = new DependencyIndex();
      const known = new Map<Ref, readonly string[]>();
      for (const { ref, reads } of steps) {
        if (reads === null) index.remove(ref);
        else index.set(ref, reading(reads));
        known.set(ref, reads ?? []);
        for (const source of sources) {
          const expected = objects.filter((one) => known.get(one)?.includes(source));
          expect([...index.dependents(source)].toSorted()).toEqual(expected);
        }
      }
    }),
  );
});
