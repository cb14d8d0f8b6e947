import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { mediaTypes } from '../wire/accept.ts';
import type { Format } from '../wire/encode.ts';
import { rpcErrorMessage } from '../wire/envelope.ts';
import type { RpcError } from '../wire/error.ts';

const maxBody = 16 * 1024 * 1024;

/** The body of a request; undefined when it has more than 16 MB. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBody) {
      chunks.push(chunk);
    }
  }
  return size > maxBody ? undefined : Buffer.concat(chunks).toString('utf8');
}

/** Answers below the message layer, as a servlet container and a proxy word them. */
export function sendHtml(response: ServerResponse, status: 404 | 405 | 500): void {
  const text = { 404: 'Not Found', 405: 'Method Not Allowed', 500: 'Internal Server Error' }[
    status
  ];
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(
    `<!DOCTYPE html>\n<html><head><title>${status} ${text}</title></head><body><h1>HTTP ${status} ${text}</h1></body></html>\n`,
  );
}

/** Where small answers are not worth the packing. */
const gzipFrom = 1024;

/** Sends a message; `isCut` breaks it off half way, with the connection. */
export async function sendMessage(
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
  options: { type: string; isCut: boolean },
): Promise<void> {
  response.setHeader('Content-Type', options.type);
  response.setHeader('Cache-Control', 'no-cache');
  if (options.isCut) {
    response.setHeader('Content-Length', Buffer.byteLength(text));
    response.write(text.slice(0, text.length / 2), () => response.destroy());
    return;
  }
  let out: Writable = response;
  const packs = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (packs && text.length >= gzipFrom) {
    response.setHeader('Content-Encoding', 'gzip');
    const gzip = createGzip({ level: 1 });
    gzip.on('error', () => response.destroy());
    response.on('close', () => gzip.destroy());
    gzip.pipe(response);
    out = gzip;
  } else {
    response.setHeader('Content-Length', Buffer.byteLength(text));
  }
  await new Promise<void>((resolve) => {
    out.end(text, () => resolve());
    response.once('close', () => resolve());
  });
}

export function sendRpcError(
  request: IncomingMessage,
  response: ServerResponse,
  error: RpcError,
  format: Format,
): Promise<void> {
  const type = mediaTypes.mono[format];
  return sendMessage(request, response, rpcErrorMessage(error), { type, isCut: false });
}
