import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import { connectionId, makeRef, type Ref } from '#shared/model/reference.ts';
import { Inventory } from '../../inventory/inventory.ts';
import { silentLog } from '../../log.ts';
import { createFakeProvider } from '../../testing/fake-provider.ts';
import { liveValues } from './live-values.ts';
import type { QuerySource } from '../source.ts';

const breathe = (): Promise<void> => setImmediate();
const tag = (name: string, category: string) => ({ name, category });
const tagsOf = [
  [tag('prod', 'Stage'), tag('Platform Team', 'Owner')],
  [tag('prod', 'Stage'), tag('Shop', 'Owner')],
  [tag('test', 'Stage'), tag('nonprod', 'Stage')],
];

async function sourceOf(): Promise<QuerySource> {
  const provider = {
    ...createFakeProvider(),
    facts: (_ref: Ref, { place }: Properties) => ({ tags: tagsOf[Number(place)] ?? [] }),
  };
  const inventory = new Inventory({
    provider,
    log: silentLog,
    refetch: () => undefined,
    breathe,
    elapsed: () => performance.now(),
  });
  await inventory.apply(
    tagsOf.map((_tags, place) => ({
      kind: 'enter',
      ref: makeRef('VM', String(place)),
      properties: { name: `m${place}`, kind: 'vm', parent: null, place },
    })),
  );
  return {
    id: connectionId('a'),
    inventory,
    provider,
    name: () => 'a',
    read: () => Promise.reject(new Error('nothing is read')),
  };
}

describe('liveValues', () => {
  it('gives what begins so first, the most frequent first, and names that may follow a field', async () => {
    const source = await sourceOf();
    const sources = { list: () => [source], watch: () => () => undefined };
    const signal = new AbortController().signal;
    const ask = (field: string, begins: string, wants: 'names' | 'values' = 'values') =>
      liveValues(sources, { field, wants, begins }, { breathe, signal, now: 0 });
    expect(await ask('tag', 'PRO')).toEqual(['prod', 'nonprod']);
    expect(await ask('tag.Owner', '')).toEqual(['Platform Team', 'Shop']);
    expect(await ask('tag', '', 'names')).toEqual(['Stage', 'Owner']);
    expect(await ask('name', 'm', 'names')).toEqual([]);
    expect(await ask('no field :', '')).toEqual([]);
  });
});
