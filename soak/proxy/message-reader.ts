const headEnd = '\r\n\r\n';

export interface MessageEvents {
  /** The head is complete; what follows of the message comes as `part`. */
  begin(head: string): void;
  part(chunk: Buffer): void;
  end(): void;
}

/** Finds where messages of HTTP/1.1 begin and end in what goes one way over a connection. */
export class MessageReader {
  readonly #events: MessageEvents;
  #held = Buffer.alloc(0);
  /** Bytes to come; -1 while a head is to come; -2 for a body in pieces. */
  #left = -1;
  #tail = '';

  constructor(events: MessageEvents) {
    this.#events = events;
  }

  feed(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.#left === -1 ? this.#readHead(rest) : this.#readBody(rest);
  }

  #readHead(chunk: Buffer): Buffer {
    const bytes = Buffer.concat([this.#held, chunk]);
    const end = bytes.indexOf(headEnd);
    if (end === -1) {
      this.#held = bytes;
      return Buffer.alloc(0);
    }
    this.#held = Buffer.alloc(0);
    const head = bytes.toString('latin1', 0, end + headEnd.length);
    this.#tail = '';
    this.#left = bodyLength(head);
    this.#events.begin(head);
    if (this.#left === 0) this.#finish();
    return bytes.subarray(end + headEnd.length);
  }

  #readBody(chunk: Buffer): Buffer {
    if (this.#left === -2) {
      this.#events.part(chunk);
      this.#tail = (this.#tail + chunk.toString('latin1')).slice(-7);
      // Nothing follows on the connection before the other side has spoken.
      if (this.#tail.endsWith('0\r\n\r\n')) this.#finish();
      return Buffer.alloc(0);
    }
    const part = chunk.subarray(0, this.#left);
    this.#left -= part.length;
    this.#events.part(part);
    if (this.#left === 0) this.#finish();
    return chunk.subarray(part.length);
  }

  #finish(): void {
    this.#left = -1;
    this.#events.end();
  }
}

function bodyLength(head: string): number {
  if (/^transfer-encoding: *chunked/im.test(head)) return -2;
  return Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
}
