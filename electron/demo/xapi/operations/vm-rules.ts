import { Failure } from '../api/failure.ts';
import { isNull } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf, mapOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { upgradeError } from './pool-rules.ts';

/** Power states in which an operation on a machine is valid; others are valid in all (xapi_vm_lifecycle.ml, allowed_power_states). */
const states: Readonly<Record<string, readonly string[]>> = {
  start: ['Halted'],
  start_on: ['Halted'],
  provision: ['Halted'],
  make_into_template: ['Halted'],
  changing_VCPUs: ['Halted'],
  changing_NVRAM: ['Halted'],
  changing_static_range: ['Halted'],
  changing_memory_limits: ['Halted'],
  changing_shadow_memory: ['Halted'],
  resume: ['Suspended'],
  resume_on: ['Suspended'],
  csvm: ['Suspended'],
  unpause: ['Paused'],
  pause: ['Running'],
  suspend: ['Running'],
  clean_shutdown: ['Running'],
  clean_reboot: ['Running'],
  pool_migrate: ['Running'],
  changing_VCPUs_live: ['Running'],
  changing_shadow_memory_live: ['Running'],
  awaiting_memory_live: ['Running'],
  snapshot_with_quiesce: ['Running'],
  send_sysrq: ['Running'],
  send_trigger: ['Running'],
  call_plugin: ['Running'],
  data_source_op: ['Running'],
  changing_dynamic_range: ['Halted', 'Running'],
  destroy: ['Halted', 'Suspended'],
  export: ['Halted', 'Suspended'],
  hard_reboot: ['Paused', 'Running'],
  hard_shutdown: ['Paused', 'Suspended', 'Running'],
  checkpoint: ['Paused', 'Suspended', 'Running'],
  migrate_send: ['Halted', 'Suspended', 'Running'],
};

const ofTemplate: ReadonlySet<string> = new Set(
  'changing_dynamic_range changing_static_range changing_memory_limits changing_shadow_memory changing_VCPUs changing_NVRAM clone copy export metadata_export provision'.split(
    ' ',
  ),
);
const ofSnapshot: ReadonlySet<string> = new Set(
  'revert clone copy export destroy hard_shutdown metadata_export'.split(' '),
);
const ofControlDomain: ReadonlySet<string> = new Set(
  'data_source_op awaiting_memory_live metadata_export changing_dynamic_range changing_memory_limits changing_static_range start start_on changing_VCPUs'.split(
    ' ',
  ),
);
/** What takes the memory of a running machine elsewhere. */
const carrying: ReadonlySet<string> = new Set([
  'suspend',
  'checkpoint',
  'pool_migrate',
  'migrate_send',
]);

/** A key of the guest's own report, as `feature-suspend`. */
const reported = (db: Database, machine: Row, key: string): string | undefined => {
  const metrics = db.find('VM_guest_metrics', machine.values['guest_metrics']);
  return metrics === undefined ? undefined : mapOf(metrics, 'other')[key];
};

/** Tools run inside: the guest answers to a clean shutdown, and all that it can be asked. */
export function hasTools(db: Database, machine: Row): boolean {
  const metrics = db.find('VM_guest_metrics', machine.values['guest_metrics']);
  return metrics !== undefined && isTrue(metrics, 'PV_drivers_detected');
}

const isLive = (machine: Row): boolean =>
  ['Running', 'Paused'].includes(textOf(machine, 'power_state'));

type Rule = (db: Database, machine: Row, operation: string) => Failure | undefined;

/** What may go on beside what goes on already (is_allowed_concurrently); an end by force may be added to anything but itself. */
const beside: readonly ReadonlySet<string>[] = [
  new Set(['clone', 'copy', 'export']),
  new Set(['snapshot', 'checkpoint']),
];
const besideOne: Readonly<Record<string, readonly string[]>> = {
  snapshot_with_quiesce: ['snapshot'],
  migrate_send: ['metadata_export', 'clean_shutdown', 'clean_reboot'],
};

const byWork: Rule = (_, machine, operation) => {
  const running = Object.entries(mapOf(machine, 'current_operations'));
  const names = running.map(([, name]) => name);
  const [[task, other] = []] = running;
  if (task === undefined || other === undefined || isAllowedBeside(operation, names)) {
    return undefined;
  }
  return new Failure('OTHER_OPERATION_IN_PROGRESS', 'VM', machine.ref, other, task);
};

