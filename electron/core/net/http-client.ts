import { Agent, type Dispatcher } from 'undici';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { boundedBody, type BodyBounds } from './bounded-body.ts';
import { BOUNDS } from './bounds.ts';
import type { TlsTrust } from './certificate.ts';
import { trustedConnector } from './connector.ts';
import { decodeContent } from './content-encoding.ts';
import { ConnectFailure, type PresentedCertificate, TimeoutError } from './errors.ts';
import { firstAnswer } from './first-answer.ts';
import { type NetErrorOptions, toNetError } from './failure.ts';

/** Limits in milliseconds; a request may give its own for headers and body. */
export interface HttpTimeouts {
  /** TCP and TLS handshake. Default 15 s. */
  readonly connectMs?: number;
  /** From the request to the first byte of the answer. Default 120 s. */
  readonly headersMs?: number;
  /** Longest silence within an answer. Default 30 s. */
  readonly bodyMs?: number;
  /** How long an answer may come as slowly as it likes; from then on BOUNDS.bytesPerSecond counts. Default 60 s. */
  readonly graceMs?: number;
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
  /** It changes nothing, and is sent once more whenever no answer has begun for so long; see firstAnswer. */
  readonly repeatMs?: number;
  /** Bytes of the decoded answer at most. Default: BOUNDS.streamedBytes. */
  readonly maxResponseBytes?: number;
  /** The answer lasts as long as the server has something to say: it may come as slowly as that. */
  readonly endless?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; a repeated header keeps all its values. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The decoded answer. Iterate it to its end or leave the loop early: either frees the socket. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Throws the rest of the answer away. */
  discard(): Promise<void>;
  /** Ends the answer where it is, and its socket with it. */
  abandon(): void;
}

/** How long the rest of an answer that nobody wants may take before its socket is given up. */
const DISCARD_MS = 3000;

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
  readonly #makeAgent: () => Agent;
  #agent: Agent;
  /** Those that end with the last request that is under way on them. */
  readonly #retired = new Set<Agent>();
  readonly #graceMs: number;
  #certificate: PresentedCertificate | null = null;

  constructor(options: HttpClientOptions) {
    const url = new URL(options.origin);
    this.origin = url.origin;
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    this.server = options.socketPath ?? `${url.hostname}:${port}`;
    const timeouts = options.timeouts ?? {};
    this.#graceMs = timeouts.graceMs ?? BOUNDS.graceMs;
    this.#makeAgent = () =>
      new Agent({
        connections: options.maxSockets ?? 8,
        pipelining: 1,
        headersTimeout: timeouts.headersMs ?? BOUNDS.headersMs,
        bodyTimeout: timeouts.bodyMs ?? BOUNDS.silenceMs,
        maxHeaderSize: BOUNDS.headerBytes,
        // Whatever the server offers: the longer a socket idles, the likelier it is dead, and nobody has been notified.
        keepAliveMaxTimeout: BOUNDS.idleMs,
        connect: trustedConnector(
          options.trust ?? {},
          timeouts.connectMs ?? BOUNDS.connectMs,
          (certificate) => {
            this.#certificate = certificate;
          },
          options.socketPath,
        ),
      });
    this.#agent = this.#makeAgent();
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
  async request({ repeatMs, ...request }: HttpRequest): Promise<HttpResponse> {
    if (repeatMs === undefined) return this.#send(request);
    const { signal } = request;
    let isFirst = true;
    const send = (either: AbortSignal): Promise<HttpResponse> => {
      // What stood may be dead, and swallow this one too.
      if (!isFirst) this.#renewSockets();
      isFirst = false;
      return this.#send({ ...request, signal: either });
    };
    return firstAnswer(send, { everyMs: repeatMs, signal });
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    const { signal } = request;
    const first = signal !== undefined && !begun.has(signal);
    if (first) begun.add(signal);
    const agent = this.#agent;
    let answer: Dispatcher.ResponseData;
    try {
      answer = await agent.request({
        origin: this.origin,
        method: request.method,
        path: request.path,
        headers: { 'accept-encoding': 'gzip', ...request.headers },
        body: request.body ?? null,
        ...onlyDefined({
          signal,
          headersTimeout: request.headersTimeoutMs,
          bodyTimeout: request.bodyTimeoutMs,
        }),
      });
    } catch (error) {
      const unsent = first && error instanceof ConnectFailure;
      if (unsent) begun.delete(signal);
      throw this.#failed(agent, error, { signal, unsent });
    }
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: this.#body(agent, answer, request),
      discard: () => discard(answer),
      abandon: () => void answer.body.destroy(),
    };
  }

  /** What is decoded when it is read; an answer that nobody reads is not looked at. */
  async *#body(
    agent: Agent,
    answer: Dispatcher.ResponseData,
    request: HttpRequest,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const bounds: BodyBounds = {
      server: this.server,
      bytes: request.maxResponseBytes ?? BOUNDS.streamedBytes,
      // A long poll may send its headers at once and keep its body back.
      graceMs: request.endless === true ? null : this.#graceMs + (request.headersTimeoutMs ?? 0),
    };
    try {
      const header = answer.headers['content-encoding'];
      yield* boundedBody(decodeContent(answer.body, header, this.server), bounds);
    } catch (error) {
      void discard(answer);
      throw this.#failed(agent, error, { signal: request.signal });
    }
  }

  /** Ends every socket at once; requests under way fail. */
  async close(): Promise<void> {
    await Promise.all([this.#agent, ...this.#retired].map((agent) => agent.destroy()));
  }

  /**
   * Where an answer stays away the way to the server may be dead, and with it each socket that stood: whoever asks next gets a new one,
   * and does not wait for the same once more. What is under way on the others is left its time.
   */
  #failed(agent: Agent, thrown: unknown, options: NetErrorOptions): Error {
    const error = toNetError(thrown, this.server, options);
    const isSilent = error instanceof TimeoutError && !(thrown instanceof ConnectFailure);
    if (isSilent && agent === this.#agent) this.#renewSockets();
    return error;
  }

  /** Whoever asks from now on gets a new socket; what is under way on the others ends there. */
  #renewSockets(): void {
    const agent = this.#agent;
    this.#agent = this.#makeAgent();
    this.#retired.add(agent);
    const gone = (): void => void this.#retired.delete(agent);
    // It fails where all of them were ended meanwhile.
    agent.close().then(gone, gone);
  }
}

/** Throws an answer away: what is short is read to its end, which keeps the socket; what is not ends with it. */
async function discard(answer: Dispatcher.ResponseData): Promise<void> {
  const signal = AbortSignal.timeout(DISCARD_MS);
  await answer.body.dump({ limit: 64 * 1024, signal }).catch(() => undefined);
}
