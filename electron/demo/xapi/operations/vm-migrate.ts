import { Failure } from '../api/failure.ts';
import { isNull, text } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf, mapOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { Call, Handler } from '../server/world.ts';
import { refreshAround } from './allowed.ts';
import { copyDisk, takeSpace } from './copy-machine.ts';
import { assertCanRun, assertServes, attachedTo, reserve } from './placement.ts';
import { assertMirrors } from './disk-rules.ts';
import { assertLicensed, assertNotOlder, isUpgrading } from './pool-rules.ts';
import { assertOperation } from './vm-rules.ts';
import { renewConsole } from './vm-console.ts';
import { work } from './work.ts';

/** The machine is on another host from now on, and has another console there (xapi_xenops.ml). */
function settle(db: Database, machine: Row, host: Row): void {
  const size = numberOf(machine, 'memory_dynamic_max');
  const old = db.find('host', machine.values['resident_on']);
  if (old !== undefined) {
    reserve(db, old, size);
  }
  reserve(db, host, -size);
  db.set(machine, { resident_on: host.ref });
  renewConsole(db, machine, host);
  refreshAround(db, machine);
}

/** Within the pool, running, on storage that both hosts see. */
export async function migrate(call: Call, machine: Row, host: Row): Promise<Value> {
  assertOperation(call.db, machine, 'pool_migrate');
  assertLicensed(call.db, 'restrict_xen_motion');
  if (machine.values['resident_on'] === host.ref) {
    return '';
  }
  if (isUpgrading(call.db)) {
    assertNotOlder(call.db.find('host', machine.values['resident_on']), host);
  }
  assertCanRun(call.db, machine, host);
  return work(call, { locks: [[machine, 'pool_migrate']], scale: 1.5 }, () => {
    settle(call.db, machine, host);
    return '';
  });
}

/** What lets others in: the token that migrate_send is given. */
function receive(call: Call, [host, network]: readonly Value[]): Value {
  const { db, session } = call;
  const row = db.get('host', host);
  db.get('network', network);
  assertServes(db, row);
  const url = `https://${textOf(row, 'address')}`;
  return {
    host: row.ref,
    session_id: session.ref,
    xenops: `${url}/services/xenops?session_id=${session.ref}`,
    SM: `${url}/services/SM?session_id=${session.ref}`,
    master: url,
  };
}

/** What a call of migrate_send asks for. */
interface Sending {
  readonly machine: Row;
  readonly host: Row;
  /** Every disk that the call names. */
  readonly named: ReadonlyMap<Row, Row>;
  /** Disks with the repositories that they go to. */
  readonly disks: ReadonlyMap<Row, Row>;
}

function sendingOf({ db }: Call, [vm, destination, , map]: readonly Value[]): Sending {
  const disks = Object.entries((map ?? {}) as Fields).map(
    ([disk, repository]) => [db.get('VDI', disk), db.get('SR', repository)] as const,
  );
  return {
    machine: db.get('VM', vm),
    host: db.get('host', text((destination as Fields)['host'] ?? '')),
    named: new Map(disks),
    disks: new Map(disks.filter(([disk, repository]) => disk.values['SR'] !== repository.ref)),
  };
}

/** Throws VDI_NOT_IN_MAP: every disk of the machine is to be named, also one that stays, or that others have too. */
function assertAllNamed(db: Database, { machine, named }: Sending): void {
  for (const ref of listOf(machine, 'VBDs')) {
    const device = db.find('VBD', ref);
    const isDisk = device !== undefined && textOf(device, 'type') !== 'CD';
    const disk = isDisk ? db.find('VDI', device.values['VDI']) : undefined;
    if (disk === undefined || isTrue(device ?? disk, 'empty')) {
      continue;
    }
    if (!named.has(disk)) {
      throw new Failure('VDI_NOT_IN_MAP', disk.ref);
    }
    if (textOf(disk, 'on_boot') === 'reset') {
      throw new Failure('VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION', disk.ref);
    }
  }
}

