import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetFact, SheetMeter, SheetRow, SheetSection } from '#shared/model/sheet.ts';
import { countFact, fact, flagFact, meter, textFact, timeFact } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { unlikeOf, usualOf } from '../../sheet/unlike.ts';
import { isHidden } from '../map/read.ts';
import { vmKind } from '../map/vm.ts';
import { identity, link, nameOf, numberIn, organisation, sizeOf } from './common.ts';
import { poolStorage } from './storage-table.ts';

/** What the page of a pool says: what its hosts have together, and which of them are not as the others. */
export function poolSheet(pool: Subject): readonly (SheetSection | undefined)[] {
  const hosts = pool.allOf('host');
  return [
    capacity(pool, hosts),
    availability(pool, hosts),
    system(pool, hosts),
    organisation(pool),
    hostTable(hosts),
    poolStorage(pool),
  ];
}

interface Memory {
  readonly total: number;
  readonly used: number;
}

const isAlive = (host: Subject): boolean => host.follow('metrics')?.flag('live') === true;

function memoryOf(host: Subject): Memory {
  const metrics = host.follow('metrics');
  const total = metrics?.number('memory_total') ?? 0;
  return { total, used: total - (metrics?.number('memory_free') ?? total) };
}

function memorySources(hosts: readonly Subject[]) {
  return hosts.flatMap((host) => {
    const metrics = host.follow('metrics');
    return metrics === undefined ? [] : [metrics.from('memory_total'), metrics.from('memory_free')];
  });
}

function capacity(pool: Subject, hosts: readonly Subject[]): SheetSection | undefined {
  const alive = hosts.filter(isAlive);
  const memory = alive.map(memoryOf);
  return section('sheet.capacity', {
    meters: [
      meter(
        'summary.memory',
        { used: sum(memory, 'used'), of: sum(memory, 'total'), unit: 'bytes' },
        memorySources(alive),
        { warnAbove: 0.85 },
      ),
      storageMeter(pool),
    ],
    facts: [hostCount(hosts), ...machineFacts(pool, hosts)],
  });
}

function sum(memory: readonly Memory[], of: keyof Memory): number {
  return memory.reduce((all, one) => all + one[of], 0);
}

/** Of what all hosts share, and of what is local. */
function storageMeter(pool: Subject): SheetMeter | undefined {
  const stores = pool
    .allOf('SR')
    .filter((store) => !isHidden(store.properties) && sizeOf(store) !== undefined)
    // What is on an image is nobody's room.
    .filter((store) => store.text('content_type') !== 'iso');
  const size = stores.reduce((all, one) => all + (one.number('physical_size') ?? 0), 0);
  const used = stores.reduce((all, one) => all + (one.number('physical_utilisation') ?? 0), 0);
  return meter(
    'summary.storage',
    { used, of: size, unit: 'bytes' },
    stores.flatMap((one) => [one.from('physical_utilisation'), one.from('physical_size')]),
    { warnAbove: 0.85 },
  );
}

function hostCount(hosts: readonly Subject[]): SheetFact | undefined {
  const usable = hosts.filter((host) => isAlive(host) && host.flag('enabled') !== false).length;
  return fact(
    'kinds.host',
    hosts.length === 0
      ? undefined
      : { text: say('sheet.usableHosts', { usable, hosts: hosts.length }) },
    hosts.map((host) => host.from('enabled')),
    { tone: usable < hosts.length ? 'warning' : undefined },
  );
}

/** All machines of the pool, wherever they stand in the tree: that many run. */
function machineFacts(
  pool: Subject,
  hosts: readonly Subject[],
): readonly (SheetFact | undefined)[] {
  let [all, on, cpus] = [0, 0, 0];
  for (const vm of pool.allOf('VM')) {
    if (vmKind(vm.properties) !== 'vm' || vm.flag('is_control_domain') === true) continue;
    all += 1;
    if (vm.text('power_state') !== 'Running') continue;
    on += 1;
    cpus += vm.number('VCPUs_at_startup') ?? 0;
  }
  const cores = hosts.reduce(
    (total, host) => total + (numberIn(host, 'cpu_info.cpu_count') ?? 0),
    0,
  );
  const from = hosts.map((host) => host.from('resident_VMs'));
  return [
    fact('kinds.vm', { text: say('summary.poweredOn', { count: on, total: all }) }, from),
    fact('sheet.vcpusPerCore', { text: say('sheet.vcpusOnCores', { cpus, cores }) }, [
      ...from,
      ...hosts.map((host) => host.from('cpu_info.cpu_count')),
    ]),
  ];
}

