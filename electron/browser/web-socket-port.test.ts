import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { encodeMessage } from '#shared/link/json-codec.ts';
import { splitText } from '#shared/link/text-parts.ts';
import { webSocketPort } from './web-socket-port.ts';

class StandInSocket extends EventEmitter {
  readonly OPEN = 1;
  readonly CLOSED = 3;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  readonly ping = vi.fn();
  readonly terminate = vi.fn();
  readonly close = vi.fn();
  send(text: string): void {
    this.sent.push(text);
  }
}

let socket: StandInSocket;
beforeEach(() => {
  vi.useFakeTimers();
  socket = new StandInSocket();
});
afterEach(() => void vi.useRealTimers());

const port = (maximumUnsentBytes = 1000) =>
  webSocketPort(socket as unknown as WebSocket, { pingInterval: 100, maximumUnsentBytes });

describe('a WebSocket as a port', () => {
  it('keeps a peer that answers pings', () => {
    port();
    for (let n = 0; n < 5; n++) {
      vi.advanceTimersByTime(100);
      socket.emit('pong');
    }
    expect(socket.ping).toHaveBeenCalledTimes(5);
    expect(socket.terminate).not.toHaveBeenCalled();
  });

  it('ends a peer that does not, and asks no more after the end', () => {
    port();
    vi.advanceTimersByTime(200);
    expect(socket.terminate).toHaveBeenCalledTimes(1);
    socket.emit('close');
    vi.advanceTimersByTime(1000);
    expect(socket.ping).toHaveBeenCalledTimes(1);
  });

  it('ends a peer that reads nothing instead of filling memory for it', () => {
    const end = port();
    end.send({ t: 'close', id: 1 });
    socket.bufferedAmount = 1001;
    end.send({ t: 'close', id: 2 });
    expect(socket.sent).toHaveLength(1);
    expect(socket.terminate).toHaveBeenCalledTimes(1);
  });

  it('takes a message in parts, and ends what sends no parts of one', () => {
    const messages: unknown[] = [];
    port().listen({ message: (message) => messages.push(message), closed: vi.fn() });
    const sent = { t: 'call', id: 1, name: 'x', params: { text: 'ü'.repeat(3_000_000) } };
    const parts = [...splitText(encodeMessage(sent))];
    expect(parts.length).toBeGreaterThan(10);
    for (const part of parts) socket.emit('message', Buffer.from(part), false);
    expect(messages).toEqual([sent]);
    expect(socket.close).not.toHaveBeenCalled();
    socket.emit('message', Buffer.from('+{'), false);
    socket.emit('message', Buffer.from('{}'), false);
    expect(socket.close).toHaveBeenCalledExactlyOnceWith(1003, expect.any(String));
  });

  it('sends nothing into a socket that is closing', () => {
    const end = port();
    socket.readyState = 2;
    end.send({ t: 'close', id: 1 });
    expect(socket.sent).toEqual([]);
  });

  it('reports an end that came before anybody listened', async () => {
    const end = port();
    socket.readyState = 3;
    const closed = vi.fn();
    end.listen({ message: vi.fn(), closed });
    await Promise.resolve();
    expect(closed).toHaveBeenCalledTimes(1);
  });
});
