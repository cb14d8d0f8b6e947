import { Failure } from '../api/failure.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf, mapOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { isSriov } from './networks.ts';
import { hasTools } from './vm-rules.ts';

/** What devices of machines allow (xapi_vbd_helpers.ml, xapi_vif_helpers.ml): lists and refusals come from the same rules. */

type Rule = (db: Database, device: Row, machine: Row, operation: string) => Failure | undefined;

const plugging: ReadonlySet<string> = new Set(['plug', 'unplug', 'unplug_force']);
const isCd = (device: Row): boolean => textOf(device, 'type') === 'CD';
const stateOf = (machine: Row): string => textOf(machine, 'power_state');
const busy = (row: Row): readonly [task: string, operation: string] | undefined =>
  Object.entries(mapOf(row, 'current_operations'))[0];

const byWork: Rule = (_, device) => {
  const [task, other] = busy(device) ?? [];
  return task === undefined || other === undefined
    ? undefined
    : new Failure('OTHER_OPERATION_IN_PROGRESS', device.class, device.ref, other, task);
};

/** CDs come and go in their drive, and nothing else does. */
const byMedium: Rule = (_, device, __, operation) => {
  if (!isTrue(device, 'unpluggable') && operation.startsWith('unplug')) {
    return new Failure('VBD_NOT_UNPLUGGABLE', device.ref);
  }
  if (operation !== 'insert' && operation !== 'eject') {
    return undefined;
  }
  if (!isCd(device)) {
    return new Failure('VBD_NOT_REMOVABLE_MEDIA', device.ref);
  }
  if (isTrue(device, 'empty')) {
    return operation === 'eject' ? new Failure('VBD_IS_EMPTY', device.ref) : undefined;
  }
  return operation === 'insert' ? new Failure('VBD_NOT_EMPTY', device.ref) : undefined;
};

const bySriov: Rule = (db, device, _, operation) =>
  plugging.has(operation) && isSriov(db, db.find('network', device.values['network']))
    ? new Failure('OPERATION_NOT_ALLOWED', 'Network SR-IOV VIF plug/unplug not allowed')
    : undefined;

const byPower: Rule = (_, device, machine, operation) => {
  const state = stateOf(machine);
  const isPausing = operation === 'pause' || operation === 'unpause';
  if (!plugging.has(operation) && !isPausing) {
    return undefined;
  }
  if (state === 'Running') {
    const isAttached = isTrue(device, 'currently_attached');
    if (operation === 'plug' && isAttached) {
      return new Failure('DEVICE_ALREADY_ATTACHED', device.ref);
    }
    return operation.startsWith('unplug') && !isAttached
      ? new Failure('DEVICE_ALREADY_DETACHED', device.ref)
      : undefined;
  }
  return isPausing && state === 'Paused'
    ? undefined
    : new Failure('VM_BAD_POWER_STATE', machine.ref, 'running', state.toLowerCase());
};

const ending: ReadonlySet<string> = new Set([
  'clean_shutdown',
  'hard_shutdown',
  'suspend',
  'pause',
]);

/** A machine that is about to stop takes nothing and gives nothing. */
const byEnd: Rule = (_, __, machine, operation) => {
  const [, other] =
    Object.entries(mapOf(machine, 'current_operations')).find(([, one]) => ending.has(one)) ?? [];
  return other !== undefined && (operation === 'plug' || operation === 'unplug')
    ? new Failure('OPERATION_NOT_ALLOWED', `Current operation on VM:${machine.ref} is ${other}`)
    : undefined;
};

