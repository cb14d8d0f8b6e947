import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectVapi, type VapiClient } from '#core/providers/vsphere/vapi/client.ts';
import { OperationNotFoundError } from '#core/providers/vsphere/vapi/errors.ts';
import type { Exchange } from '#core/providers/vsphere/vapi/exchange/exchange.ts';
import type { Credentials } from '#core/providers/vsphere/vapi/security/security-context.ts';
import { required } from './install.ts';
import { type RunningProgram, startProgram } from './program.ts';
import { completeInput, difference, INTEGER } from './vapi/complete.ts';
import { installVapiRuntime } from './vapi/install.ts';

/** The client against VMware's own Python runtime as a server, over its own bindings. */
const python = required(await installVapiRuntime());
const script = fileURLToPath(new URL('vapi/server.py', import.meta.url));
const VECTORS = new URL(
  '../electron/core/providers/vsphere/vapi/testdata/vectors/keys/',
  import.meta.url,
);
const vector = (name: string): string => readFileSync(new URL(name, VECTORS), 'utf8');
const CREDENTIALS = {
  scheme: 'user-password',
  userName: 'administrator@vsphere.local',
  password: 'VMware1!',
} as const;
const VM = 'com.vmware.vcenter.VM';
const BY_HAND =
  /^com\.vmware\.(vapi\.std\.introspection\..*|cis\.session|vcenter\.VM|vcenter\.vm\.power)$/;