/** Disks of snapshots that nobody names go with the disk that they are of, else to the pool's default repository. */
function withSnapshots(call: Call, sending: Sending): Sending {
  const { db } = call;
  const { machine, named } = sending;
  const [pool] = db.all('pool');
  const disks = new Map(sending.disks);
  for (const snapshot of listOf(machine, 'snapshots')) {
    for (const ref of listOf(db.get('VM', snapshot), 'VBDs')) {
      const device = db.find('VBD', ref);
      const disk = db.find('VDI', device?.values['VDI']);
      if (device === undefined || disk === undefined || textOf(device, 'type') === 'CD') {
        continue;
      }
      const origin = db.find('VDI', disk.values['snapshot_of']);
      const goes =
        named.get(disk) ??
        (origin === undefined ? undefined : named.get(origin)) ??
        db.find('SR', pool?.values['default_SR']);
      if (goes === undefined) {
        throw new Failure('VDI_NOT_IN_MAP', disk.ref);
      }
      if (disk.values['SR'] !== goes.ref) {
        disks.set(disk, goes);
      }
    }
  }
  return { ...sending, disks };
}

/** Throws what the disks that move do not allow, or VM_REQUIRES_SR for what the destination does not see. */
function assertDisks(db: Database, { machine, host, named, disks }: Sending): void {
  for (const [disk, repository] of disks) {
    assertMirrors(db, db.get('SR', disk.values['SR']));
    assertMirrors(db, repository);
    if (isTrue(disk, 'cbt_enabled')) {
      throw new Failure('VDI_CBT_ENABLED', disk.ref);
    }
    if ('key_hash' in mapOf(disk, 'sm_config')) {
      throw new Failure('VDI_IS_ENCRYPTED', disk.ref);
    }
  }
  for (const repository of named.values()) {
    if (!attachedTo(db, host, repository.ref)) {
      throw new Failure('VM_REQUIRES_SR', machine.ref, repository.ref);
    }
  }
}

/** Throws the reason why it cannot be: power, memory, storage that the destination does not see, room. */
function assertCanSend({ db }: Call, sending: Sending): void {
  const { machine, host, named, disks } = sending;
  assertLicensed(db, 'restrict_storage_xen_motion');
  assertOperation(db, machine, 'migrate_send');
  assertAllNamed(db, sending);
  assertServes(db, host);
  assertNotOlder(db.find('host', machine.values['resident_on']), host);
  assertDisks(db, sending);
  for (const [repository, bytes] of needs(disks)) {
    const free =
      numberOf(repository, 'physical_size') - numberOf(repository, 'physical_utilisation');
    if (bytes > free) {
      throw new Failure('SR_FULL', String(bytes), String(free));
    }
  }
  if (machine.values['resident_on'] !== host.ref) {
    assertCanRun(
      db,
      machine,
      host,
      new Set([...named.keys()].map(({ values }) => text(values['SR'] ?? ''))),
    );
  }
}

function needs(disks: Sending['disks']): ReadonlyMap<Row, number> {
  const sums = new Map<Row, number>();
  for (const [disk, repository] of disks) {
    sums.set(repository, (sums.get(repository) ?? 0) + numberOf(disk, 'physical_utilisation'));
  }
  return sums;
}

/** To another host, to other storage, or both, within the pool. */
async function send(call: Call, parameters: readonly Value[]): Promise<Value> {
  const { db } = call;
  const asked = sendingOf(call, parameters);
  assertCanSend(call, asked);
  const { machine, host, disks } = withSnapshots(call, asked);
  const plan = { locks: [[machine, 'migrate_send']] as const, scale: 2 };
  return work(call, plan, () => {
    for (const [disk, repository] of disks) {
      moveDisk(call, disk, repository);
    }
    if (!isNull(machine.values['resident_on']) && machine.values['resident_on'] !== host.ref) {
      settle(db, machine, host);
    }
    refreshAround(db, machine);
    return machine.ref;
  });
}

/** The disk has another identity afterwards; its devices follow. */
export function moveDisk(call: Call, disk: Row, repository: Row): Row {
  const { db } = call;
  const made = copyDisk(call, disk, { SR: repository.ref });
  for (const ref of listOf(disk, 'VBDs').slice()) {
    const device = db.find('VBD', ref);
    if (device !== undefined) {
      db.set(device, { VDI: made.ref });
      refreshAround(db, device);
    }
  }
  takeSpace(call, db.find('SR', disk.values['SR']), -numberOf(disk, 'physical_utilisation'));
  db.destroy(disk);
  return made;
}

/** Between hosts and repositories of the pool. */
export const vmMigrate: readonly (readonly [string, Handler])[] = [
  [
    'VM.pool_migrate',
    (call, parameters) =>
      migrate(call, call.db.get('VM', parameters[0]), call.db.get('host', parameters[1])),
  ],
  ['host.migrate_receive', receive],
  ['VM.migrate_send', send],
  [
    'VM.assert_can_migrate',
    (call, parameters) => {
      assertCanSend(call, sendingOf(call, parameters));
      return '';
    },
  ],
];
