import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { unreadKey, type UnreadObjects } from '#shared/model/view.ts';
import { Inventory } from '../inventory/inventory.ts';
import type { NativePath } from '../providers/provider.ts';
import { silentLog } from '../log.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { assign, createFakeProvider, enter } from '../testing/fake-provider.ts';
import { feedGroups } from './feed-groups.ts';

const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A server of machines with an owner each, grouped by that. */
function open() {
  const breathe = (): Promise<void> => setImmediate();
  const inventory = new Inventory({
    provider: createFakeProvider(),
    log: silentLog,
    refetch: () => undefined,
    breathe,
    elapsed: () => performance.now(),
  });
  const source = {
    id: connectionId('a'),
    inventory,
    provider: {
      ...createFakeProvider(),
      facts: (_ref: Ref, { owner }: Properties) => ({
        tags: (typeof owner === 'string' ? owner : '')
          .split(',')
          .filter((name) => name !== '')
          .map((name) => ({ category: 'Owner', name })),
      }),
      nativePaths: ([first]: readonly string[]) =>
        new Map<string, NativePath>(first === 'heavy' ? [['V', { read: 'heavy' }]] : []),
    },
    read: (_ref: Ref, path: string) => Promise.resolve({ path, value: 'much' }),
    name: () => 'a',
  };
  const clock = createFakeClock();
  const sources = { list: () => [source], watch: () => () => undefined };
  const values = new Map<string, string | UnreadObjects>();
  const begin = async (by = 'tag.Owner', read = false): Promise<void> => {
    const ready = Promise.withResolvers<void>();
    const sink = {
      put: (key: string, value: string | UnreadObjects) => void values.set(key, value),
      remove: (key: string) => void values.delete(key),
      ready: () => ready.resolve(),
      fail: (error: unknown) => ready.reject(error),
    };
    stops.push(feedGroups({ query: 'kind:vm', by, read }, sink, { sources, clock, breathe }));
    await ready.promise;
  };
  /** Lets the view look at what changed. */
  const settle = async (): Promise<void> => {
    clock.advance(1000);
    for (let turn = 0; turn < 20; turn++) await setImmediate();
  };
  return { inventory, begin, settle, values: () => Object.fromEntries([...values].sort()) };
}

it('tells the values of every object, and when they change', async () => {
  const { inventory, begin, settle, values } = open();
  await inventory.apply([
    enter('V:1', { owner: 'web,db' }),
    enter('V:2', {}),
    enter('H:1', { kind: 'host', owner: 'web' }),
  ]);
  await begin();
  expect(values()).toEqual({ 'a/V:1': 'db\nweb', 'a/V:2': '' });
  await inventory.apply([assign('V:2', 'owner', 'mail'), enter('V:3', { owner: 'web' })]);
  await settle();
  expect(values()).toEqual({ 'a/V:1': 'db\nweb', 'a/V:2': 'mail', 'a/V:3': 'web' });
  await inventory.apply([{ kind: 'leave', ref: 'V:1' as Ref }]);
  await settle();
  expect(values()).toEqual({ 'a/V:2': 'mail', 'a/V:3': 'web' });
});

it('counts what has to be read, and reads it when asked to', async () => {
  const { inventory, begin, settle, values } = open();
  await inventory.apply([enter('V:1', {}), enter('V:2', {}), enter('H:1', { kind: 'host' })]);
  await begin('heavy');
  expect(values()).toEqual({ 'a/V:1': '', 'a/V:2': '', [unreadKey]: { objects: 2 } });
  await begin('heavy', true);
  await expect
    .poll(() => settle().then(values))
    .toEqual({ 'a/V:1': 'much', 'a/V:2': 'much', [unreadKey]: { objects: 2, done: 2 } });
});

it('refuses what is no field', async () => {
  await expect(open().begin('"')).rejects.toThrow();
});
