import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import type { Certificate } from '../../server/certificate.ts';
import { Listener, type OpenTunnel, type Where } from '../../server/listener.ts';

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
  readonly #listener: Listener;
  readonly #answer: Answerer;

  constructor(answer: Answerer, console: OpenTunnel, certificate: Certificate | undefined) {
    this.#answer = answer;
    this.#listener = new Listener(
      (request, response) => void this.#handle(request, response),
      certificate,
    );
    this.#listener.onTunnel('connect', console);
  }

  listen(where: Where): Promise<AddressInfo> {
    return this.#listener.listen(where);
  }

  dropConnections(seconds?: number): void {
    this.#listener.dropConnections(seconds);
  }

  close(): Promise<void> {
    return this.#listener.close();
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
