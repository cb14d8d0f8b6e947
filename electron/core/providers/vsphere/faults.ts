import type { ErrorKind } from '#shared/model/error.ts';
import { unescapeName } from './map/read.ts';
import { MODEL_DATA } from './vim25/model/model-data.ts';
import type { VimRecord, VimValue } from './vim25/values.ts';

/** Kinds by fault type; a type that is not listed takes the kind of its nearest base (vSphere Web Services API, faults). */
const kinds: ReadonlyMap<string, ErrorKind> = new Map<string, ErrorKind>([
  ['InvalidLogin', 'auth'],
  ['NotAuthenticated', 'auth'],
  ['PasswordExpired', 'auth'],
  ['NoPermission', 'denied'],
  ['SecurityError', 'denied'],
  ['RestrictedVersion', 'denied'],
  ['InvalidState', 'conflict'],
  ['TaskInProgress', 'conflict'],
  ['VmToolsUpgradeFault', 'conflict'],
  ['ToolsUnavailable', 'conflict'],
  ['DuplicateName', 'conflict'],
  ['AlreadyExists', 'conflict'],
  ['ConcurrentAccess', 'conflict'],
  ['FileLocked', 'conflict'],
  ['FileAlreadyExists', 'conflict'],
  ['QuestionPending', 'conflict'],
  ['FileNotFound', 'missing'],
  ['ResourceInUse', 'conflict'],
  ['MethodDisabled', 'conflict'],
  ['RestrictedByAdministrator', 'conflict'],
  ['ManagedObjectNotFound', 'missing'],
  ['NotFound', 'missing'],
  ['InvalidName', 'invalid'],
  ['InvalidArgument', 'invalid'],
  ['InvalidProperty', 'invalid'],
  ['InvalidRequest', 'invalid'],
  ['NotSupported', 'invalid'],
  ['RequestCanceled', 'cancelled'],
]);

/** The kind of a fault type, by its nearest listed base; `fault` if there is none. */
export function kindOfFault(type: string): ErrorKind {
  let at: string | undefined = type;
  while (at !== undefined) {
    const kind = kinds.get(at);
    if (kind !== undefined) return kind;
    at = Object.hasOwn(MODEL_DATA.types, at) ? MODEL_DATA.types[at]?.[0] : undefined;
  }
  return 'fault';
}

type Describe = (fault: VimRecord, name: string) => string | undefined;

