import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
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

  it('sends nothing into a socket that is closing', () => {
    const end = port();
    socket.readyState = 2;
    end.send({ t: 'close', id: 1 });
    expect(socket.sent).toEqual([]);
  });

  it('tells of an end that came before anybody listened', async () => {
    const end = port();
    socket.readyState = 3;
    const closed = vi.fn();
    end.listen({ message: vi.fn(), closed });
    await Promise.resolve();
    expect(closed).toHaveBeenCalledTimes(1);
  });
});
