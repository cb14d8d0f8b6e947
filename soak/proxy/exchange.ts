import { gunzipSync } from 'node:zlib';
import type { AnswerFault } from './answer-fault.ts';

/** Bytes that are kept of a request or an answer. */
const mostKept = 64 * 1024;

/** One request as it came from the client, and what the client was given for it. */
export class Exchange {
  readonly fault: AnswerFault | undefined;
  /** When it began, milliseconds since 1970. */
  readonly at = Date.now();
  readonly #head: string;
  readonly #request: Buffer[] = [];
  readonly #answer: Buffer[] = [];
  /** The client has the whole answer, as the server gave it. */
  isWhole = false;

  constructor(head: string, fault: AnswerFault | undefined) {
    this.#head = head;
    this.fault = fault;
  }

  /** The request with its head. */
  get request(): string {
    return this.#head + Buffer.concat(this.#request).toString('utf8');
  }

  /** In a line, for a report. */
  describe(): string {
    const called = /<soapenv:Body><(\w+)|"method":"([\w.]+)"|"operationId":"(\w+)"/.exec(
      this.request,
    );
    const name =
      called?.slice(1).find((one) => one !== undefined) ?? this.#head.split('\r\n', 1)[0];
    const fault = this.fault === undefined ? '' : ` ${this.fault.kind}`;
    return `  → ${name}${fault}${this.isWhole ? '' : ', not answered as a whole'}`;
  }

  sent(chunk: Buffer): void {
    keep(this.#request, chunk);
  }

  delivered(chunk: Buffer): void {
    keep(this.#answer, chunk);
  }

  /** The body of the answer, as far as it was delivered and can be read. */
  get answer(): string {
    const bytes = Buffer.concat(this.#answer);
    const end = bytes.indexOf('\r\n\r\n');
    if (end === -1) return '';
    const head = bytes.toString('latin1', 0, end);
    const body = bytes.subarray(end + 4);
    const plain = /transfer-encoding: *chunked/i.test(head) ? joined(body) : body;
    if (!/content-encoding: *gzip/i.test(head)) return plain.toString('utf8');
    try {
      return gunzipSync(plain).toString('utf8');
    } catch {
      return '';
    }
  }
}

function keep(list: Buffer[], chunk: Buffer): void {
  const kept = list.reduce((sum, { length }) => sum + length, 0);
  if (kept < mostKept) list.push(chunk);
}

/** A body that comes in pieces, put together. */
function joined(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = body.indexOf('\r\n', at);
    const length = line === -1 ? 0 : Number.parseInt(body.toString('latin1', at, line), 16);
    if (!(length > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
}
