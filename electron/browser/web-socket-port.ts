import type { WebSocket } from 'ws';
import { decodeMessage, encodeMessage } from '#shared/link/json-codec.ts';
import type { Port } from '#shared/link/message.ts';

/** No page sends more in one message: what it may write is bounded by the contract. */
export const maximumMessageBytes = 1024 * 1024;
/** A page that reads nothing is cut off; it opens the link anew when it wakes up. */
const maximumUnsentBytes = 64 * 1024 * 1024;
const pingInterval = 20_000;

export interface WebSocketPortOptions {
  /** Milliseconds between two signs of life that the page has to give. */
  readonly pingInterval?: number;
  readonly maximumUnsentBytes?: number;
}

/** The link over a WebSocket: a text message each. A peer that vanished without a word is noticed by its missing pong. */
export function webSocketPort(socket: WebSocket, options: WebSocketPortOptions = {}): Port {
  const limit = options.maximumUnsentBytes ?? maximumUnsentBytes;
  watchLife(socket, options.pingInterval ?? pingInterval);
  // ws reports a broken connection here and closes it; `closed` tells the link.
  socket.on('error', () => undefined);

  return {
    send: (message) => {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > limit) socket.terminate();
      else socket.send(encodeMessage(message));
    },
    listen: (listener) => {
      socket.on('message', (data: Buffer, isBinary) => {
        const message = isBinary ? undefined : parse(data.toString('utf8'));
        if (message === undefined) socket.close(1003, 'Not a message of the link.');
        else listener.message(message);
      });
      if (socket.readyState === socket.CLOSED) queueMicrotask(() => listener.closed());
      else socket.once('close', () => listener.closed());
    },
    close: () => socket.close(1001),
  };
}

function parse(text: string): unknown {
  try {
    return decodeMessage(text);
  } catch {
    return undefined;
  }
}

function watchLife(socket: WebSocket, interval: number): void {
  let heard = true;
  const timer = setInterval(() => {
    if (!heard) {
      socket.terminate();
      return;
    }
    heard = false;
    socket.ping();
  }, interval);
  timer.unref();
  socket.on('pong', () => {
    heard = true;
  });
  socket.once('close', () => clearInterval(timer));
}
