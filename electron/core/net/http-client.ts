import { createGunzip } from 'node:zlib';
import { pipeline, type Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import type { TlsTrust } from './certificate.ts';
import { trustedConnector } from './connector.ts';
import { ConnectFailure, type PresentedCertificate, ResponseTooLargeError } from './errors.ts';
import { toNetError } from './failure.ts';

/** Limits in milliseconds; a request may give its own for headers and body. */
export interface HttpTimeouts {
  /** TCP and TLS handshake. Default 15 s. */
  readonly connectMs?: number;
  /** From the request to the first byte of the answer. Default 120 s. */
  readonly headersMs?: number;
  /** Longest silence within an answer. Default 60 s. */
  readonly bodyMs?: number;
}

export interface HttpClientOptions {
  /** Origin, e.g. `https://vc.example.org:443`. A path in it is ignored. */
  readonly origin: string;
  /** A Unix domain socket to speak HTTP over; `origin` then only names the Host header. */
  readonly socketPath?: string;
  readonly trust?: TlsTrust;
  readonly timeouts?: HttpTimeouts;
  /** Sockets at most; a long poll keeps one busy. Default 8. */
  readonly maxSockets?: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** One for all requests of an operation: by it is known whether anything of the operation was sent. */
  readonly signal?: AbortSignal;
  readonly headersTimeoutMs?: number;
  readonly bodyTimeoutMs?: number;
  /** Bytes of the decoded answer at most. Default: no limit. */
  readonly maxResponseBytes?: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; a repeated header keeps all its values. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The decoded answer. Iterate it to its end or leave the loop early: either frees the socket. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Throws the rest of the answer away. */
  discard(): Promise<void>;
}

/** What has sent a request, or is about to. */
const begun = new WeakSet<AbortSignal>();

/**
 * One server's sockets: HTTP/1.1 with keep-alive, gzip decoded as it streams in, certificate judged before
 * anything is sent. Cookies are the caller's.
 */
export class HttpClient {
  readonly origin: string;
  /** `host:port` or the path of the socket, as named in messages. */
  readonly server: string;
  readonly #agent: Agent;
  #certificate: PresentedCertificate | null = null;

  constructor(options: HttpClientOptions) {
    const url = new URL(options.origin);
    this.origin = url.origin;
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    this.server = options.socketPath ?? `${url.hostname}:${port}`;
    const timeouts = options.timeouts ?? {};
    this.#agent = new Agent({
      connections: options.maxSockets ?? 8,
      pipelining: 1,
      headersTimeout: timeouts.headersMs ?? 120_000,
      bodyTimeout: timeouts.bodyMs ?? 60_000,
      connect: trustedConnector(
        options.trust ?? {},
        timeouts.connectMs ?? 15_000,
        (certificate) => {
          this.#certificate = certificate;
        },
        options.socketPath,
      ),
    });
  }

  /** The accepted certificate of the latest connection; null over plain HTTP and before the first. */
  get certificate(): PresentedCertificate | null {
    return this.#certificate;
  }

  /**
   * Sends one request; resolves when the answer's headers are there.
   * @throws UnreachableError, TimeoutError, CertificateError, CancelledError; iterating the body throws the
   * same and ResponseTooLargeError. The first two are `unsent` where no connection stood and no other request came with the signal
   */
  async request(request: HttpRequest): Promise<HttpResponse> {
    const { signal } = request;
    const first = signal !== undefined && !begun.has(signal);
    if (first) begun.add(signal);
    let answer: Dispatcher.ResponseData;
    try {
      answer = await this.#agent.request({
        origin: this.origin,
        method: request.method,
        path: request.path,
        headers: { 'accept-encoding': 'gzip', ...request.headers },
        body: request.body ?? null,
        ...(signal === undefined ? {} : { signal }),
        ...(request.headersTimeoutMs === undefined
          ? {}
          : { headersTimeout: request.headersTimeoutMs }),
        ...(request.bodyTimeoutMs === undefined ? {} : { bodyTimeout: request.bodyTimeoutMs }),
      });
    } catch (error) {
      const unsent = first && error instanceof ConnectFailure;
      if (unsent) begun.delete(signal);
      throw toNetError(error, this.server, { signal, unsent });
    }
    const decoded = decode(answer);
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: bounded(decoded, this.server, request),
      discard: async () => {
        await answer.body.dump().catch(() => undefined);
      },
    };
  }

  /** Ends every socket at once; requests under way fail. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

function decode(answer: Dispatcher.ResponseData): Readable {
  const encoding = answer.headers['content-encoding'];
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return answer.body;
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  // The reader of gunzip sees the same error; without this callback it would also be unhandled.
  pipeline(answer.body, gunzip, () => undefined);
  return gunzip;
}

async function* bounded(
  body: Readable,
  server: string,
  request: HttpRequest,
): AsyncGenerator<Uint8Array, void, undefined> {
  const limit = request.maxResponseBytes ?? Number.POSITIVE_INFINITY;
  let total = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      total += chunk.byteLength;
      if (total > limit) {
        throw new ResponseTooLargeError(
          `${server} sent more than ${limit} bytes; the rest was not read.`,
        );
      }
      yield chunk;
    }
  } catch (error) {
    throw toNetError(error, server, { signal: request.signal });
  }
}
