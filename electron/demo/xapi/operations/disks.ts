import { Failure } from '../api/failure.ts';
import { isNull, nullRef } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';
import { isTrue, listOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { constructed } from '../server/implicit.ts';
import type { Call, Handler } from '../server/world.ts';
import { refreshAllowed } from './allowed.ts';
import { copyDisk, snapshotFields, takeSpace } from './copy-machine.ts';
import { assertDisk, assertRoom, assertTakesDisks } from './disk-rules.ts';
import { assertLicensed } from './pool-rules.ts';
import { moveDisk } from './vm-migrate.ts';
import { work } from './work.ts';

const diskOf = ({ db }: Call, [ref]: readonly Value[]): Row => db.get('VDI', ref);

async function create(call: Call, [given]: readonly Value[]): Promise<Value> {
  const { db } = call;
  const fields = constructed('VDI', given as Fields);
  const repository = db.get('SR', fields['SR']);
  const size = Number(fields['virtual_size'] ?? 0);
  assertTakesDisks(db, repository);
  assertRoom(repository, size);
  return work(call, { locks: [], scale: 0.3 }, () => {
    const disk = db.create('VDI', { ...fields, physical_utilisation: 0, managed: true });
    db.set(disk, { location: textOf(disk, 'uuid') });
    takeSpace(call, repository, 0);
    refreshAllowed(db, disk);
    return disk.ref;
  });
}

async function destroy(call: Call, parameters: readonly Value[]): Promise<Value> {
  const { db } = call;
  const disk = diskOf(call, parameters);
  assertDisk(db, disk, 'destroy');
  return work(call, { locks: [[disk, 'destroy']], scale: 0.3 }, () => {
    // Devices that had it have nothing now
    for (const ref of listOf(disk, 'VBDs').slice()) {
      const device = db.find('VBD', ref);
      if (device !== undefined) {
        db.destroy(device);
      }
    }
    takeSpace(call, db.find('SR', disk.values['SR']), -numberOf(disk, 'physical_utilisation'));
    db.destroy(disk);
    return '';
  });
}

async function resize(call: Call, parameters: readonly Value[]): Promise<Value> {
  const disk = diskOf(call, parameters);
  const operation = call.message.name;
  const size = Number(parameters[1]);
  assertDisk(call.db, disk, operation);
  const repository = call.db.find('SR', disk.values['SR']);
  const more = size - numberOf(disk, 'virtual_size');
  if (repository !== undefined && more > 0) {
    assertRoom(repository, more);
  }
  if (more < 0) {
    throw new Failure(
      'SR_BACKEND_FAILURE_79',
      '',
      'VDI Invalid size [opterr=shrinking not allowed]',
      '',
    );
  }
  return work(call, { locks: [[disk, operation]], scale: 0.3 }, () => {
    call.db.set(disk, { virtual_size: size });
    return '';
  });
}

async function snapshot(call: Call, parameters: readonly Value[]): Promise<Value> {
  const disk = diskOf(call, parameters);
  assertDisk(call.db, disk, 'snapshot');
  return work(call, { locks: [[disk, 'snapshot']], scale: 0.3 }, () => {
    const made = copyDisk(call, disk, snapshotFields(call, disk));
    return made.ref;
  });
}

async function copy(call: Call, parameters: readonly Value[]): Promise<Value> {
  const { db } = call;
  const disk = diskOf(call, parameters);
  assertDisk(db, disk, call.message.name);
  const asked = call.message.name === 'copy' ? parameters[1] : undefined;
  const repository = isNull(asked) ? db.find('SR', disk.values['SR']) : db.get('SR', asked);
  return work(call, { locks: [[disk, call.message.name]] }, () => {
    const made = copyDisk(call, disk, {
      is_a_snapshot: false,
      snapshot_of: nullRef,
      SR: repository?.ref ?? nullRef,
    });
    return made.ref;
  });
}

/** A running machine's disk goes elsewhere; its device follows. */
async function migrate(call: Call, parameters: readonly Value[]): Promise<Value> {
  const { db } = call;
  const disk = diskOf(call, parameters);
  const repository = db.get('SR', parameters[1]);
  assertLicensed(db, 'restrict_storage_xen_motion');
  assertDisk(db, disk, 'mirror');
  assertTakesDisks(db, repository);
  assertRoom(repository, numberOf(disk, 'physical_utilisation'));
  return work(call, { locks: [[disk, 'mirror']] }, () => {
    const made = moveDisk(call, disk, repository);
    return made.ref;
  });
}

function forget(call: Call, parameters: readonly Value[]): Value {
  const disk = diskOf(call, parameters);
  assertDisk(call.db, disk, 'forget');
  call.db.destroy(disk);
  return '';
}

/** Looks again: sums up what lies in it. */
async function scan(call: Call, [ref]: readonly Value[]): Promise<Value> {
  const repository = call.db.get('SR', ref);
  return work(call, { locks: [[repository, 'scan']], scale: 0.5 }, () => {
    call.db.touch(repository);
    return '';
  });
}

/** Throws SR_HAS_PBD while a host holds it. */
function forgetRepository(call: Call, [ref]: readonly Value[]): Value {
  const { db } = call;
  const repository = db.get('SR', ref);
  const links = listOf(repository, 'PBDs').map((link) => db.find('PBD', link));
  if (links.some((link) => link !== undefined && isTrue(link, 'currently_attached'))) {
    throw new Failure('SR_HAS_PBD', repository.ref);
  }
  for (const [owner, field] of [
    ['PBD', 'PBDs'],
    ['VDI', 'VDIs'],
  ] as const) {
    for (const part of listOf(repository, field).slice()) {
      const row = db.find(owner, part);
      if (row !== undefined) {
        db.destroy(row);
      }
    }
  }
  db.destroy(repository);
  return '';
}

const attach =
  (attached: boolean): Handler =>
  async (call, [ref]) => {
    const link = call.db.get('PBD', ref);
    return work(call, { locks: [], scale: 0.5 }, () => {
      call.db.set(link, { currently_attached: attached });
      return '';
    });
  };

/** Disks and the repositories that they lie in. */
export const disks: readonly (readonly [string, Handler])[] = [
  ['VDI.create', create],
  ['VDI.destroy', destroy],
  ['VDI.resize', resize],
  ['VDI.resize_online', resize],
  ['VDI.snapshot', snapshot],
  ['VDI.clone', copy],
  ['VDI.copy', copy],
  ['VDI.pool_migrate', migrate],
  ['VDI.forget', forget],
  ['SR.scan', scan],
  ['SR.forget', forgetRepository],
  ['PBD.plug', attach(true)],
  ['PBD.unplug', attach(false)],
];
