/** What happens to one answer of the server. */
export type AnswerFault =
  /** It ends after so many bytes, in an orderly way or by a reset. */
  | { readonly kind: 'truncate'; readonly after: number; readonly by: 'end' | 'reset' }
  /** Bytes of it are others than the server sent. */
  | { readonly kind: 'corrupt'; readonly where: 'head' | 'body'; readonly offset: number }
  /** A gateway answers instead; the request has come to the server, or has not. */
  | { readonly kind: 'status'; readonly answer: OddAnswer; readonly reaches: boolean };

export interface OddAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const page = (status: number, title: string): OddAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
});

/** What gateways, load balancers and starting servers answer in the place of the protocol. */
export const oddAnswers: readonly OddAnswer[] = [
  page(400, 'Bad Request'),
  page(404, 'Not Found'),
  page(405, 'Method Not Allowed'),
  page(408, 'Request Timeout'),
  page(500, 'Internal Server Error'),
  page(502, 'Bad Gateway'),
  page(504, 'Gateway Timeout'),
  page(200, 'The server is being started'),
  { status: 200, headers: { 'content-type': 'text/xml' }, body: '' },
  { status: 200, headers: { 'content-type': 'application/json' }, body: '' },
  { status: 204, headers: {}, body: '' },
  {
    status: 301,
    headers: { location: 'https://login.example.org/' },
    body: '',
  },
  {
    status: 429,
    headers: { 'retry-after': '2', 'content-type': 'text/plain' },
    body: 'Too many requests',
  },
  {
    status: 503,
    headers: { 'retry-after': '3', 'content-type': 'text/plain' },
    body: 'The maximum number of sessions has been reached.',
  },
];

/** The answer as it goes over the wire; the connection ends with it. */
export function oddAnswerBytes({ status, headers, body }: OddAnswer): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = status === 204 ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  const head = `HTTP/1.1 ${status} Odd\r\n${lines.join('')}${length}connection: close\r\n\r\n`;
  return Buffer.from(head + body);
}

/**
 * The first bytes of an answer with some of them changed, so that whoever reads it can report: in the head, at the beginning of an
 * unpacked body, or anywhere in a packed one, which has a checksum. A changed value within an unpacked body would look like any other value.
 */
export function corrupted(
  chunk: Buffer,
  { where, offset }: { readonly where: 'head' | 'body'; readonly offset: number },
): Buffer {
  const bytes = Buffer.from(chunk);
  const end = bytes.indexOf('\r\n\r\n');
  if (where === 'head' || end === -1 || end + 4 >= bytes.length) {
    bytes.write('JUNK', 0, 'latin1');
    return bytes;
  }
  const isPacked = /content-encoding: *gzip/i.test(bytes.toString('latin1', 0, end));
  const body = bytes.subarray(end + 4);
  const start = bodyStart(bytes.toString('latin1', 0, end), body);
  const span = Math.max(1, isPacked ? body.length - start - 1 : 1);
  const at = start + (offset % span);
  body.fill(0x07, at, Math.min(at + 8, body.length));
  return bytes;
}

/** Past the length of the first piece, where the body comes in pieces. */
function bodyStart(head: string, body: Buffer): number {
  if (!/transfer-encoding: *chunked/i.test(head)) return 0;
  const line = body.indexOf('\r\n');
  return line === -1 ? 0 : line + 2;
}
