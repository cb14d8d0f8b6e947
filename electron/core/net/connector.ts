import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { judgeOf, type Judge } from './authorities.ts';
import { describeCertificate, judgeCertificate, type TlsTrust } from './certificate.ts';
import { ConnectFailure, type PresentedCertificate } from './errors.ts';
import { ProxyError } from './proxy-error.ts';
import { bare } from './proxy-server.ts';

/**
 * A connector for undici that verifies by pin or authority before the socket is handed out, so that no
 * request, and with it no credential, can reach an untrusted server.
 * @param timeoutMs for the TCP and TLS handshake together; as long again for the way through a proxy
 * @param onTrusted notified of the certificate of each accepted TLS connection
 * @param socketPath a Unix domain socket to connect to instead of the origin's host and port
 */
export function trustedConnector(
  trust: TlsTrust,
  timeoutMs: number,
  onTrusted: (certificate: PresentedCertificate) => void,
  socketPath?: string,
): buildConnector.connector {
  return (options, callback) => {
    const { protocol } = options;
    const finish = (judge: Judge, error: Error | null, socket: Socket | null): void => {
      if (error !== null || socket === null)
        return callback(new ConnectFailure(error ?? new Error('expected a socket')), null);
      if (protocol !== 'https:') return callback(null, socket);
      if (!(socket instanceof TLSSocket)) return callback(new Error('expected a TLS socket'), null);
      const host = options.servername ?? options.hostname;
      const server = `${options.hostname}:${options.port || '443'}`;
      const named = { server, host: bare(host === '' ? options.hostname : host), trust, judge };
      const untrusted = judgeCertificate(socket, named);
      if (untrusted !== null) {
        socket.destroy();
        return callback(untrusted, null);
      }
      onTrusted(describeCertificate(socket.getPeerCertificate()));
      return callback(null, socket);
    };
    open({ trust, timeoutMs, socketPath }, options).then(
      ({ judge, error, socket }) => finish(judge, error, socket),
      (error: unknown) => callback(new ConnectFailure(error as Error), null),
    );
  };
}

interface Opened {
  readonly judge: Judge;
  readonly error: Error | null;
  readonly socket: Socket | null;
}

/** Opens a socket, and TLS over it, without a judgement yet. @throws ProxyError */
async function open(
  how: {
    readonly trust: TlsTrust;
    readonly timeoutMs: number;
    readonly socketPath: string | undefined;
  },
  options: buildConnector.Options,
): Promise<Opened> {
  const { trust, timeoutMs, socketPath } = how;
  const judge = await judgeOf(trust);
  const through = socketPath === undefined ? await throughProxy(trust, timeoutMs, options) : null;
  if (through !== null && options.protocol !== 'https:')
    return { judge, error: null, socket: through as Socket };
  const connect = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
    // A resumed session skips the check of the host's name: every connection makes a full handshake.
    maxCachedSessions: 0,
    // Verification still runs; its verdict is read in judgeCertificate, where the pin has a say.
    rejectUnauthorized: false,
    secureContext: judge.context,
    ...onlyDefined({ socketPath }),
  });
  const httpSocket = through === null ? {} : { httpSocket: through as Socket };
  return new Promise((resolve) => {
    connect({ ...options, ...httpSocket }, (error, socket) => {
      if (error !== null) through?.destroy();
      resolve({ judge, error, socket });
    });
  });
}

async function throughProxy(
  { dialler }: TlsTrust,
  timeoutMs: number,
  { hostname, port, protocol }: buildConnector.Options,
): Promise<Duplex | null> {
  if (dialler === undefined || (protocol !== 'http:' && protocol !== 'https:')) return null;
  const wanted = { host: bare(hostname), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
  try {
    return await dialler.dial({ ...wanted, protocol }, { timeoutMs });
  } catch (error) {
    if (error instanceof ProxyError) throw error;
    throw new Error('A way to a server failed in another way than it may.', { cause: error });
  }
}
