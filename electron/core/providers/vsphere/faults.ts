import type { ErrorKind } from '#shared/model/error.ts';
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
]);

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
  return `there is an object with the name “${plain(fault['name'])}” in this place already. Choose another name.`;
}

function plain(value: VimValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
