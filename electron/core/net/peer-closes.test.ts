import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { UnreachableError } from './errors.ts';
import { HttpClient } from './http-client.ts';

/** nodejs/undici#5360: undici 7 ended the process when a peer closed while the reader lagged. */
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** Whether the parser is paused when the end arrives depends on the length and every buffer on the way: so a range of lengths. */
const lengths = Array.from({ length: 40 }, (_, index) => (index + 1) * 16 * 1024);

/**
 * A peer that answers one request with gzip of the body and closes.
 * @param cut bytes of the announced length that it does not send
 * @returns the answer, whose body was not read yet though all that the peer sent has arrived, or waits for the reader
 */
async function answerToLaggard(
  body: Buffer,
  cut: number,
): Promise<{ readonly body: AsyncIterable<Uint8Array> }> {
  const packed = gzipSync(body);
  const head = `content-encoding: gzip\r\ncontent-length: ${packed.length}\r\nconnection: close`;
  const sent = Promise.withResolvers<void>();
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n`);
      socket.end(packed.subarray(0, packed.length - cut), () => sent.resolve());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new HttpClient({
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  ends.push(
    () => client.close(),
    () => new Promise((resolve) => server.close(() => resolve())),
  );
  const response = await client.request({ method: 'GET', path: '/' });
  await sent.promise;
  for (let turn = 0; turn < 20; turn++) await setImmediate();
  return response;
}

async function read(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('a peer that closes while the reader lags ends neither the answer nor the process', async () => {
  for (const length of lengths) {
    const body = randomBytes(length);
    const response = await answerToLaggard(body, 0);
    expect((await read(response.body)).equals(body), `${length} bytes`).toBe(true);
  }
});

test('an answer that the peer cut off is an error to a reader that lags, too', async () => {
  for (const length of lengths) {
    const response = await answerToLaggard(randomBytes(length), 100);
    await expect(read(response.body), `${length} bytes`).rejects.toThrow(UnreachableError);
  }
});
