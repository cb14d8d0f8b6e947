import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { X509Certificate } from 'node:crypto';

export interface TestServer {
  readonly origin: string;
  readonly fingerprint: string;
  /** PEM, for use as an authority. */
  readonly certificate: string;
  /** Shows another certificate from now on, and cuts all connections. @returns its fingerprint */
  present(name: CertificateName): string;
  close(): Promise<void>;
}

export type CertificateName = 'one' | 'two' | 'other';

/** An HTTPS server on loopback with one of this folder's certificates. */
export async function startTlsServer(
  name: CertificateName,
  listener: RequestListener,
): Promise<TestServer> {
  const read = (which: CertificateName, part: string): string =>
    readFileSync(new URL(`${which}.${part}.pem`, import.meta.url), 'utf8');
  const certificate = read(name, 'cert');
  const server = createServer({ cert: certificate, key: read(name, 'key') }, listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${port}`,
    fingerprint: new X509Certificate(certificate).fingerprint256,
    certificate,
    present: (other) => {
      const cert = read(other, 'cert');
      server.setSecureContext({ cert, key: read(other, 'key') });
      server.closeAllConnections();
      return new X509Certificate(cert).fingerprint256;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
