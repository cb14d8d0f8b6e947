import type { Texts } from '../catalogue.ts';

export const faultsMessages = {
  'fault.InvalidLogin': 'the server does not accept this user name and password. Check both.',
  'fault.NotAuthenticated': 'the session has ended. Moref logs in again.',
  'fault.PasswordExpired': 'the password has expired. Change it on the server first.',
  'fault.NoPermission': (p: { readonly privileges: readonly string[]; readonly name: string }) =>
    `the account lacks the privilege ${p.privileges.join(', ')} on ${p.name}. Ask for it, or use another account.`,
  'fault.NoPermission.unnamed': (p: { readonly name: string }) =>
    `the account lacks a privilege on ${p.name}.`,
  'fault.InvalidPowerState.poweredOn': (p: { readonly name: string }) => `${p.name} is powered on.`,
  'fault.InvalidPowerState.poweredOff': (p: { readonly name: string }) =>
    `${p.name} is powered off.`,
  'fault.InvalidPowerState.suspended': (p: { readonly name: string }) => `${p.name} is suspended.`,
  'fault.TaskInProgress': (p: { readonly name: string }) =>
    `another task is at work on ${p.name}. Wait until it has ended, and try again.`,
  'fault.ConcurrentAccess': (p: { readonly name: string }) =>
    `somebody else changed ${p.name} at the same time. Try again.`,
  'fault.ToolsUnavailable': (p: { readonly name: string }) =>
    `VMware Tools do not answer in ${p.name}. See that they are installed and running.`,
  'fault.DuplicateName': (p: { readonly taken: string }) =>
    `there is an object with the name “${p.taken}” in this place already. Choose another name.`,
  'fault.InvalidName': (p: { readonly given: string }) =>
    `“${p.given}” is not a name that the server accepts.`,
  'fault.ManagedObjectNotFound': (p: { readonly name: string }) =>
    `${p.name} is not on the server any more.`,
  'fault.RequestCanceled': 'it was cancelled.',
  'fault.MethodDisabled': (p: { readonly name: string }) =>
    `the operation is disabled for ${p.name} now: another product or task holds it.`,
  'fault.RestrictedVersion':
    'the license of this host does not allow changes through its API (free ESXi is read-only).',
  'fault.HostNotConnected': 'the server has lost its connection to the host.',
  'fault.HostNotReachable': 'the server cannot reach the host.',
  'fault.InsufficientResources': (p: { readonly name: string }) =>
    `there are not enough resources for ${p.name} in its pool, or on its host.`,
  'fault.InsufficientCpu': (p: { readonly requested: number; readonly free: number }, { number }) =>
    `there is not enough CPU: it takes ${number(p.requested)} MHz, and ${number(p.free)} MHz are free.`,
  'fault.InsufficientCpu.unnamed': 'there is not enough CPU.',
  'fault.InsufficientMemory': (
    p: { readonly requested: number; readonly free: number },
    { number },
  ) =>
    `there is not enough memory: it takes ${number(p.requested)} MiB, and ${number(p.free)} MiB are free.`,
  'fault.InsufficientMemory.unnamed': 'there is not enough memory.',
  'fault.InsufficientFailover': 'the cluster would lack the reserve for a failover.',
  'fault.NoDiskSpace': (p: { readonly datastore: string }) =>
    `the datastore${p.datastore === '' ? '' : ` ${p.datastore}`} has no room left.`,
  'fault.InsufficientStorageSpace': 'the datastore has not enough room.',
  'fault.FileLocked': (p: { readonly file: string }) =>
    `${p.file === '' ? 'a file' : p.file} is locked: something else is using it.`,
  'fault.FileNotFound': (p: { readonly file: string }) =>
    `${p.file === '' ? 'a file' : p.file} is not on the datastore.`,
  'fault.FileAlreadyExists': (p: { readonly file: string }) =>
    `${p.file === '' ? 'a file' : p.file} is on the datastore already.`,
  'fault.CannotAccessFile': (p: { readonly file: string }) =>
    `${p.file === '' ? 'a file' : p.file} cannot be reached.`,
  'fault.CannotAccessDevice': (p: { readonly device: string }) =>
    `${p.device === '' ? 'a device' : p.device} cannot be reached from the destination.`,
  'fault.CannotAccessNetwork': (p: { readonly device: string }) =>
    `the destination does not have the network of ${p.device === '' ? 'a device' : p.device}.`,
  'fault.InvalidDeviceSpec': 'the server does not accept the device as it is described.',
  'fault.InvalidDatastorePath': (p: { readonly path: string }) =>
    `“${p.path}” is no path on a datastore.`,
  'fault.InvalidDatastore': (p: { readonly datastore: string }) =>
    `the datastore${p.datastore === '' ? '' : ` ${p.datastore}`} cannot be used here.`,
  'fault.CpuHotPlugNotSupported': (p: { readonly name: string }) =>
    `CPUs cannot be added to ${p.name} while it runs. Power it off first.`,
  'fault.MemoryHotPlugNotSupported': (p: { readonly name: string }) =>
    `memory cannot be added to ${p.name} while it runs. Power it off first.`,
  'fault.ApplicationQuiesceFault': (p: { readonly name: string }) =>
    `the guest of ${p.name} could not quiesce its disks. Take the snapshot without.`,
  'fault.TooManySnapshotLevels': (p: { readonly name: string }) =>
    `${p.name} has as many snapshots below each other as it may.`,
  'fault.MemorySnapshotOnIndependentDisk': (p: { readonly name: string }) =>
    `${p.name} has independent disks: a snapshot of it cannot hold its memory.`,
  'fault.SnapshotDisabled': (p: { readonly name: string }) =>
    `snapshots are disabled for ${p.name}.`,
  'fault.SnapshotNoChange': (p: { readonly name: string }) =>
    `nothing of ${p.name} has changed since its last snapshot.`,
  'fault.QuestionPending': (p: { readonly name: string }) =>
    `${p.name} waits for an answer. Answer its question first.`,
  'fault.Timedout': 'it took longer than it may.',
  'fault.HostPowerOpFailed': 'the host did not do it.',
  'fault.MethodNotFound': (p: { readonly method: string }) =>
    `the server does not have the method ${p.method} for this object.`,
  'fault.NotSupported': (p: { readonly name: string }) =>
    `the server does not support this for ${p.name}.`,
} as const satisfies Texts;
