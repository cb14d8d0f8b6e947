import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How many sockets of callers who have not shown that they may come in are held at once. */
const maximumStrangers = 128;

/**
 * Bounds the sockets of callers who have not shown yet that they may come in. Anybody on this machine can open as many as they
 * like: beyond the bound the one that has waited longest goes, so that nobody is locked out by somebody who holds them all.
 */
export class SocketBudget {
  readonly #strangers = new Set<Socket>();

  constructor(server: Server, maximum: number = maximumStrangers) {
    server.on('connection', (socket: Socket) => {
      this.#strangers.add(socket);
      socket.once('close', () => this.#strangers.delete(socket));
      const [oldest] = this.#strangers;
      if (this.#strangers.size > maximum) oldest?.destroy();
    });
  }

  /** The socket's caller is known from now on. */
  admit(socket: Socket): void {
    this.#strangers.delete(socket);
  }
}
