import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { startDemoVcenter } from '../demo/vcenter.ts';
import { startDemoPool } from '../demo/xapi/pool.ts';
import { systemClock, type Clock } from './clock.ts';
import { startTestCore } from './testing/harness.ts';
import { openServer } from './testing/live-server.ts';
import { startOddProxy, type OddAnswer } from './testing/odd-proxy.ts';

/** What a session has started ends with it: fifty sessions, one after the other, leave what one leaves. */
const ends: { stop(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const one of ends.splice(0).reverse()) await one.stop();
});

const reconnects = 50;

/** Waits of the core between tries are short here; so are all its others. */
const hasty: Clock = { ...systemClock, after: (ms, run) => systemClock.after(ms / 500, run) };

/**
 * A session that stands with all its parts ends at once: where the server says of one that is valid that it is not, and where it cannot
 * report updates.
 */
const refusal: Readonly<Record<'vsphere' | 'xenserver', readonly [RegExp, OddAnswer]>> = {
  vsphere: [
    /<WaitForUpdatesEx .*<version>\d/,
    (response) => {
      const text = `<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>No.</faultstring><detail><NotAuthenticatedFault xmlns="urn:vim25" xsi:type="NotAuthenticated"></NotAuthenticatedFault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
      response.writeHead(500, { 'content-type': 'text/xml' }).end(text);
    },
  ],
  xenserver: [
    /"event\.from"/,
    (response, { body }) => {
      const { id } = JSON.parse(body) as { readonly id: number };
      const error = { code: 1, message: 'INTERNAL_ERROR', data: ['Out_of_memory'] };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ jsonrpc: '2.0', error, id }));
    },
  ],
};

/** Timers of this process. Its sockets are counted by the other side: the servers' own are among them here. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
}

const limit = { timeout: 60_000, interval: 20 };

async function start(family: 'vsphere' | 'xenserver', protocol?: 'automation') {
  const server =
    family === 'xenserver'
      ? await startDemoPool({ vms: 3, changesPerSecond: 2 })
      : await startDemoVcenter({ vms: 5, quickStatsSeconds: 1 });
  ends.push({ stop: () => server.close() });
  const proxy = await startOddProxy(server.url);
  ends.push({ stop: () => proxy.close() });
  const test = await startTestCore({ clock: hasty });
  ends.push(test);
  const idle = timers();
  const how = { family, ...onlyDefined({ protocol }) };
  const live = await openServer(test, { ...server, url: proxy.url }, how);
  return { family, server, proxy, test, live, idle };
}

type World = Awaited<ReturnType<typeof start>>;

interface Left {
  readonly timers: number;
  readonly sockets: number;
  readonly sessions: number;
}

/** What there is while a session is there with all its parts. */
async function standing({ family, live, server, proxy }: World): Promise<Left> {
  const last = family === 'vsphere' ? 'libraries' : 'message';
  await live.until(
    ({ state, parts = [] }) =>
      state === 'live' && parts.some(({ id, state: one }) => id === last && one !== 'loading'),
  );
  return { timers: timers(), sockets: proxy.sockets, sessions: server.sessions };
}

/** Logouts take a moment, and sockets are kept for some seconds: then there is what one session has. */
async function expectNoMore(world: World, before: Left): Promise<void> {
  await standing(world);
  await expect.poll(() => world.server.sessions, limit).toBe(before.sessions);
  // A call may be under way now and none then.
  await expect.poll(() => world.proxy.sockets, limit).toBeLessThanOrEqual(before.sockets + 6);
  await expect.poll(timers, limit).toBeLessThanOrEqual(before.timers + 6);
}

/** Nothing of it is left that could ever ask the server again: no session, no socket, no timer. */
async function expectNothing({ test, live, server, proxy, idle }: World): Promise<void> {
  await test.client.call('profiles.remove', { id: live.id });
  await expect.poll(() => server.sessions, limit).toBe(0);
  await expect.poll(() => proxy.sockets, limit).toBe(0);
  await expect.poll(timers, limit).toBeLessThanOrEqual(idle + 1);
}

describe.each(['vsphere', 'xenserver'] as const)('%s', { timeout: 180_000 }, (family) => {
  it('leaves nothing of fifty sessions that were lost', async () => {
    const world = await start(family);
    const { proxy } = world;
    const before = await standing(world);
    const logins = family === 'vsphere' ? /<Login / : /login_with_password/;
    const first = proxy.count(logins);
    const heal = proxy.answer(...refusal[family]);
    await expect
      .poll(() => proxy.count(logins), { timeout: 150_000, interval: 20 })
      .toBeGreaterThanOrEqual(first + reconnects);
    heal();
    await expectNoMore(world, before);
    await expectNothing(world);
  });
});

it('the Automation API alone leaves nothing of fifty connections', {
  timeout: 180_000,
}, async () => {
  const world = await start('vsphere', 'automation');
  const { live, test } = world;
  const before = await standing(world);
  for (let count = 0; count < reconnects; count += 1) {
    await test.client.call('connections.close', { id: live.id });
    await test.client.call('connections.open', { id: live.id });
  }
  await expectNoMore(world, before);
  await expectNothing(world);
});
