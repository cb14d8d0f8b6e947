import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Disposer } from '#shared/contract/define.ts';
import type { Port } from '#shared/link/message.ts';
import { commonHeaders } from '../hosting/page.ts';
import { Access } from './access.ts';
import { pathOf, type ServePage } from './page-files.ts';
import {
  bracketed,
  isExpectedHost,
  isSameOrigin,
  isWildcard,
  offeredSecrets,
  serverNames,
} from './request-guard.ts';
import { SocketBudget } from './socket-budget.ts';
import { maximumFrameBytes, webSocketPort } from './web-socket-port.ts';

export interface BrowserServerOptions {
  readonly servePage: ServePage;
  /** Serves the link of one window. */
  readonly attach: (port: Port) => Disposer;
  /** Called when a token was used up. */
  readonly letIn?: () => void;
  /**
   * Takes a WebSocket that a page of this host opens besides the link; false if it is none that it knows. Not admitted by a secret.
   * While Moref is developed only.
   */
  readonly upgradeOther?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  readonly host: string;
  readonly port: number;
  /** Names and addresses of this machine, by which it may be called when it listens on all of them. */
  readonly ownNames: readonly string[];
  /** Windows that may be open at once. Default 64. */
  readonly maximumLinks?: number;
}

export interface BrowserServer {
  readonly port: number;
  /** An address that lets one browser in, once. The token is in its fragment, which no browser sends by itself. */
  address(): string;
  close(): Promise<void>;
}

/** Where the page opens its WebSocket. */
const linkPath = '/link';
/** Where the page exchanges its token for the secret, and asks whether the secret that it has is still good. */
const sessionPath = '/session';
/** The WebSocket's sub-protocol; the page offers the secret as another. */
const linkProtocol = 'moref';
/** A caller who has not said within this time what it wants is hung up on, milliseconds. */
const patience = 10_000;

const refusedHost = 'Moref is not known by this name.\n';
const refusedMethod = 'Moref answers GET and HEAD only.\n';
const refusedSession = 'This token or secret is not good, or not good any more.\n';

/**
 * Serves page and link over HTTP. The page is everybody's; the link is for pages that were let in with a one-time token.
 *
 * @throws Error (EADDRINUSE, EACCES, EADDRNOTAVAIL) if it cannot listen there.
 */
export async function startBrowserServer(options: BrowserServerOptions): Promise<BrowserServer> {
  const server = new HttpAndLink(options);
  await server.listen();
  return server;
}

class HttpAndLink implements BrowserServer {
  readonly #options: BrowserServerOptions;
  readonly #access = new Access();
  readonly #names: ReturnType<typeof serverNames>;
  readonly #server: Server;
  readonly #budget: SocketBudget;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maximumFrameBytes,
    perMessageDeflate: false,
    handleProtocols: () => linkProtocol,
  });

  constructor(options: BrowserServerOptions) {
    this.#options = options;
    this.#names = serverNames(options.host, options.ownNames);
    this.#server = createServer(
      { headersTimeout: patience, requestTimeout: patience, connectionsCheckingInterval: patience },
      (request, response) => this.#answer(request, response),
    );
    this.#budget = new SocketBudget(this.#server);
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  async listen(): Promise<void> {
    this.#server.listen(this.#options.port, this.#options.host);
    await once(this.#server, 'listening');
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  address(): string {
    const origin = `http://${bracketed(reachableAt(this.#options.host))}:${this.port}`;
    return `${origin}/#token=${this.#access.issueToken()}`;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const webSocket of this.#sockets.clients) webSocket.terminate();
    this.#server.closeAllConnections();
    await closed;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { host } = request.headers;
    if (!isExpectedHost(host, this.#names)) return refuse(response, 403, refusedHost);
    if (request.method === 'POST' && pathOf(request) === sessionPath)
      return this.#beginSession(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, refusedMethod);
    this.#options.servePage(request, response, [`ws://${host}`]);
  }

  /** Takes a token or the secret as a header, which makes a page of another origin ask first, and be refused. */
  #beginSession(request: IncomingMessage, response: ServerResponse): void {
    const { host, origin, authorization = '' } = request.headers;
    const brought = /^Bearer ([\w-]+)$/.exec(authorization)?.[1];
    if (brought === undefined || !isSameOrigin({ host, origin }))
      return refuse(response, 403, refusedSession);
    const redeemed = this.#access.redeem(brought);
    if (redeemed === undefined && !this.#access.admits(brought))
      return refuse(response, 403, refusedSession);
    if (redeemed !== undefined) this.#options.letIn?.();
    response.writeHead(200, {
      ...commonHeaders,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(redeemed ?? brought);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { maximumLinks = 64, attach, upgradeOther } = this.#options;
    const { host, origin, 'sec-websocket-protocol': protocols } = request.headers;
    const own = isExpectedHost(host, this.#names) && isSameOrigin({ host, origin });
    if (own && upgradeOther?.(request, socket, head) === true) return;
    const admitted =
      own &&
      pathOf(request) === linkPath &&
      offeredSecrets(protocols, linkProtocol).some((secret) => this.#access.admits(secret));
    if (!admitted) return hangUp(socket, '403 Forbidden');
    if (this.#sockets.clients.size >= maximumLinks)
      return hangUp(socket, '503 Service Unavailable');
    this.#budget.admit(socket as Socket);
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      attach(webSocketPort(webSocket));
    });
  }
}

/** An address, not the name localhost: who else listens on this port of another loopback address must not be reached instead. */
function reachableAt(host: string): string {
  if (!isWildcard(host)) return host;
  return host === '::' ? '::1' : '127.0.0.1';
}

/** From here on the socket is ours, and so are its errors: a peer that hangs up must not end the program. */
function hangUp(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...commonHeaders,
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(text);
}
