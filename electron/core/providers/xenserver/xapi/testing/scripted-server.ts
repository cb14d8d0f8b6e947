import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the scripted server was asked. */
export interface SeenCall {
  readonly method: string;
  /** With the session. */
  readonly params: readonly unknown[];
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Tells connections apart. */
  readonly port: number;
  readonly body: string;
}

/** An answer: a result, a failure, raw text, a status, or a cut connection. */
export type Reply =
  | { readonly result: unknown }
  | { readonly failure: readonly string[]; readonly headers?: Readonly<Record<string, string>> }
  | { readonly raw: string; readonly type?: string }
  | { readonly status: number }
  | { readonly cut: true };

export type Script = (call: SeenCall) => Reply | Promise<Reply> | undefined;

export interface ScriptedServer {
  readonly url: string;
  readonly port: number;
  readonly seen: readonly SeenCall[];
  /** Calls of one method so far. */
  count(method: string): number;
  close(): Promise<void>;
}

export const SESSION = 'OpaqueRef:session-1';

/** What a quiet pool answers to the calls that every test makes. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  'session.login_with_password': SESSION,
  'session.logout': '',
  'pool.get_all': ['OpaqueRef:pool'],
  'event.inject': 't0',
};

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}

/** Of an XML-RPC request only texts are read, which is all that scripts look at. */
function readCall(body: string): { readonly method: string; readonly params: readonly unknown[] } {
  if (body.startsWith('{')) return JSON.parse(body) as ReturnType<typeof readCall>;
  const method = /<methodName>(.*?)<\/methodName>/.exec(body)?.[1] ?? '';
  return { method, params: [...body.matchAll(/<string>(.*?)<\/string>/g)].map(([, text]) => text) };
}

/** A request listener that answers by a script over JSON-RPC; what the script leaves open gets a plausible answer. */
export function scriptedListener(script: Script, seen: SeenCall[]): RequestListener {
  return (request, response) =>
    void (async () => {
      const body = await textOf(request);
      const { method, params } = readCall(body);
      const { url: path = '', headers, socket } = request;
      const call = { method, params, path, headers, port: socket.remotePort ?? 0, body };
      seen.push(call);
      const standard: Reply =
        method in DEFAULTS
          ? { result: DEFAULTS[method] }
          : method.endsWith('.get_all_records')
            ? { result: {} }
            : { failure: ['MESSAGE_METHOD_UNKNOWN', method] };
      const reply = (await script(call)) ?? standard;
      if ('cut' in reply) return void response.destroy();
      if ('status' in reply) return void response.writeHead(reply.status).end();
      if ('raw' in reply) {
        response.setHeader('content-type', reply.type ?? 'application/json');
        return void response.end(reply.raw);
      }
      response.setHeader('content-type', 'application/json');
      if ('result' in reply) {
        return void response.end(JSON.stringify({ jsonrpc: '2.0', result: reply.result, id: 1 }));
      }
      const [message, ...data] = reply.failure;
      for (const [name, value] of Object.entries(reply.headers ?? {})) {
        response.setHeader(name, value);
      }
      const error = { code: 1, message, data };
      return void response.end(JSON.stringify({ jsonrpc: '2.0', error, id: 1 }));
    })();
}

/** Starts a scripted server on loopback, or on a Unix domain socket. */
export async function startScripted(script: Script, socketPath?: string): Promise<ScriptedServer> {
  const seen: SeenCall[] = [];
  const server = createServer(scriptedListener(script, seen));
  await listen(server, socketPath);
  const port = socketPath === undefined ? (server.address() as AddressInfo).port : 0;
  return {
    url: socketPath ?? `http://127.0.0.1:${port}`,
    port,
    seen,
    count: (method) => seen.filter((call) => call.method === method).length,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function listen(server: Server, socketPath: string | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (socketPath === undefined) server.listen(0, '127.0.0.1', resolve);
    else server.listen(socketPath, resolve);
  });
}

/** Waits until a condition holds; the test's own time limit ends it otherwise. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
