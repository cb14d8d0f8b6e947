import { afterEach, expect, it } from 'vitest';
import { startDemoVcenter } from '../../../demo/vcenter.ts';
import { connectVapi } from './vapi/client.ts';
import { connectVim25 } from './vim25/client.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** What both clients have. */
interface Client {
  readonly session: {
    readonly left: string | undefined;
    endOther(handle: string): Promise<boolean>;
  };
  close(): Promise<void>;
}

it.each<[string, (url: string, user: string, password: string) => Promise<Client>]>([
  [
    'vim25',
    async (url, userName, password) => {
      const client = await connectVim25({ url });
      await client.login({ userName, password });
      return client;
    },
  ],
  [
    'vapi',
    async (url, userName, password) => {
      const client = await connectVapi({ url: new URL(url).origin });
      await client.login({ scheme: 'user-password', userName, password });
      return client;
    },
  ],
])('%s: what could not be logged out of is ended by the next client', async (_, open) => {
  const demo = await startDemoVcenter({ vms: 1, quickStatsSeconds: 0 });
  ends.push(() => demo.close());
  const connect = async (): Promise<Client> => {
    const client = await open(demo.url, demo.user, demo.password);
    ends.push(() => client.close());
    return client;
  };
  const first = await connect();
  demo.misbehave.dropConnections(0.5);
  await first.close();
  const { left } = first.session;
  expect(left).toBeDefined();
  let second: Client | undefined;
  await expect.poll(async () => (second = await connect()), { timeout: 10_000 }).toBeDefined();
  expect(demo.sessions).toBe(2);
  expect(await second?.session.endOther(left ?? '')).toBe(true);
  expect(demo.sessions).toBe(1);
  // The server knows it no more, and has said so.
  expect(await second?.session.endOther(left ?? '')).toBe(true);
  await second?.close();
  expect(second?.session.left).toBeUndefined();
  expect(demo.sessions).toBe(0);
});
