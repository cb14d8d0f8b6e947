import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';

/** Sends an answer in chunks, so that a large one neither fills the memory nor blocks the server. */

const chunkLength = 32_768;

function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done);
      stream.off('close', done);
      resolve();
    };
    stream.on('drain', done);
    stream.on('close', done);
  });
}

/** Writes the pieces; gives up quietly when the client hangs up. */
export async function sendParts(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Iterable<string>,
): Promise<void> {
  response.setHeader('Content-Type', 'text/xml; charset=utf-8');
  response.setHeader('Cache-Control', 'no-cache');
  let out: Writable = response;
  if (acceptsGzip(request)) {
    response.setHeader('Content-Encoding', 'gzip');
    const gzip = createGzip({ level: 1 });
    gzip.on('error', () => response.destroy());
    response.on('close', () => gzip.destroy());
    gzip.pipe(response);
    out = gzip;
  }
  let chunk = '';
  for (const part of parts) {
    chunk += part;
    if (chunk.length >= chunkLength) {
      const ready = out.write(chunk);
      chunk = '';
      await (ready ? setImmediate() : drained(out));
      if (response.destroyed) {
        return;
      }
    }
  }
  out.end(chunk);
}
