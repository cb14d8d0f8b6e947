import { text as say } from '#shared/i18n/make-text.ts';
import type { Message, Text } from '#shared/i18n/text.ts';

/** What a text may say of one failure. */
export interface Reported {
  /** The object that something was done to. */
  readonly name: Text;
  /** A parameter as it came; empty where there is none. */
  readonly param: (index: number) => string;
  /** The name of the object that a parameter refers to; `name` where nobody knows it. */
  readonly object: (index: number) => Text;
  /** The same, empty where nobody knows it: the thing is not what something was done to. */
  readonly known: (index: number) => string;
}

type FailureText = Message | ((reported: Reported) => Message);

const tools: FailureText = ({ object }) => say('xapi.toolsNeeded', { vm: object(0) });
const license: FailureText = ({ param }) => say('xapi.license', { feature: param(0) });
const disabled: FailureText = ({ known }) => say('xapi.hostDisabled', { host: known(0) });
const gone: FailureText = ({ name, known }) =>
  known(1) === '' || known(1) === name
    ? say('xapi.gone', { name })
    : say('xapi.neededGone', { name: known(1) });
const notOffered: FailureText = say('xapi.notOffered');
const quiesce: FailureText = ({ object }) => say('xapi.quiesce', { vm: object(0) });

/** A power state in words; one that is not known here in the server's own. */
function stateText(state: string): Text {
  const known = state.toLowerCase();
  switch (known) {
    case 'halted':
    case 'running':
    case 'suspended':
    case 'paused':
      return say(`xapi.state.${known}`);
    default:
      return known;
  }
}

/**
 * What failures mean, by error code, as the rest of a sentence that says what failed: to which object, and what to do. A code that is
 * missing here is reported in its own words.
 */
