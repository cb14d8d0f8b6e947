import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { randomUUID } from 'node:crypto';
import { BOUNDS } from '../../../../net/bounds.ts';
import type { HttpClient, HttpResponse } from '../../../../net/http-client.ts';
import { type AnswerLimits, Patience } from '../../../../net/patience.ts';
import type { UnreadableLog } from '../../../../net/unreadable-log.ts';
import { isPage, reasonOf, refusal } from '../../../../net/refusal.ts';
import type { Format } from '../decode/decoders.ts';
import { type CallFacts, UndeclaredOperationError, VapiProtocolError } from '../errors.ts';
import { Recording } from '../exchange/recording.ts';
import type { Recorder } from '../exchange/exchange.ts';
import type { OperationSpec } from '../model/type-spec.ts';
import type { SecurityContext } from '../security/security-context.ts';
import type { VapiValue } from '../values.ts';
import { applicationContext, contextHeaders, operationHeaders } from './app-context.ts';
import { bodyText } from './body.ts';
import { Codecs } from './codecs.ts';
import { acceptHeader, type AnswerForm, answerForm } from './media-types.ts';
import { readAnswer } from '../decode/answer.ts';
import { outcome, type OutcomeContext } from './outcome.ts';
import { requestBody } from './request.ts';
import { readStream } from './stream.ts';

/** What one call may say besides its input. */
export interface EndpointOptions {
  readonly signal?: AbortSignal;
  /** Time to the first byte of the answer. Default 40 s of what only reads, and more after a try in vain; else 120 s. */
  readonly headersTimeoutMs?: number;
  /** See HttpRequest: for what does no harm when it is done twice. */
  readonly repeatMs?: number;
  /** Longest silence within the answer. Default 60 s, of a stream 5 minutes. */
  readonly bodyTimeoutMs?: number;
  /** Names the call in the server's logs. Default: a new UUID. */
  readonly opId?: string;
  /** Further members of the application context. They become headers: no secrets. */
  readonly appCtx?: Readonly<Record<string, string>>;
  /** Refuse an answer with a value that is not of its type, instead of keeping that value as it came. For what is acted on, not shown. */
  readonly strict?: boolean;
  /** Ask for clean JSON; few endpoints have it, the others answer as always. Default `specialised`. */
  readonly format?: Format;
  /** Shows what is on the wire, secrets masked. */
  readonly record?: Recorder;
}

export interface EndpointSettings {
  /** e.g. `/api`. */
  readonly path: string;
  readonly userAgent: string;
  readonly appCtx: Readonly<Record<string, string>>;
  readonly maxResponseBytes: number;
  /** Counts what is not of its type. */
  readonly unreadables?: UnreadableLog | undefined;
  /** A session has stood there before: its address is right. */
  readonly stood?: boolean | undefined;
}

/** An answer whose headers are there. */
interface Sent {
  readonly response: HttpResponse;
  readonly form: AnswerForm;
  readonly facts: CallFacts;
  readonly id: string;
  readonly recording: Recording | null;
}

/** One server's endpoint: calls and streams, without any knowledge of sessions. */
export class Endpoint {
  readonly #http: HttpClient;
  readonly #settings: EndpointSettings;
  readonly #codecs = new Codecs();
  readonly #patience = new Patience();
  /** Something has been answered in this protocol. */
  #answered: boolean;

  constructor(http: HttpClient, settings: EndpointSettings) {
    this.#http = http;
    this.#settings = settings;
    this.#answered = settings.stood === true;
  }

  /** `host:port`, for messages. */
  get server(): string {
    return this.#http.server;
  }

  /**
   * Calls an operation.
   * @throws VapiError, JsonRpcError, EncodeError, VapiProtocolError, and the errors of core/net
   */
  async call(
    spec: OperationSpec,
    input: object,
    security: SecurityContext,
    options: EndpointOptions = {},
  ): Promise<VapiValue | undefined> {
    const sent = await this.#ask(spec, input, security, options);
    const { recording, response, form, facts, id } = sent;
    if (form.framing !== 'single') {
      await response.discard();
      throw new TypeError(
        `${facts.service}.${facts.operation} answers with a stream: call it with stream().`,
      );
    }
    const secrets = recording === null ? null : [];
    try {
      const text = await bodyText(response.body);
      recording?.body(text);
      const context = this.#context(sent, secrets, options);
      const answer = readAnswer(text, id);
      this.#answered = true;
      return outcome(answer, this.#codecs.of(spec, form.format), context);
    } finally {
      this.#settings.unreadables?.report();
      recording?.end(secrets ?? []);
    }
  }

  /** Calls an operation and gives out its results as they arrive; leaving the loop closes the connection. */
  async *stream(
    spec: OperationSpec,
    input: object,
    security: SecurityContext,
    options: EndpointOptions = {},
  ): AsyncGenerator<VapiValue | undefined, void, undefined> {
    const sent = await this.#send(spec, input, security, options, true);
    const { recording, response, form, id } = sent;
    const secrets = recording === null ? null : [];
    const context = this.#context(sent, secrets, options);
    const codec = this.#codecs.of(spec, form.format);
    try {
      if (form.framing === 'single') {
        const text = await bodyText(response.body);
        recording?.body(text);
        yield outcome(readAnswer(text, id), codec, context);
        return;
      }
      const watched = recording === null ? response.body : recording.watch(response.body);
      yield* readStream(watched, id, codec, context, form.framing);
    } finally {
      this.#settings.unreadables?.report();
      recording?.end(secrets ?? []);
    }
  }

  /** What only reads is waited for longer where it was waited for in vain, unless the caller knows better. */
  #ask(
    spec: OperationSpec,
    input: object,
    security: SecurityContext,
    options: EndpointOptions,
  ): Promise<Sent> {
    const send = (limits: Partial<AnswerLimits>): Promise<Sent> =>
      this.#send(spec, input, security, { ...limits, ...options }, false);
    if (!spec.read || options.headersTimeoutMs !== undefined) return send({});
    return this.#patience.ask(`${spec.service}.${spec.name}`, send);
  }

