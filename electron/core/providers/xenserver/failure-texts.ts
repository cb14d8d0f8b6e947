/** What a text may say of one failure. */
export interface Told {
  /** The object that something was done to. */
  readonly name: string;
  /** A parameter as it came; empty where there is none. */
  readonly param: (index: number) => string;
  /** The name of the object that a parameter refers to; of `name` where nobody knows it. */
  readonly object: (index: number) => string;
  /** The same, or `otherwise` where nobody knows it: the thing is not what something was done to. */
  readonly other: (index: number, otherwise: string) => string;
}

type Text = string | ((told: Told) => string);

const tools: Text = ({ object }) =>
  `the guest of ${object(0)} does not support it: install the VM tools, and see that they run.`;
const license: Text = ({ param }) =>
  `the license of the server does not include it${param(0) === '' ? '' : ` (${param(0)})`}.`;
const disabled: Text = ({ other }) =>
  `${other(0, 'the host')} is disabled. Enable it, or choose another host.`;
const gone: Text = ({ name, other }) =>
  other(1, name) === name
    ? `${name} is not on the server any more.`
    : `${other(1, name)}, which is needed for it, is not on the server any more.`;
const notOffered: Text = 'this version of the server does not offer it.';
const quiesce: Text = ({ object }) =>
  `the guest of ${object(0)} could not bring its disks to rest. Look at its VSS writers, or take a snapshot without it.`;
const bound =
  (what: string): Text =>
  ({ object }) =>
    `${object(0)} has ${what}, which ties it to its host.`;
const silent =
  (what: string): Text =>
  ({ object }) =>
    `the guest of ${object(0)} did not ${what} in time. Look at its console, or force it.`;

/**
 * What failures mean, by error code, as the rest of a sentence that says what failed: to which object, and what to do. A code that is
 * missing here is told in its own words.
 */
