import type { IncomingMessage, ServerResponse } from 'node:http';
import { displayName } from '../../sessions/session-store.ts';
import type { VapiSession } from '../sessions/session-store.ts';
import { authenticationFailed, authenticationRequired, message, VapiError } from '../wire/error.ts';
import type { Client, VapiWorld } from './call.ts';

/**
 * Sessions by REST, with which most automation logs in: `/api/session`, and `/rest/com/vmware/cis/session` of 6.5 and later, whose
 * answers stand in `value` and which has `?~action=get` beside GET. Other resources are not simulated, and say so.
 */

/** Header, and cookie, that carries the session's id. */
const sessionHeader = 'vmware-api-session-id';

/** Paths of REST: all that is below `/api/` and `/rest/`. */
export function isRest(path: string): boolean {
  return path.startsWith('/api/') || path === '/rest' || path.startsWith('/rest/');
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** The session's id with the paths that it counts for. */
  readonly cookie?: string;
}

/** Answers a request of REST. */
export function answerRest(
  world: VapiWorld,
  request: IncomingMessage,
  response: ServerResponse,
  client: Client,
): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server');
  const old = pathname.startsWith('/rest');
  let answer: Answer;
  try {
    answer = isSessionPath(pathname)
      ? session(world, request, client, { old, action: searchParams.get('~action') })
      : notSimulated(world, request, client, pathname);
  } catch (error) {
    if (!(error instanceof VapiError)) throw error;
    answer = failure(error, old);
  }
  send(response, answer);
  request.resume();
}

function isSessionPath(path: string): boolean {
  return path === '/api/session' || path === '/rest/com/vmware/cis/session';
}

function session(
  world: VapiWorld,
  request: IncomingMessage,
  client: Client,
  { old, action }: { readonly old: boolean; readonly action: string | null },
): Answer {
  const value = (content: unknown): unknown => (old ? { value: content } : content);
  const method = old && action === 'get' && request.method === 'POST' ? 'GET' : request.method;
  switch (method) {
    case 'POST': {
      const { id } = create(world, request, client);
      return {
        status: old ? 200 : 201,
        body: value(id),
        cookie: `${id};Path=${old ? '/rest' : '/api'}`,
      };
    }
    case 'GET': {
      const { user, created, lastAccess } = own(world, request, client);
      const body = {
        user: displayName(user),
        created_time: created,
        last_accessed_time: lastAccess,
      };
      return { status: 200, body: value(body) };
    }
    case 'DELETE':
      world.sessions.end(own(world, request, client));
      return { status: old ? 200 : 204 };
    default:
      return { status: 405 };
  }
}

/** @throws VapiError unauthenticated, service_unavailable */
function create(world: VapiWorld, request: IncomingMessage, client: Client): VapiSession {
  const [, encoded] = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (encoded === undefined) throw authenticationRequired(client.challenge);
  const [name = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const user = world.directory.authenticate(name, password.join(':'));
  if (user === undefined) throw authenticationFailed(client.challenge);
  return world.sessions.create(user, client);
}

/** The session that a request is made in. @throws VapiError unauthenticated */
function own(world: VapiWorld, request: IncomingMessage, client: Client): VapiSession {
  const [, cookie] =
    /(?:^|;\s*)vmware-api-session-id="?([^";\s]+)/.exec(request.headers.cookie ?? '') ?? [];
  const id = request.headers[sessionHeader] ?? cookie;
  const found = typeof id === 'string' ? world.sessions.find(id) : undefined;
  if (found === undefined) throw authenticationRequired(client.challenge);
  found.lastAccess = world.vim.estate.now();
  return found;
}

/** @throws VapiError unauthenticated */
function notSimulated(
  world: VapiWorld,
  request: IncomingMessage,
  client: Client,
  path: string,
): Answer {
  own(world, request, client);
  const text = `The demo estate does not simulate ${path} by REST; it does by JSON-RPC, at /api.`;
  return {
    status: 501,
    body: { error_type: 'UNSUPPORTED', messages: [message('vapi.rest.unsupported', text)] },
  };
}

const statuses: Readonly<Record<string, number>> = {
  unauthenticated: 401,
  service_unavailable: 503,
};

function failure(error: VapiError, old: boolean): Answer {
  const { error_type, messages, challenge } = error.toFields();
  const status = statuses[error.type] ?? 500;
  const body = old
    ? { type: error.id, value: { error_type, messages } }
    : { error_type, messages, challenge };
  return { status, body };
}

function send(response: ServerResponse, { status, body, cookie }: Answer): void {
  if (cookie !== undefined)
    response.setHeader('Set-Cookie', `${sessionHeader}=${cookie};Secure;HttpOnly`);
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
