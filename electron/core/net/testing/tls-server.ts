import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
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

export type CertificateName =
  | 'one'
  | 'two'
  | 'other'
  | 'issued'
  | 'renewed'
  | 'expired'
  | 'weak'
  | 'sha1';

/** A certificate or chain of this folder, PEM. */
export function testPem(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

/** Has what old servers show been accepted here: short keys, and signatures that can be forged. */
const oldKeys = 'DEFAULT@SECLEVEL=0';

/** An HTTPS server on loopback with one of this folder's certificates. */
export async function startTlsServer(
  name: CertificateName,
  listener: RequestListener,
  tls: ServerOptions = {},
): Promise<TestServer> {
  const read = (which: CertificateName, part: string): string => testPem(`${which}.${part}.pem`);
  const certificate = read(name, 'cert');
  const server = createServer(
    { cert: certificate, key: read(name, 'key'), ciphers: oldKeys, ...tls },
    listener,
  );
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
      server.setSecureContext({ cert, key: read(other, 'key'), ciphers: oldKeys, ...tls });
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
