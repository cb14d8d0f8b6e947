import { Failure } from '../api/failure.ts';
import { isNull } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf, mapOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';

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

/** A machine that may not leave its host by what its platform says. */
const byMobility: Rule = (_, machine, operation) => {
  const platform = mapOf(machine, 'platform');
  const bound = ['nomigrate', 'nested-virt'].some((key) =>
    /^(?:true|1)$/.test(platform[key] ?? ''),
  );
  return carrying.has(operation) && bound ? new Failure('VM_IS_IMMOBILE', machine.ref) : undefined;
};

/** What a guest without tools has to say of itself before it is asked for it. */
const features: Readonly<Record<string, readonly string[]>> = {
  clean_shutdown: ['feature-shutdown', 'feature-poweroff'],
  clean_reboot: ['feature-shutdown', 'feature-reboot'],
  changing_VCPUs_live: ['feature-vcpu-hotplug'],
};

const byFeatures: Rule = (db, machine, operation) => {
  const live = isLive(machine);
  if (operation === 'snapshot_with_quiesce' && !hasTools(db, machine)) {
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

/** Disks that forget at each start. */
const byDisks: Rule = (db, machine, operation) => {
  if (!['checkpoint', 'snapshot', 'suspend'].includes(operation)) {
    return undefined;
  }
  const resets = listOf(machine, 'VBDs').some((ref) => {
    const disk = db.find('VDI', db.find('VBD', ref)?.values['VDI']);
    return disk !== undefined && mapOf(disk, 'sm_config')['on_boot'] === 'reset';
  });
  return resets ? new Failure('VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION') : undefined;
};

/** Hardware of the host that the machine holds. */
const byHardware: Rule = (_, machine, operation) => {
  if (carrying.has(operation) && listOf(machine, 'attached_PCIs').length > 0) {
    return new Failure('VM_HAS_PCI_ATTACHED', machine.ref);
  }
  const atRest = operation === 'migrate_send' && textOf(machine, 'power_state') === 'Halted';
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

const rules: readonly Rule[] = [
  byPower,
  byKind,
  byMobility,
  byFeatures,
  byDisks,
  byHardware,
  byMembership,
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
