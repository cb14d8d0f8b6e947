import type { Reference } from './value.ts';

/** A fault of the API, thrown by methods and answered as a SOAP fault (HTTP status 500). */
export class VimFault extends Error {
  readonly type: string;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(type: string, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'VimFault';
    this.type = type;
    this.members = members;
  }

  /** The fault as a data object, for `TaskInfo.error` and `missingSet`. */
  toData(): Record<string, unknown> {
    return { $type: this.type, ...this.members, $message: this.message };
  }
}

export function notFound(obj: Reference): VimFault {
  return new VimFault(
    'ManagedObjectNotFound',
    `The object '${vmodlName(obj.type)}:${obj.id}' has already been deleted or has not been completely created`,
    { obj },
  );
}

export function invalidRequest(message: string): VimFault {
  return new VimFault('InvalidRequest', message);
}

export function invalidProperty(name: string): VimFault {
  return new VimFault('InvalidProperty', `A property name is not valid: ${name}`, { name });
}

export function invalidArgument(name: string): VimFault {
  return new VimFault('InvalidArgument', `A specified parameter was not correct: ${name}`, {
    invalidProperty: name,
  });
}

export function notAuthenticated(object: Reference, privilegeId = 'System.View'): VimFault {
  return new VimFault('NotAuthenticated', 'The session is not authenticated.', {
    object,
    privilegeId,
  });
}

export function noPermission(object: Reference, privilegeId: string): VimFault {
  return new VimFault('NoPermission', 'Permission to perform this operation was denied.', {
    object,
    privilegeId,
  });
}

export function notSupported(): VimFault {
  return new VimFault('NotSupported', 'The operation is not supported on the object.');
}

function vmodlName(type: string): string {
  return `vim.${type}`;
}
