import type { Texts } from '../catalogue.ts';

export const xapiHostFailuresMessages = {
  'xapi.hostMemory':
    'the host has not enough free memory. Choose another one, or stop other machines.',
  'xapi.hostCpus': (p: { readonly has: string; readonly wants: string }) =>
    `the host has${p.has === '' ? '' : ` ${p.has}`} CPUs, and the machine wants ${p.wants === '' ? 'more' : p.wants}. Choose another one, or take vCPUs away.`,
  'xapi.noHosts':
    'no host can run it: too little memory, storage or a network that it needs is missing, or hosts are disabled.',
  'xapi.requiresStorage': (p: { readonly storage: string; readonly vm: string }) =>
    `the host does not have the storage${p.storage === '' ? '' : ` ${p.storage}`} that ${p.vm} needs. Repair it there, or choose another host.`,
  'xapi.requiresNetwork': (p: { readonly network: string; readonly vm: string }) =>
    `the host is not connected to the network${p.network === '' ? '' : ` ${p.network}`} that ${p.vm} needs. Choose another host.`,
  'xapi.requiresGpu': (p: { readonly vm: string }) =>
    `the host has no free GPU of the kind that ${p.vm} needs.`,
  'xapi.requiresVgpu': (p: { readonly vm: string }) =>
    `the host has no free virtual GPU of the kind that ${p.vm} needs.`,
  'xapi.requiresDisk': (p: { readonly vm: string; readonly disk: string }) =>
    `${p.vm} needs the disk${p.disk === '' ? '' : ` ${p.disk}`}, which is not available.`,
  'xapi.olderHost': (p: { readonly host: string; readonly vm: string }) =>
    `${p.host === '' ? 'the host' : p.host} has an older version than the one that ${p.vm} runs on.`,
  'xapi.olderHostMigrate': (p: { readonly host: string; readonly vm: string }) =>
    `${p.host === '' ? 'the host' : p.host} has an older version than the one that ${p.vm} runs on. Migrate to a newer host.`,
  'xapi.incompatible': (p: {
    readonly vm: string;
    readonly host: string;
    readonly reason: string;
  }) =>
    `${p.vm} cannot run on ${p.host === '' ? 'the host' : p.host}${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.migrateFailed': (p: { readonly vm: string; readonly reason: string }) =>
    `${p.vm} stayed where it was${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.immobile': (p: { readonly vm: string }) => `${p.vm} cannot be moved while it runs.`,
  'xapi.nestedVirt': (p: { readonly vm: string }) =>
    `${p.vm} uses nested virtualisation, and cannot be suspended or moved while it runs.`,
  'xapi.disabledUntilReboot': (p: { readonly host: string }) =>
    `${p.host === '' ? 'the host' : p.host} is disabled until it is restarted.`,
  'xapi.hostEnabled': 'the host is enabled. Disable it first.',
  'xapi.hostOffline': (p: { readonly host: string }) =>
    `${p.host === '' ? 'the host' : p.host} is offline. Start it first.`,
  'xapi.hostSilent': 'the host does not answer. See that it runs.',
  'xapi.cannotContact': (p: { readonly host: string }) =>
    `${p.host === '' ? 'the host' : p.host} does not answer the coordinator. See that it runs, and look at the network between them.`,
  'xapi.hostInUse': (p: { readonly host: string; readonly by: string }) =>
    `${p.host === '' ? 'the host' : p.host} is in use by ${p.by === '' ? 'something else' : p.by}.`,
  'xapi.hostHasVms': (p: { readonly host: string }) =>
    `machines run on ${p.host === '' ? 'the host' : p.host}. Migrate or stop them first.`,
  'xapi.evacuating': (p: { readonly host: string }) =>
    `${p.host === '' ? 'the host' : p.host} is being evacuated.`,
  'xapi.haOn': 'high availability is on in the pool. Turn it off first.',
  'xapi.haLeavesUnprotected': (p: { readonly vm: string }) =>
    `high availability is on, and does not protect ${p.vm}: only what it protects is moved away. Shut it down, suspend or protect it.`,
  'xapi.haStorageNotShared': (p: { readonly storage: string }) =>
    `high availability protects it, and not every host sees the storage${p.storage === '' ? '' : ` ${p.storage}`}.`,
  'xapi.haNetworkNotShared': (p: { readonly network: string }) =>
    `high availability protects it, and not every host has the network${p.network === '' ? '' : ` ${p.network}`}.`,
  'xapi.haArmed': (p: { readonly host: string }) =>
    `high availability watches ${p.host === '' ? 'the host' : p.host}. Disable that first.`,
  'xapi.haPlan':
    'the pool could not restart all protected machines after a failure then. Protect fewer, or add memory.',
  'xapi.haNoPlan': 'the pool has no plan to restart all protected machines after a failure.',
  'xapi.storageFull': 'the storage is full.',
  'xapi.storageNotAttached': (p: { readonly storage: string }) =>
    `the storage${p.storage === '' ? '' : ` ${p.storage}`} is not attached to the host. Repair it first.`,
  'xapi.storageNoHost': (p: { readonly storage: string }) =>
    `the storage${p.storage === '' ? '' : ` ${p.storage}`} is attached to no host.`,
  'xapi.storageUnhealthy': (p: {
    readonly storage: string;
    readonly state: string;
    readonly advice: string;
  }) =>
    `the storage${p.storage === '' ? '' : ` ${p.storage}`} is not healthy${p.state === '' ? '' : ` (${p.state})`}.${p.advice === '' ? '' : ` ${p.advice}`}`,
  'xapi.storageUnsupported': (p: { readonly storage: string }) =>
    `the kind of storage that ${p.storage === '' ? 'it' : p.storage} is does not offer it.`,
  'xapi.storageNoRoom': (p: { readonly storage: string }) =>
    `the storage${p.storage === '' ? '' : ` ${p.storage}`} that the disk is on has no room for it.`,
  'xapi.storageNoMigration': (p: { readonly storage: string }) =>
    `disks on the storage${p.storage === '' ? '' : ` ${p.storage}`} cannot be moved while they are in use.`,
  'xapi.diskInUse': (p: { readonly disk: string }) =>
    `the disk${p.disk === '' ? '' : ` ${p.disk}`} is in use.`,
  'xapi.diskNotAvailable': (p: { readonly disk: string }) =>
    `the disk${p.disk === '' ? '' : ` ${p.disk}`} is not available: its storage is not attached, or another host holds it.`,
  'xapi.diskReadOnly': (p: { readonly disk: string }) =>
    `the disk${p.disk === '' ? '' : ` ${p.disk}`} is read-only.`,
  'xapi.diskPhysical': 'it is a device of the host, and no file that could be deleted.',
  'xapi.diskOfStatistics': 'the pool keeps its statistics on it.',
  'xapi.diskSharable': 'several machines may write to it, so it has no snapshots.',
  'xapi.diskKind': (p: { readonly kind: string }) =>
    `a disk of its kind${p.kind === '' ? '' : ` (${p.kind})`} cannot be used for this.`,
  'xapi.diskEncrypted': 'the disk is encrypted, and stays where it is.',
  'xapi.diskMissing': (p: { readonly storage: string }) =>
    `a disk is missing on the storage${p.storage === '' ? '' : ` ${p.storage}`}. Rescan it.`,
  'xapi.diskTooSmall': (p: { readonly bytes: string }) =>
    `the disk has to be larger${p.bytes === '' ? '' : `: ${p.bytes} bytes at least`}.`,
  'xapi.diskTooLarge': (p: { readonly bytes: string }) =>
    `the disk has to be smaller${p.bytes === '' ? '' : `: ${p.bytes} bytes at most`}.`,
  'xapi.diskCopyFailed': 'the disk could not be copied.',
  'xapi.diskCbt': (p: { readonly disk: string }) =>
    `changed block tracking is on for the disk${p.disk === '' ? '' : ` ${p.disk}`}. Turn it off first.`,
  'xapi.diskNotManaged': (p: { readonly disk: string }) =>
    `the server only knows the disk${p.disk === '' ? '' : ` ${p.disk}`}; it does not manage it.`,
  'xapi.driveEmpty': 'the drive is empty.',
  'xapi.driveNotEmpty': 'there is a CD in the drive. Eject it first.',
  'xapi.driveNotRemovable': 'the drive does not take CDs.',
  'xapi.diskNotUnpluggable':
    'the disk cannot be detached while the machine runs. Shut it down first.',
  'xapi.trayLocked': 'the guest has locked the drive. Eject the CD in the guest.',
  'xapi.attachedAlready': 'it is attached already.',
  'xapi.detachedAlready': 'it is detached already.',
  'xapi.notAttached': 'it is not attached.',
  'xapi.placeTaken': (p: { readonly place: string }) =>
    `the place${p.place === '' ? '' : ` ${p.place}`} is taken already. Choose another one.`,
  'xapi.attachTimeout': 'the guest did not take the device in time.',
  'xapi.detachTimeout':
    'the guest did not let the device go in time. Close what uses it in the guest.',
  'xapi.detachRejected': (p: { readonly reason: string }) =>
    `the guest does not let the device go${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.tooManyMigrates': (p: { readonly most: string }) =>
    `no more than ${p.most === '' ? 'so many' : p.most} disks may be moved at a time. Try again when others have ended.`,
  'xapi.networkHasAdapters': 'network adapters of machines are in the network. Move them first.',
  'xapi.networkHasInterfaces': 'interfaces of hosts are in the network.',
  'xapi.cannotPlugAdapter': 'the network adapter cannot be connected on the host.',
  'xapi.hostCannotAttachNetwork': (p: { readonly host: string; readonly network: string }) =>
    `${p.host === '' ? 'the host' : p.host} cannot connect to the network${p.network === '' ? '' : ` ${p.network}`}.`,
  'xapi.cannotEvacuate': (p: { readonly reasons: readonly string[] }) =>
    `not all machines can leave it: ${p.reasons.join(' ')}`,
  'xapi.storageBackend': (p: { readonly reason: string }) =>
    `the storage reports an error${p.reason === '' ? '.' : `: ${p.reason}`}`,
} as const satisfies Texts;
