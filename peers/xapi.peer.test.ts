import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoPool, type DemoPool } from '../electron/demo/xapi/pool.ts';
import { installNpm, installPython, required, unpackDebian } from './install.ts';
import { loadModule } from './load-module.ts';
import { output } from './program.ts';

/** The demo pool, checked by clients that nobody here wrote. */
const xenApi = required(await installNpm('xen-api', '4.7.6'));
const python = required(await installPython('xenapi', ['XenAPI==26.21.1']));
const fence = required(await unpackDebian('fence-agents'));
const fencePython = required(await installPython('fence', ['pexpect==4.9.0', 'pycurl']));
const check = fileURLToPath(new URL('xapi/xenapi_check.py', import.meta.url));

/** As much of `xen-api` as is used here. */
interface XapiClient {
  readonly objects: { readonly all: Readonly<Record<string, XapiObject>> };
  readonly objectsFetched: Promise<void>;
  readonly status: string;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  call<T>(method: string, ...parameters: readonly unknown[]): Promise<T>;
  callAsync<T>(method: string, ...parameters: readonly unknown[]): Promise<T>;
  barrier(ref: string): Promise<XapiObject>;
  watchEvents(): void;
}

interface XapiObject {
  readonly $type: string;
  readonly $ref: string;
  readonly uuid: string;
  readonly power_state?: string;
  readonly is_a_template?: boolean;
  readonly name_label?: string;
}

interface XenApi {
  createClient(options: {
    readonly url: string;
    readonly auth: { readonly user: string; readonly password: string };
    readonly allowUnauthorized: boolean;
    readonly transport?: 'auto' | 'json-rpc' | 'xml-rpc';
  }): XapiClient;
}

const machineOf = (pool: DemoPool, state: string): string => {
  for (const { ref, values } of pool.database.all('VM')) {
    const isMachine = values['is_a_template'] === false && values['is_control_domain'] === false;
    if (isMachine && values['power_state'] === state) return ref;
  }
  throw new Error(`no machine is ${state}`);
};

const labelOf = (pool: DemoPool, ref: string): string => {
  const label = pool.database.find('VM', ref)?.values['name_label'];
  return typeof label === 'string' ? label : '';
};
const stateOf = (pool: DemoPool, ref: string) =>
  pool.database.find('VM', ref)?.values['power_state'];

describe.skipIf(xenApi === null)('demo pool and npm xen-api', () => {
  let pool: DemoPool;
  let library: XenApi;

  beforeAll(async () => {
    pool = await startDemoPool({ tls: true, members: 1, taskSeconds: [0.2, 0.4] });
    library = (await loadModule(join(xenApi ?? '', 'index.mjs'))) as XenApi;
  });
  afterAll(() => pool.close());

  const connect = async (
    url: string,
    transport: 'auto' | 'json-rpc' | 'xml-rpc',
  ): Promise<XapiClient> => {
    const { user, password } = pool;
    const client = library.createClient({
      url,
      auth: { user, password },
      allowUnauthorized: true,
      transport,
    });
    await client.connect();
    client.watchEvents();
    await client.objectsFetched;
    return client;
  };

  it.each(['json-rpc', 'xml-rpc'] as const)(
    'connects, watches the objects, starts and stops a machine over %s',
    async (transport) => {
      const client = await connect(pool.url, transport);
      const seen = Object.values(client.objects.all).filter(({ $type }) => $type === 'VM');
      expect(seen).toHaveLength(pool.database.count('VM'));

      const ref = machineOf(pool, 'Halted');
      await client.callAsync('VM.start', ref, false, false);
      expect((await client.barrier(ref)).power_state).toBe('Running');
      await client.callAsync('VM.hard_shutdown', ref);
      expect((await client.barrier(ref)).power_state).toBe('Halted');

      const snapshot = await client.callAsync<string>('VM.snapshot', ref, 'by a peer');
      expect((await client.barrier(snapshot)).name_label).toBe('by a peer');
      await client.call('VM.destroy', snapshot);
      await expect(client.callAsync('VM.unpause', ref)).rejects.toMatchObject({
        code: 'VM_BAD_POWER_STATE',
      });
      await client.disconnect();
    },
  );

  it('is sent on from a member to the coordinator', async () => {
    const member = pool.hosts[1];
    const client = await connect(member?.url ?? '', 'auto');
    expect(Object.keys(client.objects.all).length).toBeGreaterThan(500);
    await client.disconnect();
  });

  it('falls back to XML-RPC where there is no JSON-RPC', async () => {
    pool.misbehave.jsonRpcOff('xml');
    const client = await connect(pool.url, 'auto');
    expect(client.status).toBe('connected');
    await client.disconnect();
    pool.misbehave.jsonRpcOff(false);
  });
});

describe.each([
  ['HTTPS', true],
  ['HTTP', false],
] as const)('demo pool over %s', (_, tls) => {
  let pool: DemoPool;

  beforeAll(async () => {
    pool = await startDemoPool({ tls, taskSeconds: [0.2, 0.4] });
  });
  afterAll(() => pool.close());

  it.skipIf(python === null)('serves the Python package XenAPI', async () => {
    const printed = await output(python ?? '', [check, pool.url, pool.user, pool.password]);
    const lines = printed.trim().split('\n');
    expect(lines.filter((line) => !line.startsWith('ok'))).toEqual([]);
    expect(lines).toHaveLength(10);
  });
});

describe.skipIf(fence === null || fencePython === null)(
  "demo pool and Debian's fence_xenapi",
  () => {
    let pool: DemoPool;

    // HTTP: the agent checks certificates against the system's, and cannot know the demo's
    beforeAll(async () => {
      pool = await startDemoPool({ taskSeconds: [0.2, 0.4] });
    });
    afterAll(() => pool.close());

    const agent = (...args: readonly string[]): Promise<string> =>
      output(
        fencePython ?? '',
        [
          join(fence ?? '', 'usr/sbin/fence_xenapi'),
          '--session-url',
          pool.url,
          '--username',
          pool.user,
          '--password',
          pool.password,
          ...args,
        ],
        { PYTHONPATH: join(fence ?? '', 'usr/share/fence') },
      );

    it('list, status, off, on', async () => {
      const ref = machineOf(pool, 'Running');
      const label = labelOf(pool, ref);
      expect(await agent('-o', 'list')).toContain(label);
      expect(await agent('-o', 'status', '-n', label)).toMatch(/Status: ON/);
      expect(await agent('-o', 'off', '-n', label)).toMatch(/Success: Powered OFF/);
      expect(stateOf(pool, ref)).toBe('Halted');
      expect(await agent('-o', 'on', '-n', label)).toMatch(/Success: Powered ON/);
      expect(stateOf(pool, ref)).toBe('Running');
    });
  },
);
