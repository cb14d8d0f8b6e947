import { Failure } from '../api/failure.ts';
import { isNull, text } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { listOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { Call, Handler } from '../server/world.ts';
import { refreshAround } from './allowed.ts';
import { copyDisk, takeSpace } from './copy-machine.ts';
import { assertCanRun, assertServes, attachedTo, reserve } from './placement.ts';
import { assertPower } from './vm-power.ts';
import { work } from './work.ts';

/** The machine is on another host from now on; its consoles move along. */
function settle(db: Database, machine: Row, host: Row): void {
  const size = numberOf(machine, 'memory_dynamic_max');
  const old = db.find('host', machine.values['resident_on']);
  if (old !== undefined) {
    reserve(db, old, size);
  }
  reserve(db, host, -size);
  db.set(machine, { resident_on: host.ref });
  for (const ref of listOf(machine, 'consoles')) {
    const console = db.find('console', ref);
    if (console !== undefined) {
      const path = textOf(console, 'location').replace(/^https:\/\/[^/]*/, '');
      db.set(console, { location: `https://${textOf(host, 'address')}${path}` });
    }
  }
  refreshAround(db, machine);
}

/** Within the pool, running, on storage that both hosts see. */
export async function migrate(call: Call, machine: Row, host: Row): Promise<Value> {
  assertPower(machine, 'Running', 'Paused', 'Suspended');
  if (machine.values['resident_on'] === host.ref) {
    return '';
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
    disks: new Map(disks.filter(([disk, repository]) => disk.values['SR'] !== repository.ref)),
  };
}

/** Throws the reason why it cannot be: power, memory, storage that the destination does not see, room. */
function assertCanSend({ db }: Call, { machine, host, disks }: Sending): void {
  assertPower(machine, 'Running', 'Paused', 'Suspended', 'Halted');
  assertServes(db, host);
  for (const [, repository] of disks) {
    if (!attachedTo(db, host, repository.ref)) {
      throw new Failure('VM_REQUIRES_SR', machine.ref, repository.ref);
    }
  }
  for (const ref of listOf(machine, 'VBDs')) {
    const disk = db.find('VDI', db.find('VBD', ref)?.values['VDI']);
    if (disk !== undefined && !disks.has(disk) && !attachedTo(db, host, textOf(disk, 'SR'))) {
      throw new Failure('VDI_NOT_IN_MAP', disk.ref);
    }
  }
  for (const [repository, bytes] of needs(disks)) {
    const free =
      numberOf(repository, 'physical_size') - numberOf(repository, 'physical_utilisation');
    if (bytes > free) {
      throw new Failure('SR_FULL', String(bytes), String(free));
    }
  }
  if (textOf(machine, 'power_state') !== 'Halted' && machine.values['resident_on'] !== host.ref) {
    assertCanRun(
      db,
      machine,
      host,
      new Set([...disks.keys()].map(({ values }) => text(values['SR'] ?? ''))),
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
  const sending = sendingOf(call, parameters);
  assertCanSend(call, sending);
  const { machine, host, disks } = sending;
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
