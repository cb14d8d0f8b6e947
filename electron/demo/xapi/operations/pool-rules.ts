import { Failure } from '../api/failure.ts';
import type { Database } from '../db/database.ts';
import { mapOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';

/** What holds for a pool as a whole: its licence, and an upgrade that goes from host to host. */

export const poolOf = (db: Database): Row | undefined => [...db.all('pool')][0];

/** Features by the restriction that takes them away, with the name that a refusal has for them (features.ml). */
const names = {
  restrict_checkpoint: 'Checkpoint',
  restrict_dmc: 'DMC',
  restrict_network_sriov: 'Network_sriov',
  restrict_set_vcpus_number_live: 'Live_set_vcpus',
  restrict_storage_xen_motion: 'Storage_motion',
  restrict_vm_start: 'VM_start',
  restrict_xen_motion: 'Xen_motion',
} as const;

export type Restriction = keyof typeof names;

export function isRestricted(db: Database, restriction: Restriction): boolean {
  const pool = poolOf(db);
  return pool !== undefined && mapOf(pool, 'restrictions')[restriction] === 'true';
}

/** Throws LICENCE_RESTRICTION. */
export function assertLicensed(db: Database, restriction: Restriction): void {
  if (isRestricted(db, restriction)) {
    throw new Failure('LICENCE_RESTRICTION', names[restriction]);
  }
}

/** Hosts of two versions are in the pool: it says so of itself. */
export function isUpgrading(db: Database): boolean {
  const pool = poolOf(db);
  return pool !== undefined && 'rolling_upgrade_in_progress' in mapOf(pool, 'other_config');
}

const versionOf = (host: Row): readonly number[] =>
  (mapOf(host, 'software_version')['product_version'] ?? '').split(/[.-]/).map(Number);

/** Below 0 where the first host has an older version than the second. */
function compareVersions(one: Row, other: Row): number {
  const [a, b] = [versionOf(one), versionOf(other)];
  const index = a.findIndex((part, at) => part !== (b[at] ?? 0));
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** Throws NOT_SUPPORTED_DURING_UPGRADE: what runs goes to hosts that are as new, or newer (helpers.ml, Checks.Migration). */
export function assertNotOlder(from: Row | undefined, to: Row): void {
  if (from !== undefined && compareVersions(to, from) < 0) {
    throw new Failure('NOT_SUPPORTED_DURING_UPGRADE');
  }
}

/** Throws VM_HOST_INCOMPATIBLE_VERSION: during an upgrade machines start on hosts of the coordinator's version (helpers.ml, Checks.RPU). */
export function assertStartsDuringUpgrade(db: Database, machine: Row, host: Row): void {
  const master = db.find('host', poolOf(db)?.values['master']);
  if (isUpgrading(db) && master !== undefined && compareVersions(host, master) !== 0) {
    throw new Failure('VM_HOST_INCOMPATIBLE_VERSION', host.ref, machine.ref);
  }
}

/** What older hosts know, too (xapi_globs.ml). */
const duringUpgrade = {
  VM: new Set(
    'changing_shadow_memory_live changing_VCPUs_live clean_reboot clean_shutdown clone copy csvm destroy export get_boot_record hard_reboot hard_shutdown make_into_template migrate_send pause pool_migrate power_state_reset provision resume resume_on send_sysrq send_trigger start start_on suspend unpause'.split(
      ' ',
    ),
  ),
  VDI: new Set('clone copy resize resize_online snapshot destroy forget update'.split(' ')),
} as const;

/** NOT_SUPPORTED_DURING_UPGRADE, where it is so. */
export function upgradeError(
  db: Database,
  owner: keyof typeof duringUpgrade,
  operation: string,
): Failure | undefined {
  return isUpgrading(db) && !duringUpgrade[owner].has(operation)
    ? new Failure('NOT_SUPPORTED_DURING_UPGRADE')
    : undefined;
}
