import type { IncomingMessage, ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { listenLocally } from '../../../../testing/local-server.ts';

/** What the scripted server was asked. */
export interface SeenCall {
  readonly service: string;
  readonly operation: string;
  readonly body: SeenBody;
  /** The request as text. */
  readonly text: string;
  readonly headers: IncomingMessage['headers'];
  readonly path: string;
  /** Tells connections apart. */
  readonly port: number;
}

interface SeenBody {
  readonly id: string;
  readonly params: {
    readonly serviceId: string;
    readonly operationId: string;
    readonly ctx: {
      readonly appCtx: Readonly<Record<string, string>>;
      readonly securityCtx?: Readonly<Record<string, unknown>>;
    };
    readonly input: { readonly STRUCTURE: { readonly 'operation-input': object } };
  };
}

/** An answer: an output or error of the operation, an error of JSON-RPC, raw text, frames, a status, or a cut connection. */
export type Reply =
  | { readonly output: unknown }
  | { readonly error: string; readonly text?: string; readonly fields?: object }
  | { readonly rpc: number; readonly message?: string; readonly id?: null }
  | {
      readonly raw: string;
      readonly type?: string;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly frames: Iterable<unknown> | AsyncIterable<unknown>; readonly cut?: boolean }
  | { readonly cut: true };

export type Script = (call: SeenCall) => Reply | Promise<Reply> | undefined;

export interface ScriptedServer {
  readonly url: string;
  readonly seen: readonly SeenCall[];
  /** Calls of one operation so far, `service operation` or an operation alone. */
  count(operation: string): number;
  close(): Promise<void>;
}

const STREAM = 'application/vnd.vmware.vapi.stream.json';
/** The secrets of the scripted server's sessions: this with a number behind it. */
export const SESSION = 'scripted-session-';

/** An error of the standard package as it is on the wire. */
export function errorValue(type: string, text = '', fields: object = {}): object {
  const message = { id: 'scripted', default_message: text, args: [] };
  return {
    ERROR: {
      [`com.vmware.vapi.std.errors.${type}`]: {
        messages:
          text === ''
            ? []
            : [{ STRUCTURE: { 'com.vmware.vapi.std.localizable_message': message } }],
        data: { OPTIONAL: null },
        error_type: { OPTIONAL: type.toUpperCase() },
        ...fields,
      },
    },
  };
}

/** One frame of a stream. */
export function frame(response: unknown): string {
  const text = JSON.stringify(response);
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

async function sendFrames(
  response: ServerResponse,
  id: string,
  { frames, cut = false }: Extract<Reply, { frames: unknown }>,
): Promise<void> {
  response.setHeader('content-type', STREAM);
  let open = true;
  response.on('close', () => {
    open = false;
  });
  for await (const output of frames) {
    if (!open) return;
    const result =
      typeof output === 'object' && output !== null && 'ERROR' in output
        ? { error: output }
        : { output };
    response.write(frame({ jsonrpc: '2.0', id, result }));
  }
  if (!cut) response.write(frame({ jsonrpc: '2.0', id, result: {} }));
  response.end();
}

async function send(response: ServerResponse, id: string, reply: Reply): Promise<void> {
  if ('frames' in reply) return sendFrames(response, id, reply);
  if ('cut' in reply) return void response.destroy();
  if ('raw' in reply) {
    const { type = 'application/json', status = 200, headers = {}, raw } = reply;
    return void response.writeHead(status, { 'content-type': type, ...headers }).end(raw);
  }
  response.setHeader('content-type', 'application/json');
  if ('rpc' in reply) {
    const error = { code: reply.rpc, message: reply.message ?? 'Invalid params.' };
    const named = reply.id === null ? null : id;
    return void response.end(JSON.stringify({ jsonrpc: '2.0', id: named, error }));
  }
  if ('error' in reply) {
    response.setHeader('vapi-error', `com.vmware.vapi.std.errors.${reply.error}`);
    const error = errorValue(reply.error, reply.text, reply.fields);
    return void response.end(JSON.stringify({ jsonrpc: '2.0', id, result: { error } }));
  }
  response.end(JSON.stringify({ jsonrpc: '2.0', id, result: { output: reply.output } }));
}

const providerInfo = {
  STRUCTURE: { 'com.vmware.vapi.std.introspection.provider.info': { id: 'p', checksum: 'c-1' } },
};

/** What the server answers to what the script leaves open; it counts its sessions. */
function standardReplies(): (call: SeenCall) => Reply {
  let sessions = 0;
  return ({ service, operation }) => {
    switch (`${service} ${operation}`) {
      case 'com.vmware.vapi.std.introspection.provider get':
        return { output: providerInfo };
      case 'com.vmware.cis.session create':
        sessions += 1;
        return { output: { SECRET: `${SESSION}${sessions}` } };
      case 'com.vmware.cis.session delete':
        return { output: null };
      default:
        return { error: 'operation_not_found', text: 'Invalid method' };
    }
  };
}

/** A server that answers by a script; sessions and the provider's checksum it has by itself. */
export async function startScripted(script: Script): Promise<ScriptedServer> {
  const seen: SeenCall[] = [];
  const standard = standardReplies();
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await textOf(request);
    const body = JSON.parse(text) as SeenBody;
    const { serviceId: service, operationId: operation } = body.params;
    const { headers, url: path = '', socket } = request;
    const port = socket.remotePort ?? 0;
    const call: SeenCall = { service, operation, body, text, headers, path, port };
    seen.push(call);
    await send(response, body.id, (await script(call)) ?? standard(call));
  };
  const server = await listenLocally((request, response) => void handle(request, response));
  return {
    ...server,
    seen,
    count: (name) =>
      seen.filter(
        ({ service, operation }) => name === operation || name === `${service} ${operation}`,
      ).length,
  };
}

/** Waits until a condition holds; the test's own time limit ends it otherwise. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
