import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import type { TlsTrust } from '../../../../net/certificate.ts';
import { HttpStatusError, type PresentedCertificate } from '../../../../net/errors.ts';
import { HttpClient, type HttpResponse, type HttpTimeouts } from '../../../../net/http-client.ts';
import { isPage, refusal } from '../../../../net/refusal.ts';
import { decodeJsonAnswer } from '../decode/json-answer.ts';
import type { EntryStream, RawAnswer } from '../decode/raw.ts';
import { decodeXmlAnswer } from '../decode/xml-answer.ts';
import { jsonRequest } from '../encode/json-rpc.ts';
import type { WireValue } from '../encode/wire-value.ts';
import { xmlRequest } from '../encode/xml-rpc.ts';
import { XapiAnswerError, XapiEncodeError } from '../errors.ts';
import type { XapiAddress } from './address.ts';

/** `auto`: JSON-RPC, or XML-RPC where the server has no /jsonrpc. */
export type Encoding = 'auto' | 'json' | 'xml';

/** What a server accepts as a request, and answers with a bare 500 beyond. */
const MAX_REQUEST_BYTES = 300 * 1024;

/** What answered at /jsonrpc does not speak JSON-RPC. */
class NoJsonError extends XapiAnswerError {}

export interface EndpointOptions {
  readonly address: XapiAddress;
  readonly trust?: TlsTrust;
  readonly timeouts?: HttpTimeouts;
  readonly encoding?: Encoding;
  /** A session has stood there before: its address is right. */
  readonly stood?: boolean | undefined;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Time to the first byte of the answer; a long poll needs more than its own wait. */
  readonly headersTimeoutMs?: number;
  /** See HttpRequest: for what changes nothing. */
  readonly repeatMs?: number;
  /** Long polls have a socket of their own, so that they never stand in another call's way. */
  readonly lane?: 'calls' | 'events';
  readonly headers?: Readonly<Record<string, string>>;
  readonly stream?: EntryStream;
}

export interface EndpointAnswer {
  readonly answer: RawAnswer;
  readonly headers: HttpResponse['headers'];
}

/** One server: its sockets and its encoding. Knows nothing of sessions. */
export class Endpoint {
  readonly address: XapiAddress;
  readonly trust: TlsTrust;
  readonly #calls: HttpClient;
  readonly #events: HttpClient;
  #encoding: Encoding;
  #spoke = false;
  readonly #stood: boolean;
  #id = 0;

  constructor(options: EndpointOptions) {
    this.address = options.address;
    this.trust = options.trust ?? {};
    this.#encoding = options.encoding ?? 'auto';
    this.#stood = options.stood === true;
    const http = {
      ...options.address,
      ...(options.trust !== undefined && { trust: options.trust }),
      ...(options.timeouts !== undefined && { timeouts: options.timeouts }),
    };
    this.#calls = new HttpClient(http);
    this.#events = new HttpClient({ ...http, maxSockets: 1 });
  }

  /** `host:port` or the socket's path, as named in messages. */
  get server(): string {
    return this.#calls.server;
  }

  get certificate(): PresentedCertificate | null {
    return this.#calls.certificate;
  }

  /** `auto` until the first answer has come. */
  get encoding(): Encoding {
    return this.#encoding;
  }

