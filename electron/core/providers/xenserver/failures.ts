import { inEnglish } from '#shared/i18n/english.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { ErrorKind } from '#shared/model/error.ts';
import { failureTexts, type Reported } from './failure-texts.ts';
import { XapiFailure } from './xapi/errors.ts';

/** Kinds by error code; a code that is not listed takes the kind that its words suggest, `fault` at last. */
const kinds: ReadonlyMap<string, ErrorKind> = new Map<string, ErrorKind>([
  ['SESSION_AUTHENTICATION_FAILED', 'auth'],
  ['SESSION_AUTHORIZATION_FAILED', 'auth'],
  ['SESSION_INVALID', 'auth'],
  ['HOST_STILL_BOOTING', 'unreachable'],
  // Of another host: the coordinator has answered, and did nothing.
  ['HOST_OFFLINE', 'conflict'],
  ['CANNOT_CONTACT_HOST', 'conflict'],
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
  ['HOST_IS_SLAVE', 'invalid'],
  ['USER_IS_NOT_LOCAL_SUPERUSER', 'denied'],
  ['LICENSE_EXPIRED', 'denied'],
  ['INVALID_VALUE', 'invalid'],
  ['MEMORY_CONSTRAINT_VIOLATION_ORDER', 'invalid'],
  ['VCPU_MAX_NOT_CORES_PER_SOCKET_MULTIPLE', 'invalid'],
  ['VDI_TOO_SMALL', 'invalid'],
  ['VDI_TOO_LARGE', 'invalid'],
  ['PROVISION_ONLY_ALLOWED_ON_TEMPLATE', 'invalid'],
  ['TOO_BUSY', 'conflict'],
  ['TOO_MANY_PENDING_TASKS', 'conflict'],
  ['TOO_MANY_STORAGE_MIGRATES', 'conflict'],
  ['NOT_SUPPORTED_DURING_UPGRADE', 'conflict'],
  ['CANNOT_EVACUATE_HOST', 'conflict'],
  ['PROVISION_FAILED_OUT_OF_SPACE', 'conflict'],
  ['TASK_CANCELLED', 'cancelled'],
]);

const suggestions: readonly (readonly [RegExp, ErrorKind])[] = [
  [
    /^VM_(REQUIRES|HAS|IS|HOST_INCOMPATIBLE)_|(^|_)(ALREADY|DISABLED|IN_USE|IN_PROGRESS|NOT_ATTACHED|NOT_EMPTY|BAD_POWER_STATE|LACKS_FEATURE)(_|$)/,
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
  readonly name: Text;
  /** The name of the object behind an opaque reference. */
  readonly nameOf: (opaque: string) => string | undefined;
}

/** What a failure means, as the rest of a sentence that says what failed. */
export function describeFailure(failure: XapiFailure, words: FailureWords): Text {
  const { code } = failure;
  if (code === 'CANNOT_EVACUATE_HOST') return cannotEvacuate(failure, words);
  if (/^SR_BACKEND_FAILURE(_\d+)?$/.test(code)) return backendFailure(failure);
  const said = Object.hasOwn(failureTexts, code) ? failureTexts[code] : undefined;
  if (said === undefined) return unexplained(failure, words.nameOf);
  return 'id' in said ? said : said(reportedOf(failure, words));
}

function reportedOf({ params }: XapiFailure, { name, nameOf }: FailureWords): Reported {
  const known = (index: number): string => nameOf(params[index] ?? '') ?? '';
  return {
    name,
    param: (index) => params[index] ?? '',
    object: (index) => known(index) || name,
    known,
  };
}

/** The reasons of all machines in one text: `VM_REQUIRES_SR,OpaqueRef:1,OpaqueRef:2|VM_HAS_VGPU,OpaqueRef:3`. */
function cannotEvacuate({ params }: XapiFailure, words: FailureWords): Text {
  const reasons = (params[0] ?? '')
    .split('|')
    .filter((reason) => reason.trim() !== '')
    .map((reason) => describeFailure(new XapiFailure(reason.split(',')), words));
  const different = new Map(reasons.map((reason) => [inEnglish(reason), reason]));
  return say('xapi.cannotEvacuate', { reasons: [...different.values()] });
}

/** The number in the code is the storage driver's; what it says stands in one of the parameters. */
function backendFailure({ params }: XapiFailure): Text {
  const [status = '', output = '', error = ''] = params;
  const said = [output, error, status].find((text) => text.trim() !== '');
  return say('xapi.storageBackend', { reason: said ?? '' });
}

/** `VDI_NOT_MANAGED` with a parameter reads "vdi not managed (vdi: data disk)." */
function unexplained({ code, params, named }: XapiFailure, nameOf: FailureWords['nameOf']): Text {
  const names = Object.keys(named);
  const details = params
    .map((value, index) => {
      const shown = nameOf(value) ?? value;
      return names[index] === undefined ? shown : `${names[index]}: ${shown}`;
    })
    .filter((part) => part !== '')
    .join(', ');
  return say('xapi.unexplained', { code, details });
}
