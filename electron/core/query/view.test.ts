import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledQuery } from '#shared/query/compile.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { ObjectUpdate } from '#shared/model/object-update.ts';
import { AlertCounts } from './alert-counts.ts';
import { NameOrder } from './order/name-order.ts';
import type { Column } from '#shared/query/column.ts';
import { CoreSubject } from './core-subject.ts';
import { compareKeys, naturalKey, sortKey } from './order/sort-key.ts';
import type { QuerySource } from './source.ts';
import { breathe, column, compiled, createSource, open } from './testing/views.ts';

/** What a view has to list: everything, filtered and sorted at once. */
function plainly(
  sources: readonly QuerySource[],
  query: CompiledQuery,
  sort: readonly { readonly column: Column; readonly descending: boolean }[],
): readonly string[] {
  const found = sources.flatMap((source) =>
    [...source.inventory.rows()].flatMap((row) => {
      const context = {
        source,
        server: source.id,
        alerts: new AlertCounts(source),
        declared: new Map(),
      };
      const subject = new CoreSubject(context, row);
      if (!query.test(subject)) return [];
      // Without an order the best fit comes first.
      const rank = query.needs.freeText && sort.length === 0 ? [query.rank(subject)] : [];
      const keys = sort.map((by) => sortKey(by.column.read(subject, 0)));
      return [{ source, row, keys: [...keys, ...rank] }];
    }),
  );
  return found
    .toSorted((one, other) => {
      for (const index of one.keys.keys()) {
        const { descending = false } = sort[index] ?? {};
        const order = compareKeys(one.keys[index] ?? null, other.keys[index] ?? null, descending);
        if (order !== 0) return order;
      }
      const byName = compareKeys(naturalKey(one.row.name), naturalKey(other.row.name), false);
      if (byName !== 0) return byName;
      return `${one.source.id} ${one.row.ref}` < `${other.source.id} ${other.row.ref}` ? -1 : 1;
    })
    .map(({ source, row }) => `${source.id}/${row.ref}`);
}

const ids = Array.from({ length: 12 }, (_, index) => makeRef('VM', `vm-${index}`));
const changes = fc.record({
  server: fc.integer({ min: 0, max: 1 }),
  ref: fc.constantFrom(...ids),
  does: fc.constantFrom('enter', 'name', 'note', 'parent', 'leave'),
  name: fc.constantFrom('web-1', 'web-2', 'web-10', 'Web-2', 'sql', ''),
  parent: fc.constantFrom(null, ...ids.slice(0, 4)),
});

function updateOf({
  ref,
  does,
  name,
  parent,
}: {
  ref: Ref;
  does: string;
  name: string;
  parent: Ref | null;
}): ObjectUpdate {
  if (does === 'enter')
    return {
      kind: 'enter',
      ref,
      properties: { name, kind: 'vm', parent, state: 'on', note: name },
    };
  if (does === 'leave') return { kind: 'leave', ref };
  const value = does === 'parent' ? parent : does === 'name' ? name : `note of ${name}`;
  return { kind: 'modify', ref, changes: [{ path: does, op: 'assign', value }] };
}

