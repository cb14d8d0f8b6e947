import { Failure } from '../api/failure.ts';
import { datetime, epoch, nullRef } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf, mapOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { Call, Handler } from '../server/world.ts';
import { refreshAround } from './allowed.ts';
import { assertMayRun } from './availability.ts';
import { assertCanRun, attachedTo, chooseHost, reserve } from './placement.ts';
import { assertLicensed } from './pool-rules.ts';
import { assertOperation, hasTools } from './vm-rules.ts';
import { renewConsole } from './vm-console.ts';
import { work } from './work.ts';

/** The machine's devices are there, or gone, as its domain is. */
function attachDevices(db: Database, machine: Row, attached: boolean): void {
  for (const ref of listOf(machine, 'VBDs')) {
    const device = db.find('VBD', ref);
    if (device !== undefined) {
      const present = attached && !(textOf(device, 'type') === 'CD' && isTrue(device, 'empty'));
      db.set(device, { currently_attached: present });
    }
  }
  for (const ref of listOf(machine, 'VIFs')) {
    const device = db.find('VIF', ref);
    if (device !== undefined) {
      db.set(device, { currently_attached: attached });
    }
  }
}

let lastDomain = 100;

/** The domain comes up on a host. */
/** What the processors of its host can, as a machine sees it from its start to its end (xapi_xenops.ml). */
function startedOn(machine: Row, host: Row): Fields {
  const there = mapOf(host, 'cpu_info');
  const kind = textOf(machine, 'domain_type') === 'hvm' ? 'features_hvm' : 'features_pv';
  const features = there[kind] ?? there['features'];
  const flags = { vendor: there['vendor'], features };
  return {
    last_boot_CPU_flags: Object.fromEntries(
      Object.entries(flags).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
  };
}

function boot(call: Call, machine: Row, host: Row, state: 'Running' | 'Paused'): void {
  const { db, world } = call;
  reserve(db, host, -numberOf(machine, 'memory_dynamic_max'));
  lastDomain += 1;
  db.set(machine, {
    ...(textOf(machine, 'power_state') === 'Halted' && startedOn(machine, host)),
    power_state: state,
    resident_on: host.ref,
    domid: lastDomain,
    domarch: 'x86_64',
    memory_target: machine.values['memory_dynamic_max'] ?? 0,
  });
  const metrics = db.find('VM_metrics', machine.values['metrics']);
  if (metrics !== undefined) {
    db.set(metrics, {
      start_time: datetime(world.now()),
      last_updated: datetime(world.now()),
      memory_actual: machine.values['memory_dynamic_max'] ?? 0,
      VCPUs_number: machine.values['VCPUs_at_startup'] ?? 1,
    });
  }
  attachDevices(db, machine, true);
  renewConsole(db, machine, host);
  const guest = db.find('VM_guest_metrics', machine.values['guest_metrics']);
  if (guest !== undefined) {
    db.set(guest, { live: true, last_updated: datetime(world.now()) });
  }
  refreshAround(db, machine);
}

/** The domain goes away. */
export function halt(db: Database, machine: Row, state: 'Halted' | 'Suspended'): void {
  const host = db.find('host', machine.values['resident_on']);
  if (host !== undefined) {
    reserve(db, host, numberOf(machine, 'memory_dynamic_max'));
  }
  db.set(machine, { power_state: state, resident_on: nullRef, domid: -1 });
  attachDevices(db, machine, state === 'Suspended');
  for (const ref of listOf(machine, 'consoles').slice()) {
    const console = db.find('console', ref);
    if (console !== undefined) {
      db.destroy(console);
    }
  }
  const guest = db.find('VM_guest_metrics', machine.values['guest_metrics']);
  if (guest !== undefined && state === 'Halted') {
    db.set(guest, { live: false });
  }
  const metrics = db.find('VM_metrics', machine.values['metrics']);
  if (metrics !== undefined) {
    db.set(metrics, { start_time: epoch, VCPUs_utilisation: {} });
  }
  refreshAround(db, machine);
}

const machineOf = ({ db }: Call, parameters: readonly Value[]): Row => db.get('VM', parameters[0]);

/** Throws VCPU_MAX_NOT_CORES_PER_SOCKET_MULTIPLE, or INVALID_VALUE for cores that are no number (vm_platform.ml). */
function assertProcessors(machine: Row): void {
  const cores = mapOf(machine, 'platform')['cores-per-socket'];
  if (cores === undefined) {
    return;
  }
  if (!/^-?\d+$/.test(cores)) {
    throw new Failure('INVALID_VALUE', 'platform:cores-per-socket', cores);
  }
  const most = numberOf(machine, 'VCPUs_max');
  if (Number(cores) < 1 || most % Number(cores) !== 0) {
    throw new Failure('VCPU_MAX_NOT_CORES_PER_SOCKET_MULTIPLE', String(most), cores);
  }
}

/** The host that was asked for, which has to be able to run it, or the best. */
function placed(db: Database, machine: Row, host: Row | undefined): Row {
  if (host === undefined) {
    return chooseHost(db, machine);
  }
  assertCanRun(db, machine, host);
  return host;
}

function start(call: Call, machine: Row, host: Row | undefined, paused: boolean): Promise<Value> {
  const operation = call.message.name === 'start_on' ? 'start_on' : 'start';
  assertLicensed(call.db, 'restrict_vm_start');
  assertOperation(call.db, machine, operation);
  assertProcessors(machine);
  const chosen = placed(call.db, machine, host);
  assertMayRun(call.db, machine);
  return work(call, { locks: [[machine, operation]] }, () => {
    boot(call, machine, chosen, paused ? 'Paused' : 'Running');
    return '';
  });
}

function resume(call: Call, machine: Row, host: Row | undefined, paused: boolean): Promise<Value> {
  const operation = call.message.name === 'resume_on' ? 'resume_on' : 'resume';
  assertOperation(call.db, machine, operation);
  const chosen = placed(call.db, machine, host);
  assertMayRun(call.db, machine);
  return work(call, { locks: [[machine, operation]], cancellable: false }, () => {
    const image = call.db.find('VDI', machine.values['suspend_VDI']);
    if (image !== undefined) {
      call.db.destroy(image);
    }
    call.db.set(machine, { suspend_VDI: nullRef });
    boot(call, machine, chosen, paused ? 'Paused' : 'Running');
    return '';
  });
}

function shutDown(call: Call, machine: Row, clean: boolean): Promise<Value> {
  const operation = clean ? 'clean_shutdown' : 'hard_shutdown';
  assertOperation(call.db, machine, operation);
  return work(call, { locks: [[machine, operation]], scale: clean ? 1 : 0.5 }, () => {
    // A clean shutdown that was cut short finds the machine down already
    if (textOf(machine, 'power_state') !== 'Halted') {
      halt(call.db, machine, 'Halted');
    }
    return '';
  });
}

function reboot(call: Call, machine: Row, clean: boolean): Promise<Value> {
  const operation = clean ? 'clean_reboot' : 'hard_reboot';
  assertOperation(call.db, machine, operation);
  assertProcessors(machine);
  return work(call, { locks: [[machine, operation]] }, () => {
    const host = call.db.find('host', machine.values['resident_on']);
    if (host !== undefined) {
      reserve(call.db, host, numberOf(machine, 'memory_dynamic_max'));
      boot(call, machine, host, 'Running');
    }
    return '';
  });
}

/** Where its memory goes: the machine's own choice, the pool's, or its host's, whichever the host sees. */
export function suspendStorage({ db }: Pick<Call, 'db'>, machine: Row): Row | undefined {
  const [pool] = db.all('pool');
  const host = db.find('host', machine.values['resident_on']);
  const wanted = [
    machine.values['suspend_SR'],
    pool?.values['suspend_image_SR'],
    host?.values['suspend_image_sr'],
  ];
  return wanted
    .map((ref) => db.find('SR', ref))
    .find((sr) => sr !== undefined && host !== undefined && attachedTo(db, host, sr.ref));
}

function suspend(call: Call, machine: Row): Promise<Value> {
  assertOperation(call.db, machine, 'suspend');
  if (suspendStorage(call, machine) === undefined) {
    throw new Failure('VM_NO_SUSPEND_SR', machine.ref);
  }
  return work(call, { locks: [[machine, 'suspend']] }, () => {
    const { db } = call;
    const image = db.create('VDI', {
      name_label: 'Suspend image',
      name_description: 'Suspend image',
      SR: suspendStorage(call, machine)?.ref ?? nullRef,
      type: 'suspend',
      virtual_size: Math.round(numberOf(machine, 'memory_static_max') * 1.1),
      physical_utilisation: numberOf(machine, 'memory_static_max'),
      managed: true,
    });
    refreshAround(db, image);
    db.set(machine, { suspend_VDI: image.ref });
    halt(db, machine, 'Suspended');
    return '';
  });
}

/** Between Running and Paused. */
function hold(call: Call, machine: Row, to: string): Promise<Value> {
  const operation = to === 'Paused' ? 'pause' : 'unpause';
  assertOperation(call.db, machine, operation);
  return work(call, { locks: [[machine, operation]], scale: 0.2 }, () => {
    call.db.set(machine, { power_state: to });
    refreshAround(call.db, machine);
    return '';
  });
}

/** `VM.start` and everything else that changes a machine's power state. */
export const vmPower: readonly (readonly [string, Handler])[] = [
  ['VM.start', (call, p) => start(call, machineOf(call, p), undefined, p[1] === true)],
  [
    'VM.start_on',
    (call, p) => start(call, machineOf(call, p), call.db.get('host', p[1]), p[2] === true),
  ],
  ['VM.resume', (call, p) => resume(call, machineOf(call, p), undefined, p[1] === true)],
  [
    'VM.resume_on',
    (call, p) => resume(call, machineOf(call, p), call.db.get('host', p[1]), p[2] === true),
  ],
  ['VM.clean_shutdown', (call, p) => shutDown(call, machineOf(call, p), true)],
  ['VM.hard_shutdown', (call, p) => shutDown(call, machineOf(call, p), false)],
  [
    'VM.shutdown',
    (call, p) => {
      const machine = machineOf(call, p);
      return shutDown(call, machine, hasTools(call.db, machine));
    },
  ],
  ['VM.clean_reboot', (call, p) => reboot(call, machineOf(call, p), true)],
  ['VM.hard_reboot', (call, p) => reboot(call, machineOf(call, p), false)],
  ['VM.suspend', (call, p) => suspend(call, machineOf(call, p))],
  ['VM.pause', (call, p) => hold(call, machineOf(call, p), 'Paused')],
  ['VM.unpause', (call, p) => hold(call, machineOf(call, p), 'Running')],
  [
    'VM.power_state_reset',
    (call, p) => {
      halt(call.db, machineOf(call, p), 'Halted');
      return '';
    },
  ],
];
