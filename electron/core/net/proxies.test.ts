import { afterEach, describe, expect, test } from 'vitest';
import { inEnglish } from '#shared/i18n/english.ts';
import { HttpClient } from './http-client.ts';
import { profileDialler, type ProfileDiallerOptions } from './profile-dialler.ts';
import { parseJumpHost } from './jump-host.ts';
import { isExcepted, proxyOfEnvironment } from './proxy-environment.ts';
import { parseProxy, proxyName } from './proxy-server.ts';
import { parsePac } from './proxy-system.ts';
import { transportError } from './transport-error.ts';
import { startHttpProxy, startSocksProxy, type TestProxy } from './testing/test-proxies.ts';
import { startTlsServer } from './testing/tls-server.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A server that is named by a name that only the proxy knows. */
async function serve() {
  const server = await startTlsServer('one', (_request, response) => response.end('hello'));
  ends.push(() => server.close());
  return {
    origin: server.origin.replace('127.0.0.1', 'server.test'),
    pin: server.fingerprint,
  };
}

async function through(options: ProfileDiallerOptions): Promise<string> {
  const { origin, pin } = await serve();
  const trust = { pinnedFingerprint256: pin, dialler: profileDialler(options) };
  const client = new HttpClient({ origin, trust });
  ends.push(() => client.close());
  const response = await client.request({ method: 'GET', path: '/' });
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function failure(options: ProfileDiallerOptions) {
  const error: unknown = await through(options).catch((thrown: unknown) => thrown);
  const data = transportError(error, 'Asking');
  return { ...data, words: data === undefined ? '' : inEnglish(data.message) };
}

async function started(proxy: Promise<TestProxy>): Promise<TestProxy> {
  const running = await proxy;
  ends.push(() => running.close());
  return running;
}

describe('calls go through', () => {
  test('a proxy of the profile, with a login', async () => {
    const { address, asked } = await started(startHttpProxy({ login: 'me:sécret' }));
    const proxy = { kind: 'http', address, user: 'me' } as const;
    expect(await through({ proxy, password: 'sécret' })).toBe('hello');
    expect(asked[0]).toMatch(/^server\.test:\d+$/);
  });

  test('a SOCKS server of the profile, which looks names up itself', async () => {
    const { address, asked } = await started(startSocksProxy({ login: 'me:secret' }));
    const proxy = { kind: 'socks5', address, user: 'me' } as const;
    expect(await through({ proxy, password: 'secret' })).toBe('hello');
    expect(asked[0]).toMatch(/^server\.test:\d+$/);
  });

  test('the proxy that the environment names, and what the system says where it names none', async () => {
    const { address, asked } = await started(startHttpProxy());
    expect(await through({ environment: { HTTPS_PROXY: `http://${address}` } })).toBe('hello');
    const systemProxy = () => Promise.resolve(`SOCKS 127.0.0.1:1; PROXY ${address}; DIRECT`);
    expect(await through({ environment: {}, systemProxy })).toBe('hello');
    expect(asked).toHaveLength(2);
  });
});

describe('a failure names the proxy', () => {
  test('that refuses', async () => {
    const { address } = await started(startHttpProxy({ refuse: 403 }));
    const { kind, words, unsent } = await failure({ proxy: { kind: 'http', address } });
    expect({ kind, unsent }).toEqual({ kind: 'unreachable', unsent: undefined });
    expect(words).toContain(`The proxy ${address} does not connect to server.test:`);
    expect(words).toContain('403');
  });

  test.each([startHttpProxy, startSocksProxy])(
    'whose login is wrong: not tried again by itself',
    async (start) => {
      const { address } = await started(start({ login: 'me:secret' }));
      const kind = start === startHttpProxy ? 'http' : 'socks5';
      const error = await failure({ proxy: { kind, address, user: 'me' }, password: 'wrong' });
      expect(error).toMatchObject({ kind: 'unreachable', needsPerson: true });
      expect(error.words).toContain(`The proxy ${address} lets only known users through`);
    },
  );

  test.each(['http', 'socks5'] as const)('that is not there (%s)', async (kind) => {
    const { words } = await failure({ proxy: { kind, address: '127.0.0.1:1' } });
    expect(words).toContain('Cannot reach the proxy 127.0.0.1:1, by which server.test:');
    expect(words).toContain('nothing listens there');
  });

  test('that is none', async () => {
    expect(await failure({ proxy: { kind: 'http', address: 'a b' } })).toMatchObject({
      needsPerson: true,
    });
    expect(await failure({ proxy: { kind: 'ssh', address: '-oProxyCommand=x' } })).toMatchObject({
      needsPerson: true,
    });
  });
});

test('a profile that wants nothing in between has nothing, whatever the environment says', async () => {
  const { words } = await failure({
    proxy: { kind: 'none', address: '' },
    environment: { HTTPS_PROXY: '127.0.0.1:1' },
  });
  expect(words).not.toContain('proxy');
});

describe('the environment', () => {
  const https = { host: 'vc.example.org', port: 443, protocol: 'https:' } as const;
  test('names a proxy by what is spoken', () => {
    const environment = {
      HTTPS_PROXY: 'http://a:1',
      http_proxy: 'b:2',
      ALL_PROXY: 'socks5h://c:3',
    };
    const named = (target: typeof https | { host: string; port: number; protocol: 'http:' }) => {
      const proxy = proxyOfEnvironment(target, environment);
      return proxy === null ? null : `${proxy.kind} ${proxyName(proxy)}`;
    };
    expect(named(https)).toBe('http a:1');
    expect(named({ ...https, protocol: 'http:' })).toBe('http b:2');
    expect(proxyOfEnvironment(https, { ALL_PROXY: 'socks5h://c:3' })?.kind).toBe('socks5');
    expect(proxyOfEnvironment(https, { HTTPS_PROXY: '' })).toBeNull();
    expect(proxyOfEnvironment({ ...https, host: '127.0.0.1' }, environment)).toBeNull();
  });

  test.each([
    ['*', 'vc.example.org', true],
    ['example.org', 'vc.example.org', true],
    ['.example.org', 'vc.example.org', true],
    ['*.example.org', 'vc.example.org', true],
    ['example.org', 'notexample.org', false],
    ['other, VC.example.org:443', 'vc.example.org', true],
    ['vc.example.org:8443', 'vc.example.org', false],
    ['10.0.0.0/8', '10.1.2.3', true],
    ['10.0.0.0/8', '11.1.2.3', false],
    ['fd00::/8', '[fd00::1]', true],
    ['::1', '::1', true],
    ['10.0.0.0/99', '10.1.2.3', false],
    ['', 'vc.example.org', false],
  ])('NO_PROXY=%s excepts %s: %s', (list, host, expected) => {
    expect(isExcepted({ host, port: 443 }, list)).toBe(expected);
  });
});

test('what is written for a proxy and a jump host', () => {
  expect(parseProxy('http://me:a%20b@[::1]:8080')).toEqual({
    kind: 'http',
    host: '::1',
    port: 8080,
    user: 'me',
    password: 'a b',
  });
  expect(parseProxy('proxy')).toMatchObject({ host: 'proxy', port: 3128 });
  expect(parseProxy('ftp://proxy')).toBeNull();
  expect(parseJumpHost('me@jump.example.org:2222')).toEqual({
    destination: 'me@jump.example.org',
    port: 2222,
  });
  expect(parseJumpHost('me@example.org@jump')).toEqual({ destination: 'me@example.org@jump' });
  for (const text of ['', '-v', 'a b', 'a;b', 'me@-oX', '$(x)', 'jump:99999'])
    expect(parseJumpHost(text)).toBeNull();
  expect(parsePac('PROXY a:1; SOCKS4 b:2; DIRECT')).toMatchObject([{ host: 'a' }, null]);
});
