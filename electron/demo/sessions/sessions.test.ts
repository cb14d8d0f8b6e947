import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemoVcenter, type DemoVcenter } from '../vcenter.ts';
import { first, TestClient, textOf } from '../test-client.ts';

let demo: DemoVcenter;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 10, quickStatsSeconds: 0 });
});

afterAll(() => demo.close());

const manager = '<_this type="SessionManager">SessionManager</_this>';
const clone = (ticket: string) =>
  `<CloneSession xmlns="urn:vim25">${manager}<cloneTicket>${ticket}</cloneTicket></CloneSession>`;
const impersonate = (name: string) =>
  `<ImpersonateUser xmlns="urn:vim25">${manager}<userName>${name}</userName></ImpersonateUser>`;

async function loggedIn(user = 0): Promise<TestClient> {
  const client = new TestClient(demo.url);
  const { name = '', password = '' } = demo.users[user] ?? {};
  await client.login(name, password);
  return client;
}

test('a clone ticket is good for one session of the same user', async () => {
  const client = await loggedIn();
  const { body } = await client.send(
    `<AcquireCloneTicket xmlns="urn:vim25">${manager}</AcquireCloneTicket>`,
  );
  const ticket = first(body, 'returnval').text;
  const other = new TestClient(demo.url);
  const cloned = await other.send(clone(ticket));
  expect(textOf(cloned.body, 'userName')).toBe('VSPHERE.LOCAL\\Administrator');
  expect(cloned.headers.get('set-cookie')).not.toContain(client.cookie ?? '-');
  const again = await new TestClient(demo.url).send(clone(ticket));
  expect(again.xml).toContain('InvalidLogin');
});

test('a session goes on as somebody who is logged in, with the rights of that one', async () => {
  const client = await loggedIn();
  expect((await client.send(impersonate('readonly@vsphere.local'))).xml).toContain('InvalidLogin');
  await loggedIn(1);
  const changed = await client.send(impersonate('readonly@vsphere.local'));
  expect(textOf(changed.body, 'userName')).toBe('VSPHERE.LOCAL\\Readonly');
  expect((await client.send(impersonate('administrator@vsphere.local'))).xml).toContain(
    'NoPermission',
  );
});
