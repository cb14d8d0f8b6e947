import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../net/bounds.ts';
import type { TlsTrust } from '../../../net/certificate.ts';
import type { PresentedCertificate } from '../../../net/errors.ts';
import type { UnreadableFound } from '../../../net/unreadable.ts';
import { HttpClient, type HttpTimeouts } from '../../../net/http-client.ts';
import {
  retrieveProperties,
  type RetrieveOptions,
  streamProperties,
} from './collector/retrieve.ts';
import type { FilterSpec } from './collector/specs.ts';
import {
  UpdateLoop,
  type UpdateConsumer,
  type UpdateLoopOptions,
} from './collector/update-loop.ts';
import type { WatchSpec } from './collector/watch.ts';
import type { WireObjectContent } from './collector/wire-update.ts';
import { Plans } from './decode/plan.ts';
import { type ApiModel, apiModel } from './model/api-model.ts';
import { MODEL_VERSION } from './model/model-data.ts';
import { keepAlive, type Timers } from '../../../net/keep-alive.ts';
import { type Credentials, Session } from './session/vim-session.ts';
import { type CallOptions, SoapTransport } from './soap/transport.ts';
import { chooseVersion } from './soap/versions.ts';
import type { AboutInfo, Methods, ServiceContent, UserSession } from './types.gen.ts';
import { SoapError } from './soap/soap-error.ts';
import { isReference, moref, type ManagedObjectReference, type VimValue } from './values.ts';
import { XmlPool } from './xml/xml-pool.ts';
import type { XmlLimits } from './xml/xml-reader.ts';

export interface Vim25Options {
  /** e.g. `https://vc.example.org` or `http://127.0.0.1:8989/sdk`; the path defaults to `/sdk`. */
  readonly url: string;
  readonly trust?: TlsTrust;
  readonly timeouts?: HttpTimeouts;
  readonly limits?: Partial<XmlLimits>;
  /** A session has stood there: what answers otherwise stands in the place of the server. */
  readonly stood?: boolean | undefined;
  /** Ends the attempt to connect. */
  readonly signal?: AbortSignal;
  /** How often CurrentTime keeps a session from idling out. Default 10 minutes; 0 turns it off. */
  readonly keepAliveMs?: number;
  readonly timers?: Timers;
  /** Notified of every value that is not of its type. */
  readonly found?: (found: UnreadableFound) => void;
  readonly model?: ApiModel;
}

/** A method without parameters may be called without an argument for them. */
type Params<M extends keyof Methods> = Methods[M]['params'];

const SERVICE_INSTANCE = moref('ServiceInstance', 'ServiceInstance');

/** One server: its content, a session, and every method of the API. */
export class Vim25Client {
  readonly content: ServiceContent;
  readonly session: Session;
  /** The API version that requests ask for, e.g. `8.0.2.0`. */
  readonly version: string;
  readonly #http: HttpClient;
  readonly #keepAliveMs: number;
  readonly #timers: Timers | undefined;
  #stopKeepAlive: (() => void) | null = null;
  #watching = false;

  /** @internal use connectVim25 */
  constructor(
    http: HttpClient,
    transport: SoapTransport,
    content: ServiceContent,
    options: Vim25Options,
  ) {
    const { sessionManager, propertyCollector } = content;
    if (sessionManager === undefined) throw noManager(http.server, 'SessionManager');
    this.#http = http;
    this.content = content;
    this.version = transport.version;
    this.session = new Session(transport, { sessionManager, propertyCollector });
    this.#keepAliveMs = options.keepAliveMs ?? 600_000;
    this.#timers = options.timers;
  }

  /** The server's certificate as it was accepted; null over plain HTTP. */
  get certificate(): PresentedCertificate | null {
    return this.#http.certificate;
  }

  get about(): AboutInfo {
    return this.content.about;
  }

  /** Logs in and keeps the session alive from then on. @throws VimFault `InvalidLogin` and others */
  async login(credentials: Credentials, signal?: AbortSignal): Promise<UserSession> {
    const user = await this.session.login(credentials, signal);
    this.#stopKeepAlive?.();
    if (this.#keepAliveMs > 0) {
      const beat = (): Promise<unknown> => this.call(SERVICE_INSTANCE, 'CurrentTime', {});
      this.#stopKeepAlive = keepAlive(beat, this.#keepAliveMs, this.#timers);
    }
    return user as unknown as UserSession;
  }

