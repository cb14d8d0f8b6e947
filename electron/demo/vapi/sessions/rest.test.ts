import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoVcenter, type DemoVcenter } from '../../vcenter.ts';
import { scheme, VapiTestClient } from '../test-client.ts';

let demo: DemoVcenter;
let origin: string;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 20, quickStatsSeconds: 0 });
  origin = new URL(demo.url).origin;
});

afterAll(() => demo.close());

const basic = (password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${demo.user}:${password}`).toString('base64')}`,
});

const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  fetch(origin + path, { method, headers });

describe.each([
  ['/api/session', 201, 204],
  ['/rest/com/vmware/cis/session', 200, 200],
] as const)('a session by REST at %s', (path, made, ended) => {
  const valueOf = async (answer: Response): Promise<unknown> => {
    const body = await answer.json();
    return path.startsWith('/rest') ? (body as { readonly value: unknown }).value : body;
  };

  test('begins with name and password, is seen by JSON-RPC too, and ends', async () => {
    const begun = await ask('POST', path, basic(demo.password));
    expect(begun.status).toBe(made);
    const id = String(await valueOf(begun));
    const own = { 'vmware-api-session-id': id };
    expect(begun.headers.get('set-cookie')).toContain(`vmware-api-session-id=${id};`);
    const seen = await ask('GET', path, own);
    expect(seen.status).toBe(200);
    expect(await valueOf(seen)).toMatchObject({ user: 'VSPHERE.LOCAL\\Administrator' });
    expect((await ask('GET', path, { cookie: `vmware-api-session-id=${id}` })).status).toBe(200);
    const client = new VapiTestClient(demo.url);
    const listed = await client.call(
      'com.vmware.vcenter.datacenter',
      'list',
      {},
      { securityCtx: { schemeId: scheme('session_id'), sessionId: id } },
    );
    expect(JSON.stringify(listed)).toContain('Frankfurt');
    expect((await ask('DELETE', path, own)).status).toBe(ended);
    expect((await ask('GET', path, own)).status).toBe(401);
    expect((await ask('DELETE', path, own)).status).toBe(401);
  });

  test('does not begin without them', async () => {
    for (const headers of [{}, basic('wrong')]) {
      const refused = await ask('POST', path, headers);
      expect(refused.status).toBe(401);
      expect(JSON.stringify(await refused.json())).toContain('UNAUTHENTICATED');
    }
    expect((await ask('GET', path)).status).toBe(401);
    expect((await ask('PUT', path)).status).toBe(405);
  });
});

test('the session of old clients is also read by an action', async () => {
  const path = '/rest/com/vmware/cis/session';
  const begun = (await (await ask('POST', path, basic(demo.password))).json()) as {
    readonly value: string;
  };
  const seen = await ask('POST', `${path}?~action=get`, { 'vmware-api-session-id': begun.value });
  expect(await seen.json()).toMatchObject({ value: { user: 'VSPHERE.LOCAL\\Administrator' } });
});

test('what is not simulated by REST says so', async () => {
  expect((await ask('GET', '/api/vcenter/vm')).status).toBe(401);
  const begun = await ask('POST', '/api/session', basic(demo.password));
  const own = { 'vmware-api-session-id': (await begun.json()) as string };
  const answer = await ask('GET', '/api/vcenter/vm', own);
  expect(answer.status).toBe(501);
  expect(await answer.json()).toMatchObject({ error_type: 'UNSUPPORTED' });
  expect((await ask('GET', '/apiary')).status).toBe(404);
});
