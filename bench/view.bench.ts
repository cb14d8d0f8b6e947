import { setTimeout as wait } from 'node:timers/promises';
import type { ObjectUpdate } from '#shared/model/object-update.ts';
import { makeRef } from '#shared/model/reference.ts';
import { systemClock } from '#core/clock.ts';
import { openView, type ViewRequest } from '#core/query/open-view.ts';
import { breathe, estateSources, machines } from './estate-sources.ts';
import { watchCpu, watchEventLoop, type Block } from './event-loop.ts';
import { median, report } from './figure.ts';

/** Views in the core over the 100,000 virtual machines of ten vCenters: until the first screen, until all is in order, kept up to date. */
const runs = 7;
const sources = await estateSources();
const list = sources.list();
const usual: ViewRequest = {
  query: 'kind:vm',
  namesOnly: false,
  columns: ['name', 'power', 'host', 'mem'],
  sort: [],
  sums: [],
  window: { from: 0, count: 60 },
};

interface Opening {
  readonly firstMs: number;
  readonly allMs: number;
  readonly block: Block;
}

async function open(request: Partial<ViewRequest>): Promise<Opening> {
  const loop = watchEventLoop();
  const started = performance.now();
  let first: number | undefined;
  const all = Promise.withResolvers<number>();
  const sink = {
    put: () => void (first ??= performance.now()),
    remove: () => undefined,
    ready: () => all.resolve(performance.now()),
    fail: () => undefined,
  };
  const rows: { put: boolean } = { put: false };
  const view = openView(
    { ...usual, ...request },
    {
      ...sink,
      put: (_key, item) => {
        if (item.is === 'row') rows.put = true;
        if (rows.put) sink.put();
      },
    },
    { sources, clock: systemClock, breathe },
  );
  const ended = await all.promise;
  const block = loop.stop();
  view.close();
  return { firstMs: (first ?? ended) - started, allMs: ended - started, block };
}

async function opened(
  what: string,
  request: Partial<ViewRequest>,
  floor: { readonly name: string; run(): void },
  goal: number,
): Promise<void> {
  const all: Opening[] = [];
  const floors: number[] = [];
  for (let round = 0; round < runs; round++) {
    const started = performance.now();
    floor.run();
    floors.push(performance.now() - started);
    all.push(await open(request));
  }
  const reportMs = (of: string, read: (one: Opening) => number, good: number): void =>
    report({
      name: `view: ${what}, ${of}`,
      value: median(all.map(read)),
      unit: 'ms',
      reference: null,
      referenceValue: null,
      goal: good,
    });
  reportMs('first screen', ({ firstMs }) => firstMs, goal);
  report({
    name: `view: ${what}, all in order`,
    value: median(all.map(({ allMs }) => allMs)),
    unit: 'ms',
    reference: floor.name,
    referenceValue: median(floors),
    goal: null,
  });
  reportMs('longest block', ({ block }) => block.ms, 20);
  reportMs('CPU of the thread in the longest block', ({ block }) => block.cpuMs, 20);
}

const rows = list.flatMap(({ inventory }) => [...inventory.rows()]);
const bare = rows.map(({ name, facts }) => ({ name: name.toLowerCase(), cpus: facts.cpus ?? 0 }));
const found = {
  name: 'finding a text in bare names',
  run: () => void bare.filter(({ name }) => name.includes('app-12')),
};
const sorted = {
  name: 'sorting bare numbers and names',
  run: () =>
    void bare.toSorted((one, other) =>
      one.cpus === other.cpus ? (one.name < other.name ? -1 : 1) : one.cpus - other.cpus,
    ),
};

await opened('a filter by name', { query: 'kind:vm name:app-12' }, found, 50);
await opened('free text', { query: 'patch' }, found, 50);
await opened('a filter by a fact', { query: 'kind:vm snapshot.age>7d' }, found, 50);
await opened(
  'sorted by a row’s fact',
  { sort: [{ column: 'mem', descending: true }] },
  sorted,
  100,
);
await opened(
  'sorted by a fact of cached properties',
  { sort: [{ column: 'used', descending: true }] },
  sorted,
  250,
);
await opened(
  'sorted by a cached native path',
  { sort: [{ column: 'config.version', descending: false }] },
  sorted,
  250,
);
await opened('grouped by the host', { group: 'host' }, sorted, 250);
await opened('a tag, in a cluster', { query: 'cluster:prod attr.Owner:"team 7"' }, found, 50);

/** CPU of 1,000 changes a second for some seconds, milliseconds. */
async function changing(seconds: number): Promise<number> {
  const cpu = watchCpu();
  const until = performance.now() + seconds * 1000;
  for (let tick = 0; performance.now() < until; tick++) {
    for (const [index, { inventory }] of list.entries())
      await inventory.apply(
        Array.from({ length: 10 }, (_, change): ObjectUpdate => {
          const ref = makeRef('VirtualMachine', `vm-${(tick * 10 + change + index) % machines}`);
          const value = (tick * 37) % 4000;
          const path = 'summary.quickStats.overallCpuUsage';
          return { kind: 'modify', ref, changes: [{ path, op: 'assign', value }] };
        }),
      );
    await wait(100);
  }
  return cpu();
}

async function kept(what: string, request: Partial<ViewRequest>): Promise<void> {
  const seconds = 6;
  await changing(1);
  const without = await changing(seconds);
  const ready = Promise.withResolvers<void>();
  const sink = {
    put: () => undefined,
    remove: () => undefined,
    ready: () => ready.resolve(),
    fail: () => undefined,
  };
  const view = openView({ ...usual, ...request }, sink, { sources, clock: systemClock, breathe });
  await ready.promise;
  await wait(500);
  const value = await changing(seconds);
  view.close();
  report({
    name: `view: 1,000 changes a second under ${what}, CPU`,
    value,
    unit: `ms in ${seconds} s`,
    reference: 'the same without a view',
    referenceValue: without,
    goal: 1.1,
  });
}

await kept('a list of all by name', {});
await kept('a list sorted by a fact, with deep columns', {
  columns: ['name', 'datastore', 'note', 'config.version'],
  sort: [{ column: 'used', descending: true }],
});
