import type { Duplex } from 'node:stream';

/** Why there is no console, as a page. */
export interface Refusal {
  readonly status: string;
  readonly title: string;
  readonly text: string;
  readonly headers?: readonly string[];
}

export function refuse(socket: Duplex, { status, title, text, headers = [] }: Refusal): void {
  const body = `<html><body><h1>${title}</h1>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</body></html>`;
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: text/html; charset=UTF-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    'cache-control: no-cache, no-store',
    ...headers,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