  /**
   * Calls a method with checked values; a failure of the API is an answer here.
   * @throws XapiEncodeError (nothing was sent), XapiAnswerError, and the errors of core/net
   */
  async request(
    method: string,
    params: readonly WireValue[],
    options: RequestOptions = {},
  ): Promise<EndpointAnswer> {
    if (this.#encoding === 'xml') return this.#xml(method, params, options);
    try {
      const answer = await this.#json(method, params, options);
      if (this.#encoding === 'auto') this.#encoding = 'json';
      this.#spoke = true;
      return answer;
    } catch (error) {
      if (!saysNoJson(error)) throw error;
      if (this.#encoding !== 'auto') throw this.#spoke ? error : tooOldForJson(error);
      return this.#fallBack(method, params, options, error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#calls.close(), this.#events.close()]).catch(() => undefined);
  }

  /** Tries XML-RPC; where that is no better, the first error tells more. */
  async #fallBack(
    method: string,
    params: readonly WireValue[],
    options: RequestOptions,
    first: unknown,
  ): Promise<EndpointAnswer> {
    try {
      const answer = await this.#xml(method, params, options);
      this.#encoding = 'xml';
      this.#spoke = true;
      return answer;
    } catch (error) {
      throw saysNoJson(error) || error instanceof XapiAnswerError ? first : error;
    }
  }

  async #json(
    method: string,
    params: readonly WireValue[],
    options: RequestOptions,
  ): Promise<EndpointAnswer> {
    this.#id += 1;
    const body = jsonRequest(method, params, this.#id);
    const response = await this.#post('/jsonrpc', 'application/json', body, method, options);
    const type = typeOf(response);
    if (isPage(response)) {
      const { text, foreign } = await this.#refusal(response, method);
      throw new NoJsonError(text, { foreign });
    }
    if (type !== '' && !type.includes('json')) {
      await response.discard();
      const about = { server: this.server, call: method, type: type.slice(0, 60) };
      const text = say('answer.otherType', { ...about, hint: this.#hint(response) });
      throw new NoJsonError(text, { foreign: !this.#isKnown });
    }
    const answer = await this.#named(method, decodeJsonAnswer(response.body, options.stream));
    return { answer, headers: response.headers };
  }

  async #xml(
    method: string,
    params: readonly WireValue[],
    options: RequestOptions,
  ): Promise<EndpointAnswer> {
    const body = xmlRequest(method, params);
    const response = await this.#post('/RPC2', 'text/xml', body, method, options);
    if (isPage(response)) {
      const { text, foreign } = await this.#refusal(response, method);
      throw new XapiAnswerError(text, { foreign });
    }
    const answer = await this.#named(method, decodeXmlAnswer(response.body, options.stream));
    return { answer, headers: response.headers };
  }

  /** Says whose answer to what was broken. */
  async #named(method: string, decoding: Promise<RawAnswer>): Promise<RawAnswer> {
    try {
      return await decoding;
    } catch (error) {
      if (!(error instanceof XapiAnswerError)) throw error;
      const about = { server: this.server, call: method, problem: error.text };
      throw new XapiAnswerError(say('answer.of', about), { cause: error, foreign: error.foreign });
    }
  }

  async #post(
    path: string,
    type: string,
    body: string,
    method: string,
    options: RequestOptions,
  ): Promise<HttpResponse> {
    const bytes = Buffer.byteLength(body);
    if (bytes > MAX_REQUEST_BYTES) {
      const about = { call: method, bytes, limit: MAX_REQUEST_BYTES };
      throw new XapiEncodeError(say('request.tooLarge', about));
    }
    const { signal, headersTimeoutMs, repeatMs, lane, headers, stream } = options;
    const response = await (lane === 'events' ? this.#events : this.#calls).request({
      method: 'POST',
      path,
      headers: { ...headers, 'content-type': type, accept: type },
      body,
      ...(signal !== undefined && { signal }),
      ...(headersTimeoutMs !== undefined && { headersTimeoutMs }),
      ...(repeatMs !== undefined && { repeatMs }),
      maxResponseBytes: stream === undefined ? BOUNDS.answerBytes : BOUNDS.streamedBytes,
    });
    if (response.status !== 200) throw await this.#refusal(response, method);
    return response;
  }

  /** Whether a XenServer is known to be there. */
  get #isKnown(): boolean {
    return this.#spoke || this.#stood;
  }

  #refusal(response: HttpResponse, what: string): Promise<HttpStatusError> {
    const foreign = !this.#isKnown && !isStarting(response);
    return refusal(response, { server: this.server, what, hint: this.#hint(response), foreign });
  }

  #hint(response: HttpResponse): Text {
    if (isStarting(response)) return say('hint.toolstack.starting');
    return this.#isKnown ? say('hint.xenserver.before') : say('hint.xenserver.other');
  }
}

function isStarting({ status }: HttpResponse): boolean {
  return status === 502 || status === 503;
}

function typeOf(response: HttpResponse): string {
  const header = response.headers['content-type'];
  return (typeof header === 'string' ? header : '').toLowerCase();
}

/** A server without /jsonrpc says so by a status, or lets its XML-RPC handler stumble over the JSON. */
function saysNoJson(error: unknown): error is HttpStatusError | NoJsonError {
  if (error instanceof HttpStatusError) return !error.retryable;
  return error instanceof NoJsonError;
}

/** Where JSON-RPC was asked for, it may be the only thing that is wrong. */
function tooOldForJson(error: HttpStatusError | NoJsonError): Error {
  const text = say('hint.xenserver.older', { problem: error.text });
  return error instanceof HttpStatusError
    ? new HttpStatusError(text, error.status, { foreign: error.foreign })
    : new NoJsonError(text, { foreign: error.foreign });
}
