import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Disposer } from '#shared/contract/define.ts';
import type { Port } from '#shared/link/message.ts';
import { commonHeaders, type Page } from '../hosting/page.ts';
import { Access } from './access.ts';
import {
  isExpectedHost,
  isSameOrigin,
  serverNames,
  bracketed,
  isWildcard,
} from './request-guard.ts';
import { maximumMessageBytes, webSocketPort } from './web-socket-port.ts';

export interface BrowserServerOptions {
  readonly page: Page;
  /** Serves the link of one window. */
  readonly attach: (port: Port) => Disposer;
  readonly host: string;
  readonly port: number;
  /** Names and addresses of this machine, by which it may be called when it listens on all of them. */
  readonly ownNames: readonly string[];
}

export interface BrowserServer {
  readonly port: number;
  /** An address that lets one browser in, once. */
  address(): string;
  close(): Promise<void>;
}

/** Where the page opens its WebSocket. */
const linkPath = '/link';

const refusedToken =
  'This address has been used already, or it has expired. Press Enter in the terminal where Moref runs for a new one.\n';
const refusedVisitor =
  'Moref serves only a browser that was let in. Open the address that Moref printed in its terminal; Enter there prints a new one.\n';
const refusedHost = 'Moref is not known by this name.\n';

/**
 * Serves page and link over HTTP to browsers that were let in with a one-time token.
 *
 * @throws Error (EADDRINUSE, EACCES, EADDRNOTAVAIL) if it cannot listen there.
 */
export async function startBrowserServer(options: BrowserServerOptions): Promise<BrowserServer> {
  const access = new Access();
  const names = serverNames(options.host, options.ownNames);
  const server = createServer((request, response) => answer(request, response));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maximumMessageBytes,
    perMessageDeflate: false,
  });

  function listeningPort(): number {
    return (server.address() as AddressInfo).port;
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { host, cookie } = request.headers;
    if (!isExpectedHost(host, names)) return refuse(response, 403, refusedHost);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, 'Moref answers GET and HEAD only.\n');
    const { path, token } = readTarget(request.url ?? '/');
    const admitted = access.admits(cookie, listeningPort());
    if (token !== null) {
      const redeemed = access.redeem(token);
      if (!redeemed && !admitted) return refuse(response, 403, refusedToken);
      return letIn(response, redeemed ? access.setCookie(listeningPort()) : undefined);
    }
    if (!admitted) return refuse(response, 403, refusedVisitor);
    const { status, headers, body } = options.page.answer(path, [`ws://${host}`]);
    response.writeHead(status, { ...headers, 'content-length': body.byteLength });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { host, origin, cookie } = request.headers;
    const accepted =
      readTarget(request.url ?? '/').path === linkPath &&
      isExpectedHost(host, names) &&
      isSameOrigin({ host, origin }) &&
      access.admits(cookie, listeningPort());
    if (!accepted) {
      // From here on the socket is ours, and so are its errors: a peer that hangs up must not end the program.
      socket.on('error', () => socket.destroy());
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      options.attach(webSocketPort(webSocket));
    });
  }

  server.on('upgrade', upgrade);
  server.listen(options.port, options.host);
  await once(server, 'listening');

  return {
    port: listeningPort(),
    address: () => {
      const host = isWildcard(options.host) ? 'localhost' : bracketed(options.host);
      return `http://${host}:${listeningPort()}/?token=${access.issueToken()}`;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const webSocket of sockets.clients) webSocket.terminate();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The path as it came, never normalised: the page's files are found by their exact path. */
function readTarget(target: string): { readonly path: string; readonly token: string | null } {
  const [path = '/', query] = target.split('?', 2);
  return { path, token: new URLSearchParams(query).get('token') };
}

function letIn(response: ServerResponse, cookie: string | undefined): void {
  response.writeHead(303, {
    ...commonHeaders,
    location: '/',
    'cache-control': 'no-store',
    ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
  });
  response.end();
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...commonHeaders,
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
  });
  response.end(text);
}
