import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import { summaryKey, type ViewItem, type ViewSummary } from '#shared/model/view.ts';
import { connectionId, makeRef, refType, type Ref } from '#shared/model/reference.ts';
import type { NativePath } from '../providers/provider.ts';
import { Inventory } from '../inventory/inventory.ts';
import { silentLog } from '../log.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeProvider } from '../testing/fake-provider.ts';
import { openView, type ViewRequest } from './open-view.ts';
import type { QuerySource } from './source.ts';

const breathe = (): Promise<void> => setImmediate();
const paths: Readonly<Record<string, NativePath>> = { note: {}, heavy: { read: 'heavy' } };

function createSource() {
  const provider = {
    ...createFakeProvider(),
    facts: (_ref: Ref, { uses }: Properties) => ({ uses: (uses ?? []) as readonly Ref[] }),
    nativePaths: ([first = '']: readonly string[]) => {
      const path = paths[first];
      return new Map(path === undefined ? [] : [['VM', path] as const]);
    },
  };
  const inventory = new Inventory({
    provider,
    log: silentLog,
    refetch: () => undefined,
    breathe,
    elapsed: () => performance.now(),
  });
  const asked: string[] = [];
  const source: QuerySource = {
    id: connectionId('a'),
    inventory,
    provider,
    name: () => 'a',
    read: (ref, path) => {
      asked.push(ref);
      if (ref === 'VM:3') return Promise.reject(new Error('gone'));
      return Promise.resolve({ path, value: ref === 'VM:1' ? 'yes' : 'no' });
    },
  };
  return { source, inventory, asked };
}

function enter(ref: string, more: Properties = {}): ObjectUpdate {
  const properties = { name: ref, kind: refType(ref as Ref).toLowerCase(), parent: null, ...more };
  return { kind: 'enter', ref: ref as Ref, properties };
}

function open(source: QuerySource, request: Partial<ViewRequest>) {
  const items = new Map<string, ViewItem>();
  const clock = createFakeClock();
  const sources = { list: () => [source], watch: () => () => undefined };
  const sink = {
    put: (key: string, item: ViewItem) => void items.set(key, item),
    remove: (key: string) => void items.delete(key),
    ready: () => undefined,
    fail: () => undefined,
  };
  const usual = { namesOnly: false, columns: [], sort: [], sums: [], query: '' };
  const opened = openView({ ...usual, window: { from: 0, count: 50 }, ...request }, sink, {
    sources,
    clock,
    breathe,
  });
  const summary = (): ViewSummary => {
    opened.window.refresh();
    return items.get(summaryKey) as ViewSummary;
  };
  const names = async (): Promise<readonly string[]> => {
    await opened.view.settled();
    return [...opened.view.entries()].map(({ row }) => row.name);
  };
  return { ...opened, summary, names, clock };
}

describe('openView', () => {
  it('tells a native path from a misspelt one', async () => {
    const { source, inventory } = createSource();
    await inventory.apply([enter('VM:1', { note: 'x' })]);
    expect(await open(source, { query: 'VM.note:x' }).names()).toEqual(['VM:1']);
    expect(() => open(source, { query: 'VM.noet:x' })).toThrow('VM.noet');
    expect(() => open(source, { query: 'heavyy:x' })).toThrow('heavyy');
  });

  it('says of how many objects a property is not cached, and reads none unasked', async () => {
    const { source, inventory, asked } = createSource();
    await inventory.apply([enter('VM:1'), enter('VM:2'), enter('Host:1')]);
    const view = open(source, { query: 'heavy:yes' });
    await expect.poll(() => view.summary().unread).toEqual({ objects: 2 });
    expect(await view.names()).toEqual([]);
    expect(asked).toEqual([]);
    const cached = open(source, { query: 'VM.note:x' });
    await cached.names();
    expect(cached.summary().unread).toBeUndefined();
  });

  it('reads it where it is to, and goes on where one cannot be read', async () => {
    const { source, inventory } = createSource();
    await inventory.apply([enter('VM:1'), enter('VM:2'), enter('VM:3'), enter('Host:1')]);
    const view = open(source, { query: 'VM.heavy:yes', read: true });
    await expect.poll(() => view.summary().unread).toEqual({ objects: 3, done: 3 });
    expect(await view.names()).toEqual(['VM:1']);
    const sorted = open(source, {
      sort: [{ column: 'heavy', descending: true }],
      read: true,
      query: 'kind:vm or kind:host',
    });
    await expect.poll(() => sorted.summary().unread?.done).toBe(3);
    // What has no value comes last.
    expect(await sorted.names()).toEqual(['VM:1', 'VM:2', 'Host:1', 'VM:3']);
    sorted.close();
    view.close();
  });

  it('asks for none of what something else decides about, and for what comes later', async () => {
    const { source, inventory, asked } = createSource();
    const host = makeRef('Host', '1');
    await inventory.apply([enter('VM:1'), enter('VM:2', { parent: host }), enter('Host:1')]);
    const one = open(source, { query: 'heavy:yes name:1' });
    await one.names();
    expect(one.summary().unread).toEqual({ objects: 1 });
    const of = [{ connection: source.id, ref: host }];
    const below = open(source, { query: 'heavy:yes', of });
    await below.names();
    expect(below.summary().unread).toEqual({ objects: 1 });
    const either = open(source, { query: 'name:1 or heavy:yes' });
    await either.names();
    expect(either.summary().unread).toEqual({ objects: 1 });
    const grouped = open(source, { query: 'kind:vm', group: 'heavy' });
    await grouped.names();
    expect(grouped.summary().unread).toEqual({ objects: 2 });
    expect(asked).toEqual([]);

    const read = open(source, { query: 'heavy:* kind:vm', read: true });
    await expect.poll(() => read.summary().unread).toEqual({ objects: 2, done: 2 });
    await inventory.apply([enter('VM:3'), { kind: 'leave', ref: makeRef('VM', '1') }]);
    await expect.poll(() => (read.clock.advance(1000), asked.includes('VM:3'))).toBe(true);
    await expect
      .poll(() => (read.clock.advance(1000), read.summary().unread))
      .toEqual({ objects: 3, done: 3 });
    for (const view of [one, below, either, grouped, read]) view.close();
  });

  it('lists what belongs to an object, and what it stands on', async () => {
    const { source, inventory } = createSource();
    const host = makeRef('Host', '1');
    await inventory.apply([
      enter('Host:1', { uses: ['Store:1'] }),
      enter('Store:1'),
      enter('Store:2'),
      enter('VM:below', { parent: host }),
      enter('VM:using', { uses: [host] }),
      enter('VM:other'),
    ]);
    const of = [{ connection: source.id, ref: host }];
    const view = open(source, { of });
    expect(await view.names()).toEqual(['Store:1', 'VM:below', 'VM:using']);
    await inventory.apply([
      { kind: 'modify', ref: host, changes: [{ path: 'uses', op: 'assign', value: ['Store:2'] }] },
    ]);
    expect(await view.names()).toEqual(['Store:2', 'VM:below', 'VM:using']);
    view.close();
  });
});
