import { createHash } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { all, first, TestClient } from './test-client.ts';
import { startDemoVcenter } from './vcenter.ts';
import type { DemoVcenter } from './vcenter.ts';

let demo: DemoVcenter | undefined;

afterEach(() => demo?.close());

async function started(options = {}): Promise<{ demo: DemoVcenter; client: TestClient }> {
  demo = await startDemoVcenter({
    vms: 20,
    quickStatsSeconds: 0,
    taskSeconds: [0.05, 0.1],
    ...options,
  });
  const client = new TestClient(demo.url);
  return { demo, client };
}

const si = ['ServiceInstance', 'ServiceInstance'] as const;

/** The certificate that a server shows. */
function shownCertificate(url: string): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(url);
    const socket = connect(
      { host: '127.0.0.1', port: Number(port), rejectUnauthorized: false },
      () => {
        const certificate = socket.getPeerX509Certificate();
        socket.destroy();
        if (certificate === undefined) {
          reject(new Error('The server showed no certificate.'));
        } else {
          resolve(certificate);
        }
      },
    );
    socket.on('error', reject);
  });
}

test('the self-signed certificate is sound, and another one after a change', async () => {
  const { demo: tls } = await started({ tls: true });
  const certificate = await shownCertificate(tls.url);
  expect(certificate.fingerprint256).toBe(tls.certificateFingerprint);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(new Date(certificate.validTo).getTime()).toBeGreaterThan(Date.now());
  expect(createHash('sha256').update(certificate.raw).digest('hex')).toBe(
    tls.certificateFingerprint?.replaceAll(':', '').toLowerCase(),
  );
  const changed = tls.misbehave.changeCertificate();
  expect((await shownCertificate(tls.url)).fingerprint256).toBe(changed);
  expect(changed).not.toBe(tls.certificateFingerprint);
});

test('an expired session is NotAuthenticated until the next login', async () => {
  const { demo: server, client } = await started();
  await client.login(server.user, server.password);
  server.misbehave.expireSessions();
  const reply = await client.call('CurrentTime', si);
  expect(first(reply.body, 'detail').children[0]?.name).toBe('NotAuthenticatedFault');
  expect((await client.login(server.user, server.password)).status).toBe(200);
  expect((await client.call('CurrentTime', si)).status).toBe(200);
});

test('an idle session expires by itself', async () => {
  let time = Date.parse('2026-11-21T08:00:00Z');
  const { demo: server, client } = await started({ clock: () => new Date(time) });
  await client.login(server.user, server.password);
  time += 29 * 60_000;
  expect((await client.call('CurrentTime', si)).status).toBe(200);
  time += 31 * 60_000;
  expect((await client.call('CurrentTime', si)).status).toBe(500);
});

test('dropped connections fail and come back', async () => {
  const { demo: server, client } = await started();
  await client.login(server.user, server.password);
  server.misbehave.dropConnections(0.3);
  await expect(client.call('CurrentTime', si)).rejects.toThrow();
  await new Promise((resolve) => {
    setTimeout(resolve, 350);
  });
  expect((await client.call('CurrentTime', si)).status).toBe(200);
});

test('after a restart sessions, collectors and views are gone', async () => {
  const { demo: server, client } = await started();
  await client.login(server.user, server.password);
  const view = await client.view('VirtualMachine');
  server.misbehave.restart();
  await expect(client.call('CurrentTime', si)).rejects.toThrow();
  await client.login(server.user, server.password);
  const reply = await client.call('DestroyView', ['ContainerView', view]);
  expect(first(reply.body, 'detail').children[0]?.name).toBe('ManagedObjectNotFoundFault');
});

test('forgotten tasks are ManagedObjectNotFound', async () => {
  const { demo: server, client } = await started();
  await client.login(server.user, server.password);
  server.misbehave.forgetTasks();
  const vm = [...server.estate.vms].find((it) => it.power === 'poweredOn');
  await client.filter('VirtualMachine', vm?.id ?? '', ['runtime.powerState']);
  const version = first((await client.wait('')).body, 'version').text;
  const reply = await client.call('PowerOffVM_Task', ['VirtualMachine', vm?.id ?? '']);
  const task = first(reply.body, 'returnval').text;
  await client.wait(version);
  const gone = await client.call('Fetch', ['Task', task], '<prop>info</prop>');
  expect(first(gone.body, 'detail').children[0]?.name).toBe('ManagedObjectNotFoundFault');
});

test('operations fail the first time, and succeed when they are tried again', async () => {
  const { demo: server, client } = await started();
  await client.login(server.user, server.password);
  const vms = [...server.estate.vms].filter(
    (it) => it.power === 'poweredOn' && it.tools !== 'notRunning' && it.tools !== 'notInstalled',
  );
  const [one, two] = vms;
  const target = (vm = one) => ['VirtualMachine', vm!.id] as const;
  server.misbehave.failOperations({ objects: [one!.name], method: 'ShutdownGuest' });
  server.misbehave.failOperations({
    objects: [two!.id],
    fault: { type: 'GenericVmConfigFault', message: 'Broken.', members: { reason: 'Broken.' } },
  });
  const refused = await client.call('ShutdownGuest', target());
  expect(first(refused.body, 'detail').children[0]?.name).toBe('ToolsUnavailableFault');
  expect((await client.call('ShutdownGuest', target())).status).toBe(200);
  const states: string[] = [];
  for (let n = 0; n < 2; n += 1) {
    const reply = await client.call('ResetVM_Task', target(two));
    const task = first(reply.body, 'returnval').text;
    await client.filter('Task', task, ['info.state']);
    for (let version = ''; !/success|error/.test(states[n] ?? ''); ) {
      const { body } = await client.wait(version);
      version = first(body, 'version').text;
      states[n] = all(body, 'val').at(-1)?.text ?? '';
    }
  }
  expect(states).toEqual(['error', 'success']);
});

test('one VM does one thing at a time', async () => {
  const { demo: server, client } = await started({ taskSeconds: [5, 5] });
  await client.login(server.user, server.password);
  const vm = [...server.estate.vms].find((it) => it.power === 'poweredOn')?.id ?? '';
  await client.call('ResetVM_Task', ['VirtualMachine', vm]);
  const second = await client.call('PowerOffVM_Task', ['VirtualMachine', vm]);
  expect(first(second.body, 'detail').children[0]?.name).toBe('TaskInProgressFault');
  expect(all(second.body, 'task')).toHaveLength(1);
});

test("renaming to a sibling's name is DuplicateName", async () => {
  const { demo: server, client } = await started();
  await client.login(server.user, server.password);
  const [one, two] = [...server.estate.objects.values()].filter(
    ({ type }) => type === 'Datacenter',
  );
  const name = (two as unknown as { name: string }).name;
  const reply = await client.call(
    'Rename_Task',
    ['Datacenter', one?.id ?? ''],
    `<newName>${name}</newName>`,
  );
  expect(first(reply.body, 'detail').children[0]?.name).toBe('DuplicateNameFault');
});
