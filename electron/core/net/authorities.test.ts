import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { certificatesIn, computersAuthorities } from './authorities.ts';
import type { TlsTrust } from './certificate.ts';
import { certificateError } from './certificate-error.ts';
import { CertificateError } from './errors.ts';
import { HttpClient } from './http-client.ts';
import { readAuthority } from './read-authority.ts';
import { transportError } from './transport-error.ts';
import { type CertificateName, startTlsServer, testPem } from './testing/tls-server.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function serve(name: CertificateName, tls = {}) {
  const server = await startTlsServer(name, (_request, response) => response.end('hello'), tls);
  ends.push(() => server.close());
  return server;
}

async function get(origin: string, trust: TlsTrust): Promise<string> {
  const client = new HttpClient({ origin, trust });
  ends.push(() => client.close());
  const response = await client.request({ method: 'GET', path: '/' });
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function refusal(name: CertificateName, trust: TlsTrust = {}): Promise<CertificateError> {
  const { origin } = await serve(name);
  const error: unknown = await get(origin, trust).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(CertificateError);
  return error as CertificateError;
}

const root = testPem('root-ca.pem');
const issuing = testPem('issuing-ca.pem');

describe('the authorities of this computer', () => {
  test('are those of Node and of the files that the environment names', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'moref-authorities-'));
    ends.push(() => rm(folder, { recursive: true }));
    const file = join(folder, 'company.pem');
    await writeFile(
      file,
      `Our own:\n${root}\nbroken\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
    );
    const [expected = ''] = certificatesIn(root);
    for (const name of ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']) {
      const found = await computersAuthorities({ [name]: file });
      expect(found).toContain(expected);
      expect(found.length).toBeGreaterThan(100);
    }
    expect(await computersAuthorities({ SSL_CERT_FILE: join(folder, 'none') })).not.toContain(
      expected,
    );
  });
});

describe('an authority of the profile', () => {
  test.each([
    ['the root', root],
    ['one in between', issuing],
  ])('%s makes a chain trusted, and a renewed certificate too', async (_name, ca) => {
    const server = await serve('issued');
    expect(await get(server.origin, { ca })).toBe('hello');
    server.present('renewed');
    expect(await get(server.origin, { ca })).toBe('hello');
  });

  test('counts alone: what another issued is refused', async () => {
    expect((await refusal('one', { ca: root })).reasons).toEqual(['DEPTH_ZERO_SELF_SIGNED_CERT']);
  });

  test('is read from PEM, several, or DER, and from nothing else', () => {
    expect(readAuthority(root)).toMatchObject({ subject: 'CN=Example Company Root CA' });
    expect(readAuthority(`${root}${issuing}`).pem.match(/BEGIN/g)).toHaveLength(2);
    const der = root.replaceAll(/-----[^-]+-----/g, '');
    expect(readAuthority(der).subject).toBe('CN=Example Company Root CA');
    expect(() => readAuthority('nothing')).toThrow('There is no certificate in it');
    expect(() => readAuthority(testPem('issued.cert.pem'))).toThrow('may not issue others');
  });
});

describe('what is wrong with a certificate is said, all of it', () => {
  test('an authority that nobody knows: its chain is shown, to be trusted instead', async () => {
    const error = await refusal('issued');
    expect(error.reasons).toEqual(['UNABLE_TO_GET_ISSUER_CERT_LOCALLY']);
    const { certificate } = certificateError(error);
    expect(certificate?.authorities?.map(({ subject }) => subject)).toEqual([
      'CN=Example Company Issuing CA',
    ]);
    expect(certificate?.presented).toMatchObject({
      key: 'EC, prime256v1',
      signature: 'ecdsa-with-SHA256',
    });
    const pem = certificate?.authorities?.[0]?.pem ?? '';
    expect(await get((await serve('issued')).origin, { ca: readAuthority(pem).pem })).toBe('hello');
  });

  test('dates and name beside the chain; then no authority mends it', async () => {
    const error = await refusal('expired');
    expect(error.reasons).toEqual([
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_HAS_EXPIRED',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ]);
    const { certificate } = certificateError(error);
    expect(certificate?.further).toHaveLength(2);
    expect(certificate?.authorities).toBeUndefined();
  });

  test.each([
    ['weak', 'EE_KEY_TOO_SMALL'],
    ['sha1', 'CA_MD_TOO_WEAK'],
    ['expired', 'CERT_HAS_EXPIRED'],
  ] as const)('%s, though its authority is trusted', async (name, reason) => {
    expect((await refusal(name, { ca: root })).reasons[0]).toBe(reason);
  });
});

test('a server that speaks old TLS alone is said, and can be allowed', async () => {
  const { origin, fingerprint } = await serve('one', {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
  });
  const trust = { pinnedFingerprint256: fingerprint };
  const error: unknown = await get(origin, trust).catch((failure: unknown) => failure);
  expect(transportError(error, 'Asking')).toMatchObject({
    kind: 'unreachable',
    oldTls: true,
    needsPerson: true,
  });
  expect(await get(origin, { ...trust, oldTls: true })).toBe('hello');
});
