import { text as say } from '#shared/i18n/make-text.ts';
import type {
  SheetFact,
  SheetMeter,
  SheetRow,
  SheetSection,
  SheetSource,
} from '#shared/model/sheet.ts';
import {
  countFact,
  fact,
  flagFact,
  mebibyte,
  megahertz,
  meter,
  textFact,
  wordFact,
  wordOf,
} from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { unlikeOf, usualOf } from '../../sheet/unlike.ts';
import { nameOf, organisation, ownName, place } from './common.ts';
import { datastores } from './datastore-table.ts';
import * as words from './words.ts';

/** What the page of a cluster says: what its hosts have together, and which of them are not as the others. */
export function clusterSheet(
  cluster: Subject,
  reading: boolean,
): readonly (SheetSection | undefined)[] {
  const hosts = cluster.followAll('host');
  return [
    capacity(cluster, hosts),
    failover(cluster, hosts, reading),
    balancing(cluster, reading),
    place(cluster),
    organisation(cluster),
    section('sheet.identity', { facts: [ownName(cluster)] }),
    hostTable(cluster, hosts),
    datastores(cluster),
  ];
}

const isUp = (host: Subject): boolean => host.text('runtime.connectionState') === 'connected';
const isUsable = (host: Subject): boolean =>
  isUp(host) && host.flag('runtime.inMaintenanceMode') !== true;

/** What one host has, and what it uses of it; base units. */
interface Load {
  readonly cpu: number;
  readonly cpuUsed: number;
  readonly memory: number;
  readonly memoryUsed: number;
}

const hostPaths = [
  'summary.hardware.cpuMhz',
  'summary.hardware.numCpuCores',
  'summary.hardware.memorySize',
  'summary.quickStats.overallCpuUsage',
  'summary.quickStats.overallMemoryUsage',
] as const;

function loadOf(host: Subject): Load {
  const [mhz = 0, cores = 0, memory = 0, cpuUsed = 0, memoryUsed = 0] = hostPaths.map((path) =>
    host.number(path),
  );
  return {
    cpu: mhz * cores * megahertz,
    cpuUsed: cpuUsed * megahertz,
    memory,
    memoryUsed: memoryUsed * mebibyte,
  };
}

function total(loads: readonly Load[], of: keyof Load): number {
  return loads.reduce((sum, load) => sum + load[of], 0);
}

function sources(hosts: readonly Subject[]): readonly SheetSource[] {
  return hosts.flatMap((host) => hostPaths.map((path) => host.from(path)));
}

function capacity(cluster: Subject, hosts: readonly Subject[]): SheetSection | undefined {
  const up = hosts.filter(isUp);
  const loads = up.map(loadOf);
  const machines = cluster.number('summary.usageSummary.totalVmCount');
  const off = cluster.number('summary.usageSummary.poweredOffVmCount');
  return section('sheet.capacity', {
    meters: [
      meter(
        'summary.cpu',
        { used: total(loads, 'cpuUsed'), of: total(loads, 'cpu'), unit: 'hertz' },
        sources(up),
        { warnAbove: 0.85 },
      ),
      meter(
        'summary.memory',
        { used: total(loads, 'memoryUsed'), of: total(loads, 'memory'), unit: 'bytes' },
        sources(up),
        { warnAbove: 0.85 },
      ),
      storageMeter(cluster),
    ],
    facts: [
      hostCount(cluster, hosts),
      machines === undefined || off === undefined
        ? undefined
        : fact(
            'kinds.vm',
            { text: say('summary.poweredOn', { count: machines - off, total: machines }) },
            [
              cluster.from('summary.usageSummary.totalVmCount'),
              cluster.from('summary.usageSummary.poweredOffVmCount'),
            ],
          ),
      countFact(cluster, 'sheet.cores', 'summary.numCpuCores'),
    ],
  });
}

function hostCount(cluster: Subject, hosts: readonly Subject[]): SheetFact | undefined {
  const usable = hosts.filter(isUsable).length;
  return fact(
    'kinds.host',
    hosts.length === 0
      ? undefined
      : { text: say('sheet.usableHosts', { usable, hosts: hosts.length }) },
    [
      cluster.from('host'),
      ...hosts.flatMap((host) => [
        host.from('runtime.connectionState'),
        host.from('runtime.inMaintenanceMode'),
      ]),
    ],
    { tone: usable < hosts.length ? 'warning' : undefined },
  );
}

/** Datastores that several of its hosts have are counted once. */
function storageMeter(cluster: Subject): SheetMeter | undefined {
  const stores = cluster
    .followAll('datastore')
    .filter((store) => store.flag('summary.accessible') !== false);
  const size = stores.reduce((sum, one) => sum + (one.number('summary.capacity') ?? 0), 0);
  const free = stores.reduce((sum, one) => sum + (one.number('summary.freeSpace') ?? 0), 0);
  return meter(
    'summary.storage',
    { used: size - free, of: size, unit: 'bytes' },
    stores.flatMap((one) => [one.from('summary.capacity'), one.from('summary.freeSpace')]),
    { warnAbove: 0.85 },
  );
}

