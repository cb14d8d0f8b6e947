import { Failure } from '../api/failure.ts';
import { isTrue, listOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { Call } from '../server/world.ts';
import { assertLicensed } from './pool-rules.ts';
import { suspendStorage } from './vm-power.ts';

/** What a snapshot asks of what a machine has, beside the machine. */

/** Throws LICENCE_RESTRICTION, or VM_NO_SUSPEND_SR for what runs. */
export function assertKeepsMemory(call: Call, machine: Row): void {
  assertLicensed(call.db, 'restrict_checkpoint');
  const runs = textOf(machine, 'power_state') === 'Running';
  if (runs && suspendStorage(call, machine) === undefined) {
    throw new Failure('VM_NO_SUSPEND_SR', machine.ref);
  }
}

/** Throws VDI_IS_SHARABLE for a disk that several machines may write to; a CD stays in its drive. */
export function assertNoneShared({ db }: Call, machine: Row, without: ReadonlySet<string>): void {
  for (const ref of listOf(machine, 'VBDs')) {
    const device = db.find('VBD', ref);
    const disk = db.find('VDI', device?.values['VDI']);
    const isCd = device !== undefined && textOf(device, 'type') === 'CD';
    if (disk !== undefined && !isCd && !without.has(disk.ref) && isTrue(disk, 'sharable')) {
      throw new Failure('VDI_IS_SHARABLE', disk.ref);
    }
  }
}
