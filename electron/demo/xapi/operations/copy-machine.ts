import { randomUUID } from 'node:crypto';
import { datetime, epoch, isNull, nullRef } from '../api/value.ts';
import type { Fields } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { listOf, mapOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { Call } from '../server/world.ts';
import { refreshAllowed, refreshAround } from './allowed.ts';

/** What a copy of a machine is to be. */
interface CopyPlan {
  readonly fields: Fields;
  /** Its disks are snapshots of the machine's. */
  readonly asSnapshot: boolean;
  /** Where its disks go; undefined leaves them where the originals are. */
  readonly repository?: string | undefined;
  /** Of its network interfaces; snapshots and clones of templates alike. Default: new ones. */
  readonly keepAddresses?: boolean;
  /** Disks that are left out. */
  readonly without?: ReadonlySet<string>;
}

/** Everything of an object but its identity. */
function fieldsOf(row: Row): Record<string, Fields[string]> {
  const { uuid: _, ...fields } = row.values;
  return { ...fields, current_operations: {} };
}

/** Takes or gives back room in the repository, for what its panel shows. */
export function takeSpace({ db }: Call, repository: Row | undefined, bytes: number): void {
  if (repository !== undefined) {
    db.set(repository, {
      physical_utilisation: Math.max(0, numberOf(repository, 'physical_utilisation') + bytes),
      virtual_allocation: Math.max(0, numberOf(repository, 'virtual_allocation') + bytes),
    });
  }
}

/** A disk with another identity. */
export function copyDisk(call: Call, disk: Row, fields: Fields): Row {
  const copy = call.db.create('VDI', { ...fieldsOf(disk), storage_lock: false, ...fields });
  call.db.set(copy, { location: textOf(copy, 'uuid') });
  takeSpace(call, call.db.find('SR', copy.values['SR']), numberOf(copy, 'physical_utilisation'));
  refreshAllowed(call.db, copy);
  return copy;
}

/** Fields that make a disk a snapshot of another. */
export const snapshotFields = (call: Call, disk: Row): Fields => ({
  is_a_snapshot: true,
  snapshot_of: disk.ref,
  snapshot_time: datetime(call.world.now()),
});

const noSnapshot: Fields = { is_a_snapshot: false, snapshot_of: nullRef, snapshot_time: epoch };

/** A copy of a template of the product is none. */
function withoutMark(config: Fields): Fields {
  const { default_template: _, xensource_internal: __, ...rest } = config;
  return rest;
}

/** Another machine with devices and disks of its own. */
export function copyMachine(call: Call, machine: Row, plan: CopyPlan): Row {
  const { db } = call;
  const metrics = db.create('VM_metrics', { install_time: datetime(call.world.now()), hvm: true });
  const copy = db.create('VM', {
    ...fieldsOf(machine),
    ...noSnapshot,
    power_state: 'Halted',
    is_default_template: false,
    other_config: {
      ...withoutMark(mapOf(machine, 'other_config')),
      // A snapshot keeps the addresses of its machine; whatever else is made has a seed of its own
      ...(!plan.asSnapshot && { mac_seed: randomUUID() }),
    },
    resident_on: nullRef,
    domid: -1,
    suspend_VDI: nullRef,
    parent: nullRef,
    snapshot_info: {},
    metrics: metrics.ref,
    guest_metrics: nullRef,
    ...plan.fields,
  });
  for (const ref of listOf(machine, 'VBDs')) {
    copyBlockDevice(call, db.find('VBD', ref), copy, plan);
  }
  for (const ref of listOf(machine, 'VIFs')) {
    copyInterface(call, db.find('VIF', ref), copy, plan);
  }
  refreshAround(db, copy);
  return copy;
}

function copyBlockDevice(call: Call, device: Row | undefined, copy: Row, plan: CopyPlan): void {
  const { db } = call;
  const disk = db.find('VDI', device?.values['VDI']);
  if (device === undefined || (disk !== undefined && plan.without?.has(disk.ref) === true)) {
    return;
  }
  const isDisk = textOf(device, 'type') === 'Disk';
  const made =
    disk === undefined || !isDisk
      ? disk
      : copyDisk(call, disk, {
          ...(plan.asSnapshot ? snapshotFields(call, disk) : noSnapshot),
          ...(plan.repository !== undefined && { SR: plan.repository }),
        });
  db.create('VBD', {
    ...fieldsOf(device),
    VM: copy.ref,
    VDI: made?.ref ?? nullRef,
    device: '',
    currently_attached: false,
  });
}

function copyInterface({ db }: Call, from: Row | undefined, copy: Row, plan: CopyPlan): void {
  if (from !== undefined) {
    const fresh = `ae:${textOf(copy, 'uuid').replaceAll('-', '').slice(0, 8)}0${textOf(from, 'device')}`;
    db.create('VIF', {
      ...fieldsOf(from),
      VM: copy.ref,
      MAC: plan.keepAddresses === true ? textOf(from, 'MAC') : withColons(fresh),
      currently_attached: false,
    });
  }
}

const withColons = (address: string): string =>
  (address.replaceAll(':', '').slice(0, 12).match(/../g) ?? []).join(':');

/** Removes a machine with its devices, interfaces, consoles and metrics; its disks stay. */
export function destroyMachine({ db }: Call, machine: Row): void {
  for (const [owner, field] of [
    ['VBD', 'VBDs'],
    ['VIF', 'VIFs'],
    ['console', 'consoles'],
  ] as const) {
    for (const ref of listOf(machine, field).slice()) {
      const part = db.find(owner, ref);
      if (part !== undefined) {
        const disk = owner === 'VBD' ? db.find('VDI', part.values['VDI']) : undefined;
        db.destroy(part);
        refreshAllowed(db, disk);
      }
    }
  }
  for (const [owner, field] of [
    ['VM_metrics', 'metrics'],
    ['VM_guest_metrics', 'guest_metrics'],
  ] as const) {
    const part = db.find(owner, machine.values[field]);
    if (part !== undefined) {
      db.destroy(part);
    }
  }
  adoptChildren(db, machine);
  db.destroy(machine);
}

/** The children of a snapshot that goes become its parent's. */
function adoptChildren(db: Database, machine: Row): void {
  const parent = textOf(machine, 'parent');
  for (const ref of listOf(machine, 'children').slice()) {
    const child = db.find('VM', ref);
    if (child !== undefined) {
      db.set(child, { parent: isNull(parent) ? nullRef : parent });
    }
  }
}
