import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certificate } from './certificate.ts';

/** Where to listen: a Unix domain socket, or an address and port. */
export type Where = { readonly path: string } | { readonly host: string; readonly port: number };

/** Takes a socket over, with what came after the request. */
export type OpenTunnel = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The listening end of a simulated server, HTTP or HTTPS, whose connections can be cut. */
export class Listener {
  readonly #server: Server | TlsServer;
  readonly #sockets = new Set<Socket>();
  #downUntil = 0;

  constructor(answer: RequestListener, certificate: Certificate | undefined) {
    this.#server =
      certificate === undefined
        ? createServer(answer)
        : createTlsServer({ key: certificate.key, cert: certificate.cert }, answer);
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

  /** Who asks to be put through (CONNECT) or to speak otherwise (Upgrade) is given the socket; without it, is hung up on. */
  onTunnel(event: 'connect' | 'upgrade', open: OpenTunnel): void {
    this.#server.on(event, open);
  }

  /** Rejects when the place is taken. */
  listen(where: Where): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
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

  /** New connections see another certificate; those that stand go on. @throws Error without TLS */
  replaceCertificate({ key, cert }: Certificate): void {
    if (!(this.#server instanceof TlsServer)) {
      throw new Error('The demo server was started without TLS: it has no certificate to change.');
    }
    this.#server.setSecureContext({ key, cert });
  }

  /** The same, and every client has to connect anew. @throws Error without TLS */
  useCertificate(certificate: Certificate): void {
    this.replaceCertificate(certificate);
    this.dropConnections();
  }

  async close(): Promise<void> {
    this.dropConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}
