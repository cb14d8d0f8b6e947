import { createServer, type Server } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';

export interface TestProxy {
  readonly address: string;
  /** What was asked for, in order: `127.0.0.1:443`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Names that only the proxy can look up lead to this computer. */
function resolved(host: string): string {
  return host.endsWith('.test') ? '127.0.0.1' : host;
}

/** A proxy that connects by CONNECT. @param login `user:password` that it asks for @param refuse answers all with this status */
export async function startHttpProxy(
  options: { readonly login?: string; readonly refuse?: number } = {},
): Promise<TestProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connect', (request, socket: Socket, head: Buffer) => {
    sockets.add(socket);
    asked.push(request.url ?? '');
    const given = (request.headers['proxy-authorization'] ?? '').replace(/^Basic /, '');
    const isKnown = Buffer.from(given, 'base64').toString('utf8') === options.login;
    if (options.login !== undefined && !isKnown)
      return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    if (options.refuse !== undefined) return socket.end(`HTTP/1.1 ${options.refuse} No\r\n\r\n`);
    const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(request.url ?? '') ?? [];
    return bridge(socket, sockets, { host: resolved(host), port: Number(port) }, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) socket.unshift(head);
    });
  });
  return listening(server, asked, sockets);
}

/** A SOCKS5 server for names and IPv4, by RFC 1928 and 1929. */
export async function startSocksProxy(
  options: { readonly login?: string } = {},
): Promise<TestProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let step = 0;
    socket.on('data', (bytes: Buffer) => {
      step += 1;
      if (step === 1) return socket.write(Buffer.from([5, options.login === undefined ? 0 : 2]));
      if (step === 2 && options.login !== undefined) {
        const user = bytes.subarray(2, 2 + (bytes[1] ?? 0)).toString();
        const password = bytes.subarray(3 + (bytes[1] ?? 0)).toString();
        return socket.write(Buffer.from([1, `${user}:${password}` === options.login ? 0 : 1]));
      }
      const length = bytes[4] ?? 0;
      const isName = bytes[3] === 3;
      const host = isName
        ? bytes.subarray(5, 5 + length).toString()
        : bytes.subarray(4, 8).join('.');
      const port = bytes.readUInt16BE(isName ? 5 + length : 8);
      asked.push(`${host}:${port}`);
      socket.removeAllListeners('data');
      return bridge(socket, sockets, { host: resolved(host), port }, () => {
        socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
      });
    });
  });
  return listening(server, asked, sockets);
}

function bridge(
  socket: Socket,
  sockets: Set<Socket>,
  to: { readonly host: string; readonly port: number },
  connected: () => void,
): void {
  const onward = connect(to, () => {
    connected();
    socket.pipe(onward).pipe(socket);
  });
  sockets.add(onward);
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy());
}

async function listening(
  server: Server | ReturnType<typeof createTcpServer>,
  asked: readonly string[],
  sockets: ReadonlySet<Socket>,
): Promise<TestProxy> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
