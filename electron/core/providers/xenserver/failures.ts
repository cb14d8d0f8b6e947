import type { ErrorKind } from '#shared/model/error.ts';
import type { XapiFailure } from './xapi/errors.ts';

/** Kinds by error code; a code that is not listed takes the kind that its words suggest, `fault` at last. */
const kinds: ReadonlyMap<string, ErrorKind> = new Map<string, ErrorKind>([
  ['SESSION_AUTHENTICATION_FAILED', 'auth'],
  ['SESSION_AUTHORIZATION_FAILED', 'auth'],
  ['SESSION_INVALID', 'auth'],
  ['HOST_STILL_BOOTING', 'unreachable'],
  ['HOST_OFFLINE', 'unreachable'],
  ['CANNOT_CONTACT_HOST', 'unreachable'],
  ['RBAC_PERMISSION_DENIED', 'denied'],
  ['PERMISSION_DENIED', 'denied'],
  ['LICENCE_RESTRICTION', 'denied'],
  ['FEATURE_RESTRICTED', 'denied'],
  ['HANDLE_INVALID', 'missing'],
  ['UUID_INVALID', 'missing'],
  ['OBJECT_NOLONGER_EXISTS', 'missing'],
  ['MESSAGE_METHOD_UNKNOWN', 'invalid'],
  ['MESSAGE_REMOVED', 'invalid'],
  ['MESSAGE_PARAMETER_COUNT_MISMATCH', 'invalid'],
  ['VM_BAD_POWER_STATE', 'conflict'],
  ['OPERATION_NOT_ALLOWED', 'conflict'],
  ['OTHER_OPERATION_IN_PROGRESS', 'conflict'],
  ['OPERATION_BLOCKED', 'conflict'],
  ['VM_IS_TEMPLATE', 'conflict'],
  ['VM_IS_SNAPSHOT', 'conflict'],
  ['VM_LACKS_FEATURE', 'conflict'],
  ['VM_MISSING_PV_DRIVERS', 'conflict'],
  ['VM_OLD_PV_DRIVERS', 'conflict'],
  ['VM_NO_TOOLS', 'conflict'],
  ['VDI_IN_USE', 'conflict'],
  ['DEVICE_ALREADY_ATTACHED', 'conflict'],
  ['DEVICE_ALREADY_EXISTS', 'conflict'],
  ['HOST_NOT_ENOUGH_FREE_MEMORY', 'conflict'],
  ['NO_HOSTS_AVAILABLE', 'conflict'],
  ['SR_FULL', 'conflict'],
  ['HOST_DISABLED', 'conflict'],
  ['HOST_IN_USE', 'conflict'],
  ['MAP_DUPLICATE_KEY', 'conflict'],
  ['VALUE_NOT_SUPPORTED', 'invalid'],
  ['FIELD_TYPE_ERROR', 'invalid'],
  ['MEMORY_CONSTRAINT_VIOLATION', 'invalid'],
  ['TASK_CANCELLED', 'cancelled'],
]);

const suggestions: readonly (readonly [RegExp, ErrorKind])[] = [
  [
    /(^|_)(ALREADY|IN_USE|IN_PROGRESS|NOT_ATTACHED|NOT_EMPTY|BAD_POWER_STATE|LACKS_FEATURE)(_|$)/,
    'conflict',
  ],
  [/^(LICEN[CS]E_|RBAC_)/, 'denied'],
  [/(^|_)(INVALID|NOT_SUPPORTED|NOT_IMPLEMENTED)(_|$)/, 'invalid'],
];

export function kindOfFailure(code: string): ErrorKind {
  return kinds.get(code) ?? suggestions.find(([pattern]) => pattern.test(code))?.[1] ?? 'fault';
}

export interface FailureWords {
  /** The object that something was done to. */
  readonly name: string;
  /** The name of the object behind an opaque reference. */
  readonly nameOf: (opaque: string) => string | undefined;
}

