import type { HttpResponse } from '../../../../net/http-client.ts';
import { type SecurityContext, secretsOf } from '../security/security-context.ts';
import type { Recorder } from './exchange.ts';
import { maskBody, maskHeaders } from './mask.ts';

/** Of a stream or a refused body, as much as a person would read. */
const MAX_WATCHED = 256 * 1024;

interface Request {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly security: SecurityContext;
}

/** Collects one exchange and hands it to its recorder at the end, masked. */
export class Recording {
  readonly #recorder: Recorder;
  readonly #request: Request;
  readonly #startedAt = Date.now();
  readonly #started = performance.now();
  #status = 0;
  #headers: HttpResponse['headers'] = {};
  #text = '';
  #truncated = false;
  #ended = false;

  constructor(recorder: Recorder, request: Request) {
    this.#recorder = recorder;
    this.#request = request;
  }

  head({ status, headers }: HttpResponse): void {
    this.#status = status;
    this.#headers = headers;
  }

  body(text: string): void {
    this.#text = text;
  }

  /** Passes a body on and keeps its beginning. */
  async *watch(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      if (this.#text.length < MAX_WATCHED) this.#text += decoder.decode(chunk, { stream: true });
      else this.#truncated = true;
      yield chunk;
    }
  }

  /** Reads what no decoder will: the page of a proxy. */
  async readAll(body: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      const watched = this.watch(body);
      while (!this.#truncated && (await watched.next()).done !== true);
      await watched.return();
    } catch {
      // What has arrived is shown; the call fails for another reason anyway.
    }
  }

  /** @param secrets texts that the answer's declaration calls secret */
  end(secrets: readonly string[]): void {
    if (this.#ended) return;
    this.#ended = true;
    const { url, headers, body, security } = this.#request;
    const known = new Map(secretsOf(security));
    const byText = new Map([...known].map(([name, text]) => [text, name] as const));
    for (const secret of secrets) byText.set(secret, 'secret');
    this.#recorder({
      method: 'POST',
      url,
      requestHeaders: maskHeaders({
        host: new URL(url).host,
        connection: 'keep-alive',
        'accept-encoding': 'gzip',
        ...headers,
        'content-length': String(Buffer.byteLength(body)),
      }),
      requestBody: maskBody(body, byText),
      status: this.#status,
      responseHeaders: maskHeaders(this.#headers),
      responseBody: maskBody(this.#text, byText),
      truncated: this.#truncated,
      startedAt: this.#startedAt,
      durationMs: performance.now() - this.#started,
    });
  }
}