  #context(
    { facts, response }: Sent,
    secrets: string[] | null,
    { strict = false }: EndpointOptions,
  ): OutcomeContext {
    const { unreadables } = this.#settings;
    return {
      facts,
      errorType: headerText(response, 'vapi-error'),
      secrets,
      strict,
      ...(unreadables !== undefined && { found: unreadables.note }),
    };
  }

  async #send(
    spec: OperationSpec,
    input: object,
    security: SecurityContext,
    options: EndpointOptions,
    streaming: boolean,
  ): Promise<Sent> {
    const { service, name: operation } = spec;
    const facts = { service, operation, opId: options.opId ?? randomUUID() };
    const id = randomUUID();
    const appCtx = applicationContext(facts.opId, { ...this.#settings.appCtx, ...options.appCtx });
    const encoded = this.#codecs.encode(spec, input);
    const parts = { id, service, operation, input: encoded, appCtx, security };
    const body = requestBody(parts, Date.now());
    const headers = {
      'content-type': 'application/json',
      accept: acceptHeader(options.format ?? 'specialised', streaming),
      'user-agent': this.#settings.userAgent,
      ...operationHeaders(service, operation),
      ...contextHeaders(appCtx),
    };
    const recording = this.#recording({ headers, body, security }, options);
    let response: HttpResponse;
    try {
      response = await this.#http.request({
        method: 'POST',
        path: this.#settings.path,
        headers,
        body,
        ...this.#bounds(spec, options, streaming),
      });
    } catch (error) {
      recording?.end([]);
      throw error;
    }
    recording?.head(response);
    const form = await this.#check(response, facts, recording);
    return { response, form, facts, id, recording };
  }

  #recording(
    request: Omit<ConstructorParameters<typeof Recording>[1], 'url'>,
    { record }: EndpointOptions,
  ): Recording | null {
    const url = this.#http.origin + this.#settings.path;
    return record === undefined ? null : new Recording(record, { url, ...request });
  }

  /** How much may come, and how long it may take. */
  #bounds({ read }: OperationSpec, options: EndpointOptions, streaming: boolean) {
    const { signal, repeatMs, headersTimeoutMs = read ? BOUNDS.slowMs : undefined } = options;
    const bodyTimeoutMs = options.bodyTimeoutMs ?? (streaming ? 300_000 : undefined);
    return {
      ...(streaming ? { endless: true } : { maxResponseBytes: this.#settings.maxResponseBytes }),
      ...(signal !== undefined && { signal }),
      ...(headersTimeoutMs !== undefined && { headersTimeoutMs }),
      ...(repeatMs !== undefined && { repeatMs }),
      ...(bodyTimeoutMs !== undefined && { bodyTimeoutMs }),
    };
  }

  /** Status and Content-Type decide only whether this is an answer of the protocol at all. */
  async #check(
    response: HttpResponse,
    { service, operation }: CallFacts,
    recording: Recording | null,
  ): Promise<AnswerForm> {
    const type = headerText(response, 'content-type');
    const form = answerForm(type);
    if (response.status === 200 && form !== undefined) return form;
    if (recording !== null) {
      await recording.readAll(response.body);
      recording.end([]);
    }
    const call = `${service}.${operation}`;
    if (response.status === 200) {
      throw await this.#otherAnswer(response, call, type.slice(0, 80));
    }
    const isStarting = response.status === 502 || response.status === 503;
    const hint = isStarting ? say('hint.service.starting') : this.#hint(say('hint.vapi.other'));
    const foreign = !this.#answered && !isStarting;
    throw await refusal(response, { server: this.server, what: call, hint, foreign });
  }

  /** The error for an answer that is none of this protocol. Frees the socket. */
  async #otherAnswer(
    response: HttpResponse,
    call: string,
    type: string,
  ): Promise<VapiProtocolError> {
    const about = { server: this.server, call, hint: this.#hint(say('hint.vapi.none')) };
    const foreign = { foreign: !this.#answered };
    const reason = isPage(response) ? await reasonOf(response) : undefined;
    await response.discard();
    if (type === '') return new VapiProtocolError(say('answer.noAutomation', about), foreign);
    return new VapiProtocolError(
      reason === undefined
        ? say('answer.noAutomation.type', { ...about, type })
        : say('answer.noAutomation.said', { ...about, type, reason }),
      foreign,
    );
  }

  /** What to do about an answer that is none. @param other where nothing has been answered in this protocol yet */
  #hint(other: Text): Text {
    return this.#answered ? say('hint.vsphere.before') : other;
  }
}

function headerText(response: HttpResponse, name: string): string {
  const value = response.headers[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** For a call without a declaration. */
export function undeclared(service: string, operation: string): UndeclaredOperationError {
  return new UndeclaredOperationError(
    say('request.undeclared', { call: `${service}.${operation}` }),
  );
}
