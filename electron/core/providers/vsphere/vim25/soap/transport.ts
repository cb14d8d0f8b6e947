import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import type { UnreadableFound } from '../../../../net/unreadable.ts';
import type { HttpClient, HttpResponse } from '../../../../net/http-client.ts';
import { isPage, refusal } from '../../../../net/refusal.ts';
import { chooseVersion, readVersions } from './versions.ts';
import { MODEL_VERSION } from '../model/model-data.ts';
import type { ManagedObjectReference, VimValue } from '../values.ts';
import { type DecodeContext, decodeAnswer, type ItemStream, NoSoapError } from './answer.ts';
import { CookieJar } from './cookies.ts';
import { encodeRequest } from './request.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Time to the first byte of the answer; a long poll needs more than its own wait. */
  readonly headersTimeoutMs?: number;
  /** See HttpRequest: for what does no harm when it is done twice. */
  readonly repeatMs?: number;
  /** Of another session than the present one. */
  readonly cookie?: string;
  /** Goes into the server's log beside the call. */
  readonly operationId?: string;
}

/** One server's SOAP endpoint: version, cookies, and calls without any knowledge of sessions. */
export class SoapTransport {
  readonly cookies = new CookieJar();
  /** The API version that requests ask for; set by negotiation. */
  version = '6.5';
  readonly #http: HttpClient;
  readonly #path: string;
  readonly #context: DecodeContext;
  /** Something has been answered in this protocol. */
  #answered: boolean;

  /** @param answered something was answered in it before, over another transport */
  constructor(http: HttpClient, path: string, context: DecodeContext, answered = false) {
    this.#http = http;
    this.#path = path;
    this.#context = context;
    this.#answered = answered;
  }

  /** Notified of what is not of its type. */
  found(found: UnreadableFound): void {
    this.#context.found?.(found);
  }

  /**
   * Asks the server for its versions and chooses one.
   * @returns false where the server does not publish them; the caller then goes by `about.apiVersion`
   */
  async negotiate(signal?: AbortSignal): Promise<boolean> {
    const response = await this.#http.request({
      method: 'GET',
      path: `${this.#path}/vimServiceVersions.xml`,
      headersTimeoutMs: BOUNDS.quickMs,
      ...(signal !== undefined && { signal }),
      maxResponseBytes: BOUNDS.smallBytes,
    });
    if (response.status === 404) {
      await response.discard();
      return false;
    }
    if (response.status !== 200) await this.#refuse(response, 'GET vimServiceVersions.xml');
    const offered = await readVersions(response.body, this.#context.plans, this.#context.pool);
    const chosen = chooseVersion(offered, MODEL_VERSION);
    if (chosen !== undefined) this.version = chosen;
    return chosen !== undefined;
  }

  /**
   * Calls a method and decodes its answer as it streams in.
   * @throws VimFault, EncodeError, SoapError, XmlError, and the errors of core/net
   */
  async call(
    target: ManagedObjectReference,
    method: string,
    parameters: object = {},
    options: CallOptions = {},
    stream?: ItemStream,
  ): Promise<VimValue | undefined> {
    const { signal, headersTimeoutMs, repeatMs, operationId } = options;
    const body = encodeRequest(this.#context.model, target, method, parameters, operationId);
    const cookie = options.cookie ?? this.cookies.header();
    const response = await this.#http.request({
      method: 'POST',
      path: this.#path,
      headers: {
        'content-type': 'text/xml; charset="utf-8"',
        soapaction: `"urn:vim25/${this.version}"`,
        ...(cookie !== undefined && { cookie }),
      },
      body,
      ...(signal !== undefined && { signal }),
      ...(headersTimeoutMs !== undefined && { headersTimeoutMs }),
      ...(repeatMs !== undefined && { repeatMs }),
      maxResponseBytes: stream === undefined ? BOUNDS.answerBytes : BOUNDS.streamedBytes,
    });
    if (options.cookie === undefined) this.cookies.take(response.headers['set-cookie']);
    const isXml = /xml/i.test(String(response.headers['content-type'] ?? 'text/xml'));
    const isAnswer = response.status === 200 || (response.status === 500 && isXml);
    if (!isAnswer || isPage(response)) await this.#refuse(response, method);
    return this.#decode(response, method, stream);
  }

  async #decode(
    response: HttpResponse,
    method: string,
    stream: ItemStream | undefined,
  ): Promise<VimValue | undefined> {
    try {
      const result = await decodeAnswer(response.body, method, this.#context, stream);
      this.#answered = true;
      return result;
    } catch (error) {
      throw error instanceof NoSoapError ? new NoSoapError(error.element, this.#answered) : error;
    }
  }

  async #refuse(response: HttpResponse, what: string): Promise<never> {
    const { server } = this.#http;
    const foreign = !this.#answered && !isStarting(response);
    throw await refusal(response, { server, what, hint: this.#hint(response), foreign });
  }

  #hint(response: HttpResponse): Text {
    if (isStarting(response)) return say('hint.service.starting');
    return this.#answered ? say('hint.vsphere.before') : say('hint.vsphere.other');
  }
}

function isStarting({ status }: HttpResponse): boolean {
  return status === 502 || status === 503;
}
