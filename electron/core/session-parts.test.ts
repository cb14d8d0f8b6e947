import { inEnglish } from '#shared/i18n/english.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { Row } from '#shared/model/row.ts';
import type { SessionPart } from '#shared/model/session-part.ts';
import { startDemoVcenter } from '../demo/vcenter.ts';
import { startDemoPool } from '../demo/xapi/pool.ts';
import { propertySets } from './providers/vsphere/property-sets.ts';
import { startTestCore } from './testing/harness.ts';
import { openServer } from './testing/live-server.ts';
import { startOddProxy, status, type OddAnswer } from './testing/odd-proxy.ts';

/** A part of a session that fails takes nothing else along, says so, and is there again when it can be. */
const ends: { stop(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const one of ends.splice(0).reverse()) await one.stop();
});

const partOf = ({ parts = [] }: ConnectionStatus, id: string): SessionPart | undefined =>
  parts.find((part) => part.id === id);

/** A failure of XAPI, as JSON-RPC writes it. */
const failure =
  (...description: readonly string[]): OddAnswer =>
  (response, { body }) => {
    const { id } = JSON.parse(body) as { readonly id: number };
    const error = { code: 1, message: description[0], data: description.slice(1) };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', error, id }));
  };

describe('a class of a pool', { timeout: 60_000 }, () => {
  async function start() {
    const pool = await startDemoPool({ vms: 4 });
    ends.push({ stop: () => pool.close() });
    const proxy = await startOddProxy(pool.url);
    ends.push({ stop: () => proxy.close() });
    const test = await startTestCore();
    ends.push(test);
    const open = () => openServer(test, { ...pool, url: proxy.url }, { family: 'xenserver' });
    const all = async (): Promise<number> => {
      const healthy = await openServer(
        test,
        { ...pool, url: new URL(pool.url).origin },
        { family: 'xenserver' },
      );
      await healthy.rows.until(({ ready }) => ready);
      return healthy.rows.items.size;
    };
    return { pool, proxy, test, open, all };
  }

  it.each([
    ['Observer', failure('INTERNAL_ERROR', 'Not_found')],
    ['VDI', failure('INTERNAL_ERROR', 'Not_found')],
    ['network', status(500, '<html><title>Oops</title></html>')],
    [
      'VM',
      status(200, '{"jsonrpc":"2.0","id":1,"result":{"OpaqueRef:1":{"uu', {
        'content-type': 'application/json',
      }),
    ],
    ['pool', failure('MESSAGE_DEPRECATED')],
  ])(
    '%s that cannot be read costs nothing else, and is there when it can be',
    async (owner, odd) => {
      const { proxy, open, all } = await start();
      const heal = proxy.answer(new RegExp(`"${owner}\\.get_all_records"`), odd);
      const server = await open();
      const failing = await server.until((now) => partOf(now, owner)?.state === 'failed');
      expect(inEnglish(partOf(failing, owner)?.error?.message ?? '')).toContain(owner);
      expect(partOf(failing, owner)?.retryAt).toBeGreaterThan(0);
      expect(failing.state).toBe('live');
      expect(partOf(failing, 'host')?.state).toBe('live');
      await server.rows.until(({ items }) =>
        [...items.values()].some(({ kind }) => kind === 'host'),
      );
      heal();
      await server.until((now) => partOf(now, owner)?.state === 'live');
      const expected = await all();
      await server.rows.until(({ items }) => items.size === expected);
    },
  );

  it('is old where it cannot be read anew, and complete afterwards', async () => {
    const { pool, proxy, open } = await start();
    const server = await open();
    const vms = (): number =>
      [...server.rows.items.values()].filter(({ kind }) => kind === 'vm').length;
    await server.rows.until(({ ready, items }) => ready && items.size > 0);
    const before = vms();
    const heal = proxy.answer(/"VM\.get_all_records"/, failure('INTERNAL_ERROR', 'x'));
    pool.misbehave.restart();
    await server.until((now) => partOf(now, 'VM')?.state === 'failed' && now.state === 'live');
    expect(vms()).toBe(before);
    heal();
    await server.until((now) => partOf(now, 'VM')?.state === 'live');
    expect(vms()).toBe(before);
  });

  it('is absent where the account may not read it', async () => {
    const { proxy, open } = await start();
    proxy.answer(/"Observer\.get_all_records"/, failure('RBAC_PERMISSION_DENIED', 'observer'));
    const server = await open();
    const now = await server.until((one) => one.state === 'live');
    expect(partOf(now, 'Observer')?.state).toBe('absent');
    expect(partOf(now, 'message')?.area).toBe('alerts');
  });
});