/** The guest has the tools, or says that devices can come and go while it runs. */
const byGuest: Rule = (db, device, machine, operation) => {
  const isHvm = !['pv', 'pvh', 'pv_in_pvh'].includes(textOf(machine, 'domain_type'));
  if (!plugging.has(operation) || stateOf(machine) !== 'Running' || !isHvm) {
    return undefined;
  }
  const guest = db.find('VM_guest_metrics', machine.values['guest_metrics']);
  const says =
    guest === undefined ? '' : textOf(guest, `can_use_hotplug_${device.class.toLowerCase()}`);
  if (says === 'no') {
    return new Failure(
      'OPERATION_NOT_ALLOWED',
      `VM states it does not support ${device.class} hotplug.`,
    );
  }
  if (says !== 'yes' && !hasTools(db, machine)) {
    return new Failure('VM_MISSING_PV_DRIVERS', machine.ref);
  }
  return isCd(device)
    ? new Failure(
        'OPERATION_NOT_ALLOWED',
        'HVM CDROMs cannot be hotplugged/unplugged, only inserted or ejected',
      )
    : undefined;
};

const bySuspension: Rule = (_, device, machine, operation) =>
  isCd(device) &&
  stateOf(machine) === 'Suspended' &&
  (operation === 'insert' || operation === 'eject')
    ? new Failure('VM_BAD_POWER_STATE', machine.ref, 'halted, running', 'suspended')
    : undefined;

const taking: ReadonlySet<string> = new Set(['attach', 'plug', 'insert']);

const byDisk: Rule = (db, device, _, operation) => {
  const disk = isTrue(device, 'empty') ? undefined : db.find('VDI', device.values['VDI']);
  if (disk === undefined) {
    return undefined;
  }
  if (!isTrue(disk, 'managed')) {
    return new Failure('VDI_NOT_MANAGED', device.ref);
  }
  const [task, other] =
    Object.entries(mapOf(disk, 'current_operations')).find(
      ([, one]) => one !== 'copy' && one !== 'mirror',
    ) ?? [];
  return task !== undefined && other !== undefined && taking.has(operation)
    ? new Failure('OTHER_OPERATION_IN_PROGRESS', 'VDI', disk.ref, other, task)
    : undefined;
};

const rules: Readonly<Record<string, readonly Rule[]>> = {
  VBD: [byWork, byMedium, byPower, byEnd, byGuest, bySuspension, byDisk],
  VIF: [byWork, bySriov, byPower, byEnd, byGuest],
};

/** Why the device does not allow an operation now, in the order in which a real server looks; undefined where it does. */
export function deviceError(db: Database, device: Row, operation: string): Failure | undefined {
  const machine = db.find('VM', device.values['VM']);
  if (machine === undefined) {
    return undefined;
  }
  for (const rule of rules[device.class] ?? []) {
    const failure = rule(db, device, machine, operation);
    if (failure !== undefined) {
      return failure;
    }
  }
  return undefined;
}

/** Throws what `deviceError` finds, or that somebody else holds the disk. */
export function assertDevice(db: Database, device: Row, operation: string): void {
  const failure =
    deviceError(db, device, operation) ??
    (device.class === 'VBD' && taking.has(operation) ? sharingError(db, device) : undefined);
  if (failure !== undefined) {
    throw failure;
  }
}

/** A disk that one writes to is nobody else's; what is not to be written to is not given for writing. */
function sharingError(db: Database, device: Row): Failure | undefined {
  const disk = db.find('VDI', device.values['VDI']);
  if (disk === undefined || isTrue(device, 'currently_attached')) {
    return undefined;
  }
  const writes = (one: Row): boolean => textOf(one, 'mode') === 'RW';
  const others = listOf(disk, 'VBDs')
    .map((ref) => db.find('VBD', ref))
    .filter((one) => one !== undefined && one.ref !== device.ref && holds(db, one)) as Row[];
  if (!isTrue(disk, 'sharable') && (others.some(writes) || (writes(device) && others.length > 0))) {
    return new Failure('VDI_IN_USE', disk.ref);
  }
  return writes(device) && isTrue(disk, 'read_only')
    ? new Failure('VDI_READONLY', disk.ref)
    : undefined;
}

const holds = (db: Database, device: Row): boolean => {
  const machine = db.find('VM', device.values['VM']);
  return (
    isTrue(device, 'currently_attached') &&
    machine !== undefined &&
    stateOf(machine) !== 'Suspended'
  );
};
