import { afterEach, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { selectionLimit } from '#shared/contract/selection-params.ts';
import { messageLimits, sizeOf } from '#shared/link/size.ts';
import { connectionId, makeRef, type ObjectAddress, type Ref } from '#shared/model/reference.ts';
import type { ObjectUpdate } from '#shared/model/object-update.ts';
import { addressesIn, grouped, listed } from '#shared/model/selection.ts';
import { createFakeProvider, enter } from './testing/fake-provider.ts';
import { startTestCore, type TestCore } from './testing/harness.ts';

/** Selections of any size, named and described, in every call that takes one. */
const running: TestCore[] = [];

afterEach(async () => {
  for (const test of running.splice(0)) await test.stop();
});

async function start(count: number) {
  const provider = createFakeProvider();
  const test = await startTestCore({ providers: { vsphere: provider } });
  running.push(test);
  const { client } = test;
  const { id: connection } = await client.call('profiles.save', {
    family: 'vsphere',
    name: 'Lab',
    address: 'vc.example.org',
    user: 'admin',
    autoConnect: false,
    password: 'x',
  });
  await client.call('connections.open', { id: connection });
  const session = await provider.session(0);
  await session.load([
    enter('Host:h1', { name: 'esx-01', kind: 'host' }),
    enter('Host:h2', { name: 'esx-02', kind: 'host' }),
    ...Array.from({ length: count }, (_, index) =>
      enter(makeRef('VM', `v${index}`), {
        name: `web-${index}`,
        state: index % 2 === 0 ? 'on' : 'off',
        parent: index % 10 === 0 ? 'Host:h2' : 'Host:h1',
      }),
    ),
  ]);
  const all = Array.from({ length: count }, (_, index) => ({
    connection,
    ref: makeRef('VM', `v${index}`),
  }));
  return { client, connection, all, session };
}

it('takes 14,385 objects in every call', async () => {
  const { client, all } = await start(14_385);
  const objects = listed(all);
  const common = await client.call('operations.common', { objects });
  const on = common.find(({ id }) => id === 'power.on');
  expect(on?.runnable).toBe(Math.floor(all.length / 2));
  const wanted = { objects, operation: 'power.on', inputs: {} };
  const { items } = await client.call('runs.preview', wanted);
  expect(items).toHaveLength(all.length);
  const { run } = await client.call('runs.start', { ...wanted, options: {} });
  expect(run).toBeTruthy();
}, 60_000);

it('has room for what it allows: names of 200,000 objects of XenServer fit into one message, one more is refused with the limit', () => {
  const uuid = (index: number): string =>
    `9f3c0d2e-1111-4222-8333-${String(index).padStart(12, '0')}`;
  const address = (index: number): ObjectAddress => ({
    connection: connectionId(`profile-${index % 2}`),
    ref: makeRef(index % 3 === 0 ? 'host' : 'VM', uuid(index)),
  });
  // The worst there is: each of another server and type than the one before.
  const most = listed(Array.from({ length: selectionLimit }, (_, index) => address(index)));
  const { params } = contract.calls['operations.common'];
  expect(sizeOf({ objects: most }, Infinity)).toBeLessThan(messageLimits.page);
  expect(params.safeParse({ objects: most }).success).toBe(true);
  const tooMany = listed(Array.from({ length: selectionLimit + 1 }, (_, index) => address(index)));
  expect(params.safeParse({ objects: tooMany }).error?.issues[0]).toMatchObject({
    message: 'param.largeSelection',
    params: { limit: selectionLimit, count: selectionLimit + 1 },
  });
  expect(params.safeParse({ objects: listed([]) }).success).toBe(false);
});

it('keeps the order in which objects are named, and each once', async () => {
  const { client, all } = await start(20);
  const order = [...all].reverse();
  const { items } = await client.call('runs.preview', {
    objects: listed([...order, ...all]),
    operation: 'power.on',
    inputs: {},
  });
  expect(items.map(({ ref }) => ref)).toEqual(order.map(({ ref }) => ref));
  expect([...addressesIn(listed(order).groups)]).toEqual(order);
});

it('takes a description: a search, below something, with exceptions, as it is when it is used', async () => {
  const { client, connection, all } = await start(100);
  const previewed = async (
    objects: Parameters<typeof client.call<'runs.preview'>>[1]['objects'],
  ) => {
    const { items } = await client.call('runs.preview', {
      objects,
      operation: 'power.on',
      inputs: {},
    });
    return items.map(({ ref }) => ref);
  };
  expect(await previewed({ by: 'query', query: '' })).toHaveLength(102);
  const running = all.filter((_, index) => index % 2 === 0).map(({ ref }) => ref);
  expect(await previewed({ by: 'query', query: 'kind:vm state:on' })).toEqual(running);
  const below = [{ connection, ref: 'Host:h2' as Ref }];
  const tenth = all.filter((_, index) => index % 10 === 0).map(({ ref }) => ref);
  expect(await previewed({ by: 'query', query: 'kind:vm', of: below })).toEqual(tenth);
  const { groups: except } = listed(all.slice(0, 50));
  expect(await previewed({ by: 'query', query: 'kind:vm', of: below, except })).toEqual(
    tenth.slice(5),
  );
  expect(await previewed({ by: 'query', query: 'web-7', namesOnly: true })).toHaveLength(11);
  expect(
    await previewed({ by: 'query', query: 'web', connections: [connectionId('nobody')] }),
  ).toEqual([]);
  await expect(previewed({ by: 'query', query: 'state:(' })).rejects.toMatchObject({
    data: { kind: 'invalid' },
  });
});

it('operates on what was shown when it was agreed to: neither on what came since, nor on what left', async () => {
  const { client, all, session } = await start(10);
  const on = { by: 'query', query: 'kind:vm power:on' } as const;
  const asked = { operation: 'power.off', inputs: {} };
  const { items, byKind } = await client.call('runs.preview', { objects: on, ...asked });
  expect(byKind).toEqual([['vm', 5]]);
  const [left, came] = all;
  const change = (ref: Ref | undefined, value: string): ObjectUpdate => ({
    kind: 'modify',
    ref: ref ?? ('' as Ref),
    changes: [{ path: 'state', op: 'assign', value }],
  });
  await session.sink.apply([change(left?.ref, 'off'), change(came?.ref, 'on')]);
  const { groups: only } = grouped(items);
  const objects = { ...on, only };
  const again = await client.call('runs.preview', { objects, ...asked });
  const shown = items.map(({ ref }) => ref);
  expect(again.items.map(({ ref }) => ref)).toEqual(shown.filter((ref) => ref !== left?.ref));
  expect(shown).not.toContain(came?.ref);
});

it('is cut off where nobody waits for it any more', async () => {
  const { client } = await start(3000);
  const abort = new AbortController();
  const objects = { by: 'query', query: 'kind:vm' } as const;
  const asked = client.call('operations.common', { objects }, { signal: abort.signal });
  abort.abort();
  await expect(asked).rejects.toMatchObject({ data: { kind: 'cancelled' } });
});
