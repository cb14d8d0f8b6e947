import { readdirSync, readFileSync } from 'node:fs';

const SAMPLES = new URL('../testdata/samples/', import.meta.url);

/** Half of a recorded exchange. */
export interface RecordedMessage {
  /** `POST /api HTTP/1.1` or `HTTP/1.1 200 OK`. */
  readonly start: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without HTTP's own chunks. */
  readonly body: Buffer;
}

export interface RecordedExchange {
  /** e.g. `python/020-vm-list`. */
  readonly name: string;
  readonly comment: string;
  readonly request: RecordedMessage;
  readonly response: RecordedMessage;
}

function half(bytes: Buffer, marker: string): Buffer {
  const head = bytes.indexOf(marker);
  const end = bytes.indexOf('\n', head);
  const size = Number(/\((\d+) bytes\)/.exec(bytes.toString('latin1', head, end))?.[1]);
  return bytes.subarray(end + 1, end + 1 + size);
}

function unchunk(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16);
    if (size === 0 || Number.isNaN(size)) return Buffer.concat(parts);
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 4 + size;
  }
}

function message(bytes: Buffer): RecordedMessage {
  const end = bytes.indexOf('\r\n\r\n');
  const [start = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  const body = bytes.subarray(end + 4);
  return {
    start,
    headers,
    body: headers['transfer-encoding'] === 'chunked' ? unchunk(body) : body,
  };
}

function read(name: string): RecordedExchange {
  const bytes = readFileSync(new URL(`${name}.http`, SAMPLES));
  return {
    name,
    comment: bytes.toString('utf8', 0, bytes.indexOf('\n')),
    request: message(half(bytes, '>>>>> request')),
    response: message(half(bytes, '<<<<< response')),
  };
}

/** All recorded exchanges. */
export const RECORDED: readonly RecordedExchange[] = ['python', 'go'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, SAMPLES))
    .filter((file) => file.endsWith('.http'))
    .map((file) => read(`${folder}/${file.replace(/\.http$/, '')}`)),
);

/** One of them. */
export function recorded(name: string): RecordedExchange {
  const found = RECORDED.find((exchange) => exchange.name === name);
  if (found === undefined) throw new Error(`no recording ${name}`);
  return found;
}

/** What a recorded request asks for. */
export interface RecordedCall {
  readonly id: unknown;
  readonly method?: string;
  readonly params?: {
    readonly serviceId?: string;
    readonly operationId?: string;
    readonly ctx?: {
      readonly appCtx?: Readonly<Record<string, string>>;
      readonly securityCtx?: Readonly<Record<string, unknown>>;
    };
    readonly input?: unknown;
  };
}

/** The call of a request; undefined where its body is broken on purpose. */
export function callOf({ request }: RecordedExchange): RecordedCall | undefined {
  try {
    return JSON.parse(request.body.toString()) as RecordedCall;
  } catch {
    return undefined;
  }
}

/** The bytes in pieces of the given sizes, over and over. */
export async function* chunksOf(
  bytes: Uint8Array,
  sizes: readonly number[] = [bytes.length],
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = Math.max(1, sizes[index % sizes.length] ?? bytes.length);
    yield bytes.subarray(at, at + size);
    at += size;
    await Promise.resolve();
  }
}
