import type { Value } from '../api/value.ts';
import { nullRef, text } from '../api/value.ts';
import type { Row } from '../db/row.ts';
import { GiB } from './builder.ts';
import type { Builder } from './builder.ts';
import { addGuest, guests } from './guests.ts';
import { addSnapshots } from './snapshots.ts';
import type { Storage } from './storage.ts';
import { platform, size } from './templates.ts';

/** What machines are put into. */
export interface Site {
  readonly hosts: readonly Row[];
  readonly networks: readonly Row[];
  readonly storage: Storage;
}

const roles = [
  'web',
  'app',
  'db',
  'mail',
  'build',
  'proxy',
  'cache',
  'file',
  'vdi',
  'test',
] as const;
const stages = ['prod', 'prod', 'stage', 'dev'] as const;
const departments = ['Finance', 'Engineering', 'Sales', 'IT'] as const;

/** XenCenter's folders, tags and custom fields, as it writes them. */
function labels(builder: Builder, role: string, stage: string): [Record<string, string>, string[]] {
  const { random } = builder;
  const department = random.pick(departments);
  const config: Record<string, string> = { mac_seed: builder.uuid() };
  if (random.chance(0.6)) {
    config['folder'] = `/${department}/${role}`;
  }
  if (random.chance(0.5)) {
    config['XenCenter.CustomFields.Owner'] = `${department.toLowerCase()}@example.com`;
  }
  if (random.chance(0.3)) {
    config['XenCenter.CustomFields.Reviewed'] = builder.daysAgo(random.int(1, 300));
  }
  return [config, random.chance(0.7) ? [stage, ...(role === 'db' ? ['critical'] : [])] : []];
}

function powerState(chance: number): string {
  if (chance < 0.7) {
    return 'Running';
  }
  return chance < 0.94 ? 'Halted' : chance < 0.98 ? 'Suspended' : 'Paused';
}

/** The machines of the pool, with their devices, disks, metrics and snapshots. */
export function addMachines(builder: Builder, site: Site, count: number): void {
  for (let index = 0; index < count; index += 1) {
    addMachine(builder, site, index);
  }
}

/** What is decided of a machine before its records are written. */
interface MachinePlan {
  readonly index: number;
  readonly role: string;
  readonly stage: string;
  readonly guest: (typeof guests)[number];
  readonly state: string;
  readonly host: Row | undefined;
  readonly isTemplate: boolean;
  /** It is on a host now. */
  readonly running: boolean;
  readonly gibibytes: number;
  readonly processors: number;
}

function addMachine(builder: Builder, site: Site, index: number): void {
  const { random, db } = builder;
  const plan = planMachine(builder, site, index);
  const { guest, running, gibibytes } = plan;
  const machine = addRecord(builder, plan);
  const suspended = machine.values['power_state'] === 'Suspended';
  // What a suspended machine holds it holds until it is off
  addDevices(builder, site, machine, { guest: guest.name, holds: running || suspended, index });
  if (running) {
    putOnHost(builder, machine, plan);
  }
  if (random.chance(0.9)) {
    db.set(machine, { guest_metrics: addGuest(builder, guest, running, index).ref });
  }
  if (suspended) {
    db.set(machine, { suspend_VDI: addMemoryImage(builder, site, gibibytes).ref });
  }
  if (index % 50 === 9) {
    // As it happens on real servers: what it names is gone
    db.set(machine, { guest_metrics: `OpaqueRef:${builder.uuid()}` });
  }
  if (!plan.isTemplate && random.chance(0.08)) {
    addSnapshots(builder, machine);
  }
}

function planMachine({ random }: Builder, site: Site, index: number): MachinePlan {
  const role = roles[index % roles.length] ?? 'vm';
  const stage = random.pick(stages);
  const guest = random.pick(guests);
  const drawn = powerState(random.next());
  const isTemplate = index % 97 === 50;
  return {
    index,
    role,
    stage,
    guest,
    state: isTemplate ? 'Halted' : drawn,
    host: site.hosts[index % site.hosts.length],
    isTemplate,
    running: !isTemplate && (drawn === 'Running' || drawn === 'Paused'),
    gibibytes: random.pick([1, 2, 4, 8]),
    processors: random.pick([1, 2, 2, 4]),
  };
}

/** The machine's own record, with its metrics. */
function addRecord(builder: Builder, plan: MachinePlan): Row {
  const { index, role, stage, guest, isTemplate, running } = plan;
  const { random } = builder;
  const [otherConfig, tags] = labels(builder, role, stage);
  const metrics = addMetrics(builder, plan);
  const name = `${role}-${stage}-${String(index + 1).padStart(4, '0')}`;
  const host = plan.host?.ref ?? nullRef;
  return builder.add('VM', {
    ...sameForAll,
    name_label: isTemplate ? `Golden ${guest.name} ${index}` : name,
    name_description: random.chance(0.4) ? `${guest.name}, ${role} of ${stage}` : '',
    power_state: plan.state,
    is_a_template: isTemplate,
    resident_on: running ? host : nullRef,
    affinity: random.chance(0.2) ? host : nullRef,
    ...size(plan.gibibytes, plan.processors),
    domid: running ? index + 1 : -1,
    domarch: running ? 'x86_64' : '',
    metrics: metrics.ref,
    reference_label: guest.label,
    other_config: otherConfig,
    tags,
  });
}