describe.skipIf(python === null)('the client and the official runtime as a server', () => {
  let server: RunningProgram;
  let client: VapiClient;
  const sessions = async (): Promise<number> =>
    Number(await (await fetch(`${server.firstLine}/sessions`)).text());

  beforeAll(async () => {
    server = await startProgram(python ?? '', [script]);
    client = await connectVapi({ url: server.firstLine });
  });
  beforeEach(() => client.login(CREDENTIALS));
  afterAll(async () => {
    await client?.close();
    await server?.stop();
  });

  it('logs in with every kind of credentials, and out', async () => {
    const holder = {
      scheme: 'saml-holder-of-key',
      samlToken: vector('hok.xml'),
      privateKey: vector('key.pem'),
    } as const;
    const all: readonly Credentials[] = [
      CREDENTIALS,
      { scheme: 'saml-bearer', samlToken: vector('bearer.xml') },
      { scheme: 'oauth', accessToken: 'an-access-token' },
      { ...holder, algorithm: 'RS256' },
      { ...holder, algorithm: 'RS384' },
      { ...holder, algorithm: 'RS512' },
    ];
    for (const credentials of all) {
      await client.login(credentials);
      const info = await client.call('com.vmware.cis.session', 'get', {});
      expect(info.user).toBe('administrator@vsphere.local');
      expect(Date.parse(info.created_time)).toBeGreaterThan(Date.UTC(2020));
    }
    expect(await sessions()).toBe(1);
    await client.session.logout();
    expect(await sessions()).toBe(0);
    await expect(client.call(VM, 'list', {})).rejects.toMatchObject({
      shortType: 'unauthenticated',
    });
  });

  it('is refused with a wrong password, and with a signature over something else', async () => {
    const wrong = client.session.login({ ...CREDENTIALS, password: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ shortType: 'unauthenticated' });
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const forged = client.session.login({
      scheme: 'saml-holder-of-key',
      samlToken: vector('hok.xml'),
      privateKey,
    });
    await expect(forged).rejects.toThrow();
    expect(await sessions()).toBe(0);
  });

  it('signs another call than the login as well', async () => {
    const security = {
      scheme: 'saml-holder-of-key',
      samlToken: vector('hok.xml'),
      privateKey: vector('key.pem'),
    } as const;
    const input = { filter: { names: ['machine 1'] } };
    expect(await client.call(VM, 'list', input, { security })).toHaveLength(1);
  });

  it('lists with a filter; unset optionals are absent', async () => {
    expect(await client.call(VM, 'list', {})).toHaveLength(40);
    expect(
      await client.call(VM, 'list', { filter: { names: ['machine 1', 'machine 2'] } }),
    ).toEqual([
      {
        vm: 'vm-1',
        name: 'machine 1',
        power_state: 'POWERED_ON',
        cpu_count: 2,
        memory_size_MiB: INTEGER,
      },
      { vm: 'vm-2', name: 'machine 2', power_state: 'POWERED_OFF', memory_size_MiB: INTEGER },
    ]);
  });

  it('gets a machine with its maps, unions, an unknown enumeration value and an error within', async () => {
    const info = await client.call(VM, 'get', { vm: 'vm-1' });
    expect(info).toMatchObject({
      guest_OS: 'SOME_FUTURE_OS',
      name: 'machine 1',
      hardware: { upgrade_error: { $type: 'com.vmware.vapi.std.errors.canceled', messages: [] } },
      disks: {
        '2000': { type: 'SCSI', scsi: { bus: 0, unit: 1 }, capacity: 17179869184 },
      },
      nics: { '4000': { backing: { connection_cookie: INTEGER } } },
      cdroms: {},
    });
    expect(info.disks['2000']).not.toHaveProperty('ide');
    expect(info).not.toHaveProperty('identity');
  });

  it('tells the errors of an operation from each other', async () => {
    await expect(client.call(VM, 'get', { vm: 'vm-99' })).rejects.toMatchObject({
      shortType: 'not_found',
      message: 'Es gibt keine Maschine „vm-99“.',
    });
    await expect(
      client.call('com.vmware.vcenter.vm.power', 'start', { vm: 'vm-1' }),
    ).rejects.toMatchObject({ shortType: 'already_in_desired_state', message: 'It runs.' });
    await expect(client.call(VM, 'list', { filter: { folders: ['all'] } })).rejects.toMatchObject({
      shortType: 'unable_to_allocate_resource',
    });
    await expect(client.call(VM, 'unregister', { vm: 'vm-1' })).rejects.toThrow(
      OperationNotFoundError,
    );
  });

  it('changes something; void is nothing', async () => {
    const power = 'com.vmware.vcenter.vm.power';
    expect(await client.call(power, 'start', { vm: 'vm-4' })).toBeUndefined();
    expect(await client.call(power, 'get', { vm: 'vm-4' })).toEqual({ state: 'POWERED_ON' });
  });

  it('has many calls in flight', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `vm-${index + 1}`);
    const infos = await Promise.all(ids.map((vm) => client.call(VM, 'get', { vm })));
    expect(infos.map(({ name }) => name)).toEqual(ids.map((id) => id.replace('vm-', 'machine ')));
  });

  it('logs in again once after the server forgot the session', async () => {
    const { generation } = client.session;
    await fetch(`${server.firstLine}/expire`);
    const lists = await Promise.all([1, 2, 3, 4].map(() => client.call(VM, 'list', {})));
    expect(lists.every(({ length }) => length === 40)).toBe(true);
    expect(client.session.generation).toBe(generation + 1);
    expect(await sessions()).toBe(1);
  });

  it('knows what the server has', async () => {
    const { discovery } = client;
    const { checksum } = await discovery.provider();
    expect(checksum).not.toBe('');
    expect((await discovery.services()).size).toBeGreaterThan(400);
    expect(await discovery.has(VM, 'list')).toBe(true);
    expect(await discovery.has(VM, 'unregister')).toBe(false);
    expect(await discovery.has('com.vmware.no.such.service')).toBe(false);
  });

  it('shows the exchange, without its secrets', async () => {
    const exchanges: Exchange[] = [];
    const record = (exchange: Exchange): void => void exchanges.push(exchange);
    await client.call('com.vmware.cis.session', 'create', {}, { security: CREDENTIALS, record });
    await client.call(VM, 'list', {}, { record });
    expect(exchanges[0]?.requestBody).toContain('"password":"<password>"');
    expect(exchanges[0]?.responseBody).toMatch(/"result":\{"output":\{"SECRET":"<secret>"\}\}/);
    expect(exchanges[1]?.requestBody).toContain('"sessionId":"<sessionId>"');
    expect(JSON.stringify(exchanges)).not.toContain('VMware1!');
  });

  it('calls every operation of the model that the bindings have, with every field set', {
    timeout: 600_000,
  }, async () => {
    const outcomes = { right: 0, missing: 0 };
    const wrong: string[] = [];
    for (const service of client.model.services()) {
      if (BY_HAND.test(service)) continue;
      for (const name of client.model.operations(service)) {
        const spec = client.model.operation(service, name);
        if (spec === undefined) continue;
        try {
          const value = await client.invoke(service, name, completeInput(spec));
          const place = difference(value, spec.result, spec.types);
          if (place === undefined) outcomes.right += 1;
          else wrong.push(`${service}.${name}: ${place}`);
        } catch (error) {
          if (error instanceof OperationNotFoundError) outcomes.missing += 1;
          else wrong.push(`${service}.${name}: ${String(error)}`);
        }
      }
    }
    process.stdout.write(
      `vAPI operations of 8.0 U2: ${outcomes.right} right, ${outcomes.missing} not in the bindings of 9.1\n`,
    );
    expect(wrong).toEqual([]);
    expect(outcomes.right).toBeGreaterThan(850);
  });

  it('learns the operations that the model does not have, and calls them', {
    timeout: 600_000,
  }, async () => {
    const outcomes = { right: 0, vague: 0 };
    const wrong: string[] = [];
    for (const service of await client.discovery.services()) {
      for (const name of await client.discovery.operations(service)) {
        if (client.model.operation(service, name) !== undefined) continue;
        const definition = await client.discovery.introspect(service, name);
        try {
          const input = completeInput(definition);
          const value = await client.invoke(service, name, input, { definition });
          const place = difference(value, definition.result, definition.types);
          if (place === undefined) outcomes.right += 1;
          else wrong.push(`${service}.${name}: ${place}`);
        } catch (error) {
          // Introspection tells neither which fields exclude each other nor which text is a URI or a time.
          if (/has a union|URI format|Datetime string/.test(String(error))) outcomes.vague += 1;
          else wrong.push(`${service}.${name}: ${String(error)}`);
        }
      }
    }
    process.stdout.write(
      `vAPI operations that 8.0 U2 does not have: ${outcomes.right} learnt, ${outcomes.vague} that need more than introspection tells\n`,
    );
    expect(wrong).toEqual([]);
    expect(outcomes.right).toBeGreaterThan(100);
  });
});
