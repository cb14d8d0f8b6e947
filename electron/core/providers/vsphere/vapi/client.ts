import { BOUNDS } from '../../../net/bounds.ts';
import type { TlsTrust } from '../../../net/certificate.ts';
import type { PresentedCertificate } from '../../../net/errors.ts';
import type { UnreadableLog } from '../../../net/unreadable-log.ts';
import { HttpClient, type HttpTimeouts } from '../../../net/http-client.ts';
import type { CallOptions, Input, InvokeOptions, OperationId, Output, ServiceId } from './call.ts';
import { Discovery } from './discovery/discovery.ts';
import { VapiError } from './errors.ts';
import { type ApiModel, apiModel } from './model/api-model.ts';
import type { OperationSpec } from './model/type-spec.ts';
import { Endpoint, undeclared } from './rpc/endpoint.ts';
import type { Credentials } from './security/security-context.ts';
import { keepAlive, type Timers } from '../../../net/keep-alive.ts';
import { Session } from './session/vapi-session.ts';
import type { VapiValue } from './values.ts';

export interface VapiOptions {
  /** e.g. `https://vc.example.org`; the path defaults to `/api`. */
  readonly url: string;
  readonly trust?: TlsTrust;
  readonly timeouts?: HttpTimeouts;
  /** A session has stood there: what answers otherwise stands in the place of the server. */
  readonly stood?: boolean | undefined;
  /** Ends the attempt to connect. */
  readonly signal?: AbortSignal;
  /** How often session.get keeps a session from idling out. Default 2 minutes; 0 turns it off. */
  readonly keepAliveMs?: number;
  readonly timers?: Timers;
  /** Members of every call's application context. They become headers: no secrets. */
  readonly appCtx?: Readonly<Record<string, string>>;
  /** Default `Moref`. */
  readonly userAgent?: string;
  /** Bytes of one answer at most. Default 256 MiB; streams have no limit. */
  readonly maxResponseBytes?: number;
  readonly model?: ApiModel;
  /** Counts the values of answers that are not of their type. */
  readonly unreadables?: UnreadableLog;
}

/** One server: a session, and every operation of the API. */
export class VapiClient {
  readonly session: Session;
  /** What this server has: services, operations and their definitions. */
  readonly discovery: Discovery;
  /** The shipped model. */
  readonly model: ApiModel;
  readonly #http: HttpClient;
  readonly #endpoint: Endpoint;
  readonly #keepAliveMs: number;
  readonly #timers: Timers | undefined;
  #stopKeepAlive: (() => void) | null = null;

  /** @internal use connectVapi */
  constructor(http: HttpClient, path: string, options: VapiOptions) {
    this.#http = http;
    this.model = options.model ?? apiModel();
    this.#endpoint = new Endpoint(http, {
      path,
      userAgent: options.userAgent ?? 'Moref',
      appCtx: options.appCtx ?? {},
      maxResponseBytes: options.maxResponseBytes ?? BOUNDS.answerBytes,
      unreadables: options.unreadables,
      stood: options.stood,
    });
    this.session = new Session(this.#endpoint, this.model);
    this.discovery = new Discovery((...call) => this.call(...call), this.model);
    this.#keepAliveMs = options.keepAliveMs ?? 120_000;
    this.#timers = options.timers;
  }

  /** The server's certificate as it was accepted; null over plain HTTP. */
  get certificate(): PresentedCertificate | null {
    return this.#http.certificate;
  }

  /** Logs in and keeps the session alive from then on. @throws VapiError `unauthenticated` and others */
  async login(credentials: Credentials, signal?: AbortSignal): Promise<void> {
    await this.session.login(credentials, signal);
    this.#stopKeepAlive?.();
    if (this.#keepAliveMs > 0) {
      const beat = (): Promise<unknown> => this.call('com.vmware.cis.session', 'get', {});
      this.#stopKeepAlive = keepAlive(beat, this.#keepAliveMs, this.#timers);
    }
  }

  /**
   * Calls an operation of the model; see types.gen.ts for its parameters and result.
   * @throws VapiError (OperationNotFoundError where the server lacks it), JsonRpcError, EncodeError (nothing was sent),
   * VapiProtocolError, and the errors of core/net
   */
  async call<S extends ServiceId, O extends OperationId<S>>(
    service: S,
    operation: O,
    input: Input<S, O>,
    options: CallOptions = {},
  ): Promise<Output<S, O>> {
    return (await this.invoke(service, operation, input as object, options)) as Output<S, O>;
  }

  /**
   * Calls an operation by names that are known only at run time; the input is checked against its definition.
   * @throws what `call` throws; UndeclaredOperationError where no definition is known
   */
  async invoke(
    service: string,
    operation: string,
    input: object,
    options: InvokeOptions = {},
  ): Promise<VapiValue | undefined> {
    const spec = this.#declared(service, operation, options);
    if (options.security !== undefined) {
      return this.#endpoint.call(spec, input, options.security, options);
    }
    return this.session.run(spec.read, (context) =>
      this.#endpoint.call(spec, input, context, options),
    );
  }

  /**
   * Calls an operation that answers with a stream: results as they arrive. Leaving the loop closes the connection.
   * A server that answers once is a stream of one.
   * @throws what `invoke` throws; VapiProtocolError where the stream breaks off
   */
  async *stream(
    service: string,
    operation: string,
    input: object,
    options: InvokeOptions = {},
  ): AsyncGenerator<VapiValue | undefined, void, undefined> {
    const spec = this.#declared(service, operation, options);
    const open = async (security: Parameters<Endpoint['stream']>[2]): Promise<OpenStream> => {
      const items = this.#endpoint.stream(spec, input, security, options);
      // The first frame tells whether the session stands.
      return { items, first: await items.next() };
    };
    const { items, first } =
      options.security === undefined
        ? await this.session.run(spec.read, open)
        : await open(options.security);
    try {
      if (first.done === true) return;
      yield first.value;
      yield* items;
    } finally {
      await items.return();
    }
  }

  /** Deletes the session and ends every socket. Never throws, and takes a few seconds at the most. */
  async close(): Promise<void> {
    this.#stopKeepAlive?.();
    await this.session.logout();
    await this.#http.close().catch(() => undefined);
  }

  #declared(service: string, operation: string, options: InvokeOptions): OperationSpec {
    const spec = options.definition ?? this.model.operation(service, operation);
    if (spec === undefined) throw undeclared(service, operation);
    return spec;
  }
}

interface OpenStream {
  readonly items: ReturnType<Endpoint['stream']>;
  readonly first: IteratorResult<VapiValue | undefined, void>;
}

/**
 * Connects to a server without logging in, and makes sure that it speaks this protocol.
 * @throws CertificateError before anything was sent, UnreachableError, TimeoutError, HttpStatusError where nothing (or a gateway)
 * answers, VapiProtocolError or JsonRpcError where something else does
 */
export async function connectVapi(options: VapiOptions): Promise<VapiClient> {
  const url = new URL(options.url);
  const http = new HttpClient({
    origin: url.origin,
    ...(options.trust !== undefined && { trust: options.trust }),
    ...(options.timeouts !== undefined && { timeouts: options.timeouts }),
  });
  const path = url.pathname === '/' ? '/api' : url.pathname.replace(/\/$/, '');
  const client = new VapiClient(http, path, options);
  try {
    await client.discovery.provider(options.signal);
    return client;
  } catch (error) {
    // A server that hides its introspection has understood the question all the same.
    if (error instanceof VapiError) return client;
    await http.close().catch(() => undefined);
    throw error;
  }
}