function isAllowedBeside(operation: string, running: readonly string[]): boolean {
  if (operation === 'hard_shutdown' || operation === 'hard_reboot') {
    const stronger = operation === 'hard_reboot' ? ['hard_shutdown', 'hard_reboot'] : [operation];
    return !running.some((one) => stronger.includes(one));
  }
  const together = beside.some((set) => set.has(operation) && running.every((one) => set.has(one)));
  const [only, ...others] = running;
  return together || (others.length === 0 && besideOne[only ?? '']?.includes(operation) === true);
}

const byPower: Rule = (_, machine, operation) => {
  const actual = textOf(machine, 'power_state');
  const own =
    (operation === 'clone' || operation === 'copy') && isTrue(machine, 'is_a_snapshot')
      ? ['Halted', 'Suspended']
      : operation === 'clone' || operation === 'copy'
        ? ['Halted']
        : states[operation];
  return own === undefined || own.includes(actual)
    ? undefined
    : new Failure(
        'VM_BAD_POWER_STATE',
        machine.ref,
        own.join(', ').toLowerCase(),
        actual.toLowerCase(),
      );
};

export const isDefaultTemplate = (machine: Row): boolean =>
  isTrue(machine, 'is_default_template') ||
  mapOf(machine, 'other_config')['default_template'] === 'true';

/** What a template, a snapshot and a control domain are not asked for, and what only they are. */
const byKind: Rule = (_, machine, operation) => {
  if (isTrue(machine, 'is_a_snapshot')) {
    return ofSnapshot.has(operation)
      ? undefined
      : new Failure('VM_IS_SNAPSHOT', machine.ref, operation);
  }
  if (isTrue(machine, 'is_a_template')) {
    const own = operation === 'destroy' || operation === 'migrate_send';
    return ofTemplate.has(operation) || (own && !isDefaultTemplate(machine))
      ? undefined
      : new Failure('VM_IS_TEMPLATE', machine.ref, operation);
  }
  if (operation === 'provision') {
    return new Failure('ONLY_PROVISION_TEMPLATE');
  }
  if (operation === 'revert') {
    return new Failure('ONLY_REVERT_SNAPSHOT');
  }
  return isTrue(machine, 'is_control_domain') && !ofControlDomain.has(operation)
    ? new Failure('OPERATION_NOT_ALLOWED', 'This operation is not allowed on a control domain')
    : undefined;
};

/** What a machine was started with: its metrics have it, and where there are none its platform (xapi_vm_lifecycle.ml, nested_virt). */
function startedWith(db: Database, machine: Row, key: 'nomigrate' | 'nested-virt'): boolean {
  const metrics = db.find('VM_metrics', machine.values['metrics']);
  return metrics === undefined
    ? /^(?:true|1)$/.test(mapOf(machine, 'platform')[key] ?? '')
    : isTrue(metrics, key.replace('-', '_'));
}

export const isNestedVirt = (db: Database, machine: Row): boolean =>
  startedWith(db, machine, 'nested-virt');

/** A machine that may not leave its host, or whose memory stays as it is, by what it was started with. */
const byMobility: Rule = (db, machine, operation) => {
  const isNested = isNestedVirt(db, machine);
  if (carrying.has(operation) && (isNested || startedWith(db, machine, 'nomigrate'))) {
    return new Failure('VM_IS_IMMOBILE', machine.ref);
  }
  return operation === 'changing_dynamic_range' && isNested
    ? new Failure('VM_IS_USING_NESTED_VIRT', machine.ref)
    : undefined;
};

/** What a guest without tools has to say of itself before it is asked for it. */
const features: Readonly<Record<string, readonly string[]>> = {
  clean_shutdown: ['feature-shutdown', 'feature-poweroff'],
  clean_reboot: ['feature-shutdown', 'feature-reboot'],
  changing_VCPUs_live: ['feature-vcpu-hotplug'],
};

/** Pools of older servers, whose guests can be asked to hold still for a snapshot; newer ones have forgotten how. */
const quiescing = new WeakSet<Database>();

export function reviveQuiesce(db: Database): void {
  quiescing.add(db);
}

