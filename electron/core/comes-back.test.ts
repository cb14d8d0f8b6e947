import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoVcenter } from '../demo/vcenter.ts';
import { startDemoPool } from '../demo/xapi/pool.ts';
import { startTestCore } from './testing/harness.ts';
import { openServer } from './testing/live-server.ts';
import { startOddProxy, status, type OddAnswer } from './testing/odd-proxy.ts';

/**
 * Whatever stands between a session and its server for a while, and whatever it answers in the server's place: the session, or one after it, is
 * there again when it is gone, and a server beside it notices nothing.
 */
const ends: { stop(): Promise<unknown> }[] = [];

afterAll(async () => {
  for (const one of ends.splice(0).reverse()) await one.stop();
});

type Family = 'vsphere' | 'xenserver';

/** Two servers of a family, one of them behind something that may answer in its place. Updates come each second. */
async function start(family: Family) {
  const server =
    family === 'xenserver'
      ? await startDemoPool({ vms: 4, changesPerSecond: 2 })
      : await startDemoVcenter({ vms: 10, quickStatsSeconds: 1 });
  ends.push({ stop: () => server.close() });
  const proxy = await startOddProxy(server.url);
  ends.push({ stop: () => proxy.close() });
  const test = await startTestCore();
  ends.push(test);
  const healthy = await openServer(
    test,
    { ...server, url: new URL(server.url).origin },
    { family },
  );
  const odd = await openServer(test, { ...server, url: proxy.url }, { family });
  return { test, proxy, odd, healthy };
}

/** The call by which a session hears of updates. */
const updatesCall: Readonly<Record<Family, RegExp>> = {
  vsphere: /WaitForUpdatesEx/,
  xenserver: /"event\.from"/,
};

/** The first call by which a new session begins. */
const loginCall: Readonly<Record<Family, RegExp>> = {
  vsphere: /vimServiceVersions|RetrieveServiceContent/,
  xenserver: /login_with_password/,
};

/** What ends a session that is well: a new one begins. */
const ending: Readonly<Record<Family, OddAnswer>> = {
  vsphere: fault('NotAuthenticated'),
  xenserver: failure('INTERNAL_ERROR', 'Out_of_memory'),
};

/** What a login is refused with, said to the call by which a session hears of updates. */
const refusal: Readonly<Record<Family, OddAnswer>> = {
  vsphere: fault('InvalidLogin'),
  xenserver: failure('SESSION_AUTHENTICATION_FAILED', 'root', 'Authentication failure'),
};

function fault(type: string): OddAnswer {
  return status(
    500,
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Body><e:Fault><faultstring>No.</faultstring><detail><${type}Fault xmlns="urn:vim25" xsi:type="${type}"></${type}Fault></detail></e:Fault></e:Body></e:Envelope>`,
    { 'content-type': 'text/xml' },
  );
}

function failure(message: string, ...data: readonly string[]): OddAnswer {
  return (response, { body }) => {
    const { id } = JSON.parse(body) as { readonly id: number };
    const error = { code: 1, message, data };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', error, id }));
  };
}

const page = (title: string): string => `<html><head><title>${title}</title></head></html>`;

const answers: readonly (readonly [name: string, odd: OddAnswer, says: RegExp])[] = [
  ['404', status(404, page('Not Found')), /HTTP 404.*Not Found/],
  ['500', status(500, page('Internal Error')), /HTTP 500.*Internal Error/],
  ['403', status(403, page('Blocked by gateway')), /HTTP 403.*Blocked by gateway/],
  ['502', status(502), /HTTP 502/],
  [
    '503',
    status(503, 'Session limit of 2000', { 'content-type': 'text/plain' }),
    /HTTP 503.*Session limit/,
  ],
  ['429', status(429, '', { 'retry-after': '1' }), /HTTP 429/],
  ['301', status(301, '', { location: 'https://sso.example/login' }), /HTTP 301.*sso\.example/],
  ['204', status(204), /HTTP 204/],
  ['a page', status(200, page('Please log in')), /Please log in/],
  [
    'a page that says it is no page',
    status(200, page('Busy'), { 'content-type': 'text/xml' }),
    /./,
  ],
  ['something else', status(200, '<rss/>', { 'content-type': 'text/xml' }), /./],
  ['nothing', status(200, '', { 'content-type': 'application/json' }), /./],
  ['noise', status(200, '}{<', { 'content-type': 'text/xml' }), /./],
];

describe.each<Family>(['vsphere', 'xenserver'])(
  'a session of %s',
  { timeout: 60_000 },
  (family) => {
    let world: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      world = await start(family);
    });

    it.each(answers)('comes back after %s', async (_name, answer, says) => {
      const { proxy, odd, healthy } = world;
      const end = proxy.answer(updatesCall[family], answer);
      const retrying = await odd.until(({ state }) => state === 'retrying');
      expect(spoken(retrying.error?.message)).toMatch(says);
      expect(spoken(retrying.error?.message)).not.toMatch(/may not be|Is this the address/);
      expect(retrying.retryAt).toBeGreaterThan(0);
      end();
      await odd.until(({ state }) => state === 'live');
      expect(healthy.status()?.state).toBe('live');
      expect(healthy.states).not.toContain('retrying');
    });

    it('comes back after what refuses a login, and was said to another call', async () => {
      const { proxy, odd } = world;
      proxy.answer(updatesCall[family], refusal[family], 1);
      const { error, retryAt } = await odd.until(({ state }) => state === 'retrying');
      expect(error?.kind).toBe('auth');
      expect(retryAt).toBeGreaterThan(0);
      await odd.until(({ state }) => state === 'live');
      expect(odd.states).not.toContain('offline');
    });

    it.each([
      ['pages', status(404, page('Not Found'))],
      ['pages that say they are none', status(200, page('Busy'), { 'content-type': 'text/xml' })],
    ])(
      'is not said to be at a wrong address where each new session meets %s',
      async (_name, answer) => {
        const { proxy, odd } = world;
        const before = proxy.count(loginCall[family]);
        const heals = [
          proxy.answer(updatesCall[family], ending[family]),
          proxy.answer(loginCall[family], answer),
        ];
        await odd.until(
          ({ state }) => state === 'retrying' && proxy.count(loginCall[family]) > before,
        );
        const { error } = await odd.until(({ state }) => state === 'retrying');
        for (const heal of heals) heal();
        expect(error?.foreign).toBeUndefined();
        expect(spoken(error?.message)).toMatch(/has answered as/);
        await odd.until(({ state }) => state === 'live');
      },
    );
  },
);
