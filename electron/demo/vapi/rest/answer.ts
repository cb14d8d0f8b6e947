import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Client, VapiWorld } from '../server/call.ts';
import { Stream } from '../server/call.ts';
import { dispatch } from '../server/dispatch.ts';
import { readBody, sendMessage } from '../server/http.ts';
import { encode, encodeError } from '../wire/encode.ts';
import { message, notSimulatedId, VapiError } from '../wire/error.ts';
import type { Json, JsonObject } from '../wire/json.ts';
import type { Request } from '../wire/request.ts';
import { inputOf } from './input.ts';
import { routeOf } from './route.ts';
import type { Route } from './route.ts';

/** Every operation by REST: the same sessions, handlers and state as by JSON-RPC. */

/** Paths of REST: all that is below `/api/` and `/rest/`. */
export function isRest(path: string): boolean {
  return path.startsWith('/api/') || path === '/rest' || path.startsWith('/rest/');
}

/** What one request goes on with. */
export interface RestExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly client: Client;
  readonly signal: AbortSignal;
  readonly isCut: boolean;
  /** Hears of what is called. */
  readonly saw: (call: Request) => void;
}

interface Answer {
  readonly status: number;
  readonly body?: string;
  /** The id of a session that was made, with the paths that it counts for. */
  readonly cookie?: string;
}

/** Answers a request of REST. */
export async function answerRest(world: VapiWorld, exchange: RestExchange): Promise<void> {
  const { request, response, isCut } = exchange;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server');
  const isOld = pathname.startsWith('/rest');
  const text = (await readBody(request)) ?? '';
  const { status, body, cookie } = await answerOf(world, exchange, {
    pathname,
    searchParams,
    text,
    isOld,
  });
  if (cookie !== undefined)
    response.setHeader('Set-Cookie', `${sessionHeader}=${cookie};Secure;HttpOnly`);
  response.statusCode = status;
  if (body === undefined) response.end();
  else await sendMessage(request, response, body, { type: 'application/json', isCut });
}

interface Asked {
  readonly pathname: string;
  readonly searchParams: URLSearchParams;
  readonly text: string;
  readonly isOld: boolean;
}

async function answerOf(world: VapiWorld, exchange: RestExchange, asked: Asked): Promise<Answer> {
  const { pathname, searchParams, text, isOld } = asked;
  try {
    const route = routeOf(exchange.request.method ?? '', pathname, searchParams);
    if (route === 'no such method') return { status: 405 };
    if (route === 'not simulated') return { status: 501 };
    if (route === 'no such path') throw notFound(pathname);
    const call = callOf(exchange.request, route, inputOf(route, searchParams, text));
    exchange.saw(call);
    const { client, signal } = exchange;
    const { value } = await dispatch(world, call, { client, signal });
    if (value instanceof Stream) throw noStream(route);
    return success(route, value, isOld);
  } catch (error) {
    if (!(error instanceof VapiError)) throw error;
    return failure(error, isOld);
  }
}

const sessionHeader = 'vmware-api-session-id';

function callOf(request: IncomingMessage, { operation }: Route, input: Json): Request {
  return {
    id: '',
    service: operation.service,
    operation: operation.name,
    input,
    appCtx: new Map([['$userAgent', request.headers['user-agent'] ?? '']]),
    securityCtx: securityOf(
      request,
      operation.service === 'com.vmware.cis.session' && operation.name === 'create',
    ),
    message: new Map(),
  };
}

/** Name and password begin a session; all else is said with its id, in a header or a cookie. */
function securityOf(request: IncomingMessage, isLogin: boolean): JsonObject | undefined {
  const scheme = (name: string): readonly [string, Json] => [
    'schemeId',
    `com.vmware.vapi.std.security.${name}`,
  ];
  if (isLogin) {
    const [, encoded] = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (encoded === undefined) return undefined;
    const [name = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    return new Map([scheme('user_pass'), ['userName', name], ['password', password.join(':')]]);
  }
  const [, cookie] =
    /(?:^|;\s*)vmware-api-session-id="?([^";\s]+)/.exec(request.headers.cookie ?? '') ?? [];
  const id = request.headers[sessionHeader] ?? cookie;
  return typeof id === 'string' ? new Map([scheme('session_id'), ['sessionId', id]]) : undefined;
}

function success({ operation }: Route, value: unknown, isOld: boolean): Answer {
  const isVoid = operation.result.kind === 'void';
  const written = encode(operation.result, value, isOld ? 'listed' : 'clean');
  const isCreated = operation.name === 'create';
  const plain = isVoid ? 204 : operation.name.endsWith('$task') ? 202 : isCreated ? 201 : 200;
  const isSession = operation.service === 'com.vmware.cis.session' && isCreated;
  return {
    status: isOld ? 200 : plain,
    ...(!isVoid && { body: isOld ? `{"value":${written}}` : written }),
    ...(isSession && { cookie: `${String(value)};Path=${isOld ? '/rest' : '/api'}` }),
  };
}

/** HTTP has fewer errors than the API. */
const statuses: Readonly<Record<string, number>> = {
  unauthenticated: 401,
  unauthorized: 403,
  not_found: 404,
  operation_not_found: 404,
  service_unavailable: 503,
  timed_out: 504,
  internal_server_error: 500,
  resource_busy: 500,
  resource_inaccessible: 500,
  unable_to_allocate_resource: 500,
  concurrent_change: 500,
  canceled: 500,
};

function failure(error: VapiError, isOld: boolean): Answer {
  const isMissing = error.messages[0]?.id === notSimulatedId;
  const fields = encodeError(error, 'clean');
  return {
    status: isMissing ? 501 : (statuses[error.type] ?? 400),
    body: isOld ? `{"type":"${error.id}","value":${fields}}` : fields,
  };
}

function notFound(path: string): VapiError {
  const text = `No operation of the API stands at ${path}.`;
  return new VapiError('operation_not_found', [message('com.vmware.vapi.rest.notFound', text)]);
}

function noStream({ operation }: Route): VapiError {
  const text = `${operation.service}.${operation.name} answers with a stream, which REST cannot carry.`;
  return new VapiError('unsupported', [message('com.vmware.vapi.rest.stream', text)]);
}
