import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectUpdate } from '#shared/model/object-update.ts';
import { connectionId, makeRef } from '#shared/model/reference.ts';
import { Entry } from './entry.ts';
import { GroupNames } from './groups.ts';
import { column, createSource, open } from './testing/views.ts';
import {
  lineCount,
  lineOfPlace,
  linesOf,
  placeOfLine,
  type Folded,
  type Listed,
  type ViewLine,
} from './view-lines.ts';

const names = new GroupNames();

function entry(place: number): Entry {
  const ref = makeRef('VM', String(place));
  return new Entry({
    connection: connectionId('a'),
    row: { ref, kind: 'vm', name: ref, state: 'on', health: 'ok', parent: null, facts: {} },
    keys: [],
    amounts: [],
    inName: false,
  });
}

/** Groups of so many entries each, in order. */
function listed(counts: readonly number[]): Listed {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const entries = Array.from({ length: total }, (_, place) => entry(place));
  return {
    grouped: true,
    groups: counts.map((count, index) => ({ group: names.of([index]), count })),
    slice: (from, to) => entries.slice(from, to),
  };
}

const some = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 6 });
const folds = fc.record({
  all: fc.boolean(),
  but: fc.array(fc.integer({ min: 0, max: 5 }).map(String)).map((ids) => new Set(ids)),
});

function all(list: Listed, folded: Folded): readonly ViewLine[] {
  return linesOf(list, folded, 0, Infinity);
}

describe('the lines of a grouped view', () => {
  it('are the heads of all groups, with what stands in those that are open, whatever part is looked at', () => {
    fc.assert(
      fc.property(some, folds, fc.nat(40), fc.nat(20), (counts, folded, from, count) => {
        const list = listed(counts);
        const whole = all(list, folded);
        expect(whole.map(({ at }) => at)).toEqual(whole.map((_, at) => at));
        expect(whole.flatMap((line) => (line.is === 'group' ? [line.count] : []))).toEqual(counts);
        expect(lineCount(list, folded, 0)).toBe(whole.length);
        expect(linesOf(list, folded, from, from + count)).toEqual(whole.slice(from, from + count));
      }),
    );
  });

  it('are found by the places of objects, and the other way round', () => {
    fc.assert(
      fc.property(some, folds, (counts, folded) => {
        const list = listed(counts);
        const whole = all(list, folded);
        for (const [place, one] of list.slice(0, Infinity).entries()) {
          const line = whole.findIndex((other) => other.is === 'entry' && other.entry === one);
          expect(lineOfPlace(list, folded, place)).toBe(line);
          if (line >= 0) expect(placeOfLine(list, folded, line)).toBe(place);
        }
      }),
    );
  });
});

const change = fc.record({
  id: fc.integer({ min: 0, max: 11 }),
  note: fc.constantFrom('prod', 'test', 'dev 2', 'dev 10', '', null),
  name: fc.constantFrom('web', 'sql', 'app'),
});

function updateOf({
  id,
  note,
  name,
}: {
  id: number;
  note: string | null;
  name: string;
}): ObjectUpdate {
  const ref = makeRef('VM', String(id));
  if (note === null) return { kind: 'leave', ref };
  const properties = { name: `${name}-${id}`, kind: 'vm', parent: null, state: 'on', note };
  return { kind: 'enter', ref, properties };
}

describe('a grouped view', () => {
  it('has every object in one group, and counts them, whatever changes and whether it is held', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.record({ changes: fc.array(change, { maxLength: 8 }), held: fc.boolean() }), {
          minLength: 1,
          maxLength: 6,
        }),
        async (descending, rounds) => {
          const source = createSource('a');
          const { view } = open([source], { group: { column: column('note'), descending } });
          for (const { changes, held } of rounds) {
            view.hold(held);
            await source.inventory.apply(changes.map(updateOf));
            await view.settled();
            const entries = [...view.entries()];
            const runs: { id: string; count: number }[] = [];
            for (const { group } of entries) {
              const last = runs.at(-1);
              const id = group?.id ?? 'none at all';
              if (last?.id === id) last.count += 1;
              else runs.push({ id, count: 1 });
            }
            expect(view.groups.map(({ group, count }) => ({ id: group.id, count }))).toEqual(runs);
          }
          view.hold(false);
          await view.settled();
          const order = ['dev 2', 'dev 10', 'prod', 'test'];
          const wanted = [...(descending ? order.toReversed() : order), ''];
          const ids = view.groups.map(({ group }) => group.id);
          expect(ids).toEqual(wanted.filter((id) => ids.includes(id)));
          for (const { group, row } of view.entries())
            expect(group?.id).toBe(source.inventory.lookup.get(row.ref)?.['note']);
          view.close();
        },
      ),
      { numRuns: 200 },
    );
  });

  it('has objects with several values where all of them are the same, in whatever order', () => {
    expect(names.of(['b', 'a'])).toBe(names.of(['a', 'b']));
    expect(names.of(['a'])).not.toBe(names.of(['a', 'b']));
    expect(names.of([])).toBe(names.of(undefined));
    expect(names.of(['']).id).toBe('');
  });
});
