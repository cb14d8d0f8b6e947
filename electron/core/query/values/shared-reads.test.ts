import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { ObjectUpdate } from '#shared/model/object-update.ts';
import { makeRef } from '#shared/model/reference.ts';
import { Inventory } from '../../inventory/inventory.ts';
import { silentLog } from '../../log.ts';
import { createFakeProvider } from '../../testing/fake-provider.ts';
import { SharedReads } from './shared-reads.ts';

const host = makeRef('Host', '1');
const pool = makeRef('Pool', '1');

function enter(ref: typeof host, name: string, parent: string | null): ObjectUpdate {
  return { kind: 'enter', ref, properties: { name, kind: 'host', parent } };
}

it('keeps names and what stands above until it is told to forget', async () => {
  const inventory = new Inventory({
    provider: createFakeProvider(),
    log: silentLog,
    refetch: () => undefined,
    breathe: () => setImmediate(),
    elapsed: () => performance.now(),
  });
  await inventory.apply([enter(pool, 'north', null), enter(host, 'esx', pool)]);
  const reads = new SharedReads(inventory);
  expect(reads.nameOf(host)).toBe('esx');
  expect(reads.nameOf(makeRef('Host', 'gone'))).toBeUndefined();
  expect(reads.chain(host).map(({ name }) => name)).toEqual(['esx', 'north']);
  const { lookup } = reads;
  expect(reads.lookup).toBe(lookup);

  await inventory.apply([enter(pool, 'south', null), enter(host, 'esx2', pool)]);
  reads.forget();
  expect(reads.nameOf(host)).toBe('esx2');
  expect(reads.chain(host).map(({ name }) => name)).toEqual(['esx2', 'south']);
  expect(reads.lookup).not.toBe(lookup);
});