describe('View', () => {
  it('lists what a plain filter and sort lists, whatever changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          '',
          'web',
          'name:web*',
          'note:web',
          'in:web',
          'note.x:1 or sql',
          '!in:sql kind:vm',
        ),
        fc.record({
          by: fc.constantFrom('name', 'note', 'in', 'server', 'VM.note', null),
          descending: fc.boolean(),
          /** Of all rows by name. */
          ordered: fc.constantFrom('none', 'settled', 'unsettled'),
          tried: fc.constantFrom(0, 1, 3, 8, 4096),
        }),
        fc.array(fc.array(changes, { maxLength: 8 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 7 }),
        async (text, { by, descending, ordered, tried }, rounds, openAt) => {
          const sources = [createSource('a'), createSource('b')];
          const query = compiled(text);
          const sort = by === null ? [] : [{ column: column(by), descending }];
          const all = { list: () => sources, watch: () => () => undefined };
          const order = ordered === 'none' ? undefined : new NameOrder(all, breathe);
          order?.including(sources);
          let opened: ReturnType<typeof open> | undefined;
          for (const [index, round] of rounds.entries()) {
            if (ordered === 'settled') await order?.settled;
            if (index === openAt || opened === undefined)
              opened ??= open(sources, { query, sort, order, tried });
            for (const change of round)
              await sources[change.server]?.inventory.apply([updateOf(change)]);
            await opened.view.settled();
            const listed = [...opened.view.entries()].map(
              ({ connection, ref }) => `${connection}/${ref}`,
            );
            expect(listed).toEqual(plainly(sources, query, sort));
            expect(opened.view.total).toBe(listed.length);
          }
          opened?.view.close();
          order?.close();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('misses nothing that comes while names are looked through before all else', async () => {
    const sources = [createSource('a'), createSource('b')];
    const order = new NameOrder({ list: () => sources, watch: () => () => undefined }, breathe);
    order.including(sources);
    await order.settled;
    const { view, names } = open(sources, { query: compiled('sql'), order });
    await sources[1]?.inventory.apply([
      {
        kind: 'enter',
        ref: makeRef('VM', '1'),
        properties: { name: 'sql', kind: 'vm', parent: null, state: 'on' },
      },
    ]);
    await view.settled();
    expect(names()).toEqual(['sql']);
    view.close();
    order.close();
  });

  it('keeps its order while it is held, says what has to move, and makes it anew afterwards', async () => {
    const source = createSource('a');
    const enter = (id: string, name: string): ObjectUpdate => ({
      kind: 'enter',
      ref: makeRef('VM', id),
      properties: { name, kind: 'vm', parent: null, state: 'on' },
    });
    await source.inventory.apply([enter('1', 'a'), enter('2', 'b'), enter('3', 'c')]);
    const { view, names } = open([source]);
    await view.settled();
    view.hold(true);
    await source.inventory.apply([
      enter('1', 'z'),
      enter('4', 'aa'),
      { kind: 'leave', ref: makeRef('VM', '2') },
    ]);
    await view.settled();
    expect(names()).toEqual(['z', 'b', 'c']);
    expect([...view.entries()].map(({ pending }) => pending)).toEqual([
      'moves',
      'leaves',
      undefined,
    ]);
    expect(view.waiting).toBe(3);
    view.hold(false);
    await view.settled();
    expect(names()).toEqual(['aa', 'c', 'z']);
    expect(view.waiting).toBe(0);
  });

  it('sums and counts', async () => {
    const source = createSource('a');
    await source.inventory.apply(
      ['1', '2', '3'].map((id) => ({
        kind: 'enter',
        ref: makeRef('VM', id),
        properties: {
          name: id,
          kind: id === '3' ? 'host' : 'vm',
          parent: null,
          state: 'on',
          size: Number(id),
        },
      })),
    );
    const { view } = open([source], { summed: [column('VM.size')] });
    await view.settled();
    expect(view.sums).toEqual([6]);
    await source.inventory.apply([{ kind: 'leave', ref: makeRef('VM', '1') }]);
    await view.settled();
    expect(view.sums).toEqual([5]);
    expect([...view.byKind]).toEqual([
      ['vm', 1],
      ['host', 1],
    ]);
  });

  it.each([false, true])(
    'lists an object as it is though it changed while others were looked at (by name: %s)',
    async (byName) => {
      const source = createSource('a');
      const enter = (id: number, name: string): ObjectUpdate => ({
        kind: 'enter',
        ref: makeRef('VM', `${id}`),
        properties: { name, kind: 'vm', parent: null, state: 'on', note: name },
      });
      const ids = Array.from({ length: 20 }, (_, index) => index + 10);
      await source.inventory.apply(ids.map((id) => enter(id, `web-${id}`)));
      const all = { list: () => [source], watch: () => () => undefined };
      const order = byName ? new NameOrder(all, breathe) : undefined;
      order?.including([source]);
      await order?.settled;
      const query = compiled('kind:vm');
      const slow: CompiledQuery = {
        ...query,
        test: (subject) => {
          // The first takes so long that others have their turn before the last.
          const until = performance.now() + (subject.row.name === 'web-10' ? 10 : 0);
          while (performance.now() < until);
          return query.test(subject);
        },
      };
      const changing = async (): Promise<void> => {
        await source.inventory.apply([enter(29, 'renamed'), enter(28, 'web-28')]);
        await breathe();
      };
      const { view, names } = open([source], { query: slow, order, breathe: changing });
      await view.settled();
      expect(names()).toEqual(['renamed', ...ids.slice(0, -1).map((id) => `web-${id}`)]);
    },
  );

  it('lists nothing of a server that went while it was being looked through', async () => {
    const sources = [createSource('a'), createSource('b')];
    for (const { inventory } of sources)
      await inventory.apply([
        {
          kind: 'enter',
          ref: makeRef('VM', '1'),
          properties: { name: 'web', kind: 'vm', parent: null, state: 'on' },
        },
      ]);
    let report: () => void = () => undefined;
    const left = {
      list: () => sources,
      watch: (changed: () => void) => {
        report = changed;
        return () => undefined;
      },
    };
    const { view } = open([], { sources: left });
    sources.pop();
    report();
    await view.settled();
    expect([...view.entries()].map(({ connection }) => connection)).toEqual(['a']);
    expect(view.total).toBe(1);
  });

  it('shows the first screen as soon as it is known: by name before all has been looked at', async () => {
    const source = createSource('a');
    const names = Array.from({ length: 40 }, (_, index) => `web-${index}`);
    await source.inventory.apply(
      names.toReversed().map((name) => ({
        kind: 'enter',
        ref: makeRef('VM', name),
        properties: { name, kind: 'vm', parent: null, state: 'on', note: `of ${name}` },
      })),
    );
    const order = new NameOrder({ list: () => [source], watch: () => () => undefined }, breathe);
    order.including([source]);
    await order.settled;
    let looked = 0;
    const query = compiled('note:of');
    const counting = {
      ...query,
      test: (...of: Parameters<typeof query.test>) => ((looked += 1), query.test(...of)),
    };
    const first: (readonly [number, readonly string[]])[] = [];
    const { view } = open([source], { query: counting, order, first: 3 }, () => {
      first.push([looked, view.slice(0, 3).map(({ row }) => row.name)]);
    });
    await view.settled();
    expect(first[0]).toEqual([3, names.slice(0, 3)]);
    expect([...view.entries()].map(({ row }) => row.name)).toEqual(names);
  });

  it('shows what is found in names before it has looked elsewhere', async () => {
    const source = createSource('a');
    await source.inventory.apply(
      ['sql', 'web'].map((name) => ({
        kind: 'enter',
        ref: makeRef('VM', name),
        properties: { name, kind: 'vm', parent: null, state: 'on', note: 'web' },
      })),
    );
    const first: string[][] = [];
    const { view } = open([source], { query: compiled('web') }, () => {
      first.push(view.slice(0, 9).map(({ row }) => row.name));
    });
    await view.settled();
    expect(first[0]).toEqual(['web']);
    expect(first.at(-1)).toEqual(['web', 'sql']);
  });
});
