import { errorPrefix } from '../model/model.ts';
import type { Typed } from './value.ts';

/** `com.vmware.vapi.std.localizable_message`. */
export interface Message {
  readonly id: string;
  readonly default_message: string;
  readonly args: readonly string[];
}

export function message(id: string, text: string, args: readonly string[] = []): Message {
  return { id, default_message: text, args };
}

/** An error of the API, thrown by operations and answered as `result.error`. */
export class VapiError extends Error {
  /** Without the package: `not_found`. */
  readonly type: string;
  readonly messages: readonly Message[];
  /** `unauthenticated` only: how one may log in. */
  readonly challenge: string | undefined;
  readonly data: Typed | undefined;

  constructor(
    type: string,
    messages: readonly Message[],
    options: { challenge?: string | undefined; data?: Typed } = {},
  ) {
    super(messages[0]?.default_message ?? type);
    this.name = 'VapiError';
    this.type = type;
    this.messages = messages;
    this.challenge = options.challenge;
    this.data = options.data;
  }

  /** `com.vmware.vapi.std.errors.not_found`, also the value of the `vapi-error` header. */
  get id(): string {
    return `${errorPrefix}${this.type}`;
  }

  /** The fields of the error's structure. */
  toFields(): Record<string, unknown> {
    return {
      messages: this.messages,
      data: this.data,
      error_type: this.type.toUpperCase(),
      challenge: this.challenge,
    };
  }
}

/** An object is not there: `Virtual machine with identifier 'vm-7' does not exist.` */
export function objectNotFound(kind: ObjectKind, id: string): VapiError {
  const [part, label] = kinds[kind];
  return new VapiError('not_found', [
    message(
      `com.vmware.api.vcenter.${part}.not_found`,
      `${label} with identifier '${id}' does not exist.`,
      [id],
    ),
  ]);
}

const kinds = {
  vm: ['vm', 'Virtual machine'],
  host: ['host', 'Host'],
  cluster: ['cluster', 'Cluster'],
  datacenter: ['datacenter', 'Datacenter'],
  datastore: ['datastore', 'Datastore'],
  network: ['network', 'Network'],
  folder: ['folder', 'Folder'],
  resource_pool: ['resourcepool', 'Resource pool'],
} as const;

export type ObjectKind = keyof typeof kinds;

export function invalidArgument(id: string, text: string, args: readonly string[] = []): VapiError {
  return new VapiError('invalid_argument', [message(id, text, args)]);
}

/** Of the message of what the model has and this server does not do. */
export const notSimulatedId = 'com.vmware.demo.not_simulated';

export function notSimulated(what: string): VapiError {
  const text = `The demo vCenter does not simulate ${what}.`;
  return new VapiError('unsupported', [message(notSimulatedId, text, [what])]);
}

/** A call without a valid session. */
export function authenticationRequired(challenge: string | undefined): VapiError {
  const text = 'Authentication required.';
  return new VapiError(
    'unauthenticated',
    [message('com.vmware.vapi.endpoint.method.authentication.required', text)],
    { challenge },
  );
}

/** Credentials or a session that are not valid. */
export function authenticationFailed(challenge: string | undefined): VapiError {
  const text = 'Unable to authenticate user';
  return new VapiError('unauthenticated', [message('vapi.security.authentication.invalid', text)], {
    challenge,
  });
}

export function unauthorized(privilege: string): VapiError {
  return new VapiError('unauthorized', [
    message(
      'com.vmware.vapi.endpoint.authorization.denied',
      `User does not have the required privilege: ${privilege}`,
      [privilege],
    ),
  ]);
}

/** An error of the JSON-RPC layer, answered as `error`. */
export class RpcError extends Error {
  readonly code: number;
  readonly data: string | undefined;
  readonly id: string | null;

  constructor(code: RpcCode, options: { data?: string; id?: string | null } = {}) {
    super(rpcMessages[code]);
    this.name = 'RpcError';
    this.code = code;
    this.data = options.data;
    this.id = options.id ?? null;
  }
}

const rpcMessages = {
  [-32600]: 'Invalid Request.',
  [-32601]: 'Method not found.',
  [-32602]: 'Invalid params.',
  [-32603]: 'Internal error.',
  [-31001]: 'Mismatching operation identifier in HTTP header and payload',
} as const;

type RpcCode = keyof typeof rpcMessages;