const byFeatures: Rule = (db, machine, operation) => {
  const live = isLive(machine);
  if (operation === 'snapshot_with_quiesce' && !(quiescing.has(db) && hasTools(db, machine))) {
    return new Failure('VM_SNAPSHOT_WITH_QUIESCE_NOT_SUPPORTED', machine.ref);
  }
  if (live && carrying.has(operation)) {
    const reason = reported(db, machine, 'data-cant-suspend-reason');
    if (reason !== undefined) {
      return new Failure('VM_NON_SUSPENDABLE', machine.ref, reason);
    }
  }
  const wanted = live && carrying.has(operation) ? ['feature-suspend'] : features[operation];
  if (wanted === undefined || !live || hasTools(db, machine)) {
    return undefined;
  }
  return wanted.some((feature) => reported(db, machine, feature) === '1')
    ? undefined
    : new Failure('VM_LACKS_FEATURE', machine.ref);
};

/** Disks that forget at each start; such a disk that is cached on the host keeps its machine there. */
const byDisks: Rule = (db, machine, operation) => {
  const stays = operation === 'pool_migrate';
  if (
    !['checkpoint', 'snapshot', 'suspend', 'snapshot_with_quiesce'].includes(operation) &&
    !stays
  ) {
    return undefined;
  }
  const resets = listOf(machine, 'VBDs').some((ref) => {
    const disk = db.find('VDI', db.find('VBD', ref)?.values['VDI']);
    const config = disk === undefined ? {} : mapOf(disk, 'sm_config');
    const isCached = /^(?:true|1)$/i.test(config['caching'] ?? '');
    return config['on_boot'] === 'reset' && (isCached || !stays);
  });
  return resets ? new Failure('VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION') : undefined;
};

/** Hardware of the host that the machine holds. */
const byHardware: Rule = (_, machine, operation) => {
  if (carrying.has(operation) && listOf(machine, 'attached_PCIs').length > 0) {
    return new Failure('VM_HAS_PCI_ATTACHED', machine.ref);
  }
  const state = textOf(machine, 'power_state');
  const atRest =
    (operation === 'migrate_send' && state === 'Halted') ||
    (operation === 'checkpoint' && state === 'Suspended');
  if (carrying.has(operation) && !atRest && listOf(machine, 'VGPUs').length > 0) {
    return new Failure('VM_HAS_VGPU', machine.ref);
  }
  return (carrying.has(operation) || operation === 'snapshot') &&
    listOf(machine, 'VUSBs').length > 0
    ? new Failure('VM_HAS_VUSBS', machine.ref)
    : undefined;
};

/** What a machine belongs to keeps it from becoming a template. */
const byMembership: Rule = (db, machine, operation) => {
  if (operation !== 'make_into_template') {
    return undefined;
  }
  const within = [
    ['appliance', 'VM_appliance', 'VM_IS_PART_OF_AN_APPLIANCE'],
    ['protection_policy', 'VMPP', 'VM_ASSIGNED_TO_PROTECTION_POLICY'],
    ['snapshot_schedule', 'VMSS', 'VM_ASSIGNED_TO_SNAPSHOT_SCHEDULE'],
  ] as const;
  for (const [field, owner, code] of within) {
    const holder = machine.values[field];
    if (!isNull(holder) && db.find(owner, holder) !== undefined) {
      return new Failure(code, machine.ref, textOf(machine, field));
    }
  }
  return undefined;
};

const byUpgrade: Rule = (db, _, operation) => upgradeError(db, 'VM', operation);

const rules: readonly Rule[] = [
  byPower,
  byWork,
  byKind,
  byMobility,
  byFeatures,
  byDisks,
  byHardware,
  byMembership,
  byUpgrade,
];

/** Why the machine itself does not allow an operation now, in the order in which a real server looks; undefined where it does. */
export function operationError(db: Database, machine: Row, operation: string): Failure | undefined {
  for (const rule of rules) {
    const failure = rule(db, machine, operation);
    if (failure !== undefined) {
      return failure;
    }
  }
  return undefined;
}

/** Throws OPERATION_BLOCKED, or what `operationError` finds. */
export function assertOperation(db: Database, machine: Row, operation: string): void {
  const blocked = mapOf(machine, 'blocked_operations')[operation];
  const failure =
    blocked === undefined
      ? operationError(db, machine, operation)
      : new Failure('OPERATION_BLOCKED', machine.ref, blocked);
  if (failure !== undefined) {
    throw failure;
  }
}
