import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A server of a test, on a port of its own. */
export interface LocalServer {
  readonly url: string;
  /** Connections that are open now. */
  readonly sockets: number;
  close(): Promise<void>;
}

/** Plain HTTP on loopback; `close` cuts what is open. */
export async function listenLocally(answer: RequestListener): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  const server = createServer(answer);
  // As long as real ones: what idles here is closed by whoever uses it.
  server.keepAliveTimeout = 120_000;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get sockets() {
      return sockets.size;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