export const failureTexts: Readonly<Record<string, FailureText>> = {
  // Sessions and permissions
  SESSION_AUTHENTICATION_FAILED: say('xapi.login'),
  SESSION_AUTHORIZATION_FAILED: say('xapi.noRole'),
  SESSION_INVALID: say('xapi.sessionEnded'),
  HOST_STILL_BOOTING: say('xapi.booting'),
  HOST_IS_SLAVE: ({ param }) => say('xapi.poolMember', { address: param(0) }),
  RBAC_PERMISSION_DENIED: ({ param }) => say('xapi.permission', { permission: param(0) }),
  PERMISSION_DENIED: ({ name }) => say('xapi.denied', { name }),
  USER_IS_NOT_LOCAL_SUPERUSER: say('xapi.rootOnly'),
  LICENCE_RESTRICTION: license,
  FEATURE_RESTRICTED: license,
  LICENSE_EXPIRED: say('xapi.licenseExpired'),

  // Objects and calls
  HANDLE_INVALID: gone,
  UUID_INVALID: gone,
  OBJECT_NOLONGER_EXISTS: gone,
  MESSAGE_METHOD_UNKNOWN: notOffered,
  MESSAGE_REMOVED: notOffered,
  NOT_IMPLEMENTED: notOffered,
  OTHER_OPERATION_IN_PROGRESS: ({ object, param }) =>
    say('xapi.otherOperation', { name: object(1), operation: param(2) }),
  OPERATION_NOT_ALLOWED: ({ name, param }) => say('xapi.notAllowed', { name, reason: param(0) }),
  OPERATION_BLOCKED: ({ name, param }) => say('xapi.blocked', { name, reason: param(1) }),
  INVALID_VALUE: ({ param }) =>
    say('xapi.invalidValue', { value: param(1), field: param(0), reason: '' }),
  VALUE_NOT_SUPPORTED: ({ param }) =>
    say('xapi.invalidValue', { value: param(1), field: param(0), reason: param(2) }),
  MAP_DUPLICATE_KEY: ({ name, param }) => say('xapi.duplicateKey', { name, key: param(3) }),
  TASK_CANCELLED: say('xapi.cancelled'),
  INTERNAL_ERROR: ({ param }) => say('xapi.internal', { reason: param(0) }),
  TOO_MANY_PENDING_TASKS: say('xapi.tooManyTasks'),
  TOO_BUSY: say('xapi.tooBusy'),
  NOT_SUPPORTED_DURING_UPGRADE: say('xapi.upgrading'),

  // Machines
  VM_BAD_POWER_STATE: ({ object, param }) =>
    say('xapi.badPowerState', {
      vm: object(0),
      state: stateText(param(2)),
      wanted: stateText(param(1)),
    }),
  VM_IS_TEMPLATE: ({ object }) => say('xapi.template', { vm: object(0) }),
  VM_IS_SNAPSHOT: ({ object }) => say('xapi.snapshot', { vm: object(0) }),
  VM_IS_PROTECTED: ({ object }) => say('xapi.protected', { vm: object(0) }),
  VM_CANNOT_DELETE_DEFAULT_TEMPLATE: ({ object }) => say('xapi.productTemplate', { vm: object(0) }),
  VM_LACKS_FEATURE: tools,
  VM_MISSING_PV_DRIVERS: tools,
  VM_OLD_PV_DRIVERS: ({ object }) => say('xapi.toolsOld', { vm: object(0) }),
  VM_NO_TOOLS: tools,
  VM_NON_SUSPENDABLE: ({ object, param }) =>
    say('xapi.notSuspendable', { vm: object(0), reason: param(1) }),
  VM_NO_SUSPEND_SR: ({ object }) => say('xapi.noSuspendStorage', { vm: object(0) }),
  VM_HAS_NO_SUSPEND_VDI: ({ object }) => say('xapi.noSuspendImage', { vm: object(0) }),
  VM_SHUTDOWN_TIMEOUT: ({ object }) => say('xapi.silent.shutdown', { vm: object(0) }),
  VM_FAILED_SHUTDOWN_ACKNOWLEDGMENT: ({ object }) =>
    say('xapi.silent.shutdownBegin', { vm: object(0) }),
  VM_SUSPEND_TIMEOUT: ({ object }) => say('xapi.silent.suspend', { vm: object(0) }),
  VM_FAILED_SUSPEND_ACKNOWLEDGMENT: ({ object }) =>
    say('xapi.silent.suspendBegin', { vm: object(0) }),
  VM_CRASHED: ({ object }) => say('xapi.crashed', { vm: object(0) }),
  VM_REBOOTED: ({ object }) => say('xapi.rebooted', { vm: object(0) }),
  VM_HALTED: ({ object }) => say('xapi.halted', { vm: object(0) }),
  UNKNOWN_BOOTLOADER: ({ object, param }) =>
    say('xapi.unknownBootloader', { vm: object(0), loader: param(1) }),
  VM_HVM_REQUIRED: ({ object }) => say('xapi.hvmRequired', { vm: object(0) }),
  BOOTLOADER_FAILED: ({ object, param }) =>
    say('xapi.bootloaderFailed', { vm: object(0), reason: param(1) }),
  DOMAIN_BUILDER_ERROR: ({ param }) => say('xapi.domainBuilder', { reason: param(2) }),
  VM_NO_VCPUS: ({ object }) => say('xapi.noVcpus', { vm: object(0) }),
  VM_TOO_MANY_VCPUS: ({ object }) => say('xapi.tooManyVcpus', { vm: object(0) }),
  VCPU_MAX_NOT_CORES_PER_SOCKET_MULTIPLE: ({ param }) =>
    say('xapi.coresPerSocket', { cpus: param(0), cores: param(1) }),
  MEMORY_CONSTRAINT_VIOLATION: ({ param }) => say('xapi.memoryLimits', { reason: param(0) }),
  MEMORY_CONSTRAINT_VIOLATION_ORDER: say('xapi.memoryOrder'),
  VM_MEMORY_SIZE_TOO_LOW: ({ object }) => say('xapi.memoryTooLow', { vm: object(0) }),
  VM_HAS_TOO_MANY_SNAPSHOTS: ({ object }) => say('xapi.tooManySnapshots', { vm: object(0) }),
  VM_HAS_CHECKPOINT: ({ object }) => say('xapi.hasCheckpoint', { vm: object(0) }),
  VM_REVERT_FAILED: ({ object, known }) =>
    say('xapi.revertFailed', { vm: object(0), snapshot: known(1) }),
  VM_CHECKPOINT_SUSPEND_FAILED: ({ object }) => say('xapi.checkpointSuspend', { vm: object(0) }),
  VM_CHECKPOINT_RESUME_FAILED: ({ object }) => say('xapi.checkpointResume', { vm: object(0) }),
  VM_SNAPSHOT_WITH_QUIESCE_FAILED: quiesce,
  VM_SNAPSHOT_WITH_QUIESCE_TIMEOUT: quiesce,
  VM_SNAPSHOT_WITH_QUIESCE_PLUGIN_DEOS_NOT_RESPOND: quiesce,
  VM_SNAPSHOT_WITH_QUIESCE_NOT_SUPPORTED: quiesce,
  PROVISION_FAILED_OUT_OF_SPACE: say('xapi.provisionSpace'),
  PROVISION_ONLY_ALLOWED_ON_TEMPLATE: ({ name }) => say('xapi.noTemplate', { name }),
  DUPLICATE_VM: ({ known }) => say('xapi.duplicateVm', { vm: known(0) }),

  // Where a machine can run
  HOST_NOT_ENOUGH_FREE_MEMORY: say('xapi.hostMemory'),
  HOST_NOT_ENOUGH_PCPUS: ({ param }) => say('xapi.hostCpus', { has: param(1), wants: param(0) }),
  NO_HOSTS_AVAILABLE: say('xapi.noHosts'),
  VM_REQUIRES_SR: ({ object, known }) =>
    say('xapi.requiresStorage', { vm: object(0), storage: known(1) }),
  VM_REQUIRES_NETWORK: ({ object, known }) =>
    say('xapi.requiresNetwork', { vm: object(0), network: known(1) }),
  VM_REQUIRES_GPU: ({ object }) => say('xapi.requiresGpu', { vm: object(0) }),
  VM_REQUIRES_VGPU: ({ object }) => say('xapi.requiresVgpu', { vm: object(0) }),
  VM_REQUIRES_VDI: ({ object, known }) =>
    say('xapi.requiresDisk', { vm: object(0), disk: known(1) }),
  VM_HOST_INCOMPATIBLE_VERSION: ({ object, known }) =>
    say('xapi.olderHost', { vm: object(1), host: known(0) }),
  VM_HOST_INCOMPATIBLE_VERSION_MIGRATE: ({ object, known }) =>
    say('xapi.olderHostMigrate', { vm: object(1), host: known(0) }),
  VM_INCOMPATIBLE_WITH_THIS_HOST: ({ object, known, param }) =>
    say('xapi.incompatible', { vm: object(0), host: known(1), reason: param(2) }),
  VM_MIGRATE_FAILED: ({ object, param }) =>
    say('xapi.migrateFailed', { vm: object(0), reason: param(3) }),
  VM_HAS_PCI_ATTACHED: ({ object }) => say('xapi.boundByPci', { vm: object(0) }),
  VM_HAS_VGPU: ({ object }) => say('xapi.boundByVgpu', { vm: object(0) }),
  VM_HAS_SRIOV_VIF: ({ object }) => say('xapi.boundBySriov', { vm: object(0) }),
  VM_HAS_VUSBS: ({ object }) => say('xapi.boundByUsb', { vm: object(0) }),
  VM_IS_IMMOBILE: ({ object }) => say('xapi.immobile', { vm: object(0) }),
  VM_IS_USING_NESTED_VIRT: ({ object }) => say('xapi.nestedVirt', { vm: object(0) }),

  // Hosts
  HOST_DISABLED: disabled,
  HOST_DISABLED_UNTIL_REBOOT: ({ known }) => say('xapi.disabledUntilReboot', { host: known(0) }),
  HOST_DISABLED_INDEFINITELY: disabled,
  HOST_NOT_DISABLED: say('xapi.hostEnabled'),
  HOST_OFFLINE: ({ known }) => say('xapi.hostOffline', { host: known(0) }),
  HOST_NOT_LIVE: say('xapi.hostSilent'),
  CANNOT_CONTACT_HOST: ({ known }) => say('xapi.cannotContact', { host: known(0) }),
  HOST_IN_USE: ({ known }) => say('xapi.hostInUse', { host: known(0), by: known(2) }),
  HOST_HAS_RESIDENT_VMS: ({ known }) => say('xapi.hostHasVms', { host: known(0) }),
  HOST_EVACUATE_IN_PROGRESS: ({ known }) => say('xapi.evacuating', { host: known(0) }),
  HOST_EVACUATE_VM_NOT_HA_PROTECTED: ({ object }) =>
    say('xapi.haLeavesUnprotected', { vm: object(0) }),
  HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED: ({ known }) =>
    say('xapi.haStorageNotShared', { storage: known(0) }),
  HA_CONSTRAINT_VIOLATION_NETWORK_NOT_SHARED: ({ known }) =>
    say('xapi.haNetworkNotShared', { network: known(0) }),
  HA_IS_ENABLED: say('xapi.haOn'),
  HA_HOST_IS_ARMED: ({ known }) => say('xapi.haArmed', { host: known(0) }),
  HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN: say('xapi.haPlan'),
  HA_NO_PLAN: say('xapi.haNoPlan'),

  // Disks and storage
  SR_FULL: say('xapi.storageFull'),
  SR_NOT_ATTACHED: ({ known }) => say('xapi.storageNotAttached', { storage: known(0) }),
  SR_HAS_NO_PBDS: ({ known }) => say('xapi.storageNoHost', { storage: known(0) }),
  SR_UNHEALTHY: ({ known, param }) =>
    say('xapi.storageUnhealthy', { storage: known(0), state: param(1), advice: param(2) }),
  SR_OPERATION_NOT_SUPPORTED: ({ known }) => say('xapi.storageUnsupported', { storage: known(0) }),
  SR_SOURCE_SPACE_INSUFFICIENT: ({ known }) => say('xapi.storageNoRoom', { storage: known(0) }),
  SR_DOES_NOT_SUPPORT_MIGRATION: ({ known }) =>
    say('xapi.storageNoMigration', { storage: known(0) }),
  VDI_IN_USE: ({ known }) => say('xapi.diskInUse', { disk: known(0) }),
  VDI_NOT_AVAILABLE: ({ known }) => say('xapi.diskNotAvailable', { disk: known(0) }),
  VDI_READONLY: ({ known }) => say('xapi.diskReadOnly', { disk: known(0) }),
  VDI_IS_A_PHYSICAL_DEVICE: say('xapi.diskPhysical'),
  VDI_HAS_RRDS: say('xapi.diskOfStatistics'),
  VDI_IS_SHARABLE: say('xapi.diskSharable'),
  VDI_INCOMPATIBLE_TYPE: ({ param }) => say('xapi.diskKind', { kind: param(1) }),
  VDI_IS_ENCRYPTED: say('xapi.diskEncrypted'),
  VDI_MISSING: ({ known }) => say('xapi.diskMissing', { storage: known(0) }),
  VDI_TOO_SMALL: ({ param }) => say('xapi.diskTooSmall', { bytes: param(1) }),
  VDI_TOO_LARGE: ({ param }) => say('xapi.diskTooLarge', { bytes: param(1) }),
  VDI_COPY_FAILED: say('xapi.diskCopyFailed'),
  VDI_CBT_ENABLED: ({ known }) => say('xapi.diskCbt', { disk: known(0) }),
  VDI_NOT_MANAGED: ({ known }) => say('xapi.diskNotManaged', { disk: known(0) }),
  VBD_IS_EMPTY: say('xapi.driveEmpty'),
  VBD_NOT_EMPTY: say('xapi.driveNotEmpty'),
  VBD_NOT_REMOVABLE_MEDIA: say('xapi.driveNotRemovable'),
  VBD_NOT_UNPLUGGABLE: say('xapi.diskNotUnpluggable'),
  VBD_TRAY_LOCKED: say('xapi.trayLocked'),
  INVALID_DEVICE: ({ param }) => say('xapi.deviceInvalid', { device: param(0) }),
  MAC_INVALID: ({ param }) => say('xapi.macInvalid', { address: param(0) }),
  NETWORK_SRIOV_INSUFFICIENT_CAPACITY: say('xapi.sriovFull'),
  MEMORY_CONSTRAINT_VIOLATION_MAXPIN: say('xapi.memoryPinned'),
  DEVICE_ALREADY_ATTACHED: say('xapi.attachedAlready'),
  DEVICE_ALREADY_DETACHED: say('xapi.detachedAlready'),
  DEVICE_NOT_ATTACHED: say('xapi.notAttached'),
  DEVICE_ALREADY_EXISTS: ({ param }) => say('xapi.placeTaken', { place: param(0) }),
  DEVICE_ATTACH_TIMEOUT: say('xapi.attachTimeout'),
  DEVICE_DETACH_TIMEOUT: say('xapi.detachTimeout'),
  DEVICE_DETACH_REJECTED: ({ param }) => say('xapi.detachRejected', { reason: param(2) }),
  TOO_MANY_STORAGE_MIGRATES: ({ param }) => say('xapi.tooManyMigrates', { most: param(0) }),

  // Networks
  NETWORK_CONTAINS_VIF: say('xapi.networkHasAdapters'),
  NETWORK_CONTAINS_PIF: say('xapi.networkHasInterfaces'),
  CANNOT_PLUG_VIF: say('xapi.cannotPlugAdapter'),
  HOST_CANNOT_ATTACH_NETWORK: ({ known }) =>
    say('xapi.hostCannotAttachNetwork', { host: known(0), network: known(1) }),
};
