import { findOperation, hasService } from '../model/model.ts';
import type { Operation } from '../model/model.ts';
import { schemeOf } from '../sessions/credentials.ts';
import type { VapiSession } from '../sessions/session-store.ts';
import { findHandler, isAnonymous } from '../services/table.ts';
import { decodeInput } from '../wire/decode.ts';
import {
  authenticationFailed,
  authenticationRequired,
  message,
  notSimulated,
  VapiError,
} from '../wire/error.ts';
import type { Request } from '../wire/request.ts';
import type { Client, VapiWorld } from './call.ts';

/** What an operation gave back, with its declaration. */
export interface Outcome {
  readonly operation: Operation;
  readonly value: unknown;
}

/** Operations that change something, by the first word of their name. */
const changing = /^(?:create|delete|update|attach|detach|start|stop|suspend|reset|shutdown|reboot)/;

/**
 * Calls the operation that a request names.
 *
 * @throws VapiError whatever the operation throws, or why it could not be called
 */
export async function dispatch(
  world: VapiWorld,
  request: Request,
  options: { client: Client; signal: AbortSignal },
): Promise<Outcome> {
  const operation = operationOf(world, request);
  const session = findSession(world, request, options.client);
  const { service, name } = operation;
  if (session === undefined && !isAnonymous(service, name)) {
    throw authenticationRequired(options.client.challenge);
  }
  const input = decodeInput(operation.parameters, request.input);
  const handler = findHandler(service, name);
  if (handler === undefined) {
    throw notSimulated(`${service}.${name}`);
  }
  const act = () => handler({ world, request, input, session, ...options });
  // Who logs in or out changes nothing that anybody has asked for
  const changes = service !== 'com.vmware.cis.session' && changing.test(name);
  const value: unknown = changes
    ? await world.vim.changes.around(`${service}.${name}`, act)
    : await act();
  return { operation, value };
}

/** @throws VapiError operation_not_found */
function operationOf(world: VapiWorld, { service, operation }: Request): Operation {
  if (!hasService(service) || world.missing.has(service)) {
    const text = `Cannot find service '${service}'.`;
    throw new VapiError('operation_not_found', [
      message('vapi.method.input.invalid.interface', text, [service]),
    ]);
  }
  const found = findOperation(service, operation);
  if (found === undefined) {
    const text = `Cannot find method '${operation}' in service '${service}'.`;
    throw new VapiError('operation_not_found', [
      message('vapi.method.input.invalid.method', text, [operation, service]),
    ]);
  }
  return found;
}

/** @throws VapiError unauthenticated for an id that is none, or no more */
function findSession(
  world: VapiWorld,
  { securityCtx }: Request,
  client: Client,
): VapiSession | undefined {
  if (schemeOf(securityCtx) !== 'session_id') {
    return undefined;
  }
  const id = securityCtx?.get('sessionId');
  const session = typeof id === 'string' ? world.sessions.find(id) : undefined;
  if (session === undefined) {
    throw authenticationFailed(client.challenge);
  }
  session.lastAccess = world.vim.estate.now();
  return session;
}
