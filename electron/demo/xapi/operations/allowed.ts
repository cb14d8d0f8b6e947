import { isNull } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf, mapOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { operationError } from './vm-rules.ts';

/** What an object allows at the moment: `allowed_operations`, from its state. The lists are shared by all objects. */
const list = (text: string): readonly string[] => Object.freeze(text.split(' '));
const nothing: readonly string[] = Object.freeze([]);

/** Every operation on a machine that a server puts into the list, where the machine allows it. */
const machineOperations = list(
  'snapshot clone copy revert checkpoint snapshot_with_quiesce provision start start_on pause unpause clean_shutdown clean_reboot hard_shutdown hard_reboot suspend resume resume_on pool_migrate migrate_send changing_dynamic_range changing_static_range changing_shadow_memory changing_VCPUs_live changing_NVRAM make_into_template export metadata_export destroy',
);
const hastened = list('hard_shutdown hard_reboot');

/** Clean ends can be cut short. */
const hastenable = new Set(['clean_shutdown', 'clean_reboot', 'suspend', 'shutdown']);

/** The few lists that there are, by what is in them: a large pool has many machines, and all of them one of these. */
const known = new Map<string, readonly string[]>();

function shared(operations: readonly string[]): readonly string[] {
  const key = operations.join(' ');
  const one = known.get(key) ?? Object.freeze([...operations]);
  known.set(key, one);
  return one;
}

function ofVm(db: Database, machine: Row): readonly string[] {
  const running = Object.values(mapOf(machine, 'current_operations'));
  if (running.length > 0) {
    return running.every((operation) => hastenable.has(operation)) ? hastened : nothing;
  }
  const blocked = mapOf(machine, 'blocked_operations');
  return shared(
    machineOperations.filter(
      (name) => !Object.hasOwn(blocked, name) && operationError(db, machine, name) === undefined,
    ),
  );
}

const vbd = {
  attached: list('unplug unplug_force pause'),
  insertable: list('attach insert'),
  ejectable: list('attach eject'),
  pluggable: list('attach plug'),
  idle: list('attach'),
};

function ofVbd(db: Database, device: Row): readonly string[] {
  if (textOf(device, 'type') === 'CD') {
    return isTrue(device, 'empty') ? vbd.insertable : vbd.ejectable;
  }
  if (isTrue(device, 'currently_attached')) {
    return vbd.attached;
  }
  const machine = db.find('VM', device.values['VM']);
  return machine !== undefined && textOf(machine, 'power_state') === 'Running'
    ? vbd.pluggable
    : vbd.idle;
}

const vif = {
  attached: list('attach unplug'),
  pluggable: list('attach plug'),
  idle: list('attach'),
};

function ofVif(db: Database, device: Row): readonly string[] {
  if (isTrue(device, 'currently_attached')) {
    return vif.attached;
  }
  const machine = db.find('VM', device.values['VM']);
  return machine !== undefined && textOf(machine, 'power_state') === 'Running'
    ? vif.pluggable
    : vif.idle;
}

const vdi = {
  used: list('clone copy snapshot mirror generate_config'),
  usedGrowing: list('clone copy snapshot mirror generate_config resize_online'),
  free: list('clone copy destroy forget generate_config resize snapshot update'),
  snapshot: list('clone copy destroy forget generate_config update'),
  medium: list('clone copy forget generate_config update'),
};

/** A disk that a running machine holds. */
export const isInUse = (db: Database, disk: Row): boolean =>
  listOf(disk, 'VBDs').some((ref) => {
    const device = db.find('VBD', ref);
    return device !== undefined && isTrue(device, 'currently_attached');
  });

/** File systems let a disk grow under a machine that runs; volumes do not. */
export function growsOnline(repository: Row | undefined): boolean {
  return repository !== undefined && !textOf(repository, 'type').startsWith('lvm');
}

function ofVdi(db: Database, disk: Row): readonly string[] {
  const repository = db.find('SR', disk.values['SR']);
  if (repository !== undefined && textOf(repository, 'content_type') === 'iso') {
    return vdi.medium;
  }
  if (isTrue(disk, 'is_a_snapshot')) {
    return vdi.snapshot;
  }
  if (!isInUse(db, disk)) {
    return vdi.free;
  }
  return growsOnline(repository) ? vdi.usedGrowing : vdi.used;
}

const host = {
  enabled: list('provision vm_start vm_resume vm_migrate evacuate'),
  disabled: list('enable vm_migrate evacuate reboot shutdown apply_updates'),
};

const repository = list(
  'scan update plug unplug forget destroy pbd_create pbd_destroy vdi_create vdi_introduce vdi_destroy vdi_resize vdi_clone vdi_snapshot vdi_mirror vdi_copy',
);

const rules: Readonly<Record<string, (db: Database, row: Row) => readonly string[]>> = {
  VM: ofVm,
  VBD: ofVbd,
  VIF: ofVif,
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
