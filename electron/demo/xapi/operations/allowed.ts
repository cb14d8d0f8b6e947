import { isNull } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf, mapOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { deviceError } from './device-rules.ts';
import { diskError } from './disk-rules.ts';
import { operationError } from './vm-rules.ts';

/** What an object allows at the moment: `allowed_operations`, from its state. The lists are shared by all objects. */
const list = (text: string): readonly string[] => Object.freeze(text.split(' '));

/** Every operation on a machine that a server puts into the list, where the machine allows it. */
const machineOperations = list(
  'snapshot clone copy revert checkpoint snapshot_with_quiesce provision start start_on pause unpause clean_shutdown clean_reboot hard_shutdown hard_reboot suspend resume resume_on pool_migrate migrate_send changing_dynamic_range changing_static_range changing_shadow_memory changing_VCPUs_live changing_NVRAM make_into_template export metadata_export destroy',
);
/** The few lists that there are, by what is in them: a large pool has many machines, and all of them one of these. */
const known = new Map<string, readonly string[]>();

function shared(operations: readonly string[]): readonly string[] {
  const key = operations.join(' ');
  const one = known.get(key) ?? Object.freeze([...operations]);
  known.set(key, one);
  return one;
}

function ofVm(db: Database, machine: Row): readonly string[] {
  const blocked = mapOf(machine, 'blocked_operations');
  return shared(
    machineOperations.filter(
      (name) => !Object.hasOwn(blocked, name) && operationError(db, machine, name) === undefined,
    ),
  );
}

const deviceOperations = {
  VBD: list('attach eject unplug unplug_force insert plug pause unpause'),
  VIF: list('attach plug unplug'),
};

const ofDevice = (db: Database, device: Row): readonly string[] =>
  shared(
    (device.class === 'VIF' ? deviceOperations.VIF : deviceOperations.VBD).filter(
      (name) => deviceError(db, device, name) === undefined,
    ),
  );

/** As older clients know them: newer ones are left out by the server itself. */
const diskOperations = list(
  'clone copy resize resize_online snapshot destroy forget update generate_config',
);

const ofVdi = (db: Database, disk: Row): readonly string[] =>
  shared(diskOperations.filter((name) => diskError(db, disk, name) === undefined));

const host = {
  enabled: list('provision vm_start vm_resume vm_migrate evacuate'),
  disabled: list('enable vm_migrate evacuate reboot shutdown apply_updates'),
};

const repository = list(
  'scan update plug unplug forget destroy pbd_create pbd_destroy vdi_create vdi_introduce vdi_destroy vdi_resize vdi_clone vdi_snapshot vdi_mirror vdi_copy',
);

const rules: Readonly<Record<string, (db: Database, row: Row) => readonly string[]>> = {
  VM: ofVm,
  VBD: ofDevice,
  VIF: ofDevice,
  VDI: ofVdi,
  SR: () => repository,
  host: (_, row) => (isTrue(row, 'enabled') ? host.enabled : host.disabled),
};

/** Writes the `allowed_operations` that the object's state calls for. */
export function refreshAllowed(db: Database, row: Row | undefined): void {
  const rule = row === undefined ? undefined : rules[row.class];
  if (row !== undefined && rule !== undefined) {
    db.set(row, { allowed_operations: rule(db, row) });
  }
}

/** The same for those whose state hangs on the object's: a machine's devices and disks, a device's disk. */
export function refreshAround(db: Database, row: Row): void {
  refreshAllowed(db, row);
  for (const ref of row.class === 'VM' ? listOf(row, 'VBDs') : []) {
    const device = db.find('VBD', ref);
    if (device !== undefined) {
      refreshAround(db, device);
    }
  }
  for (const ref of row.class === 'VM' ? listOf(row, 'VIFs') : []) {
    refreshAllowed(db, db.find('VIF', ref));
  }
  if (row.class === 'VBD' && !isNull(row.values['VDI'])) {
    refreshAllowed(db, db.find('VDI', row.values['VDI']));
  }
}

/** `allowed_operations` of everything, from the state it is in. */
export function refreshAll(db: Database): void {
  for (const owner of ['VM', 'VBD', 'VDI', 'VIF', 'SR', 'host']) {
    for (const row of db.all(owner)) {
      refreshAllowed(db, row);
    }
  }
}
