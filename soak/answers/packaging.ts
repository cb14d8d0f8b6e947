import { promisify } from 'node:util';
import { brotliCompress, deflate, deflateRaw, gzip, zstdCompress } from 'node:zlib';
import type { OddAnswer, RealAnswer } from '#core/testing/odd-proxy.ts';

type Response = Parameters<OddAnswer>[0];
type Pack = (body: Buffer) => Promise<Buffer>;

const gzipped: Pack = promisify(gzip);

/** What the server really says, in a form that HTTP and the protocols allow, seldom seen as it may be. */
export const packaged: Readonly<Record<string, OddAnswer>> = {
  'in chunks of a byte': real(async (response, { status, headers, body }) => {
    response.writeHead(status, headers);
    for (const byte of body.subarray(0, 300)) response.write(Buffer.from([byte]));
    response.end(body.subarray(300));
  }),
  'as GZIP': encoded('GZIP', gzipped),
  'as gzip twice': encoded('gzip, gzip', async (body) => gzipped(await gzipped(body))),
  'as gzip in two members': encoded('gzip', async (body) =>
    Buffer.concat([await gzipped(body.subarray(0, 40)), await gzipped(body.subarray(40))]),
  ),
  'as gzip with something after it': encoded('gzip', async (body) =>
    Buffer.concat([await gzipped(body), Buffer.alloc(20)]),
  ),
  'as deflate': encoded('deflate', promisify<Buffer, Buffer>(deflate)),
  'as br': encoded('br', promisify<Buffer, Buffer>(brotliCompress)),
  'as zstd': encoded('zstd', promisify<Buffer, Buffer>(zstdCompress)),
  'after hints': real(async (response, { status, headers, body }) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' });
    response.writeProcessing();
    response.writeHead(status, headers).end(body);
  }),
  'after a byte order mark': real(async (response, { status, headers, body }) => {
    response.writeHead(status, headers).end(Buffer.concat([Buffer.from('\uFEFF'), body]));
  }),
  'with many headers': real(async (response, { status, headers, body }) => {
    for (let left = 300; left > 0; left -= 1)
      response.setHeader(`x-header-${left}`, 'x'.repeat(80));
    response.writeHead(status, headers).end(body);
  }),
  'and the connection closed': real(async (response, { status, headers, body }) => {
    response.writeHead(status, { ...headers, connection: 'close' }).end(body);
  }),
};

/** What the server really says, or begins to say, in a form in which nobody can read it, or not to its end. */
export const unpackaged: Readonly<Record<string, OddAnswer>> = {
  nothing: (response) => {
    // The client gives up, and the connection ends with it.
    response.on('close', () => response.destroy());
  },
  'a reset': (response) => void response.socket?.resetAndDestroy(),
  'its first half': real(async (response, { status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  }),
  'a byte less than its length': real(async (response, { status, headers, body }) => {
    raw(response, status, headers, `content-length: ${body.length - 1}`, body);
  }),
  'chunks of wrong lengths': real(async (response, { status, headers, body }) => {
    const chunk = Buffer.concat([Buffer.from('5\r\n'), body, Buffer.from('\r\n0\r\n\r\n')]);
    raw(response, status, headers, 'transfer-encoding: chunked', chunk);
  }),
  'as gzip that is none': real(async (response, { status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-encoding': 'gzip' }).end(body);
  }),
  'as gzip that ends early': encoded('gzip', async (body) =>
    (await gzipped(body)).subarray(0, -12),
  ),
  'as deflate without its header': encoded('deflate', promisify<Buffer, Buffer>(deflateRaw)),
  'in an encoding that nobody knows': encoded('x-moon', async (body) => body),
  'in UTF-16': real(async (response, { status, headers, body }) => {
    const text = Buffer.from(`\uFEFF${body.toString('utf8')}`, 'utf16le');
    response.writeHead(status, headers).end(text);
  }),
  'with headers without end': (response) => {
    for (let left = 3000; left > 0; left -= 1) response.setHeader(`x-${left}`, 'x'.repeat(80));
    response.writeHead(200).end();
  },
  twice: real(async (response, { status, headers, body }) => {
    response.writeHead(status, headers).end(Buffer.concat([body, body]));
  }),
  'dripping, then silent': (response) => {
    response.writeHead(200, { 'content-type': 'text/xml' }).write('<');
    let left = 20;
    const drip = setInterval(() => {
      response.write(' ');
      left -= 1;
      if (left === 0) clearInterval(drip);
    }, 1000);
    response.on('close', () => clearInterval(drip));
  },
};

function real(send: (response: Response, answer: RealAnswer) => Promise<void>): OddAnswer {
  return (response, _request, ask) => {
    // Who does not want the answer any more has closed.
    const give = async (): Promise<void> => send(response, await ask());
    give().catch(() => response.destroy());
  };
}

function encoded(encoding: string, pack: Pack): OddAnswer {
  return real(async (response, { status, headers, body }) => {
    const packed = await pack(body);
    response.writeHead(status, { ...headers, 'content-encoding': encoding }).end(packed);
  });
}

/** Past Node's own care for lengths. */
function raw(
  response: Response,
  status: number,
  headers: RealAnswer['headers'],
  framing: string,
  body: Uint8Array,
): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  const head = [`HTTP/1.1 ${status} Odd`, ...lines, framing, '', ''].join('\r\n');
  response.socket?.write(head);
  response.socket?.end(body);
}
