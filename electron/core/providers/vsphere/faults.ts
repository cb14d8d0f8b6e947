import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
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

type Describe = (fault: VimRecord, name: Text) => Text | undefined;

const descriptions: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  ['InvalidLogin', () => say('fault.InvalidLogin')],
  ['NotAuthenticated', () => say('fault.NotAuthenticated')],
  ['PasswordExpired', () => say('fault.PasswordExpired')],
  ['NoPermission', noPermission],
  ['InvalidPowerState', invalidPowerState],
  ['TaskInProgress', (_, name) => say('fault.TaskInProgress', { name })],
  ['ConcurrentAccess', (_, name) => say('fault.ConcurrentAccess', { name })],
  ['ToolsUnavailable', (_, name) => say('fault.ToolsUnavailable', { name })],
  ['DuplicateName', duplicateName],
  ['InvalidName', (fault) => say('fault.InvalidName', { given: plain(fault['name']) })],
  ['ManagedObjectNotFound', (_, name) => say('fault.ManagedObjectNotFound', { name })],
  ['RequestCanceled', () => say('fault.RequestCanceled')],
  ['MethodDisabled', (_, name) => say('fault.MethodDisabled', { name })],
  ['RestrictedVersion', () => say('fault.RestrictedVersion')],
  ['HostNotConnected', () => say('fault.HostNotConnected')],
  ['HostNotReachable', () => say('fault.HostNotReachable')],
  ['InsufficientResourcesFault', (_, name) => say('fault.InsufficientResources', { name })],
  [
    'InsufficientCpuResourcesFault',
    (fault) => {
      const lack = lackOf(fault, 1);
      return lack === undefined
        ? say('fault.InsufficientCpu.unnamed')
        : say('fault.InsufficientCpu', lack);
    },
  ],
  [
    'InsufficientMemoryResourcesFault',
    (fault) => {
      const lack = lackOf(fault, 1024 ** 2);
      return lack === undefined
        ? say('fault.InsufficientMemory.unnamed')
        : say('fault.InsufficientMemory', lack);
    },
  ],
  ['InsufficientFailoverResourcesFault', () => say('fault.InsufficientFailover')],
  ['NoDiskSpace', (fault) => say('fault.NoDiskSpace', { datastore: plain(fault['datastore']) })],
  ['InsufficientStorageSpace', () => say('fault.InsufficientStorageSpace')],
  ['FileLocked', (fault) => say('fault.FileLocked', { file: plain(fault['file']) })],
  ['FileNotFound', (fault) => say('fault.FileNotFound', { file: plain(fault['file']) })],
  ['FileAlreadyExists', (fault) => say('fault.FileAlreadyExists', { file: plain(fault['file']) })],
  ['CannotAccessFile', (fault) => say('fault.CannotAccessFile', { file: plain(fault['file']) })],
  ['CannotAccessVmDevice', device('fault.CannotAccessDevice')],
  ['CannotAccessVmDisk', device('fault.CannotAccessDevice')],
  ['CannotAccessNetwork', device('fault.CannotAccessNetwork')],
  ['InvalidDeviceSpec', () => say('fault.InvalidDeviceSpec')],
  [
    'InvalidDatastorePath',
    (fault) => say('fault.InvalidDatastorePath', { path: plain(fault['datastorePath']) }),
  ],
  [
    'InvalidDatastore',
    (fault) => say('fault.InvalidDatastore', { datastore: plain(fault['name']) }),
  ],
  ['CpuHotPlugNotSupported', (_, name) => say('fault.CpuHotPlugNotSupported', { name })],
  ['MemoryHotPlugNotSupported', (_, name) => say('fault.MemoryHotPlugNotSupported', { name })],
  ['ApplicationQuiesceFault', (_, name) => say('fault.ApplicationQuiesceFault', { name })],
  ['TooManySnapshotLevels', (_, name) => say('fault.TooManySnapshotLevels', { name })],
  [
    'MemorySnapshotOnIndependentDisk',
    (_, name) => say('fault.MemorySnapshotOnIndependentDisk', { name }),
  ],
  ['SnapshotDisabled', (_, name) => say('fault.SnapshotDisabled', { name })],
  ['SnapshotNoChange', (_, name) => say('fault.SnapshotNoChange', { name })],
  ['QuestionPending', (_, name) => say('fault.QuestionPending', { name })],
  ['Timedout', () => say('fault.Timedout')],
  ['HostPowerOpFailed', () => say('fault.HostPowerOpFailed')],
  ['MethodNotFound', (fault) => say('fault.MethodNotFound', { method: plain(fault['method']) })],
  ['NotSupported', (_, name) => say('fault.NotSupported', { name })],
]);

/** `fault` names a resource that was asked for and what there was of it. */
function lackOf(
  fault: VimRecord,
  divisor: number,
): { readonly requested: number; readonly free: number } | undefined {
  const requested = Number(fault['requested'] ?? Number.NaN) / divisor;
  const free = Number(fault['unreserved'] ?? Number.NaN) / divisor;
  if (!Number.isFinite(requested) || !Number.isFinite(free)) return undefined;
  return { requested: Math.round(requested), free: Math.round(free) };
}

/** Faults that name a device of the VM: `Hard disk 1`. */
function device(id: 'fault.CannotAccessDevice' | 'fault.CannotAccessNetwork'): Describe {
  return (fault) => say(id, { device: plain(fault['device']) });
}

/** What a fault means, as the rest of a sentence that says what failed; undefined where only the server can tell. */
export function describeFault(fault: VimRecord, name: Text): Text | undefined {
  return descriptions.get(fault.$type)?.(fault, name);
}

function noPermission(fault: VimRecord, name: Text): Text {
  const { privilegeId, missingPrivileges } = fault;
  const listed = (
    Array.isArray(missingPrivileges) ? missingPrivileges : []
  ) as readonly VimRecord[];
  const ids = listed.flatMap((entry) => (entry['privilegeIds'] ?? []) as readonly VimValue[]);
  const needed = typeof privilegeId === 'string' && privilegeId !== '' ? [privilegeId] : ids;
  return needed.length === 0
    ? say('fault.NoPermission.unnamed', { name })
    : say('fault.NoPermission', { name, privileges: needed.map(plain) });
}

function invalidPowerState(fault: VimRecord, name: Text): Text | undefined {
  const state = plain(fault['existingState']);
  return state === 'poweredOn' || state === 'poweredOff' || state === 'suspended'
    ? say(`fault.InvalidPowerState.${state}`, { name })
    : undefined;
}

function duplicateName(fault: VimRecord): Text {
  return say('fault.DuplicateName', { taken: unescapeName(plain(fault['name'])) });
}

function plain(value: VimValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