export const failureTexts: Readonly<Record<string, Text>> = {
  // Sessions and permissions
  SESSION_AUTHENTICATION_FAILED:
    'the server does not accept this user name and password. Check both.',
  SESSION_AUTHORIZATION_FAILED: 'the account may not use this server: it has no role in the pool.',
  SESSION_INVALID: 'the session has ended. Moref logs in again.',
  HOST_STILL_BOOTING: 'the server is still starting. Try again in a minute.',
  HOST_IS_SLAVE: ({ param }) =>
    `the host is a member of a pool. Use its coordinator, ${param(0)}, instead.`,
  RBAC_PERMISSION_DENIED: ({ param }) =>
    `the account lacks the permission ${param(0)}. Ask for a role that has it, or use another account.`,
  PERMISSION_DENIED: ({ name }) => `the account may not do this to ${name}.`,
  USER_IS_NOT_LOCAL_SUPERUSER: 'only the root account of the server may do this.',
  LICENCE_RESTRICTION: license,
  FEATURE_RESTRICTED: license,
  LICENSE_EXPIRED: 'the license of the server has expired.',

  // Objects and calls
  HANDLE_INVALID: gone,
  UUID_INVALID: gone,
  OBJECT_NOLONGER_EXISTS: gone,
  MESSAGE_METHOD_UNKNOWN: notOffered,
  MESSAGE_REMOVED: notOffered,
  NOT_IMPLEMENTED: notOffered,
  OTHER_OPERATION_IN_PROGRESS: ({ object, param }) =>
    `something else is under way with ${object(1)}${param(2) === '' ? '' : ` (${param(2)})`}. Wait until it has ended, and try again.`,
  OPERATION_NOT_ALLOWED: ({ name, param }) =>
    `the server does not allow it for ${name} now${param(0) === '' ? '.' : `: ${param(0)}`}`,
  OPERATION_BLOCKED: ({ name, param }) =>
    `an administrator has blocked it for ${name}${param(1) === '' ? '.' : ` (${param(1)}).`}`,
  INVALID_VALUE: ({ param }) => `the value “${param(1)}” is not possible for ${param(0)}.`,
  VALUE_NOT_SUPPORTED: ({ param }) =>
    `the value “${param(1)}” is not possible for ${param(0)}${param(2) === '' ? '.' : `: ${param(2)}`}`,
  MAP_DUPLICATE_KEY: ({ name, param }) => `${name} has a value for ${param(3)} already.`,
  TASK_CANCELLED: 'it was cancelled.',
  INTERNAL_ERROR: ({ param }) => `the server made a mistake: ${param(0)}`,
  TOO_MANY_PENDING_TASKS: 'too many tasks are waiting on the server. Try again in a moment.',
  TOO_BUSY: 'the server is too busy. Try again in a moment.',
  NOT_SUPPORTED_DURING_UPGRADE:
    'the pool is being upgraded. Finish the upgrade of all its hosts first.',

  // Machines
  VM_BAD_POWER_STATE: ({ object, param }) =>
    `${object(0)} is ${param(2).toLowerCase()}, and has to be ${param(1).toLowerCase()} for it.`,
  VM_IS_TEMPLATE: ({ object }) => `${object(0)} is a template.`,
  VM_IS_SNAPSHOT: ({ object }) => `${object(0)} is a snapshot.`,
  VM_IS_PROTECTED: ({ object }) =>
    `high availability protects ${object(0)}. Take the protection away first.`,
  VM_CANNOT_DELETE_DEFAULT_TEMPLATE: ({ object }) =>
    `${object(0)} is a template of the product, and cannot be deleted.`,
  VM_LACKS_FEATURE: tools,
  VM_MISSING_PV_DRIVERS: tools,
  VM_OLD_PV_DRIVERS: ({ object }) =>
    `the VM tools in ${object(0)} are too old for it. Update them.`,
  VM_NO_TOOLS: tools,
  VM_NON_SUSPENDABLE: ({ object, param }) =>
    `${object(0)} cannot be suspended${param(1) === '' ? '.' : `: ${param(1)}`}`,
  VM_NO_SUSPEND_SR: ({ object }) =>
    `there is no storage for the memory of ${object(0)}. Choose one for the pool or the machine.`,
  VM_HAS_NO_SUSPEND_VDI: ({ object }) =>
    `the saved memory of ${object(0)} is missing. Power it off, and start it anew.`,
  VM_SHUTDOWN_TIMEOUT: silent('shut down'),
  VM_FAILED_SHUTDOWN_ACKNOWLEDGMENT: silent('begin to shut down'),
  VM_SUSPEND_TIMEOUT: silent('suspend'),
  VM_FAILED_SUSPEND_ACKNOWLEDGMENT: silent('begin to suspend'),
  VM_CRASHED: ({ object }) => `the guest of ${object(0)} crashed meanwhile.`,
  VM_REBOOTED: ({ object }) => `${object(0)} restarted by itself meanwhile.`,
  VM_HALTED: ({ object }) => `${object(0)} powered off by itself meanwhile.`,
  UNKNOWN_BOOTLOADER: ({ object, param }) =>
    `the boot loader ${param(1)} that ${object(0)} is set to is not known to the server.`,
  VM_HVM_REQUIRED: ({ object }) =>
    `${object(0)} needs hardware virtualisation, which the host does not have, or has turned off.`,
  BOOTLOADER_FAILED: ({ object, param }) => `the boot loader of ${object(0)} failed: ${param(1)}`,
  DOMAIN_BUILDER_ERROR: ({ param }) => `the host could not build the machine: ${param(2)}`,
  VM_NO_VCPUS: ({ object }) => `${object(0)} has no vCPU. Give it one.`,
  VM_TOO_MANY_VCPUS: ({ object }) => `${object(0)} has more vCPUs than a host has CPUs.`,
  VCPU_MAX_NOT_CORES_PER_SOCKET_MULTIPLE: ({ param }) =>
    `the number of vCPUs, ${param(0)}, cannot be parted into sockets of ${param(1)} cores.`,
  MEMORY_CONSTRAINT_VIOLATION: ({ param }) =>
    `the limits of memory contradict each other: ${param(0)}`,
  MEMORY_CONSTRAINT_VIOLATION_ORDER:
    'the limits of memory have to rise: static minimum, dynamic minimum, dynamic maximum, static maximum.',
  VM_MEMORY_SIZE_TOO_LOW: ({ object }) => `${object(0)} has too little memory to start.`,
  VM_HAS_TOO_MANY_SNAPSHOTS: ({ object }) =>
    `${object(0)} has too many snapshots for it. Delete some first.`,
  VM_HAS_CHECKPOINT: ({ object }) =>
    `${object(0)} has a snapshot with memory, with which it cannot be moved. Delete that first.`,
  VM_REVERT_FAILED: ({ object, other }) =>
    `${object(0)} could not be reverted to ${other(1, 'the snapshot')}.`,
  VM_CHECKPOINT_SUSPEND_FAILED: ({ object }) =>
    `the memory of ${object(0)} could not be saved. Take a snapshot of its disks alone.`,
  VM_CHECKPOINT_RESUME_FAILED: ({ object }) =>
    `${object(0)} did not go on after its memory was saved. Look at its state.`,
  VM_SNAPSHOT_WITH_QUIESCE_FAILED: quiesce,
  VM_SNAPSHOT_WITH_QUIESCE_TIMEOUT: quiesce,
  VM_SNAPSHOT_WITH_QUIESCE_PLUGIN_DEOS_NOT_RESPOND: quiesce,
  VM_SNAPSHOT_WITH_QUIESCE_NOT_SUPPORTED: quiesce,
  PROVISION_FAILED_OUT_OF_SPACE: 'the storage has no room for the disks of the new machine.',
  PROVISION_ONLY_ALLOWED_ON_TEMPLATE: ({ name }) => `${name} is no template.`,
  DUPLICATE_VM: ({ other }) =>
    `there is such a machine already: ${other(0, 'it has the same UUID')}.`,

  // Where a machine can run
  HOST_NOT_ENOUGH_FREE_MEMORY:
    'the host has not enough free memory. Choose another one, or stop other machines.',
  HOST_NOT_ENOUGH_PCPUS: ({ param }) =>
    `the host has ${param(1)} CPUs, and the machine wants ${param(0)}. Choose another one, or take vCPUs away.`,
  NO_HOSTS_AVAILABLE:
    'no host can run it: too little memory, storage or a network that it needs is missing, or hosts are disabled.',
  VM_REQUIRES_SR: ({ object, other }) =>
    `the host does not have the storage ${other(1, '')} that ${object(0)} needs. Repair it there, or choose another host.`,
  VM_REQUIRES_NETWORK: ({ object, other }) =>
    `the host is not connected to the network ${other(1, '')} that ${object(0)} needs. Choose another host.`,
  VM_REQUIRES_GPU: ({ object }) => `the host has no free GPU of the kind that ${object(0)} needs.`,
  VM_REQUIRES_VGPU: ({ object }) =>
    `the host has no free virtual GPU of the kind that ${object(0)} needs.`,
  VM_REQUIRES_VDI: ({ object, other }) =>
    `${object(0)} needs the disk ${other(1, '')}, which is not available.`,
  VM_HOST_INCOMPATIBLE_VERSION: ({ object, other }) =>
    `${other(0, 'the host')} has an older version than the one that ${object(1)} runs on.`,
  VM_HOST_INCOMPATIBLE_VERSION_MIGRATE: ({ object, other }) =>
    `${other(0, 'the host')} has an older version than the one that ${object(1)} runs on. Migrate to a newer host.`,
  VM_INCOMPATIBLE_WITH_THIS_HOST: ({ object, other, param }) =>
    `${object(0)} cannot run on ${other(1, 'the host')}: ${param(2)}`,
  VM_MIGRATE_FAILED: ({ object, param }) => `${object(0)} stayed where it was: ${param(3)}`,
  VM_HAS_PCI_ATTACHED: bound('a PCI device'),
  VM_HAS_VGPU: bound('a virtual GPU'),
  VM_HAS_SRIOV_VIF: bound('an SR-IOV network adapter'),
  VM_HAS_VUSBS: bound('a USB device'),
  VM_IS_IMMOBILE: ({ object }) => `${object(0)} cannot be moved while it runs.`,
  VM_IS_USING_NESTED_VIRT: ({ object }) =>
    `${object(0)} uses nested virtualisation, and cannot be suspended or moved while it runs.`,

  // Hosts
  HOST_DISABLED: disabled,
  HOST_DISABLED_UNTIL_REBOOT: ({ other }) =>
    `${other(0, 'the host')} is disabled until it is restarted.`,
  HOST_DISABLED_INDEFINITELY: disabled,
  HOST_NOT_DISABLED: 'the host is enabled. Disable it first.',
  HOST_OFFLINE: ({ other }) => `${other(0, 'the host')} is offline. Start it first.`,
  HOST_NOT_LIVE: 'the host does not answer. See that it runs.',
  CANNOT_CONTACT_HOST: ({ other }) =>
    `${other(0, 'the host')} does not answer the coordinator. See that it runs, and look at the network between them.`,
  HOST_IN_USE: ({ other }) => `${other(0, 'the host')} is in use by ${other(2, 'something else')}.`,
  HOST_HAS_RESIDENT_VMS: ({ other }) =>
    `machines run on ${other(0, 'the host')}. Migrate or stop them first.`,
  HOST_EVACUATE_IN_PROGRESS: ({ other }) => `${other(0, 'the host')} is being evacuated.`,
  HA_IS_ENABLED: 'high availability is on in the pool. Turn it off first.',
  HA_HOST_IS_ARMED: ({ other }) =>
    `high availability watches ${other(0, 'the host')}. Disable that first.`,
  HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN:
    'the pool could not restart all protected machines after a failure then. Protect fewer, or add memory.',
  HA_NO_PLAN: 'the pool has no plan to restart all protected machines after a failure.',

  // Disks and storage
  SR_FULL: 'the storage is full.',
  SR_NOT_ATTACHED: ({ other }) =>
    `the storage ${other(0, '')} is not attached to the host. Repair it first.`,
  SR_HAS_NO_PBDS: ({ other }) => `the storage ${other(0, '')} is attached to no host.`,
  SR_UNHEALTHY: ({ other, param }) =>
    `the storage ${other(0, '')} is not healthy (${param(1)}). ${param(2)}`,
  SR_OPERATION_NOT_SUPPORTED: ({ other }) =>
    `the kind of storage that ${other(0, 'it')} is does not offer it.`,
  SR_SOURCE_SPACE_INSUFFICIENT: ({ other }) =>
    `the storage ${other(0, '')} that the disk is on has no room for it.`,
  SR_DOES_NOT_SUPPORT_MIGRATION: ({ other }) =>
    `disks on the storage ${other(0, '')} cannot be moved while they are in use.`,
  VDI_IN_USE: ({ other }) => `the disk ${other(0, '')} is in use.`,
  VDI_NOT_AVAILABLE: ({ other }) =>
    `the disk ${other(0, '')} is not available: its storage is not attached, or another host holds it.`,
  VDI_READONLY: ({ other }) => `the disk ${other(0, '')} is read-only.`,
  VDI_MISSING: ({ other }) => `a disk is missing on the storage ${other(0, '')}. Rescan it.`,
  VDI_TOO_SMALL: ({ param }) => `the disk has to have ${param(1)} bytes at least.`,
  VDI_TOO_LARGE: ({ param }) => `the disk can have ${param(1)} bytes at most.`,
  VDI_COPY_FAILED: 'the disk could not be copied.',
  VDI_CBT_ENABLED: ({ other }) =>
    `changed block tracking is on for the disk ${other(0, '')}. Turn it off first.`,
  VDI_NOT_MANAGED: ({ other }) =>
    `the server only knows the disk ${other(0, '')}; it does not manage it.`,
  VBD_IS_EMPTY: 'the drive is empty.',
  VBD_NOT_EMPTY: 'there is a CD in the drive. Eject it first.',
  VBD_NOT_REMOVABLE_MEDIA: 'the drive does not take CDs.',
  VBD_NOT_UNPLUGGABLE: 'the disk cannot be detached while the machine runs. Shut it down first.',
  VBD_TRAY_LOCKED: 'the guest has locked the drive. Eject the CD in the guest.',
  DEVICE_ALREADY_ATTACHED: 'it is attached already.',
  DEVICE_ALREADY_DETACHED: 'it is detached already.',
  DEVICE_NOT_ATTACHED: 'it is not attached.',
  DEVICE_ALREADY_EXISTS: ({ param }) =>
    `the place ${param(0)} is taken already. Choose another one.`,
  DEVICE_ATTACH_TIMEOUT: 'the guest did not take the device in time.',
  DEVICE_DETACH_TIMEOUT:
    'the guest did not let the device go in time. Close what uses it in the guest.',
  DEVICE_DETACH_REJECTED: ({ param }) =>
    `the guest does not let the device go${param(2) === '' ? '.' : `: ${param(2)}`}`,
  TOO_MANY_STORAGE_MIGRATES: ({ param }) =>
    `no more than ${param(0)} disks may be moved at a time. Try again when others have ended.`,

  // Networks
  NETWORK_CONTAINS_VIF: 'network adapters of machines are in the network. Move them first.',
  NETWORK_CONTAINS_PIF: 'interfaces of hosts are in the network.',
  CANNOT_PLUG_VIF: 'the network adapter cannot be connected on the host.',
  HOST_CANNOT_ATTACH_NETWORK: ({ other }) =>
    `${other(0, 'the host')} cannot connect to the network ${other(1, '')}.`,
};
