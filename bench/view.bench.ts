import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { connectionId, makeRef } from '#shared/model/reference.ts';
import { systemClock } from '#core/clock.ts';
import { Inventory } from '#core/inventory/inventory.ts';
import { silentLog } from '#core/log.ts';
import { vsphere } from '#core/providers/vsphere/provider.ts';
import { openView, type ViewRequest } from '#core/query/open-view.ts';
import type { QuerySource } from '#core/query/source.ts';
import { watchCpu, watchEventLoop } from './event-loop.ts';
import { median, report } from './figure.ts';

/** Views in the core over the 100,000 virtual machines of ten vCenters: until the first screen, until all is in order, kept up to date. */
const servers = 10;
const machines = 10_000;
const hosts = 250;
const runs = 7;
const breathe = (): Promise<void> => setImmediate();

const to = (type: string, value: string): PropertyValue => ({
  $type: 'ManagedObjectReference',
  type,
  value,
});

function machine(index: number): ObjectUpdate {
  const number = (index * 7919) % machines;
  const time = 1.7e12 + index * 1e6;
  const properties: Properties = {
    name: `app-${number}`,
    resourcePool: to('ResourcePool', 'resgroup-1'),
    overallStatus: 'green',
    'runtime.powerState': index % 3 === 0 ? 'poweredOff' : 'poweredOn',
    'runtime.connectionState': 'connected',
    'runtime.host': to('HostSystem', `host-${index % hosts}`),
    'config.version': `vmx-${13 + (index % 8)}`,
    'config.annotation': index % 10 === 0 ? `patch window ${index % 7}` : '',
    'summary.config.numCpu': 1 + (index % 16),
    'summary.config.memorySizeMB': 1024 * (1 + (index % 64)),
    'summary.config.guestFullName': index % 2 === 0 ? 'Debian GNU/Linux 12' : 'Windows Server 2022',
    'summary.quickStats.overallCpuUsage': index % 4000,
    'summary.storage.committed': index * 4096 * 977,
    'summary.storage.uncommitted': 4096,
    'guest.ipAddress': `10.${index % 200}.${index % 250}.${index % 240}`,
    'guest.toolsRunningStatus': 'guestToolsRunning',
    datastore: [to('Datastore', `datastore-${index % 50}`)],
    network: [to('Network', `network-${index % 50}`)],
    customValue: [{ $type: 'CustomFieldStringValue', key: 1, value: `team ${index % 40}` }],
    ...(index % 5 === 0
      ? {
          snapshot: {
            $type: 'VirtualMachineSnapshotInfo',
            rootSnapshotList: [
              {
                $type: 'VirtualMachineSnapshotTree',
                createTime: { $type: 'dateTime', text: '', ms: time },
              },
            ],
          },
        }
      : {}),
  };
  return { kind: 'enter', ref: makeRef('VirtualMachine', `vm-${index}`), properties };
}

function enter(type: string, id: string, properties: Properties): ObjectUpdate {
  return { kind: 'enter', ref: makeRef(type, id), properties };
}

function estate(): readonly ObjectUpdate[] {
  const few = Array.from({ length: 50 }, (_, index) => [
    enter('Datastore', `datastore-${index}`, { name: `ssd-${index}` }),
    enter('Network', `network-${index}`, { name: `vlan-${index}` }),
  ]).flat();
  return [
    enter('CustomFieldsManager', 'm', {
      field: [{ $type: 'CustomFieldDef', key: 1, name: 'Owner' }],
    }),
    enter('ClusterComputeResource', 'domain-1', { name: 'prod' }),
    enter('ResourcePool', 'resgroup-1', {
      name: 'Resources',
      parent: to('ClusterComputeResource', 'domain-1'),
    }),
    ...Array.from({ length: hosts }, (_, index) =>
      enter('HostSystem', `host-${index}`, {
        name: `esx${index}.example.org`,
        parent: to('ClusterComputeResource', 'domain-1'),
      }),
    ),
    ...few,
    ...Array.from({ length: machines }, (_, index) => machine(index)),
  ];
}

async function createSource(index: number): Promise<QuerySource> {
  const inventory = new Inventory({
    provider: vsphere,
    log: silentLog,
    refetch: () => undefined,
    breathe,
    elapsed: () => performance.now(),
  });
  await inventory.apply(estate());
  inventory.synced();
  const read: QuerySource['read'] = (_ref, path) => Promise.resolve({ path });
  const name = `vc-${index}`;
  return { id: connectionId(name), inventory, provider: vsphere, read, name: () => name };
}

const list = await Promise.all(Array.from({ length: servers }, (_, index) => createSource(index)));
const sources = { list: () => list, watch: () => () => undefined };
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
  readonly blockMs: number;
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
  const blockMs = loop.stop();
  view.close();
  return { firstMs: (first ?? ended) - started, allMs: ended - started, blockMs };
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
  const of = (read: (one: Opening) => number): number => median(all.map(read));
  const beside = { reference: null, referenceValue: null } as const;
  report({
    name: `view: ${what}, first screen`,
    value: of((one) => one.firstMs),
    unit: 'ms',
    ...beside,
    goal,
  });
  report({
    name: `view: ${what}, all in order`,
    value: of((one) => one.allMs),
    unit: 'ms',
    reference: floor.name,
    referenceValue: median(floors),
    goal: null,
  });
  report({
    name: `view: ${what}, longest block`,
    value: of((one) => one.blockMs),
    unit: 'ms',
    ...beside,
    goal: 20,
  });
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
await opened('sorted by a fact', { sort: [{ column: 'used', descending: true }] }, sorted, 100);
await opened(
  'sorted by a cached native path',
  { sort: [{ column: 'config.version', descending: false }] },
  sorted,
  250,
);
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