/** The fields that no machine of the pool has otherwise. */
const sameForAll = {
  user_version: 1,
  actions_after_shutdown: 'destroy',
  actions_after_reboot: 'restart',
  actions_after_crash: 'restart',
  HVM_boot_policy: 'BIOS order',
  HVM_boot_params: { order: 'cdn', firmware: 'bios' },
  HVM_shadow_multiplier: 1,
  platform,
  domain_type: 'hvm',
  generation_id: '',
  hardware_platform_version: 2,
} as const;

function addMetrics(builder: Builder, { running, gibibytes, processors }: MachinePlan): Row {
  const { random } = builder;
  return builder.add('VM_metrics', {
    memory_actual: running ? gibibytes * GiB : 0,
    VCPUs_number: processors,
    start_time: running ? builder.daysAgo(random.int(1, 60)) : '19700101T00:00:00Z',
    install_time: builder.daysAgo(random.int(61, 900)),
    last_updated: builder.daysAgo(0),
    hvm: true,
    current_domain_type: running ? 'hvm' : 'unspecified',
  });
}

/** What runs takes the memory of its host, and has a console there. */
function putOnHost(builder: Builder, machine: Row, { host, gibibytes }: MachinePlan): void {
  takeMemory(builder, host, gibibytes * GiB);
  const uuid = builder.uuid();
  const location = `https://${text(host?.values['address'])}/console?uuid=${uuid}`;
  builder.add('console', { uuid, VM: machine.ref, protocol: 'rfb', location });
}

function addMemoryImage(builder: Builder, { storage }: Site, gibibytes: number): Row {
  return builder.add('VDI', {
    name_label: 'Suspend image',
    name_description: 'Suspend image',
    SR: storage.shared[0]?.ref ?? nullRef,
    type: 'suspend',
    virtual_size: Math.round(gibibytes * 1.1 * GiB),
    physical_utilisation: gibibytes * GiB,
    managed: true,
  });
}

function takeMemory({ db }: Builder, host: Row | undefined, bytes: number): void {
  const metrics = db.find('host_metrics', host?.values['metrics']);
  if (metrics !== undefined) {
    const free = Number(metrics.values['memory_free']) - bytes;
    db.set(metrics, { memory_free: Math.max(0, free) });
  }
}

interface Devices {
  readonly guest: string;
  readonly holds: boolean;
  readonly index: number;
}

function addDevices(builder: Builder, site: Site, machine: Row, devices: Devices): void {
  const { random } = builder;
  const { holds, index } = devices;
  const { shared, local, images } = site.storage;
  const repository =
    (random.chance(0.05) ? local[index % local.length] : shared[index % shared.length]) ??
    shared[0];
  const disks = random.chance(0.3) ? 2 : 1;
  for (let at = 0; at < disks; at += 1) {
    addDisk(builder, machine, repository?.ref ?? nullRef, { at, holds });
  }
  const image = random.chance(0.1) ? images[index % images.length] : undefined;
  builder.add('VBD', {
    ...device(machine, 3, holds && image !== undefined),
    VDI: image?.ref ?? noDisc(index),
    empty: image === undefined,
    mode: 'RO',
    type: 'CD',
  });
  const interfaces = random.chance(0.2) ? 2 : 1;
  for (let at = 0; at < interfaces; at += 1) {
    const network = site.networks[(index + at) % site.networks.length];
    builder.add('VIF', {
      device: String(at),
      network: network?.ref ?? nullRef,
      VM: machine.ref,
      MAC: builder.mac(),
      MTU: 1500,
      currently_attached: holds,
      MAC_autogenerated: true,
      locking_mode: 'network_default',
      other_config: {},
    });
  }
}

/** Servers have more than one way to say that a drive is empty. */
function noDisc(index: number): string {
  return index % 50 === 7 ? '' : index % 50 === 8 ? 'Ref:*' : nullRef;
}

/** The fields that all of a machine's block devices share. */
function device(machine: Row, position: number, attached: boolean): Record<string, Value> {
  return {
    VM: machine.ref,
    device: attached ? `xvd${'abcdefgh'.charAt(position)}` : '',
    userdevice: String(position),
    currently_attached: attached,
    unpluggable: true,
  };
}

function addDisk(
  builder: Builder,
  machine: Row,
  repository: string,
  { at, holds }: { readonly at: number; readonly holds: boolean },
): void {
  const gibibytes = builder.random.pick([10, 20, 40, 100]);
  const disk = builder.add('VDI', {
    name_label: `${text(machine.values['name_label'])} disk ${at}`,
    name_description: at === 0 ? 'System' : 'Data',
    SR: repository,
    type: at === 0 ? 'system' : 'user',
    virtual_size: gibibytes * GiB,
    physical_utilisation: Math.round(gibibytes * GiB * builder.random.next()),
    managed: true,
    location: builder.uuid(),
    sm_config: { 'vhd-parent': builder.uuid() },
  });
  builder.add('VBD', {
    ...device(machine, at, holds),
    VDI: disk.ref,
    bootable: at === 0,
    mode: 'RW',
    type: 'Disk',
  });
}
