import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { BOUNDS } from './bounds.ts';
import { CancelledError, ResponseTooLargeError, TimeoutError, UnreachableError } from './errors.ts';
import { HttpClient, type HttpTimeouts } from './http-client.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function serve(listener: RequestListener, timeouts: HttpTimeouts = {}): Promise<HttpClient> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const client = new HttpClient({
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    timeouts,
  });
  ends.push(
    () => client.close(),
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return client;
}

async function read(
  client: HttpClient,
  options: { signal?: AbortSignal; maxResponseBytes?: number } = {},
): Promise<string> {
  const response = await client.request({ method: 'GET', path: '/', ...options });
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('gzip is asked for and decoded', async () => {
  const text = 'inventory '.repeat(50_000);
  const client = await serve((request, response) => {
    expect(request.headers['accept-encoding']).toBe('gzip');
    response.setHeader('content-encoding', 'gzip');
    response.end(gzipSync(text));
  });
  expect(await read(client)).toBe(text);
  await expect(read(client, { maxResponseBytes: 1000 })).rejects.toThrow(ResponseTooLargeError);
});

test('after an answer that stayed away nobody waits on an old socket, and what is under way there goes on', async () => {
  const ports: (number | undefined)[] = [];
  let finish: () => void = () => undefined;
  const client = await serve(({ url, socket }, response) => {
    ports.push(socket.remotePort);
    if (url === '/late') finish = () => response.end('late');
    else if (url !== '/never') response.end('soon');
  });
  const get = (path: string, headersTimeoutMs = 60_000) =>
    client.request({ method: 'GET', path, headersTimeoutMs });
  const late = get('/late');
  // One that idles from now on.
  await Promise.all([get('/a'), get('/b')].map(async (one) => (await one).discard()));
  await expect(get('/never', 50)).rejects.toThrow(TimeoutError);
  const before = new Set(ports);
  expect(await read(client)).toBe('soon');
  expect(before.has(ports.at(-1))).toBe(false);
  finish();
  expect((await late).status).toBe(200);
});

test('what may be sent twice is sent on another socket, for that at hand may be dead', async () => {
  let dead: number | undefined;
  const client = await serve(({ url, socket }, response) => {
    if (url === '/first') dead = socket.remotePort;
    else if (socket.remotePort === dead) return;
    response.end('heard');
  });
  await (await client.request({ method: 'GET', path: '/first' })).discard();
  const { status } = await client.request({ method: 'POST', path: '/bye', repeatMs: 100 });
  expect(status).toBe(200);
});

test('a broken gzip answer and one cut off are clear errors', async () => {
  const client = await serve((_request, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end('not gzip');
  });
  await expect(read(client)).rejects.toThrow(/compressed answer that is broken/);
  const cut = await serve((_request, response) => {
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  });
  await expect(read(cut)).rejects.toThrow(UnreachableError);
});

test('a waiting request does not hold others up', async () => {
  let release = (): void => undefined;
  let first = true;
  const client = await serve((_request, response) => {
    if (!first) return void response.end('quick');
    first = false;
    release = () => void response.end('slow');
  });
  const slow = read(client);
  expect(await read(client)).toBe('quick');
  release();
  expect(await slow).toBe('slow');
});

test('silence is a timeout, an abort is a cancellation', async () => {
  const client = await serve(() => undefined, { headersMs: 50 });
  await expect(read(client)).rejects.toThrow(TimeoutError);
  const patient = await serve(() => undefined);
  const abort = new AbortController();
  const waiting = read(patient, { signal: abort.signal });
  abort.abort();
  await expect(waiting).rejects.toThrow(CancelledError);
});

test('nobody listening, no such host, and TLS to a plain port say what to do', async () => {
  const plain = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  });
  await new Promise<void>((resolve) => {
    plain.listen(0, '127.0.0.1', resolve);
  });
  const { port } = plain.address() as AddressInfo;
  const tls = new HttpClient({ origin: `https://127.0.0.1:${port}` });
  await expect(read(tls)).rejects.toThrow(/Cannot speak TLS with 127\.0\.0\.1:\d+.*http:\/\//);
  await tls.close();
  await new Promise((resolve) => {
    plain.close(resolve);
  });
  const refused = new HttpClient({ origin: `http://127.0.0.1:${port}` });
  await expect(read(refused)).rejects.toThrow(
    /Cannot reach 127\.0\.0\.1:\d+: nothing listens there/,
  );
  await refused.close();
});

