import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../server/certificate.ts';
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

test('an operation that there is as a task only is not simulated', async () => {
  const depots = '/api/esx/settings/depots/offline';
  expect((await ask('POST', `${depots}?vmw-task=true`)).status).toBe(501);
  expect((await ask('POST', depots)).status).toBe(405);
});

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

/** In a session of its own. */
async function loggedIn(): Promise<
  (method: string, path: string, body?: unknown) => Promise<Response>
> {
  const begun = await ask('POST', '/api/session', basic(demo.password));
  const headers = {
    'vmware-api-session-id': (await begun.json()) as string,
    'content-type': 'application/json',
  };
  return (method, path, body) =>
    fetch(origin + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
}

test('what is not simulated says so, and what is not there is not found', async () => {
  expect((await ask('GET', '/api/vcenter/vm')).status).toBe(401);
  const call = await loggedIn();
  const answer = await call('GET', '/api/vcenter/deployment');
  expect(answer.status).toBe(501);
  expect(await answer.json()).toMatchObject({ error_type: 'UNSUPPORTED' });
  expect((await call('GET', '/api/vcenter/nothing')).status).toBe(404);
  expect((await call('DELETE', '/api/vcenter/vm')).status).toBe(405);
  expect((await ask('GET', '/apiary')).status).toBe(404);
});

test('reads with filters in both forms', async () => {
  const call = await loggedIn();
  const all = (await (await call('GET', '/api/vcenter/vm')).json()) as {
    vm: string;
    name: string;
  }[];
  const [first, second] = all;
  const names = `names=${encodeURIComponent(first?.name ?? '')}&names=${encodeURIComponent(second?.name ?? '')}`;
  expect(await (await call('GET', `/api/vcenter/vm?${names}`)).json()).toEqual(all.slice(0, 2));
  const old = await call(
    'GET',
    `/rest/vcenter/vm?filter.vms.1=${first?.vm}&filter.vms.2=${second?.vm}`,
  );
  expect(await old.json()).toEqual({ value: all.slice(0, 2) });
  const one = (await (await call('GET', `/api/vcenter/vm/${first?.vm}`)).json()) as object;
  expect(one).toMatchObject({ name: first?.name, disks: expect.any(Object) });
  const wrapped = await call('GET', `/rest/vcenter/vm/${first?.vm}`);
  const { value } = (await wrapped.json()) as { value: { disks: unknown } };
  // Maps are objects by now, and were lists once
  expect(Array.isArray(value.disks)).toBe(true);
  expect((await call('GET', '/api/vcenter/vm/vm-none')).status).toBe(404);
});

test('tags are those of JSON-RPC, by the form of 6.5 and by that of today', async () => {
  const call = await loggedIn();
  const old = '/rest/com/vmware/cis/tagging';
  const made = await call('POST', `${old}/category`, {
    create_spec: { name: 'Rack', description: '', cardinality: 'SINGLE', associable_types: [] },
  });
  const category = ((await made.json()) as { value: string }).value;
  const tag = (await (
    await call('POST', '/api/cis/tagging/tag', {
      category_id: category,
      name: 'R7',
      description: '',
    })
  ).json()) as string;
  const vm = { type: 'VirtualMachine', id: [...demo.estate.vms][0]?.id };
  const attached = await call('POST', `${old}/tag-association/id:${tag}?~action=attach`, {
    object_id: vm,
  });
  expect([attached.status, await attached.text()]).toEqual([200, '']);
  const listed = await call(
    'POST',
    `/api/cis/tagging/tag-association/${tag}?action=list-attached-objects`,
  );
  expect(await listed.json()).toEqual([vm]);
  const again = await call('POST', `${old}/tag`, {
    create_spec: { category_id: category, name: 'R7', description: '' },
  });
  expect(again.status).toBe(400);
  expect(await again.json()).toMatchObject({ type: 'com.vmware.vapi.std.errors.already_exists' });
  expect((await call('DELETE', `/api/cis/tagging/category/${category}`)).status).toBe(204);
  expect((await call('GET', `${old}/tag/id:${tag}`)).status).toBe(404);
});

test('what is sent is checked as by JSON-RPC', async () => {
  const call = await loggedIn();
  const wrong = await call('POST', '/api/cis/tagging/category', { name: 7 });
  expect(wrong.status).toBe(400);
  expect(JSON.stringify(await wrong.json())).toContain('is missing a field');
});

test('certificates that libraries trust are certificates', async () => {
  const call = await loggedIn();
  const path = '/api/content/trusted-certificates';
  expect((await call('POST', path, { cert_text: 'none' })).status).toBe(400);
  const { cert: pem } = makeCertificate(new Date());
  const made = await call('POST', path, { cert_text: pem });
  const id = (await made.json()) as string;
  expect(made.status).toBe(201);
  expect((await call('POST', path, { cert_text: pem })).status).toBe(400);
  expect(await (await call('GET', `${path}/${id}`)).json()).toEqual({ cert_text: pem });
  expect((await call('DELETE', `${path}/${id}`)).status).toBe(204);
  expect((await call('GET', `${path}/${id}`)).status).toBe(404);
});

test('the appliance restarts when it is told to, and not when that is taken back', async () => {
  const call = await loggedIn();
  const path = '/api/appliance/shutdown';
  const plan = async () => (await call('GET', path)).json();
  expect(await plan()).toEqual({ action: '', reason: '' });
  const later = { delay: 50, reason: 'patches' };
  expect((await call('POST', `${path}?action=reboot`, later)).status).toBe(204);
  expect(await plan()).toMatchObject({ action: 'reboot', reason: 'patches' });
  expect((await call('POST', `${path}/cancel`)).status).toBe(204);
  expect(await plan()).toEqual({ action: '', reason: '' });
  expect((await call('POST', `${path}?action=poweroff`, later)).status).toBe(501);
  const own = await startDemoVcenter({ vms: 5, quickStatsSeconds: 0 });
  const there = new URL(own.url).origin;
  const login = await fetch(`${there}/api/session`, {
    method: 'POST',
    headers: basic(own.password),
  });
  const headers = {
    'vmware-api-session-id': (await login.json()) as string,
    'content-type': 'application/json',
  };
  const body = JSON.stringify({ delay: 0, reason: 'now' });
  await fetch(`${there}${path}?action=reboot`, { method: 'POST', headers, body });
  const ended = async (): Promise<boolean> =>
    (await fetch(`${there}/api/session`, { headers })).status === 401;
  while (!(await ended())) await new Promise((resolve) => setTimeout(resolve, 10));
  await own.close();
});

test('what is set is the body itself', async () => {
  const call = await loggedIn();
  const shell = { enabled: true, timeout: 240 };
  expect((await call('PUT', '/api/appliance/access/shell', shell)).status).toBe(204);
  expect(await (await call('GET', '/api/appliance/access/shell')).json()).toEqual(shell);
  expect((await call('PUT', '/api/appliance/access/ssh', { enabled: true })).status).toBe(204);
  expect(await (await call('GET', '/api/appliance/access/ssh')).json()).toBe(true);
});

test('modules of a cluster take its machines, once each', async () => {
  const call = await loggedIn();
  const [vm] = [...demo.estate.vms].filter(({ host }) => host.compute.isCluster);
  const made = await call('POST', '/rest/vcenter/cluster/modules', {
    spec: { cluster: vm?.host.compute.id },
  });
  const module = ((await made.json()) as { value: string }).value;
  const members = `/rest/vcenter/cluster/modules/vm/${module}/members`;
  const add = async () => (await call('POST', `${members}?action=add`, { vms: [vm?.id] })).json();
  expect([await add(), await add()]).toEqual([
    { value: { success: true } },
    { value: { success: false } },
  ]);
  expect(await (await call('GET', members)).json()).toEqual({ value: { vms: [vm?.id] } });
  expect((await call('POST', `${members}?action=other`, { vms: [] })).status).toBe(405);
});