/** What a failure means, as the rest of a sentence that says what failed. */
export function describeFailure(failure: XapiFailure, { name, nameOf }: FailureWords): string {
  const [first = '', second = '', third = ''] = failure.params;
  const named = (opaque: string): string => nameOf(opaque) ?? opaque;
  switch (failure.code) {
    case 'SESSION_AUTHENTICATION_FAILED':
      return 'the server does not accept this user name and password. Check both.';
    case 'SESSION_AUTHORIZATION_FAILED':
      return 'the account may not use this server: it has no role in the pool.';
    case 'SESSION_INVALID':
      return 'the session has ended. Moref logs in again.';
    case 'HOST_STILL_BOOTING':
      return 'the server is still starting. Try again in a minute.';
    case 'RBAC_PERMISSION_DENIED':
      return `the account lacks the permission ${first}. Ask for a role that has it, or use another account.`;
    case 'PERMISSION_DENIED':
      return `the account may not do this to ${name}.`;
    case 'LICENCE_RESTRICTION':
    case 'FEATURE_RESTRICTED':
      return `the license of the server does not include it${first === '' ? '' : ` (${first})`}.`;
    case 'HANDLE_INVALID':
    case 'UUID_INVALID':
    case 'OBJECT_NOLONGER_EXISTS':
      return nameOf(second) === undefined || nameOf(second) === name
        ? `${name} is not on the server any more.`
        : `${named(second)}, which is needed for it, is not on the server any more.`;
    case 'VM_BAD_POWER_STATE':
      return `${nameOf(first) ?? name} is ${powerWord(third)}, and has to be ${powerWord(second)} for it.`;
    case 'OTHER_OPERATION_IN_PROGRESS':
      return `something else is under way with ${nameOf(second) ?? name}${third === '' ? '' : ` (${third})`}. Wait until it has ended, and try again.`;
    case 'OPERATION_NOT_ALLOWED':
      return `the server does not allow it for ${name} now${first === '' ? '.' : `: ${first}`}`;
    case 'OPERATION_BLOCKED':
      return `an administrator has blocked it for ${name}${second === '' ? '.' : ` (${second}).`}`;
    case 'VM_IS_TEMPLATE':
      return `${name} is a template.`;
    case 'VM_IS_SNAPSHOT':
      return `${name} is a snapshot.`;
    case 'VM_LACKS_FEATURE':
    case 'VM_MISSING_PV_DRIVERS':
    case 'VM_NO_TOOLS':
      return `the guest of ${name} does not support it: install the VM tools, and see that they run.`;
    case 'HOST_NOT_ENOUGH_FREE_MEMORY':
      return 'the host has not enough free memory. Choose another one, or stop other machines.';
    case 'NO_HOSTS_AVAILABLE':
      return 'no host can run it: too little memory, storage or a network that it needs is missing, or hosts are disabled.';
    case 'SR_FULL':
      return 'the storage is full.';
    case 'VDI_IN_USE':
      return `the disk ${nameOf(first) ?? ''} is in use.`.replace('  ', ' ');
    case 'TASK_CANCELLED':
      return 'it was cancelled.';
    case 'INTERNAL_ERROR':
      return `the server made a mistake: ${first}`;
    case 'MESSAGE_METHOD_UNKNOWN':
    case 'MESSAGE_REMOVED':
      return 'this version of the server does not offer it.';
    default:
      return sentence(failure, nameOf);
  }
}

/** `VDI_NOT_MANAGED` with a parameter reads "VDI not managed (vdi: data disk)." */
function sentence({ code, params, named }: XapiFailure, nameOf: FailureWords['nameOf']): string {
  const text = code.toLowerCase().replaceAll('_', ' ');
  const names = Object.keys(named);
  const details = params
    .map((value, index) => {
      const shown = nameOf(value) ?? value;
      return names[index] === undefined ? shown : `${names[index]}: ${shown}`;
    })
    .filter((part) => part !== '')
    .join(', ');
  return `${text}${details === '' ? '' : ` (${details})`}.`;
}

const powerWords: Readonly<Record<string, string>> = {
  halted: 'halted',
  running: 'running',
  suspended: 'suspended',
  paused: 'paused',
};

function powerWord(state: string): string {
  return powerWords[state.toLowerCase()] ?? state.toLowerCase();
}
