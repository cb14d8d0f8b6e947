import { TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { describeCertificate, judgeCertificate, type TlsTrust } from './certificate.ts';
import { ConnectFailure, type PresentedCertificate } from './errors.ts';

/**
 * A connector for undici that verifies by pin or authority before the socket is handed out, so that no
 * request, and with it no credential, can reach an untrusted server.
 * @param timeoutMs for the TCP and TLS handshake together
 * @param onTrusted notified of the certificate of each accepted TLS connection
 * @param socketPath a Unix domain socket to connect to instead of the origin's host and port
 */
export function trustedConnector(
  trust: TlsTrust,
  timeoutMs: number,
  onTrusted: (certificate: PresentedCertificate) => void,
  socketPath?: string,
): buildConnector.connector {
  const connect = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
    // A resumed session skips the check of the host's name: every connection makes a full handshake.
    maxCachedSessions: 0,
    // Verification still runs; its verdict is read in judgeCertificate, where the pin has a say.
    rejectUnauthorized: false,
    ...onlyDefined({ socketPath }),
    ...(trust.ca !== undefined && { ca: typeof trust.ca === 'string' ? trust.ca : [...trust.ca] }),
  });
  return (options, callback) => {
    connect(options, (error, socket) => {
      if (error !== null) return callback(new ConnectFailure(error), null);
      if (options.protocol !== 'https:') return callback(null, socket);
      if (!(socket instanceof TLSSocket)) return callback(new Error('expected a TLS socket'), null);
      const server = `${options.hostname}:${options.port || '443'}`;
      const untrusted = judgeCertificate(socket, server, trust);
      if (untrusted !== null) {
        socket.destroy();
        return callback(untrusted, null);
      }
      onTrusted(describeCertificate(socket.getPeerCertificate()));
      return callback(null, socket);
    });
  };
}
