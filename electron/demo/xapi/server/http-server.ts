import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import type { Certificate } from '../../server/certificate.ts';

/** An answer in full; xapi never compresses. */
export interface Answer {
  readonly status?: number;
  readonly type: 'text/xml' | 'application/json' | 'text/html';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers the body of a POST. */
export type Answerer = (
  request: IncomingMessage,
  body: string,
  signal: AbortSignal,
) => Promise<Answer>;

/** xapi's limit for the body of a call. */
const largestBody = 300 * 1024;

const page = (text: string): string => `<html><body><h1>${text}</h1></body></html>\n`;

/** One listener of a host: HTTP, HTTPS or a Unix domain socket. */
export class HttpServer {
  readonly #server: Server | TlsServer;
  readonly #answer: Answerer;
  readonly #sockets = new Set<Socket>();
  #downUntil = 0;

  constructor(answer: Answerer, certificate: Certificate | undefined) {
    this.#answer = answer;
    const listener: RequestListener = (request, response) => {
      void this.#handle(request, response);
    };
    this.#server =
      certificate === undefined
        ? createServer(listener)
        : createTlsServer({ key: certificate.key, cert: certificate.cert }, listener);
    this.#server.keepAliveTimeout = 120_000;
    this.#server.requestTimeout = 0;
    this.#server.on('connection', (socket: Socket) => {
      if (Date.now() < this.#downUntil) {
        socket.destroy();
        return;
      }
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** Listens on a path, or on an address and port. Rejects when that is taken. */
  listen(where: { readonly path: string } | { readonly host: string; readonly port: number }) {
    return new Promise<AddressInfo>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(where, () => {
        this.#server.off('error', reject);
        resolve(this.#server.address() as AddressInfo);
      });
    });
  }

  /** Cuts all connections; new ones are refused for so many seconds. */
  dropConnections(seconds = 0): void {
    this.#downUntil = Date.now() + seconds * 1000;
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  async close(): Promise<void> {
    this.dropConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const abort = new AbortController();
    response.on('close', () => abort.abort());
    try {
      send(response, await this.#route(request, abort.signal));
    } catch (error) {
      if (!response.destroyed) {
        const reason = error instanceof Error ? error.message : String(error);
        send(response, { status: 500, type: 'text/html', body: page(escapeHtml(reason)) });
      }
    }
  }

  async #route(request: IncomingMessage, signal: AbortSignal): Promise<Answer> {
    switch (request.method) {
      case 'POST':
        return this.#post(request, signal);
      case 'OPTIONS':
        request.resume();
        return { type: 'text/html', body: '', headers: preflight(request) };
      default:
        request.resume();
        return /^\/(?:\?|$)/.test(request.url ?? '')
          ? { type: 'text/html', body: page('XenServer demo pool') }
          : { status: 404, type: 'text/html', body: page('404 Not found') };
    }
  }

  async #post(request: IncomingMessage, signal: AbortSignal): Promise<Answer> {
    const length = request.headers['content-length'];
    if (length === undefined) {
      request.resume();
      return { status: 411, type: 'text/html', body: page('We require a content-length') };
    }
    if (Number(length) > largestBody) {
      request.resume();
      return { status: 413, type: 'text/html', body: page('Request entity too large') };
    }
    return this.#answer(request, await readText(request), signal);
  }
}

function preflight(request: IncomingMessage): Record<string, string> {
  const asked = request.headers['access-control-request-headers'];
  const headers = [...(asked === undefined ? [] : [asked]), 'X-Requested-With'].join(', ');
  return { 'Access-Control-Allow-Headers': headers, 'Access-Control-Allow-Methods': 'PUT' };
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) {
    return;
  }
  const body = Buffer.from(answer.body, 'utf8');
  response.writeHead(answer.status ?? 200, {
    'Content-Type': answer.type,
    'Content-Length': body.length,
    'Cache-Control': 'no-cache, no-store',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'X-Requested-With',
    ...answer.headers,
  });
  response.end(body);
}
