import { Failure } from '../api/failure.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf, mapOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { poolOf, upgradeError } from './pool-rules.ts';

/** What disks and repositories allow (xapi_vdi.ml, xapi_sr_operations.ml): lists and refusals come from the same rules. */

/** What a repository's driver has to be able to do for an operation; operations without an entry are the server's own. */
const features: Readonly<Record<string, string>> = {
  snapshot: 'VDI_SNAPSHOT',
  destroy: 'VDI_DELETE',
  resize: 'VDI_RESIZE',
  resize_online: 'VDI_RESIZE_ONLINE',
  clone: 'VDI_CLONE',
  update: 'VDI_UPDATE',
  generate_config: 'VDI_GENERATE_CONFIG',
  mirror: 'VDI_MIRROR',
  vdi_create: 'VDI_CREATE',
};

/** Throws SR_OPERATION_NOT_SUPPORTED where the driver of a repository cannot do what an operation takes. */
function featureError(
  db: Database,
  repository: Row | undefined,
  operation: string,
): Failure | undefined {
  const wanted = features[operation];
  if (wanted === undefined || repository === undefined) {
    return undefined;
  }
  const type = textOf(repository, 'type');
  const driver = [...db.all('SM')].find((one) => textOf(one, 'type') === type);
  // Older databases have the names alone
  const able =
    driver !== undefined &&
    (wanted in mapOf(driver, 'features') || listOf(driver, 'capabilities').includes(wanted));
  const isTools = isTrue(repository, 'is_tools_sr');
  const keeps = isTools && (wanted === 'VDI_CREATE' || wanted === 'VDI_DELETE');
  return able && !keeps ? undefined : new Failure('SR_OPERATION_NOT_SUPPORTED', repository.ref);
}

/** Throws SR_OPERATION_NOT_SUPPORTED or SR_HAS_NO_PBDS for a repository that takes no new disk. */
export function assertTakesDisks(db: Database, repository: Row): void {
  const failure = featureError(db, repository, 'vdi_create');
  if (failure !== undefined) {
    throw failure;
  }
  if (!isPlugged(db, repository)) {
    throw new Failure('SR_HAS_NO_PBDS', repository.ref);
  }
}

/** Throws SR_FULL. */
export function assertRoom(repository: Row, bytes: number): void {
  const size = numberOf(repository, 'physical_size');
  const free = size - numberOf(repository, 'physical_utilisation');
  if (size > 0 && bytes > free) {
    throw new Failure('SR_FULL', String(bytes), String(free));
  }
}

/** Throws SR_OPERATION_NOT_SUPPORTED for a repository that disks cannot leave, or come to, while they are held (xapi_vm_migrate.ml). */
export function assertMirrors(db: Database, repository: Row): void {
  const failure =
    featureError(db, repository, 'snapshot') ?? featureError(db, repository, 'mirror');
  if (failure !== undefined) {
    throw failure;
  }
}

const isPlugged = (db: Database, repository: Row): boolean =>
  listOf(repository, 'PBDs').some((ref) => {
    const link = db.find('PBD', ref);
    return link !== undefined && isTrue(link, 'currently_attached');
  });

type Rule = (
  db: Database,
  disk: Row,
  repository: Row | undefined,
  operation: string,
) => Failure | undefined;

const byWork: Rule = (_, disk, __, operation) => {
  const running = Object.entries(mapOf(disk, 'current_operations'));
  const mirrors = running.some(([, one]) => one === 'mirror');
  const [task, other] = running.find(([, one]) => one !== 'copy') ?? [];
  return task === undefined || other === undefined || (operation === 'destroy' && mirrors)
    ? undefined
    : new Failure('OTHER_OPERATION_IN_PROGRESS', 'VDI', disk.ref, other, task);
};

const byLinks: Rule = (db, _, repository, operation) =>
  operation === 'resize' && repository !== undefined && !isPlugged(db, repository)
    ? new Failure('SR_HAS_NO_PBDS', repository.ref)
    : undefined;

const live: ReadonlySet<string> = new Set(['snapshot', 'resize_online', 'clone', 'mirror']);

/** A disk that a running machine holds: for writing, or at all. */
const byHolders: Rule = (db, disk, _, operation) => {
  const places = listOf(disk, 'VBDs')
    .map((ref) => db.find('VBD', ref))
    .filter((one) => one !== undefined);
  const holders = places.filter((one) => isTrue(one, 'currently_attached'));
  const inTheWay =
    operation === 'copy' ? holders.filter((one) => textOf(one, 'mode') === 'RW') : holders;
  if (!live.has(operation) && inTheWay.length > 0) {
    return new Failure('VDI_IN_USE', disk.ref, operation);
  }
  const [task, other] =
    places.flatMap((one) => Object.entries(mapOf(one, 'current_operations')))[0] ?? [];
  return task === undefined || other === undefined
    ? undefined
    : new Failure('OTHER_OPERATION_IN_PROGRESS', 'VDI', disk.ref, other, task);
};

const byDriver: Rule = (db, _, repository, operation) => featureError(db, repository, operation);

/** High availability keeps its own state on disks. */
const kept: ReadonlySet<string> = new Set(['ha_statefile', 'redo_log']);

const byPurpose: Rule = (db, disk, repository, operation) => {
  const type = textOf(disk, 'type');
  const pool = poolOf(db);
  const isKept = kept.has(type) && pool !== undefined && isTrue(pool, 'ha_enabled');
  const lasting = ['destroy', 'forget', 'resize', 'resize_online'].includes(operation);
  if (
    operation === 'destroy' &&
    repository !== undefined &&
    textOf(repository, 'type') === 'udev'
  ) {
    return new Failure('VDI_IS_A_PHYSICAL_DEVICE', disk.ref);
  }
  if ((operation === 'destroy' || operation === 'forget') && type === 'rrd') {
    return new Failure('VDI_HAS_RRDS', disk.ref);
  }
  return isKept && lasting ? new Failure('HA_IS_ENABLED') : undefined;
};

/** Changed block tracking, and disks that forget at each start, or that many have at once. */
const byNature: Rule = (_, disk, __, operation) => {
  if (operation === 'mirror' && isTrue(disk, 'cbt_enabled')) {
    return new Failure('VDI_CBT_ENABLED', disk.ref);
  }
  if (operation === 'snapshot' && isTrue(disk, 'sharable')) {
    return new Failure('VDI_IS_SHARABLE', disk.ref);
  }
  return (operation === 'snapshot' || operation === 'copy') && textOf(disk, 'on_boot') === 'reset'
    ? new Failure('VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION')
    : undefined;
};

const byUpgrade: Rule = (db, _, __, operation) => upgradeError(db, 'VDI', operation);

const rules: readonly Rule[] = [
  byUpgrade,
  byWork,
  byLinks,
  byHolders,
  byDriver,
  byNature,
  byPurpose,
];

/** Why a disk does not allow an operation now, in the order in which a real server looks; undefined where it does. */
export function diskError(db: Database, disk: Row, operation: string): Failure | undefined {
  const repository = db.find('SR', disk.values['SR']);
  for (const rule of rules) {
    const failure = rule(db, disk, repository, operation);
    if (failure !== undefined) {
      return failure;
    }
  }
  return undefined;
}

/** Throws what `diskError` finds. */
export function assertDisk(db: Database, disk: Row, operation: string): void {
  const failure = diskError(db, disk, operation);
  if (failure !== undefined) {
    throw failure;
  }
}
