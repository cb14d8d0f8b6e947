import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls';
import type { AnswerFault } from './answer-fault.ts';
import type { Exchange } from './exchange.ts';
import type { Pace } from './flow.ts';
import { ProxiedConnection, type Upstream } from './proxied-connection.ts';

/** What a server shows for itself: both PEM. */
export interface ProxyCertificate {
  readonly key: string;
  readonly cert: string;
}

/** How the proxy behaves towards clients that come anew. */
export type Door =
  /** They are let through. */
  | 'open'
  /** Their connections are closed at once. */
  | 'refusing'
  /** Their connections stand, and nothing ever comes of them. */
  | 'silent';

/** Stands before a server, in TLS, and does to its connections and answers what networks and gateways do. */
export class FaultProxy {
  readonly #server: Server;
  readonly #upstream: Upstream;
  readonly #connections = new Set<ProxiedConnection>();
  readonly #pace: Pace = { delayMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY };
  #secureContext: SecureContext;
  #planned: { readonly fault: AnswerFault; skip: number }[] = [];
  /** All requests so far. */
  readonly exchanges: Exchange[] = [];
  /** Towards clients that come anew. */
  door: Door = 'open';

  constructor(upstream: Upstream, certificate: ProxyCertificate) {
    this.#upstream = upstream;
    this.#secureContext = createSecureContext({ ...certificate });
    this.#server = createServer((socket) => this.#welcome(socket));
  }

  /** Begins to listen on any port of the loopback. @returns the address for a client */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  /** Connections of clients that stand now. */
  get open(): number {
    return [...this.#connections].filter(({ isOpen }) => isOpen).length;
  }

  /** @param orphaned the server is not notified */
  cut(by: 'end' | 'reset', orphaned: boolean): void {
    for (const connection of this.#connections) connection.cut(by, orphaned);
  }

  /** What stands now stands on, but nothing goes through it any more. */
  silence(): void {
    for (const connection of this.#connections) connection.silence();
  }

  slow(pace: Partial<Pace>): void {
    Object.assign(this.#pace, pace);
  }

  /** It happens to the answer of the next request, or of one that comes after so many others. */
  plan(fault: AnswerFault, skip: number): void {
    this.#planned.push({ fault, skip });
  }

  /** Whoever comes anew sees another certificate, and everybody has to. */
  useCertificate(certificate: ProxyCertificate): void {
    this.#secureContext = createSecureContext({ ...certificate });
    this.cut('end', false);
  }

  /** The network is well again. Connections that died stay dead. */
  heal(): void {
    this.door = 'open';
    this.slow({ delayMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY });
    this.#planned = [];
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #welcome(socket: Socket): void {
    socket.on('error', () => undefined);
    if (this.door === 'refusing') {
      socket.resetAndDestroy();
      return;
    }
    const secureContext = this.#secureContext;
    const connection = new ProxiedConnection({
      client: new TLSSocket(socket, { isServer: true, secureContext }),
      reset: () => void socket.resetAndDestroy(),
      upstream: this.#upstream,
      pace: this.#pace,
      faultOf: () => this.#takePlanned(),
      began: (exchange) => void this.exchanges.push(exchange),
    });
    if (this.door === 'silent') connection.silence();
    this.#connections.add(connection);
  }

  #takePlanned(): AnswerFault | undefined {
    const [first] = this.#planned;
    if (first === undefined) return undefined;
    if (first.skip > 0) {
      first.skip -= 1;
      return undefined;
    }
    this.#planned.shift();
    return first.fault;
  }
}