/** Whether what runs would still have room if the largest host failed. */
function failover(
  cluster: Subject,
  hosts: readonly Subject[],
  reading: boolean,
): SheetSection | undefined {
  const das = 'configurationEx.dasConfig';
  const enabled = cluster.flag(`${das}.enabled`);
  return section('sheet.availability', {
    reading,
    meters: [headroom(hosts, 'memory'), headroom(hosts, 'cpu')],
    facts: [
      enabled === undefined
        ? undefined
        : fact(
            'sheet.ha',
            { text: say(enabled ? 'sheet.on' : 'sheet.off') },
            cluster.from(`${das}.enabled`),
            { tone: enabled ? undefined : 'warning' },
          ),
      flagFact(cluster, 'sheet.admission', `${das}.admissionControlEnabled`),
      countFact(cluster, 'sheet.failoverLevel', 'summary.currentFailoverLevel'),
      wordFact(cluster, 'sheet.vmMonitoring', `${das}.vmMonitoring`, words.vmMonitoring),
      wordFact(
        cluster,
        'sheet.isolation',
        `${das}.defaultVmSettings.isolationResponse`,
        words.isolation,
      ),
    ],
  });
}

/** What is used of what would be left without the host that has most. */
function headroom(hosts: readonly Subject[], of: 'cpu' | 'memory'): SheetMeter | undefined {
  const usable = hosts.filter(isUsable);
  if (usable.length < 2) return undefined;
  const loads = usable.map(loadOf);
  const largest = Math.max(...loads.map((load) => load[of]));
  return meter(
    of === 'cpu' ? 'sheet.cpuIfHostFails' : 'sheet.memoryIfHostFails',
    {
      used: total(loads, of === 'cpu' ? 'cpuUsed' : 'memoryUsed'),
      of: total(loads, of) - largest,
      unit: of === 'cpu' ? 'hertz' : 'bytes',
    },
    sources(usable),
    { warnAbove: 1 },
  );
}

function balancing(cluster: Subject, reading: boolean): SheetSection | undefined {
  const drs = 'configurationEx.drsConfig';
  const enabled = cluster.flag(`${drs}.enabled`);
  return section('sheet.balancing', {
    reading,
    facts: [
      enabled === undefined
        ? undefined
        : fact(
            'sheet.drs',
            { text: say(enabled ? 'sheet.on' : 'sheet.off') },
            cluster.from(`${drs}.enabled`),
          ),
      enabled === true
        ? wordFact(cluster, 'sheet.drsBehavior', `${drs}.defaultVmBehavior`, words.drsBehavior)
        : undefined,
      countFact(cluster, 'sheet.drsScore', 'summary.drsScore'),
      countFact(cluster, 'sheet.vmotions', 'summary.numVmotions'),
      textFact(cluster, 'sheet.evc', 'summary.currentEVCModeKey'),
      flagFact(cluster, 'sheet.vsan', 'configurationEx.vsanConfigInfo.enabled'),
    ],
  });
}

/** What the hosts of a cluster should have in common. */
const common = [
  'summary.config.product.fullName',
  'summary.hardware.model',
  'summary.hardware.cpuModel',
] as const;

/** Each host, and in what it differs from most of them. */
function hostTable(cluster: Subject, hosts: readonly Subject[]): SheetSection | undefined {
  const usual = usualOf(hosts, common);
  const columns = [
    'kind.host',
    'summary.state',
    'summary.cpu',
    'summary.memory',
    'column.product',
    'sheet.differs',
  ] as const;
  const rows = hosts.map((host) => hostRow(host, usual));
  return section('kinds.host', {
    tables: [table('kinds.host', columns, rows, [cluster.from('host')])],
  });
}

/** @param usual what most hosts have of what they should have in common */
function hostRow(host: Subject, usual: readonly (string | undefined)[]): SheetRow {
  const load = loadOf(host);
  const unlike = unlikeOf(host, common, usual);
  const connection = host.text('runtime.connectionState') ?? '';
  const inMaintenance = host.flag('runtime.inMaintenanceMode') === true;
  return {
    key: host.ref,
    icon: {
      kind: 'host',
      state: isUp(host) ? (inMaintenance ? 'maintenance' : 'on') : 'disconnected',
      health: healthOf(host),
    },
    cells: [
      { text: nameOf(host), ref: host.ref },
      {
        text: inMaintenance ? say('state.maintenance') : wordOf(words.hostConnection, connection),
      },
      isUp(host) ? { used: load.cpuUsed, of: load.cpu, unit: 'hertz' } : null,
      isUp(host) ? { used: load.memoryUsed, of: load.memory, unit: 'bytes' } : null,
      { text: host.text('summary.config.product.fullName') ?? '' },
      unlike.map((path) => ({ text: host.text(path) ?? '' })),
    ],
    ...(isUp(host) ? unlike.length > 0 && { tone: 'warning' } : { tone: 'error' }),
    from: [...hostPaths, ...common, 'runtime.connectionState', 'name'].map((path) =>
      host.from(path),
    ),
  };
}

function healthOf(host: Subject): 'ok' | 'warning' | 'error' | 'unknown' {
  const status = host.text('overallStatus');
  return status === 'red' ? 'error' : status === 'yellow' ? 'warning' : 'unknown';
}
