import { createHash, X509Certificate } from 'node:crypto';
import { makeCertificate } from '../../server/certificate.ts';
import type { Certificate } from '../../server/certificate.ts';
import type { Consoles } from '../consoles/consoles.ts';
import type { Operations } from './dispatch.ts';
import { answerPost } from './host.ts';
import { HttpServer } from './http-server.ts';
import type { World } from './world.ts';

/** One host of the pool that listens. */
export interface Endpoint {
  /** As other hosts and HOST_IS_SLAVE name it: an IP address, with a port where its port is not the coordinator's. */
  readonly address: string;
  readonly url: string;
  readonly certificate: Certificate | undefined;
  readonly server: HttpServer;
}

export interface EndpointOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly members: number;
  readonly unixSocket: string | undefined;
}

/** The hosts that listen, and which of them is the coordinator. */
export class Endpoints {
  readonly all: Endpoint[] = [];
  #coordinator = 0;
  #socket: HttpServer | undefined;
  #world: World | undefined;
  #consoles: Consoles | undefined;
  readonly #operations: Operations;

  constructor(operations: Operations) {
    this.#operations = operations;
  }

  get coordinator(): Endpoint {
    const endpoint = this.all[this.#coordinator];
    if (endpoint === undefined) {
      throw new Error('The pool does not listen.');
    }
    return endpoint;
  }

  /** Calls are answered from here on; before, they are refused. */
  serve(world: World, consoles: Consoles): void {
    this.#world = world;
    this.#consoles = consoles;
  }

  /** Rejects when a port or the socket's path is taken. */
  async listen(options: EndpointOptions): Promise<void> {
    const first = await this.#start(options.host, options.port, options.tls, undefined);
    for (let index = 1; index <= options.members; index += 1) {
      await this.#startMember(options, first, index);
    }
    if (options.unixSocket !== undefined) {
      this.#socket = this.#server(() => this.all[0], true, undefined);
      await this.#socket.listen({ path: options.unixSocket });
    }
  }

  /** The coordinator's part goes to the next host. */
  moveCoordinator(): Endpoint {
    if (this.all.length < 2) {
      throw new Error('A failover needs a pool that was started with members.');
    }
    this.#coordinator = (this.#coordinator + 1) % this.all.length;
    return this.coordinator;
  }

  dropConnections(seconds = 0): void {
    for (const { server } of this.all) {
      server.dropConnections(seconds);
    }
    this.#socket?.dropConnections(seconds);
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map(({ server }) => server.close()));
    await this.#socket?.close();
  }

  /**
   * A member has the coordinator's port on a loopback address of its own, as hosts have; where the system has only one
   * loopback address (macOS), it has a port of its own, and its address carries it.
   */
  async #startMember(options: EndpointOptions, port: number, index: number): Promise<void> {
    const octets = /^127\.0\.0\.(\d+)$/.exec(options.host);
    if (octets !== null) {
      const host = `127.0.0.${Number(octets[1]) + index}`;
      try {
        await this.#start(host, port, options.tls, port);
        return;
      } catch {
        // Taken, or no such address here
      }
    }
    await this.#start(options.host, 0, options.tls, port);
  }

  async #start(
    host: string,
    port: number,
    tls: boolean,
    usual: number | undefined,
  ): Promise<number> {
    const certificate = tls ? makeCertificate(new Date(), 'xcp.demo.example') : undefined;
    const index = this.all.length;
    const server = this.#server(() => this.all[index], false, certificate);
    const bound = await server.listen({ host, port });
    const name = host.includes(':') ? `[${host}]` : host;
    const withPort = usual !== undefined && bound.port !== usual;
    this.all.push({
      address: withPort ? `${name}:${bound.port}` : host,
      url: `${tls ? 'https' : 'http'}://${name}:${bound.port}`,
      certificate,
      server,
    });
    return bound.port;
  }

  #server(
    self: () => Endpoint | undefined,
    isLocal: boolean,
    certificate: Certificate | undefined,
  ): HttpServer {
    const coordinator = () => {
      const endpoint = this.coordinator;
      // Calls on a member's own socket are forwarded to the coordinator
      return isLocal || endpoint === self()
        ? undefined
        : { address: endpoint.address, thumbprints: thumbprints(endpoint.certificate) };
    };
    return new HttpServer(
      (request, body, signal) => {
        if (this.#world === undefined) {
          throw new Error('The pool is starting.');
        }
        const host = { world: this.#world, operations: this.#operations, coordinator, isLocal };
        return answerPost(host, request, body, signal);
      },
      (request, socket, head) => {
        const address = self()?.address;
        if (this.#consoles === undefined || address === undefined) {
          socket.destroy();
        } else {
          this.#consoles.open({ request, socket, head, address });
        }
      },
      certificate,
    );
  }
}

/** SHA-256 and SHA-1 of a certificate, upper-case hexadecimal pairs with colons. */
export function thumbprints(certificate: Certificate | undefined) {
  if (certificate === undefined) {
    return undefined;
  }
  const sha1 = createHash('sha1').update(new X509Certificate(certificate.cert).raw).digest('hex');
  return {
    sha256: certificate.fingerprint,
    sha1: sha1.toUpperCase().replace(/..(?=.)/g, '$&:'),
  };
}
