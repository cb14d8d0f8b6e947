import { afterEach, describe, expect, test } from 'vitest';
import { normalizeFingerprint } from './certificate.ts';
import { CertificateError } from './errors.ts';
import { HttpClient } from './http-client.ts';
import { startTlsServer, type TestServer } from './testing/tls-server.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function serve(
  name: 'one' | 'two' | 'other',
): Promise<{ server: TestServer; seen: string[] }> {
  const seen: string[] = [];
  const server = await startTlsServer(name, (request, response) => {
    seen.push(request.headers.authorization ?? '');
    response.end('hello');
  });
  ends.push(() => server.close());
  return { server, seen };
}

async function get(origin: string, trust: object): Promise<string> {
  const client = new HttpClient({ origin, trust });
  ends.push(() => client.close());
  const response = await client.request({
    method: 'GET',
    path: '/',
    headers: { authorization: 'secret' },
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function refusal(origin: string, trust: object): Promise<CertificateError> {
  const error: unknown = await get(origin, trust).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(CertificateError);
  return error as CertificateError;
}

describe('trust', () => {
  test('an unknown certificate is refused with its facts, and nothing is sent', async () => {
    const { server, seen } = await serve('one');
    const error = await refusal(server.origin, {});
    expect(error.presented).toMatchObject({
      fingerprint256: server.fingerprint,
      subject: 'CN=one.test',
      issuer: 'CN=one.test',
      subjectAltNames: 'DNS:localhost, IP Address:127.0.0.1',
      selfSigned: true,
    });
    expect(error.pinned).toBeNull();
    expect(error.reason).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(seen).toEqual([]);
  });

  test('its fingerprint as a pin makes it trusted, in any spelling', async () => {
    const { server } = await serve('one');
    expect(await get(server.origin, { pinnedFingerprint256: server.fingerprint })).toBe('hello');
    const bare = server.fingerprint.replaceAll(':', '').toLowerCase();
    expect(await get(server.origin, { pinnedFingerprint256: bare })).toBe('hello');
  });

  test('an authority makes it trusted', async () => {
    const { server } = await serve('one');
    expect(await get(server.origin, { ca: server.certificate })).toBe('hello');
  });

  test('another certificate than the pinned one is refused, even one that would verify', async () => {
    const { server, seen } = await serve('two');
    const { server: pinned } = await serve('one');
    for (const ca of [undefined, server.certificate]) {
      const error = await refusal(server.origin, { pinnedFingerprint256: pinned.fingerprint, ca });
      expect(error.reason).toBe('PIN_MISMATCH');
      expect(error.pinned).toBe(pinned.fingerprint);
      expect(error.presented.fingerprint256).toBe(server.fingerprint);
    }
    expect(seen).toEqual([]);
  });

  test('a known authority does not excuse another host’s certificate; a pin does', async () => {
    const { server } = await serve('other');
    const error = await refusal(server.origin, { ca: server.certificate });
    expect(error.reason).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await get(server.origin, { pinnedFingerprint256: server.fingerprint })).toBe('hello');
  });

  test('the accepted certificate is reported', async () => {
    const { server } = await serve('one');
    const client = new HttpClient({ origin: server.origin, trust: { ca: server.certificate } });
    ends.push(() => client.close());
    expect(client.certificate).toBeNull();
    await (await client.request({ method: 'GET', path: '/' })).discard();
    expect(client.certificate?.fingerprint256).toBe(server.fingerprint);
  });

  test('fingerprints in the forms that people paste', () => {
    expect(normalizeFingerprint('ab cd:EF')).toBe('AB:CD:EF');
  });
});
