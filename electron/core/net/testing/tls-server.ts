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
  close(): Promise<void>;
}

/** An HTTPS server on loopback with one of this folder's certificates. */
export async function startTlsServer(
  name: 'one' | 'two' | 'other',
  listener: RequestListener,
): Promise<TestServer> {
  const read = (part: string): string =>
    readFileSync(new URL(`${name}.${part}.pem`, import.meta.url), 'utf8');
  const certificate = read('cert');
  const server = createServer({ cert: certificate, key: read('key') }, listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${port}`,
    fingerprint: new X509Certificate(certificate).fingerprint256,
    certificate,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
