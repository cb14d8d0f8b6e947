import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
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

/** The server refuses to tell news, for a reason that ends a session at once. */
const refusal: Readonly<Record<'vsphere' | 'xenserver', readonly [RegExp, OddAnswer]>> = {
  vsphere: [
    /WaitForUpdatesEx/,
    (response) => {
      const text = `<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>Out of memory</faultstring><detail><SystemErrorFault xmlns="urn:vim25" xsi:type="SystemError"><reason>x</reason></SystemErrorFault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
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
  const how = { family, ...(protocol === undefined ? {} : { protocol }) };
  const live = await openServer(test, { ...server, url: proxy.url }, how);
  return { family, server, proxy, test, live };
}

type World = Awaited<ReturnType<typeof start>>;

interface Left {
  readonly timers: number;
  readonly sockets: number;
  readonly sessions: number;
}

/** What there is while a session is there with all its parts, and nothing of one before it is on its way any more. */
async function settled(world: World): Promise<Left> {
  const { live, server, proxy } = world;
  const last = world.family === 'vsphere' ? 'libraries' : 'message';
  await live.until(
    ({ state, parts = [] }) =>
      state === 'live' && parts.some(({ id, state: one }) => id === last && one !== 'loading'),
  );
  // What a session is logged out with takes a moment; sockets and their timers are kept for some seconds.
  await wait(6000);
  return { timers: timers(), sockets: proxy.sockets, sessions: server.sessions };
}

function expectNoMore(after: Left, before: Left): void {
  expect(after.sessions).toBe(before.sessions);
  // A call may be under way now and none then.
  expect(after.timers).toBeLessThanOrEqual(before.timers + 6);
  expect(after.sockets).toBeLessThanOrEqual(before.sockets + 6);
}

describe.each(['vsphere', 'xenserver'] as const)('%s', { timeout: 180_000 }, (family) => {
  it('leaves nothing of fifty sessions that were lost', async () => {
    const world = await start(family);
    const { proxy, live, test } = world;
    const before = await settled(world);
    const logins = family === 'vsphere' ? /<Login / : /login_with_password/;
    const first = proxy.count(logins);
    const heal = proxy.answer(...refusal[family]);
    const deadline = performance.now() + 120_000;
    while (proxy.count(logins) < first + reconnects && performance.now() < deadline) await wait(50);
    heal();
    expect(proxy.count(logins)).toBeGreaterThanOrEqual(first + reconnects);
    expectNoMore(await settled(world), before);
    await test.client.call('profiles.remove', { id: live.id });
    await wait(500);
    expect(world.server.sessions).toBe(0);
    const asked = proxy.count(/./);
    await wait(2500);
    expect(proxy.count(/./)).toBe(asked);
  });
});

it('the Automation API alone leaves nothing of fifty connections', {
  timeout: 180_000,
}, async () => {
  const world = await start('vsphere', 'automation');
  const { live, test, proxy } = world;
  const before = await settled(world);
  for (let count = 0; count < reconnects; count += 1) {
    await test.client.call('connections.close', { id: live.id });
    await test.client.call('connections.open', { id: live.id });
  }
  expectNoMore(await settled(world), before);
  await test.client.call('profiles.remove', { id: live.id });
  await wait(500);
  expect(world.server.sessions).toBe(0);
  const asked = proxy.count(/./);
  await wait(2500);
  expect(proxy.count(/./)).toBe(asked);
});
