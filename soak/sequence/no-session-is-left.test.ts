import { afterEach, expect, it } from 'vitest';
import { FaultProxy } from '../proxy/fault-proxy.ts';
import { startDemoPoolSubject } from '../servers/demo-pool.ts';
import { startDemoVcenterSubject } from '../servers/demo-vcenter.ts';
import { newCertificate } from './certificates.ts';
import { startCoreUnderTest } from './core-under-test.ts';
import { Person } from './person.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const servers = [
  ['vim25, with the Automation API beside it', () => startDemoVcenterSubject('vim25', 1), 2],
  ['XAPI', () => startDemoPoolSubject(1), 1],
] as const;

it.each(servers)(
  '%s: changed certificates leave no session behind',
  { timeout: 60_000 },
  async (_, start, sessions) => {
    const subject = await start();
    ends.push(() => subject.close());
    const certificate = newCertificate(false);
    const proxy = new FaultProxy(subject.upstream, certificate);
    ends.push(() => proxy.close());
    const core = await startCoreUnderTest(subject, await proxy.listen());
    ends.push(() => core.close());
    const complaints: string[] = [];
    const person = new Person(core, (what) => void complaints.push(what));
    const { client, connection: id } = core;
    await client.call('connections.trust', { id, fingerprint: certificate.fingerprint });
    await client.call('connections.open', { id });
    await expect.poll(() => subject.sessions(), { timeout: 20_000 }).toBe(sessions);
    for (let change = 1; change <= 3; change += 1) {
      const next = newCertificate(false);
      person.expect(next.fingerprint);
      proxy.useCertificate(next);
      await expect.poll(() => person.asked, { timeout: 20_000 }).toBe(change);
      await person.settled();
      await expect.poll(() => core.status().state, { timeout: 20_000 }).toBe('live');
    }
    // Not fewer, and after a while not more.
    await expect.poll(() => subject.sessions(), { timeout: 20_000 }).toBe(sessions);
    expect(complaints).toEqual([]);
  },
);

it.each([
  ...servers,
  ['the Automation API', () => startDemoVcenterSubject('automation', 1), 1] as const,
])(
  '%s: who leaves while every connection is dead is heard all the same',
  { timeout: 60_000 },
  async (_, start, sessions) => {
    const subject = await start();
    ends.push(() => subject.close());
    const certificate = newCertificate(false);
    const proxy = new FaultProxy(subject.upstream, certificate);
    ends.push(() => proxy.close());
    const core = await startCoreUnderTest(subject, await proxy.listen());
    ends.push(() => core.close());
    const { client, connection: id } = core;
    await client.call('connections.trust', { id, fingerprint: certificate.fingerprint });
    await client.call('connections.open', { id });
    await expect.poll(() => core.status().state, { timeout: 20_000 }).toBe('live');
    await expect.poll(() => subject.sessions(), { timeout: 20_000 }).toBe(sessions);
    proxy.silence();
    await client.call('connections.close', { id });
    await expect.poll(() => subject.sessions(), { timeout: 20_000 }).toBe(0);
  },
);
