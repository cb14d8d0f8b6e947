import type { IncomingHttpHeaders } from 'node:http';
import { checkValue, NoValue } from './check-value.ts';
import { RpcError } from './error.ts';
import { JsonNumber, JsonSyntaxError, parseJson } from './json.ts';
import type { Json, JsonObject } from './json.ts';

/** A request that is sound as JSON-RPC; what it means is checked later. */
export interface Request {
  readonly id: string;
  readonly service: string;
  readonly operation: string;
  readonly input: Json;
  /** Application context: the body's, overridden by the headers. */
  readonly appCtx: ReadonlyMap<string, string>;
  readonly securityCtx: JsonObject | undefined;
  /** The whole message, for whoever checks a signature over it. */
  readonly message: JsonObject;
}

const members = new Set(['jsonrpc', 'id', 'method', 'params']);

/**
 * Reads a request as Java's server does.
 *
 * @throws RpcError
 */
export function readRequest(body: string, headers: IncomingHttpHeaders): Request {
  const message = parse(body);
  const unknown = [...message.keys()].find((name) => !members.has(name));
  if (unknown !== undefined) {
    throw new RpcError(-32600, { data: `unexpected jsonNode ${unknown}` });
  }
  if (message.get('jsonrpc') !== '2.0') {
    throw new RpcError(-32600, { data: 'The version of JSON-RPC is 2.0.' });
  }
  if (!message.has('method')) {
    throw new RpcError(-32600, { data: 'method is missing.' });
  }
  const id = readId(message.get('id'));
  if (message.get('method') !== 'invoke') {
    throw new RpcError(-32601, { id });
  }
  const params = object(message.get('params'), 'params', id);
  const service = string(params.get('serviceId'), 'serviceId', id);
  const operation = string(params.get('operationId'), 'operationId', id);
  checkHeaders(headers, service, operation);
  const context = object(params.get('ctx'), 'ctx', id);
  return {
    id,
    service,
    operation,
    input: readInput(params.get('input'), id),
    appCtx: readAppCtx(context.get('appCtx'), headers, id),
    securityCtx: readSecurityCtx(context.get('securityCtx'), headers, id),
    message,
  };
}

function parse(body: string): JsonObject {
  try {
    const json = parseJson(body);
    if (json instanceof Map) {
      return json;
    }
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) {
      throw error;
    }
    throw new RpcError(-32603, { data: error.message });
  }
  throw new RpcError(-32600, { data: 'A request is an object; there are no batches.' });
}

/** A number comes back as text. */
function readId(json: Json | undefined): string {
  if (typeof json === 'string') {
    return json;
  }
  if (json instanceof JsonNumber) {
    return json.text;
  }
  throw new RpcError(-32602, { data: 'id is required; there are no notifications.' });
}

function object(json: Json | undefined, name: string, id: string): JsonObject {
  if (json instanceof Map) {
    return json;
  }
  throw new RpcError(-32602, { id, data: `${name} is missing or no object.` });
}

function string(json: Json | undefined, name: string, id: string): string {
  if (typeof json === 'string') {
    return json;
  }
  throw new RpcError(-32602, { id, data: `${name} is missing or no text.` });
}

/** Both headers or none; they repeat what the body says. */
function checkHeaders(headers: IncomingHttpHeaders, service: string, operation: string): void {
  const { 'vapi-service': inService, 'vapi-operation': inOperation } = headers;
  const none = inService === undefined && inOperation === undefined;
  if (!none && (inService !== service || inOperation !== operation)) {
    throw new RpcError(-31001);
  }
}

function readInput(json: Json | undefined, id: string): Json {
  if (json === undefined) {
    throw new RpcError(-32602, { id, data: 'input is missing.' });
  }
  try {
    checkValue(json);
  } catch (error) {
    throw error instanceof NoValue ? new RpcError(-32602, { id, data: error.message }) : error;
  }
  return json;
}

/** Names that lost their capitals on the way through a header. */
const spelled = new Map(
  [
    'opId',
    'actId',
    '$showUnreleasedAPIs',
    '$userAgent',
    '$doNotRoute',
    'vmwareSessionId',
    'ActivationId',
  ].map((name) => [name.toLowerCase(), name]),
);
const plainHeaders = ['accept-language', 'format-locale', 'timezone'];

function readAppCtx(
  json: Json | undefined,
  headers: IncomingHttpHeaders,
  id: string,
): ReadonlyMap<string, string> {
  const context = new Map<string, string>();
  for (const [name, value] of json === undefined ? [] : object(json, 'appCtx', id)) {
    if (typeof value !== 'string') {
      throw new RpcError(-32602, { id, data: `appCtx.${name} is no text.` });
    }
    context.set(name, value);
  }
  for (const [header, value] of Object.entries(headers)) {
    const name = header.startsWith('vapi-ctx-') ? header.slice('vapi-ctx-'.length) : undefined;
    if (name !== undefined && typeof value === 'string') {
      context.set(spelled.get(name) ?? name, value);
    } else if (plainHeaders.includes(header) && typeof value === 'string') {
      context.set(header, value);
    }
  }
  if (headers['user-agent'] !== undefined) {
    context.set('$userAgent', headers['user-agent']);
  }
  return context;
}

/** The session header replaces the whole context. */
function readSecurityCtx(
  json: Json | undefined,
  headers: IncomingHttpHeaders,
  id: string,
): JsonObject | undefined {
  const session = headers['vmware-api-session-id'];
  if (typeof session === 'string') {
    return new Map([
      ['schemeId', 'com.vmware.vapi.std.security.session_id'],
      ['sessionId', session],
    ]);
  }
  if (json === undefined) {
    return undefined;
  }
  if (!(json instanceof Map) || typeof json.get('schemeId') !== 'string') {
    throw new RpcError(-32603, { id, data: 'securityCtx has no schemeId.' });
  }
  return json;
}