function availability(pool: Subject, hosts: readonly Subject[]): SheetSection | undefined {
  const enabled = pool.flag('ha_enabled');
  const tolerated = pool.number('ha_host_failures_to_tolerate');
  const planned = pool.number('ha_plan_exists_for');
  return section('sheet.availability', {
    meters: [headroom(hosts)],
    facts: [
      fact(
        'sheet.ha',
        enabled === undefined ? undefined : { text: say(enabled ? 'sheet.on' : 'sheet.off') },
        pool.from('ha_enabled'),
        { tone: enabled === true && pool.flag('ha_overcommitted') === true ? 'error' : undefined },
      ),
      enabled === true && tolerated !== undefined
        ? fact(
            'sheet.failoverLevel',
            { count: tolerated },
            pool.from('ha_host_failures_to_tolerate'),
          )
        : undefined,
      enabled === true && planned !== undefined
        ? fact('sheet.failoverPlanned', { count: planned }, pool.from('ha_plan_exists_for'))
        : undefined,
      enabled === true ? flagFact(pool, 'sheet.overcommitted', 'ha_overcommitted') : undefined,
      flagFact(pool, 'sheet.wlb', 'wlb_enabled'),
    ],
  });
}

function headroom(hosts: readonly Subject[]): SheetMeter | undefined {
  const usable = hosts.filter((host) => isAlive(host) && host.flag('enabled') !== false);
  if (usable.length < 2) return undefined;
  const memory = usable.map(memoryOf);
  const largest = Math.max(...memory.map(({ total }) => total));
  return meter(
    'sheet.memoryIfHostFails',
    { used: sum(memory, 'used'), of: sum(memory, 'total') - largest, unit: 'bytes' },
    memorySources(usable),
    { warnAbove: 1 },
  );
}

function system(pool: Subject, hosts: readonly Subject[]): SheetSection | undefined {
  const versions = [
    ...new Set(hosts.flatMap((host) => host.text('software_version.product_version') ?? [])),
  ];
  return section('summary.system', {
    facts: [
      link(pool, 'relation.coordinator', 'master'),
      fact(
        'summary.version',
        versions.map((text) => ({ text })),
        hosts.map((host) => host.from('software_version.product_version')),
        { tone: versions.length > 1 ? 'warning' : undefined },
      ),
      link(pool, 'relation.defaultStorage', 'default_SR'),
      link(pool, 'relation.suspendStorage', 'suspend_image_SR'),
      link(pool, 'relation.crashStorage', 'crash_dump_SR'),
      flagFact(pool, 'sheet.tlsVerification', 'tls_verification_enabled'),
      timeFact(pool, 'sheet.lastSync', 'last_update_sync'),
      countFact(pool, 'sheet.updateDay', 'update_sync_day'),
      textFact(pool, 'sheet.updateEvery', 'update_sync_frequency'),
      ...identity(pool),
    ],
  });
}

/** Each host, and in what it differs from most of them. */
function hostTable(hosts: readonly Subject[]): SheetSection | undefined {
  const usual = usualOf(hosts, common);
  const columns = [
    'kind.host',
    'summary.state',
    'summary.memory',
    '#sheet.runningVms',
    'summary.version',
    'sheet.differs',
  ] as const;
  const rows = hosts.map((host) => hostRow(host, usual));
  const from = hosts.map((host) => host.from('name_label'));
  return section('kinds.host', { tables: [table('kinds.host', columns, rows, from)] });
}

/** @param usual what most hosts have of what they should have in common */
function hostRow(host: Subject, usual: readonly (string | undefined)[]): SheetRow {
  const { total, used } = memoryOf(host);
  const alive = isAlive(host);
  const enabled = host.flag('enabled') !== false;
  const unlike = unlikeOf(host, common, usual);
  const machines = host
    .followAll('resident_VMs')
    .filter((vm) => vm.flag('is_control_domain') !== true);
  return {
    key: host.ref,
    icon: {
      kind: 'host',
      state: alive ? (enabled ? 'on' : 'maintenance') : 'disconnected',
      health: 'unknown',
    },
    cells: [
      { text: nameOf(host), ref: host.ref },
      {
        text: say(alive ? (enabled ? 'state.host.on' : 'state.maintenance') : 'note.notResponding'),
      },
      alive && total > 0 ? { used, of: total, unit: 'bytes' } : null,
      { count: machines.length },
      { text: host.text('software_version.product_version') ?? '' },
      unlike.map((path) => ({ text: host.text(path) ?? '' })),
    ],
    ...(alive ? unlike.length > 0 && { tone: 'warning' } : { tone: 'error' }),
    from: [
      host.from('name_label'),
      host.from('enabled'),
      host.from('resident_VMs'),
      ...common.map((path) => host.from(path)),
      ...memorySources([host]),
    ],
  };
}

/** What the hosts of a pool should have in common. */
const common = [
  'software_version.product_version',
  'software_version.build_number',
  'cpu_info.modelname',
] as const;