const descriptions: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  ['InvalidLogin', () => 'the server does not accept this user name and password. Check both.'],
  ['NotAuthenticated', () => 'the session has ended. Moref logs in again.'],
  ['PasswordExpired', () => 'the password has expired. Change it on the server first.'],
  ['NoPermission', noPermission],
  ['InvalidPowerState', invalidPowerState],
  [
    'TaskInProgress',
    (_, name) => `another task is at work on ${name}. Wait until it has ended, and try again.`,
  ],
  ['ConcurrentAccess', (_, name) => `somebody else changed ${name} at the same time. Try again.`],
  [
    'ToolsUnavailable',
    (_, name) => `VMware Tools do not answer in ${name}. See that they are installed and running.`,
  ],
  ['DuplicateName', duplicateName],
  ['InvalidName', (fault) => `“${plain(fault['name'])}” is not a name that the server accepts.`],
  ['ManagedObjectNotFound', (_, name) => `${name} is not on the server any more.`],
  ['RequestCanceled', () => 'it was cancelled.'],
  [
    'MethodDisabled',
    (_, name) => `the operation is disabled for ${name} now: another product or task holds it.`,
  ],
  [
    'RestrictedVersion',
    () =>
      'the license of this host does not allow changes through its API (free ESXi is read-only).',
  ],
  ['HostNotConnected', () => 'the server has lost its connection to the host.'],
  ['HostNotReachable', () => 'the server cannot reach the host.'],
  [
    'InsufficientResourcesFault',
    (_, name) => `there are not enough resources for ${name} in its pool, or on its host.`,
  ],
  ['InsufficientCpuResourcesFault', (fault) => insufficient(fault, 'CPU', 'MHz', 1)],
  ['InsufficientMemoryResourcesFault', (fault) => insufficient(fault, 'memory', 'MiB', 1024 ** 2)],
  [
    'InsufficientFailoverResourcesFault',
    () => 'the cluster would lack the reserve for a failover.',
  ],
  [
    'NoDiskSpace',
    (fault) => `the datastore ${plain(fault['datastore'])} has no room left.`.replace('  ', ' '),
  ],
  ['InsufficientStorageSpace', () => 'the datastore has not enough room.'],
  ['FileLocked', (fault) => `${file(fault)} is locked: something else is using it.`],
  ['FileNotFound', (fault) => `${file(fault)} is not on the datastore.`],
  ['FileAlreadyExists', (fault) => `${file(fault)} is on the datastore already.`],
  ['CannotAccessFile', (fault) => `${file(fault)} cannot be reached.`],
  ['CannotAccessVmDevice', device((what) => `${what} cannot be reached from the destination.`)],
  ['CannotAccessVmDisk', device((what) => `${what} cannot be reached from the destination.`)],
  [
    'CannotAccessNetwork',
    device((what) => `the destination does not have the network of ${what}.`),
  ],
  ['InvalidDeviceSpec', () => 'the server does not accept the device as it is described.'],
  [
    'InvalidDatastorePath',
    (fault) => `“${plain(fault['datastorePath'])}” is no path on a datastore.`,
  ],
  [
    'InvalidDatastore',
    (fault) => `the datastore ${plain(fault['name'])} cannot be used here.`.replace('  ', ' '),
  ],
  [
    'CpuHotPlugNotSupported',
    (_, name) => `CPUs cannot be added to ${name} while it runs. Power it off first.`,
  ],
  [
    'MemoryHotPlugNotSupported',
    (_, name) => `memory cannot be added to ${name} while it runs. Power it off first.`,
  ],
  [
    'ApplicationQuiesceFault',
    (_, name) => `the guest of ${name} could not quiesce its disks. Take the snapshot without.`,
  ],
  [
    'TooManySnapshotLevels',
    (_, name) => `${name} has as many snapshots below each other as it may.`,
  ],
  [
    'MemorySnapshotOnIndependentDisk',
    (_, name) => `${name} has independent disks: a snapshot of it cannot hold its memory.`,
  ],
  ['SnapshotDisabled', (_, name) => `snapshots are disabled for ${name}.`],
  ['SnapshotNoChange', (_, name) => `nothing of ${name} has changed since its last snapshot.`],
  ['QuestionPending', (_, name) => `${name} waits for an answer. Answer its question first.`],
  ['Timedout', () => 'it took longer than it may.'],
  ['HostPowerOpFailed', () => 'the host did not do it.'],
  [
    'MethodNotFound',
    (fault) => `the server does not have the method ${plain(fault['method'])} for this object.`,
  ],
  ['NotSupported', (_, name) => `the server does not support this for ${name}.`],
]);

/** `fault` names a resource that was asked for and what there was of it. */
function insufficient(fault: VimRecord, what: string, unit: string, divisor: number): string {
  const requested = Number(fault['requested'] ?? Number.NaN) / divisor;
  const left = Number(fault['unreserved'] ?? Number.NaN) / divisor;
  if (!Number.isFinite(requested) || !Number.isFinite(left)) return `there is not enough ${what}.`;
  return `there is not enough ${what}: it takes ${Math.round(requested)} ${unit}, and ${Math.round(left)} ${unit} are free.`;
}

/** FileFault.file: `[ds-01] web-01/web-01.vmdk`. */
function file(fault: VimRecord): string {
  return plain(fault['file']) || 'a file';
}

/** Faults that name a device of the VM: `Hard disk 1`. */
function device(say: (what: string) => string): Describe {
  return (fault) => say(plain(fault['device']) || 'a device');
}

/** What a fault means, as the rest of a sentence that says what failed; undefined where only the server can tell. */
export function describeFault(fault: VimRecord, name: string): string | undefined {
  return descriptions.get(fault.$type)?.(fault, name);
}

function noPermission(fault: VimRecord, name: string): string {
  const { privilegeId, missingPrivileges } = fault;
  const listed = (
    Array.isArray(missingPrivileges) ? missingPrivileges : []
  ) as readonly VimRecord[];
  const ids = listed.flatMap((entry) => (entry['privilegeIds'] ?? []) as readonly VimValue[]);
  const needed = typeof privilegeId === 'string' && privilegeId !== '' ? [privilegeId] : ids;
  return needed.length === 0
    ? `the account lacks a privilege on ${name}.`
    : `the account lacks the privilege ${needed.map(plain).join(', ')} on ${name}. Ask for it, or use another account.`;
}

const powerWords: Readonly<Record<string, string>> = {
  poweredOn: 'powered on',
  poweredOff: 'powered off',
  suspended: 'suspended',
};

function invalidPowerState(fault: VimRecord, name: string): string | undefined {
  const state = powerWords[plain(fault['existingState'])];
  return state === undefined ? undefined : `${name} is ${state}.`;
}

function duplicateName(fault: VimRecord): string {
  return `there is an object with the name “${unescapeName(plain(fault['name']))}” in this place already. Choose another name.`;
}

function plain(value: VimValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
