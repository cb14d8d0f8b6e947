import process from 'node:process';
import { afterEach, expect, it } from 'vitest';
import { FaultProxy } from '../proxy/fault-proxy.ts';
import { startDemoPoolSubject } from '../servers/demo-pool.ts';
import { startDemoVcenterSubject } from '../servers/demo-vcenter.ts';
import { newCertificate } from './certificates.ts';
import { startCoreUnderTest } from './core-under-test.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The Automation API alone is asked every half a minute. */
const limit = { timeout: 90_000, interval: 20 };

function timers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
}

it.each([
  ['vim25, with the Automation API beside it', () => startDemoVcenterSubject('vim25', 1)],
  ['the Automation API alone', () => startDemoVcenterSubject('automation', 1)],
  ['XAPI', () => startDemoPoolSubject(1)],
])(
  '%s: where a changed certificate ends the session, nothing of it asks the server again',
  { timeout: 120_000 },
  async (_, start) => {
    const subject = await start();
    ends.push(() => subject.close());
    const certificate = newCertificate(false);
    const proxy = new FaultProxy(subject.upstream, certificate);
    ends.push(() => proxy.close());
    const core = await startCoreUnderTest(subject, await proxy.listen());
    ends.push(() => core.close());
    const { client, connection: id } = core;
    await client.call('connections.trust', { id, fingerprint: certificate.fingerprint });
    const idle = timers();
    await client.call('connections.open', { id });
    const isWhole = (): boolean => {
      const { state, parts = [] } = core.status();
      return state === 'live' && parts.length > 1 && parts.every((one) => one.state !== 'loading');
    };
    await expect.poll(isWhole, limit).toBe(true);
    proxy.useCertificate(newCertificate(false));
    await expect
      .poll(() => core.status(), limit)
      .toMatchObject({ state: 'offline', error: { kind: 'certificate' } });
    await expect.poll(() => proxy.open, limit).toBe(0);
    await expect.poll(timers, limit).toBeLessThanOrEqual(idle + 1);
  },
);
