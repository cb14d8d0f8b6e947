import type { WebSocket } from 'ws';
import { decodeData, encodeData } from '#shared/link/binary-codec.ts';
import { decodeMessage, encodeMessage } from '#shared/link/json-codec.ts';
import { messageLimits } from '#shared/link/size.ts';
import { TextJoiner } from '#shared/link/text-parts.ts';
import type { Port } from '#shared/link/message.ts';

/** Bytes of one frame: a larger message comes in parts, and what a message may hold is the link's to say. */
export const maximumFrameBytes = 1024 * 1024;
/** A page that reads nothing is cut off; it opens the link anew when it wakes up. */
const maximumUnsentBytes = 4 * messageLimits.core;
const pingInterval = 20_000;

export interface WebSocketPortOptions {
  /** Milliseconds between two signs of life that the page has to give. */
  readonly pingInterval?: number;
  readonly maximumUnsentBytes?: number;
}

/** The link over a WebSocket: a text message each, binary ones for the bytes of streams. A peer that vanished without a word is noticed by its missing pong. */
export function webSocketPort(socket: WebSocket, options: WebSocketPortOptions = {}): Port {
  const limit = options.maximumUnsentBytes ?? maximumUnsentBytes;
  watchLife(socket, options.pingInterval ?? pingInterval);
  // ws reports a broken connection here and closes it; `closed` tells the link.
  socket.on('error', () => undefined);

  return {
    send: (message) => {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > limit) socket.terminate();
      else socket.send(message.t === 'data' ? encodeData(message) : encodeMessage(message));
    },
    listen: (listener) => {
      const joiner = new TextJoiner();
      socket.on('message', (data: Buffer, isBinary) => {
        const message = isBinary ? parseData(data) : parse(joiner, data.toString('utf8'));
        if (message === waiting) return;
        if (message === undefined) socket.close(1003, 'Not a message of the link.');
        else listener.message(message);
      });
      if (socket.readyState === socket.CLOSED) queueMicrotask(() => listener.closed());
      else socket.once('close', () => listener.closed());
    },
    close: () => socket.close(1001),
  };
}

const waiting = Symbol('more is to come');

function parse(joiner: TextJoiner, text: string): unknown {
  try {
    const whole = joiner.take(text);
    return whole === undefined ? waiting : decodeMessage(whole);
  } catch {
    return undefined;
  }
}

function parseData(data: Uint8Array): unknown {
  try {
    return decodeData(data);
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