  /**
   * Calls a method of a managed object, of its own type or a base type.
   * @throws VimFault, EncodeError (nothing was sent), SoapError, XmlError, and the errors of core/net
   */
  async call<M extends keyof Methods>(
    target: ManagedObjectReference,
    method: M,
    parameters: Params<M>,
    options: CallOptions = {},
  ): Promise<Methods[M]['result']> {
    const result = await this.session.call(target, method, parameters, options);
    return result as Methods[M]['result'];
  }

  /** Reads properties to the end; unreadable paths are in each object's missingSet. */
  retrieve(
    specs: readonly FilterSpec[],
    options?: RetrieveOptions,
  ): Promise<readonly WireObjectContent[]> {
    return retrieveProperties(this.session, this.content.propertyCollector, specs, options);
  }

  /** Reads properties and hands the objects out as they arrive. */
  stream(
    specs: readonly FilterSpec[],
    onObjects: (objects: readonly WireObjectContent[]) => Promise<void> | void,
    options?: RetrieveOptions,
  ): Promise<void> {
    return streamProperties(
      this.session,
      this.content.propertyCollector,
      specs,
      onObjects,
      options,
    );
  }

  /**
   * Follows the server's changes until the signal is aborted (resolves) or the server cannot be won back
   * (rejects). At most one at a time: a session must not wait twice.
   */
  async watch(
    spec: Pick<WatchSpec, 'parts'> & { readonly container?: ManagedObjectReference },
    consumer: UpdateConsumer,
    signal: AbortSignal,
    options?: UpdateLoopOptions,
  ): Promise<void> {
    const { viewManager, propertyCollector, rootFolder } = this.content;
    if (viewManager === undefined) throw noManager(this.#http.server, 'ViewManager');
    if (this.#watching) throw new Error('This session is watching already.');
    this.#watching = true;
    const full: WatchSpec = { container: rootFolder, ...spec, viewManager, propertyCollector };
    try {
      await new UpdateLoop(this.session, full, consumer, options).run(signal);
    } finally {
      this.#watching = false;
    }
  }

  /** Logs out and ends every socket. Never throws, and takes a few seconds at the most. */
  async close(): Promise<void> {
    this.#stopKeepAlive?.();
    await this.session.logout();
    await this.#http.close().catch(() => undefined);
  }
}

function noManager(server: string, manager: string): SoapError {
  return new SoapError(say('answer.noManager', { server, manager }));
}

function asServiceContent(result: VimValue | undefined, server: string): ServiceContent {
  const content = withReferences(result);
  if (content.about === undefined || !content.propertyCollector || !content.rootFolder) {
    throw new SoapError(say('answer.noServiceContent', { server }), { foreign: true });
  }
  return content as ServiceContent;
}

/** The service content without what should be a reference and is none: the server does without that manager then. */
function withReferences(result: VimValue | undefined): Partial<ServiceContent> {
  if (typeof result !== 'object' || result === null) return {};
  const members = Object.entries(result).filter(
    ([name, value]) => name === 'about' || isReference(value),
  );
  return Object.fromEntries(members);
}

/**
 * Connects to a server without logging in: certificate, API version, ServiceContent.
 * @throws CertificateError before anything was sent, UnreachableError, TimeoutError, HttpStatusError,
 * SoapError or XmlError where something else than vSphere answers
 */
export async function connectVim25(options: Vim25Options): Promise<Vim25Client> {
  const url = new URL(options.url);
  const model = options.model ?? apiModel();
  const http = new HttpClient({
    origin: url.origin,
    ...(options.trust !== undefined && { trust: options.trust }),
    ...(options.timeouts !== undefined && { timeouts: options.timeouts }),
  });
  const path = url.pathname === '/' ? '/sdk' : url.pathname.replace(/\/$/, '');
  const context = {
    model,
    plans: new Plans(model),
    pool: new XmlPool(),
    ...(options.limits !== undefined && { limits: options.limits }),
    ...(options.found !== undefined && { found: options.found }),
  };
  const transport = new SoapTransport(http, path, context, options.stood);
  try {
    const { signal } = options;
    const headersTimeoutMs = BOUNDS.quickMs;
    const call = { headersTimeoutMs, ...(signal !== undefined && { signal }) };
    const negotiated = await transport.negotiate(signal);
    const result = await transport.call(SERVICE_INSTANCE, 'RetrieveServiceContent', {}, call);
    const content = asServiceContent(result, http.server);
    if (!negotiated) {
      transport.version =
        chooseVersion([content.about.apiVersion], MODEL_VERSION) ?? transport.version;
    }
    return new Vim25Client(http, transport, content, options);
  } catch (error) {
    await http.close().catch(() => undefined);
    throw error;
  }
}