/** A fault of vim25. */
const fault =
  (type: string): OddAnswer =>
  (response) => {
    const text = `<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>It does not work.</faultstring><detail><${type}Fault xmlns="urn:vim25" xsi:type="${type}"></${type}Fault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
    response.writeHead(500, { 'content-type': 'text/xml' }).end(text);
  };

async function startVcenter() {
  const demo = await startDemoVcenter({ vms: 30, quickStatsSeconds: 0 });
  ends.push({ stop: () => demo.close() });
  const proxy = await startOddProxy(demo.url);
  ends.push({ stop: () => proxy.close() });
  const test = await startTestCore();
  ends.push(test);
  const open = () => openServer(test, { ...demo, url: proxy.url }, { family: 'vsphere' });
  return { demo, proxy, test, open };
}

describe('a type of objects of a vCenter', { timeout: 60_000 }, () => {
  const countOf = (
    server: { readonly rows: { readonly items: ReadonlyMap<string, Row> } },
    kind: string,
  ) => [...server.rows.items.values()].filter((row) => row.kind === kind).length;

  it.each([
    ['VirtualMachine', fault('SystemError'), 'vm'],
    ['Datastore', status(500, '<html><title>Oops</title></html>'), 'datastore'],
    ['HostSystem', status(200, '', { 'content-type': 'text/xml' }), 'host'],
    ['ResourcePool', fault('NotAuthenticated'), 'resource-pool'],
    ['ComputeResource', status(429, '', { 'retry-after': '1' }), 'cluster'],
    ['CustomFieldsManager', fault('InvalidType'), undefined],
    ['AuthorizationManager', fault('SystemError'), undefined],
  ] as const)('%s that cannot be followed costs nothing else', async (type, odd, kind) => {
    const { proxy, open } = await startVcenter();
    const heal = proxy.answer(new RegExp(`<CreateFilter .*<type>${type}<`), odd);
    const server = await open();
    const failing = await server.until((now) =>
      ['failed', 'absent'].includes(partOf(now, type)?.state ?? ''),
    );
    expect(failing.state).toBe('live');
    const others = (failing.parts ?? []).filter(
      ({ id }) => propertySets[id] !== undefined && id !== type,
    );
    expect(others.every(({ state }) => state === 'live')).toBe(true);
    await server.rows.until(({ ready }) => ready);
    for (const one of ['vm', 'host', 'cluster', 'datastore', 'network'])
      if (one !== kind) expect(countOf(server, one), one).toBeGreaterThan(0);
    if (kind !== undefined) expect(countOf(server, kind)).toBe(0);
    heal();
    if (partOf(failing, type)?.state === 'absent') return;
    expect(partOf(failing, type)?.retryAt).toBeGreaterThan(0);
    await server.until((now) => partOf(now, type)?.state === 'live');
    if (kind !== undefined) await server.rows.until(() => countOf(server, kind) > 0);
  });

  it.each(['VirtualMachine', 'Datastore'])(
    'of which the server cannot tell (%s) is found, and left out until it can',
    async (type) => {
      const { demo, open } = await startVcenter();
      const heal = demo.misbehave.failUpdates(type);
      const server = await open();
      const now = await server.until((one) => partOf(one, type)?.state === 'failed');
      expect(inEnglish(partOf(now, type)?.error?.message ?? '')).toContain('Out of memory');
      await server.until(({ state }) => state === 'live');
      expect(countOf(server, 'host')).toBeGreaterThan(0);
      heal();
      await server.until((one) => partOf(one, type)?.state === 'live');
      const kind = type === 'Datastore' ? 'datastore' : 'vm';
      await server.rows.until(() => countOf(server, kind) > 0);
    },
  );

  it('stays as it was last seen where it cannot be followed anew', async () => {
    const { demo, proxy, open } = await startVcenter();
    const server = await open();
    await server.rows.until(({ ready, items }) => ready && items.size > 0);
    const before = countOf(server, 'vm');
    expect(before).toBeGreaterThan(0);
    const heal = proxy.answer(/<CreateFilter .*<type>VirtualMachine</, fault('SystemError'));
    demo.misbehave.restart();
    await server.until(
      (now) => partOf(now, 'VirtualMachine')?.state === 'failed' && now.state === 'live',
    );
    expect(countOf(server, 'vm')).toBe(before);
    heal();
    await server.until((now) => partOf(now, 'VirtualMachine')?.state === 'live');
    expect(countOf(server, 'vm')).toBe(before);
  });

  it('the tasks alone are missing where they cannot be followed', async () => {
    const { proxy, open } = await startVcenter();
    const heal = proxy.answer(/<CreateFilter .*<type>TaskManager</, fault('SystemError'));
    const server = await open();
    await server.until((now) => partOf(now, 'recentTask')?.state === 'failed');
    expect(partOf(server.status() as ConnectionStatus, 'recentTask')?.area).toBe('tasks');
    heal();
    await server.until((now) => partOf(now, 'recentTask')?.state === 'live');
  });

  it('the alarms that cannot be read are reported by the root folder, and the other way round', async () => {
    const { proxy, open } = await startVcenter();
    const heals = [
      proxy.answer(/<CreateFilter .*triggeredAlarmState/, fault('SystemError')),
      proxy.answer(/<RetrievePropertiesEx .*triggeredAlarmState/, fault('SystemError')),
    ];
    const server = await open();
    const now = await server.until((one) => partOf(one, 'alarms')?.state === 'failed');
    expect(partOf(now, 'alarms')).toMatchObject({ area: 'alerts' });
    expect(partOf(now, 'rootFolder')?.state).toBe('live');
    expect(now.state).toBe('live');
    for (const heal of heals) heal();
    await server.until((one) => partOf(one, 'alarms')?.state === 'polled');
  });
});

/** An error of the Automation API. */
const vapiError =
  (name: string): OddAnswer =>
  (response, { body }) => {
    const { id } = JSON.parse(body) as { readonly id: string };
    const error = { ERROR: { [`com.vmware.vapi.std.errors.${name}`]: { messages: [] } } };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', result: { error }, id }));
  };

/** An answer of the Automation API that is not of the declared type. */
const vapiOutput =
  (output: unknown): OddAnswer =>
  (response, { body }) => {
    const { id } = JSON.parse(body) as { readonly id: string };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', result: { output }, id }));
  };

const call = (service: string, operation: string, more = ''): RegExp =>
  new RegExp(
    `"serviceId":"${service.replaceAll('.', '\\.')}","operationId":"${operation}".*${more}`,
  );

const tag = 'com.vmware.cis.tagging.tag';
const library = 'com.vmware.content.library';
const json = { 'content-type': 'application/json' };

describe('the second API of a vCenter', { timeout: 60_000 }, () => {
  it.each([
    ['503', status(503)],
    ['a page', status(200, '<html><title>Starting</title></html>')],
    ['404', status(404, '<html></html>')],
    ['429', status(429, '', { 'retry-after': '1' })],
    ['an empty 200', status(200, '', json)],
  ])('is there soon after it has answered %s for a while', async (_name, odd) => {
    const { proxy, open } = await startVcenter();
    const heal = proxy.answer(/^\/api/, odd);
    const server = await open();
    const failing = await server.until((now) =>
      ['failed', 'absent'].includes(partOf(now, 'automation')?.state ?? ''),
    );
    expect(failing.state).toBe('live');
    expect(partOf(failing, 'automation')?.error?.message).not.toBe('');
    heal();
    await server.until((now) => partOf(now, 'tags')?.state === 'polled');
    const now = await server.until((one) => partOf(one, 'libraries')?.state === 'polled');
    expect(partOf(now, 'automation')?.state).toBe('live');
    expect(now.server?.explorable).toBe(true);
  });

  it('is tried again where the first login fails for another reason than the password', async () => {
    const { proxy, open } = await startVcenter();
    proxy.answer(call('com.vmware.cis.session', 'create'), vapiError('internal_server_error'), 1);
    const server = await open();
    await server.until((now) => partOf(now, 'tags')?.state === 'polled');
    expect(proxy.count(call('com.vmware.cis.session', 'create'))).toBe(2);
  });

  it('is not logged in to again where the login is refused', async () => {
    const { proxy, open } = await startVcenter();
    proxy.answer(call('com.vmware.cis.session', 'create'), vapiError('unauthenticated'));
    const server = await open();
    const now = await server.until((one) => partOf(one, 'automation')?.state === 'failed');
    expect(partOf(now, 'automation')).toMatchObject({ error: { kind: 'auth' } });
    expect(partOf(now, 'automation')?.retryAt).toBeUndefined();
    expect(now.state).toBe('live');
  });

  it.each([
    ['an error', vapiError('error')],
    ['something else', vapiOutput(7)],
    ['500', status(500)],
  ])('has all tags and libraries but those whose get answers %s', async (_name, odd) => {
    const { proxy, open } = await startVcenter();
    const heals = [tag, `${tag.replace('.tag', '')}.category`, library, `${library}.item`].map(
      (service) => proxy.answer(call(service, 'get'), odd, 1),
    );
    const server = await open();
    const tags = await server.until((now) => partOf(now, 'tags')?.lacking !== undefined);
    expect(partOf(tags, 'tags')).toMatchObject({ state: 'polled', lacking: { count: 1 } });
    const libraries = await server.until((now) => partOf(now, 'libraries')?.lacking !== undefined);
    expect(partOf(libraries, 'libraries')?.state).toBe('polled');
    for (const heal of heals) heal();
    await server.until((now) => {
      const both = [partOf(now, 'tags'), partOf(now, 'libraries')];
      return both.every((part) => part?.state === 'polled' && part.lacking === undefined);
    });
    await server.rows.until(({ items }) =>
      [...items.values()].some(({ facts }) => facts.tags !== undefined),
    );
  });

  it('loses its tags alone where they cannot be listed', async () => {
    const { proxy, open } = await startVcenter();
    const heal = proxy.answer(call(tag, 'list'), vapiError('internal_server_error'));
    const server = await open();
    await server.until((now) => partOf(now, 'libraries')?.state === 'polled');
    const now = await server.until((one) => partOf(one, 'tags')?.state === 'failed');
    expect(partOf(now, 'tags')?.retryAt).toBeGreaterThan(0);
    heal();
    await server.until((one) => partOf(one, 'tags')?.state === 'polled');
  });
});
