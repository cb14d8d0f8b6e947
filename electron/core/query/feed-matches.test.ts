import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { connectionId, makeRef, objectKey, type Ref } from '#shared/model/reference.ts';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import { summaryKey, type MatchItem } from '#shared/model/view.ts';
import { Inventory } from '../inventory/inventory.ts';
import { silentLog } from '../log.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeProvider } from '../testing/fake-provider.ts';
import { feedMatches } from './feed-matches.ts';

const id = connectionId('a');
const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function open(query: string, most: number) {
  const breathe = (): Promise<void> => setImmediate();
  const inventory = new Inventory({
    provider: createFakeProvider(),
    log: silentLog,
    refetch: () => undefined,
    breathe,
    elapsed: () => performance.now(),
  });
  const source = {
    id,
    inventory,
    provider: {
      ...createFakeProvider(),
      facts: (_ref: Ref, { note }: Properties) => ({ note: typeof note === 'string' ? note : '' }),
    },
    read: (_ref: Ref, path: string) => Promise.resolve({ path }),
    name: () => 'a',
  };
  const items = new Map<string, MatchItem>();
  const reported: string[] = [];
  const ready = Promise.withResolvers<void>();
  const clock = createFakeClock();
  const sink = {
    put: (key: string, item: MatchItem) => {
      items.set(key, item);
      reported.push(key);
    },
    remove: (key: string) => {
      items.delete(key);
      reported.push(key);
    },
    ready: () => ready.resolve(),
    fail: () => undefined,
  };
  const begin = async (): Promise<void> => {
    const sources = { list: () => [source], watch: () => () => undefined };
    stops.push(feedMatches({ query, most, explained: 10 }, sink, { sources, clock, breathe }));
    await ready.promise;
  };
  const names = (): readonly string[] =>
    [...items.keys()]
      .filter((key) => key !== summaryKey)
      .map((key) => key.slice(key.indexOf(':') + 1));
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      clock.advance(100);
      await setImmediate();
    }
  };
  return { inventory, begin, items, reported, names, until };
}

const enter = (name: string, state = 'on'): ObjectUpdate => ({
  kind: 'enter',
  ref: makeRef('VM', name),
  properties: { name, kind: 'vm', parent: null, state },
});
const total = (count: number): MatchItem => ({ is: 'summary', total: count });

it('tells what passes, and afterwards only what comes and goes', async () => {
  const { inventory, begin, items, reported, names, until } = open('power:on', 100);
  await inventory.apply([enter('a'), enter('b', 'off'), enter('c')]);
  await begin();
  expect(names().toSorted()).toEqual(['a', 'c']);
  expect(items.get(summaryKey)).toEqual(total(2));
  reported.length = 0;
  await inventory.apply([
    enter('b'),
    { kind: 'leave', ref: makeRef('VM', 'a') },
    enter('d', 'off'),
  ]);
  await until(() => reported.length >= 2);
  expect(names().toSorted()).toEqual(['b', 'c']);
  const key = (name: string) => objectKey({ connection: id, ref: makeRef('VM', name) });
  expect(reported.toSorted()).toEqual([key('a'), key('b')].toSorted());
});

it('tells no more than is wanted, how many there are, and who follows', async () => {
  const { inventory, begin, items, names, until } = open('power:on', 2);
  await inventory.apply(['a', 'b', 'c'].map((name) => enter(name)));
  await begin();
  expect(names()).toHaveLength(2);
  expect(items.get(summaryKey)).toEqual(total(3));
  const [gone = ''] = names();
  await inventory.apply([{ kind: 'leave', ref: makeRef('VM', gone) }]);
  await until(() => !names().includes(gone));
  expect(names()).toHaveLength(2);
  expect(items.get(summaryKey)).toEqual(total(2));
});

it('says where free text was found, also when it is found elsewhere by now', async () => {
  const { inventory, begin, items, until } = open('red', 100);
  const facts = (note: string): ObjectUpdate => ({
    kind: 'enter',
    ref: makeRef('VM', 'a'),
    properties: { name: 'a', kind: 'vm', parent: null, state: 'on', note },
  });
  await inventory.apply([facts('a red one')]);
  await begin();
  const key = objectKey({ connection: id, ref: makeRef('VM', 'a') });
  expect(items.get(key)).toMatchObject({ where: [{ field: 'note', value: 'a red one', from: 2 }] });
  await inventory.apply([facts('one that is red')]);
  await until(() => JSON.stringify(items.get(key)).includes('one that is red'));
});
