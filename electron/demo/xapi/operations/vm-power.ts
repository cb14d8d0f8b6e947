import { Failure } from '../api/failure.ts';
import { datetime, epoch, isNull, nullRef } from '../api/value.ts';
import type { Value } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { Call, Handler } from '../server/world.ts';
import { hasTools, refreshAround } from './allowed.ts';
import { chooseHost, reserve } from './placement.ts';
import { work } from './work.ts';

/** Throws VM_IS_TEMPLATE, OPERATION_NOT_ALLOWED or VM_BAD_POWER_STATE. */
export function assertPower(machine: Row, ...expected: readonly string[]): void {
  if (isTrue(machine, 'is_control_domain')) {
    throw new Failure('OPERATION_NOT_ALLOWED', 'This operation is not allowed on dom0');
  }
  if (isTrue(machine, 'is_a_template') || isTrue(machine, 'is_a_snapshot')) {
    throw new Failure('VM_IS_TEMPLATE', machine.ref);
  }
  const actual = textOf(machine, 'power_state');
  if (!expected.includes(actual)) {
    const wanted = expected.join(', ').toLowerCase();
    throw new Failure('VM_BAD_POWER_STATE', machine.ref, wanted, actual.toLowerCase());
  }
}

function assertTools(db: Database, machine: Row): void {
  if (!hasTools(db, machine)) {
    throw new Failure('VM_MISSING_PV_DRIVERS', machine.ref);
  }
}

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
function boot(call: Call, machine: Row, host: Row, state: 'Running' | 'Paused'): void {
  const { db, world } = call;
  reserve(db, host, -numberOf(machine, 'memory_dynamic_max'));
  lastDomain += 1;
  db.set(machine, {
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
  ensureConsole(db, machine, host);
  const guest = db.find('VM_guest_metrics', machine.values['guest_metrics']);
  if (guest !== undefined) {
    db.set(guest, { live: true, last_updated: datetime(world.now()) });
  }
  refreshAround(db, machine);
}

function ensureConsole(db: Database, machine: Row, host: Row): void {
  for (const ref of listOf(machine, 'consoles')) {
    const old = db.find('console', ref);
    if (old !== undefined) {
      db.destroy(old);
    }
  }
  const console = db.create('console', { VM: machine.ref, protocol: 'rfb' });
  const uuid = textOf(console, 'uuid');
  db.set(console, { location: `https://${textOf(host, 'address')}/console?uuid=${uuid}` });
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

function start(call: Call, machine: Row, host: Row | undefined, paused: boolean): Promise<Value> {
  assertPower(machine, 'Halted');
  const chosen = host ?? chooseHost(call.db, machine);
  const operation = call.message.name === 'start_on' ? 'start_on' : 'start';
  return work(call, { locks: [[machine, operation]] }, () => {
    boot(call, machine, chosen, paused ? 'Paused' : 'Running');
    return '';
  });
}

function resume(call: Call, machine: Row, host: Row | undefined, paused: boolean): Promise<Value> {
  assertPower(machine, 'Suspended');
  const chosen = host ?? chooseHost(call.db, machine);
  const operation = call.message.name === 'resume_on' ? 'resume_on' : 'resume';
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
  assertPower(machine, ...(clean ? ['Running'] : ['Running', 'Paused', 'Suspended']));
  if (clean) {
    assertTools(call.db, machine);
  }
  const operation = clean ? 'clean_shutdown' : 'hard_shutdown';
  return work(call, { locks: [[machine, operation]], scale: clean ? 1 : 0.5 }, () => {
    // A clean shutdown that was cut short finds the machine down already
    if (textOf(machine, 'power_state') !== 'Halted') {
      halt(call.db, machine, 'Halted');
    }
    return '';
  });
}

function reboot(call: Call, machine: Row, clean: boolean): Promise<Value> {
  assertPower(machine, ...(clean ? ['Running'] : ['Running', 'Paused']));
  if (clean) {
    assertTools(call.db, machine);
  }
  return work(call, { locks: [[machine, clean ? 'clean_reboot' : 'hard_reboot']] }, () => {
    const host = call.db.find('host', machine.values['resident_on']);
    if (host !== undefined) {
      reserve(call.db, host, numberOf(machine, 'memory_dynamic_max'));
      boot(call, machine, host, 'Running');
    }
    return '';
  });
}

function suspend(call: Call, machine: Row): Promise<Value> {
  assertPower(machine, 'Running');
  assertTools(call.db, machine);
  return work(call, { locks: [[machine, 'suspend']] }, () => {
    const { db } = call;
    const [pool] = db.all('pool');
    const asked = machine.values['suspend_SR'];
    const repository = isNull(asked) ? pool?.values['suspend_image_SR'] : asked;
    const image = db.create('VDI', {
      name_label: 'Suspend image',
      name_description: 'Suspend image',
      SR: repository ?? nullRef,
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
function hold(call: Call, machine: Row, from: string, to: string): Promise<Value> {
  assertPower(machine, from);
  const operation = to === 'Paused' ? 'pause' : 'unpause';
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
  ['VM.pause', (call, p) => hold(call, machineOf(call, p), 'Running', 'Paused')],
  ['VM.unpause', (call, p) => hold(call, machineOf(call, p), 'Paused', 'Running')],
  [
    'VM.power_state_reset',
    (call, p) => {
      halt(call.db, machineOf(call, p), 'Halted');
      return '';
    },
  ],
];