test('a Unix domain socket carries HTTP, and one that is not there says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'moref-'));
  const socketPath = join(folder, 'api');
  const server = createServer((_request, response) => response.end('over the socket'));
  await new Promise<void>((resolve) => {
    server.listen(socketPath, resolve);
  });
  const client = new HttpClient({ origin: 'http://localhost', socketPath });
  ends.push(
    () => client.close(),
    () => new Promise((resolve) => server.close(() => resolve())),
    () => rm(folder, { recursive: true }),
  );
  expect(client.server).toBe(socketPath);
  expect(await read(client)).toBe('over the socket');
  expect(client.certificate).toBeNull();
  const missing = new HttpClient({ origin: 'http://localhost', socketPath: `${socketPath}2` });
  ends.push(() => missing.close());
  await expect(read(missing)).rejects.toThrow(/api2: there is no such socket/);
});

test('a request is known not to have been sent where no connection stood and none went before it', async () => {
  let answered = 0;
  const server = createServer((_request, response) => {
    answered += 1;
    response.end('answered');
  });
  const folder = await mkdtemp(join(tmpdir(), 'moref-'));
  ends.push(() => rm(folder, { recursive: true }));
  const socketPath = join(folder, 'api');
  const client = new HttpClient({ origin: 'http://localhost', socketPath });
  ends.push(() => client.close());
  const { signal } = new AbortController();
  for (const _ of [1, 2])
    await expect(read(client, { signal })).rejects.toMatchObject({ unsent: true });
  await expect(read(client)).rejects.toMatchObject({ unsent: false });

  await new Promise<void>((resolve) => {
    server.listen(socketPath, resolve);
  });
  expect(await read(client, { signal })).toBe('answered');
  await new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });
  const refused = async (): Promise<unknown> =>
    read(client, { signal }).catch((error: unknown) => error);
  await expect.poll(refused).toMatchObject({ code: 'ENOENT', unsent: false });
  expect(answered).toBe(1);
});

test.each(['GZIP', 'x-GZip', ' gzip , identity', 'deflate', 'BR', 'zstd', 'deflate, gzip'])(
  'Content-Encoding: %s is undone, whatever its case',
  async (encoding) => {
    const text = 'inventory '.repeat(20_000);
    const undo: Readonly<Record<string, (bytes: Buffer<ArrayBuffer>) => Buffer<ArrayBuffer>>> = {
      gzip: gzipSync,
      'x-gzip': gzipSync,
      deflate: deflateSync,
      br: brotliCompressSync,
      zstd: zstdCompressSync,
    };
    const names = encoding.split(',').map((name) => name.trim().toLowerCase());
    const bytes = names.reduce((sofar, name) => undo[name]?.(sofar) ?? sofar, Buffer.from(text));
    const client = await serve((_request, response) => {
      response.setHeader('content-encoding', encoding);
      response.end(bytes);
    });
    expect(await read(client)).toBe(text);
  },
);

test('an encoding that nobody knows, or many over each other, is an error in words', async () => {
  for (const encoding of ['exi', 'gzip, gzip, gzip, gzip, gzip']) {
    const client = await serve((_request, response) => {
      response.setHeader('content-encoding', encoding);
      response.end('x');
    });
    await expect(read(client)).rejects.toThrow(/encoded as “.*not asked for/);
  }
});

test('a compressed answer that grows without measure is not read on', async () => {
  const bomb = gzipSync(Buffer.alloc(BOUNDS.inflatedBytes * 2));
  const client = await serve((_request, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end(bomb);
  });
  const response = await client.request({ method: 'GET', path: '/' });
  let total = 0;
  await expect(
    (async () => {
      for await (const chunk of response.body) total += chunk.byteLength;
    })(),
  ).rejects.toThrow(/becomes more than 400 times as large/);
  expect(total).toBeLessThan(BOUNDS.inflatedBytes * 1.2);
});

/** Answers a byte at a time, for ever. */
function drip(response: ServerResponse): void {
  response.flushHeaders();
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(timer));
}

test('an answer that drips for ever is refused, also where headers or a discard wait for it', async () => {
  const client = await serve((_request, response) => drip(response), { graceMs: 100 });
  await expect(read(client)).rejects.toThrow(/answers too slowly/);
  const unwanted = await client.request({ method: 'GET', path: '/' });
  await unwanted.discard();
});

test('a long poll may keep its body back, and what is endless may drip', async () => {
  const client = await serve(
    (_request, response) => {
      response.flushHeaders();
      setTimeout(() => response.end('late'), 400);
    },
    { graceMs: 10 },
  );
  const poll = { method: 'GET', path: '/', headersTimeoutMs: 60_000 } as const;
  const bodies = [];
  for (const request of [poll, { ...poll, headersTimeoutMs: 1, endless: true }]) {
    const { body } = await client.request(request);
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    bodies.push(Buffer.concat(chunks).toString());
  }
  expect(bodies).toEqual(['late', 'late']);
});

test('headers without end are refused', async () => {
  const client = await serve((_request, response) => {
    for (let index = 0; index < 10; index += 1)
      response.setHeader(`x-${index}`, 'x'.repeat(BOUNDS.headerBytes / 8));
    response.end('x');
  });
  await expect(read(client)).rejects.toThrow(/Headers Overflow/);
});
