import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoVcenter } from '../vcenter.ts';
import type { DemoVcenter } from '../vcenter.ts';
import { codeOf, errorOf, scheme, some, structure, VapiTestClient } from './test-client.ts';
import type { Tree } from './test-client.ts';

let demo: DemoVcenter;
let client: VapiTestClient;

beforeAll(async () => {
  demo = await startDemoVcenter({ quickStatsSeconds: 0, taskSeconds: [0.02, 0.05] });
  client = new VapiTestClient(demo.url);
  await client.login(demo.user, demo.password);
});

afterAll(() => demo.close());

const provider = 'com.vmware.vapi.std.introspection.provider';
const vms = 'com.vmware.vcenter.VM';
type Message = Readonly<Record<string, Tree>>;

/** A good message, changed. */
function changed(
  change: (message: Record<string, Tree>, params: Record<string, Tree>) => void,
): string {
  const message = structuredClone(new VapiTestClient('').envelope(provider, 'get', {})) as Record<
    string,
    Tree
  >;
  change(message, message.params as Record<string, Tree>);
  return JSON.stringify(message);
}

describe('envelope', () => {
  test.each<[string, string, number, string | null]>([
    ['truncated', '{"jsonrpc":', -32603, null],
    ['a batch', '[]', -32600, null],
    [
      'another version',
      changed((m) => {
        m.jsonrpc = '1.0';
      }),
      -32600,
      null,
    ],
    [
      'an unknown member',
      changed((m) => {
        m.more = 1;
      }),
      -32600,
      null,
    ],
    [
      'no id',
      changed((m) => {
        delete m.id;
      }),
      -32602,
      null,
    ],
    [
      'no method',
      changed((m) => {
        delete m.method;
      }),
      -32600,
      null,
    ],
    [
      'another method',
      changed((m) => {
        m.method = 'list';
      }),
      -32601,
      '1',
    ],
    [
      'no params',
      changed((m) => {
        delete m.params;
      }),
      -32602,
      '1',
    ],
    [
      'no ctx',
      changed((_, p) => {
        delete p.ctx;
      }),
      -32602,
      '1',
    ],
    [
      'no input',
      changed((_, p) => {
        delete p.input;
      }),
      -32602,
      '1',
    ],
    [
      'an empty securityCtx',
      changed((_, p) => {
        p.ctx = { securityCtx: {} };
      }),
      -32603,
      '1',
    ],
    [
      'two wrappers',
      changed((_, p) => {
        p.input = { STRUCTURE: { 'operation-input': {} }, OPTIONAL: null };
      }),
      -32602,
      '1',
    ],
    ['a member twice', '{"jsonrpc":"2.0","jsonrpc":"2.0"}', -32603, null],
    [
      '65 bits',
      changed(() => undefined).replace(
        '"operation-input":{}',
        '"operation-input":{"n":9223372036854775808}',
      ),
      -32602,
      '1',
    ],
  ])('%s', async (_, body, code, id) => {
    const reply = await client.send(body);
    expect([reply.status, codeOf(reply), reply.body.id]).toEqual([200, code, id]);
    expect(reply.headers.get('vapi-error')).toBeNull();
  });

  test('an empty ctx is one', async () => {
    const reply = await client.send(
      changed((_, p) => {
        p.ctx = {};
      }),
    );
    expect(codeOf(reply)).toBeUndefined();
  });

  test('a number as id comes back as text', async () => {
    const reply = await client.send(
      changed((m) => {
        m.id = 42;
      }),
    );
    expect(reply.body.id).toBe('42');
  });

  test.each<[string, Record<string, string>]>([
    ['differs', { 'vapi-service': provider, 'vapi-operation': 'list' }],
    ['is alone', { 'vapi-service': provider }],
  ])('a header that %s is -31001', async (_, headers) => {
    const reply = await client.call(provider, 'get', {}, { headers });
    expect([codeOf(reply), reply.body.id]).toEqual([-31001, null]);
  });

  test('other content types, other methods and other paths are for the container', async () => {
    const text = await client.send(
      changed(() => undefined),
      { 'Content-Type': 'text/plain' },
    );
    const get = await fetch(client.url);
    const other = await fetch(`${client.url}s`);
    expect([text.status, get.status, other.status]).toEqual([500, 405, 404]);
    expect(other.headers.get('content-type')).toContain('text/html');
  });
});

describe('application context', () => {
  test('headers override the body, and get their capitals back', async () => {
    await client.call(
      provider,
      'get',
      {},
      {
        appCtx: { opId: 'body', actId: 'kept' },
        headers: {
          'vapi-ctx-opid': 'header',
          'vapi-ctx-mine': 'x',
          'accept-language': 'de',
          'user-agent': 'Moref',
        },
      },
    );
    expect(Object.fromEntries(demo.vapiCalls.at(-1)?.appCtx ?? [])).toEqual({
      opId: 'header',
      actId: 'kept',
      mine: 'x',
      'accept-language': 'de',
      $userAgent: 'Moref',
    });
  });
});

describe('input', () => {
  const stranger = (): VapiTestClient => new VapiTestClient(demo.url);

  test.each<[string, string, string, string]>([
    ['service', 'com.vmware.nope', 'list', 'vapi.method.input.invalid.interface'],
    [
      'service with a name of JavaScript',
      '__proto__',
      'constructor',
      'vapi.method.input.invalid.interface',
    ],
    ['operation', vms, 'nope', 'vapi.method.input.invalid.method'],
  ])('an unknown %s is not found, also without a session', async (_, service, operation, id) => {
    const reply = await stranger().call(service, operation);
    expect(errorOf(reply)).toEqual({ type: 'operation_not_found', id });
    expect(reply.headers.get('vapi-error')).toBe('com.vmware.vapi.std.errors.operation_not_found');
  });

  const filter = (fields: Tree): Tree => ({
    filter: some(structure(`${vms}.filter_spec`, fields)),
  });

  test.each<[string, string, Tree, string]>([
    ['a missing parameter', 'get', {}, 'vapi.data.structure.field.missing'],
    ['another type', 'get', { vm: 3 }, 'vapi.data.structure.field.invalid'],
    [
      'another structure',
      'list',
      { filter: some(structure('other', {})) },
      'vapi.data.structure.field.invalid',
    ],
    [
      'an optional without its wrapper',
      'list',
      { filter: structure(`${vms}.filter_spec`, {}) },
      'vapi.data.structure.field.invalid',
    ],
    [
      'a set with doubles',
      'list',
      filter({ names: some(['a', 'a']) }),
      'vapi.data.structure.field.invalid',
    ],
    [
      'an unknown state',
      'list',
      filter({ power_states: some(['ASLEEP']) }),
      'com.vmware.api.vcenter.invalid_enumeration_value',
    ],
  ])('%s is an invalid argument', async (_, operation, input, id) => {
    expect(errorOf(await client.call(vms, operation, input))).toEqual({
      type: 'invalid_argument',
      id,
    });
  });

  test('messages lead from the outside to the fault', async () => {
    const reply = await client.call(vms, 'list', filter({ names: some([1]) }));
    expect(reply.text.match(/vapi\.data\.[\w.]+/g)).toEqual([
      'vapi.data.structure.field.invalid',
      'vapi.data.structure.field.invalid',
      'vapi.data.validate.mismatch',
    ]);
  });

  test('another name around the parameters is an invalid argument', async () => {
    const message = JSON.stringify(client.envelope(vms, 'list', {}));
    const reply = await client.send(message.replace('operation-input', 'operation_input'));
    expect(errorOf(reply)?.id).toBe('vapi.data.structure.name.mismatch');
  });

  test('unknown fields are passed over, optionals may be left out or null', async () => {
    const reply = await client.call(vms, 'list', { filter: some(null), colour: some('red') });
    expect(errorOf(reply)).toBeUndefined();
  });

  test('what is not simulated says so', async () => {
    const reply = await client.call('com.vmware.appliance.ntp', 'get');
    expect(errorOf(reply)?.type).toBe('unsupported');
  });
});

describe('answers', () => {
  test('clean JSON has no wrappers and leaves out what is unset', async () => {
    const headers = { Accept: 'application/vnd.vmware.vapi.cleanjson' };
    const reply = await client.call('com.vmware.vcenter.host', 'list', {}, { headers });
    expect(reply.headers.get('content-type')).toBe(headers.Accept);
    const { output } = reply.body.result as { output: readonly Message[] };
    expect(output.length).toBe(demo.estate.hosts.size);
    expect(reply.text).not.toMatch(/STRUCTURE|OPTIONAL|null/);
    const lost = output.find(({ connection_state: state }) => state === 'DISCONNECTED');
    expect(lost).toBeDefined();
    expect(lost).not.toHaveProperty('power_state');
  });

  test('a clean error has its type in the header and in the body', async () => {
    const headers = { Accept: 'application/vnd.vmware.vapi.cleanjson' };
    const reply = await client.call(vms, 'get', { vm: 'vm-0' }, { headers });
    expect(reply.headers.get('vapi-error')).toBe('com.vmware.vapi.std.errors.not_found');
    expect(reply.body.result).toEqual({
      error: {
        messages: [
          {
            args: ['vm-0'],
            default_message: "Virtual machine with identifier 'vm-0' does not exist.",
            id: 'com.vmware.api.vcenter.vm.not_found',
          },
        ],
        error_type: 'NOT_FOUND',
      },
    });
  });

  test('a void result is null and present', async () => {
    const other = new VapiTestClient(demo.url);
    await other.login(demo.user, demo.password);
    const reply = await other.call('com.vmware.cis.session', 'delete');
    expect(reply.text).toBe('{"jsonrpc":"2.0","id":"1","result":{"output":null}}');
  });

  test('64-bit integers arrive in full', async () => {
    const vm = [...demo.estate.vms].find(
      ({ serial, nics, connectionState }) =>
        serial % 4 === 0 && nics[0]?.network.dvs !== undefined && connectionState === 'connected',
    );
    const { text } = await client.call(vms, 'get', { vm: vm?.id ?? '' });
    const cookie = BigInt(/"connection_cookie":\{"OPTIONAL":(\d+)\}/.exec(text)?.[1] ?? '0');
    expect(cookie > 2n ** 53n && cookie % 2n === 1n).toBe(true);
  });
});

describe('packing', () => {
  const list = (encoding: string): Promise<Response> =>
    client.post(JSON.stringify(client.envelope(vms, 'list', {})), { 'Accept-Encoding': encoding });

  test('large answers are gzipped for whoever takes that', async () => {
    const [packed, flat] = await Promise.all([list('gzip, deflate'), list('identity')]);
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(flat.headers.get('content-encoding')).toBeNull();
    expect(await packed.text()).toBe(await flat.text());
  });

  test('what is larger than 16 MB is not read', async () => {
    const reply = await client.send(' '.repeat(17 * 1024 * 1024));
    expect(reply.status).toBe(500);
  });
});

describe('a stream', () => {
  const watch = (accept: string, input: Tree): Promise<Response> =>
    client.post(JSON.stringify(client.envelope('com.vmware.demo.monitor', 'watch', input)), {
      Accept: accept,
    });
  const frames = (text: string): Message[] => {
    const found: Message[] = [];
    let bytes = Buffer.from(text);
    while (bytes.length > 0) {
      const end = bytes.indexOf('\r\n');
      const length = Number.parseInt(bytes.subarray(0, end).toString(), 16);
      found.push(JSON.parse(bytes.subarray(end + 2, end + 2 + length).toString()) as Message);
      expect(bytes.subarray(end + 2 + length, end + 4 + length).toString()).toBe('\r\n');
      bytes = bytes.subarray(end + 4 + length);
    }
    return found;
  };

  test.each([
    ['application/vnd.vmware.vapi.stream.json', 'STRUCTURE'],
    ['application/vnd.vmware.vapi.clean.stream.json', 'sequence'],
  ])('of %s has a frame for each item and a terminal one', async (type, member) => {
    const response = await watch(`application/json, ${type}`, {
      count: some(3),
      interval: some(1),
    });
    expect(response.headers.get('content-type')).toBe(type);
    const [first, second, third, last, ...more] = frames(await response.text());
    expect([last, more]).toEqual([{ jsonrpc: '2.0', id: '1', result: {} }, []]);
    for (const message of [first, second, third]) {
      expect(
        Object.keys((message?.result as { output: object } | undefined)?.output ?? {}),
      ).toContain(member);
    }
  });

  test('may end with an error, and then the terminal frame', async () => {
    const response = await watch('application/vnd.vmware.vapi.stream.json', {
      count: some(1),
      fail: some(true),
    });
    const messages = frames(await response.text());
    expect(messages.map(({ result }) => Object.keys(result as object))).toEqual([
      ['output'],
      ['error'],
      [],
    ]);
  });

  test('must be accepted', async () => {
    const reply = await client.call('com.vmware.demo.monitor', 'watch', {});
    expect(errorOf(reply)?.type).toBe('invalid_request');
  });

  test('gives each item as soon as it is there, and stops when the client hangs up', async () => {
    const response = await watch('application/vnd.vmware.vapi.stream.json', { interval: some(5) });
    const reader = response.body?.getReader();
    for (let read = 0; read < 3; read += 1) {
      expect((await reader?.read())?.done).toBe(false);
    }
    await reader?.cancel();
    expect(await client.ask(provider, 'get')).toHaveProperty('checksum');
  });

  test('is cut without a terminal frame on request', async () => {
    demo.misbehave.cutVapiAnswers(1);
    const response = await watch('application/vnd.vmware.vapi.stream.json', {
      count: some(9),
      interval: some(1),
    });
    await expect(response.text()).rejects.toThrow();
  });
});

describe('misbehaviour', () => {
  test('an answer breaks off half way', async () => {
    demo.misbehave.cutVapiAnswers(1);
    await expect(client.call(vms, 'list')).rejects.toThrow();
    expect((await client.call(vms, 'list')).status).toBe(200);
  });

  test('a server without /api answers as a proxy does', async () => {
    const other = await startDemoVcenter({ vms: 10, quickStatsSeconds: 0, vapi: false });
    const reply = await new VapiTestClient(other.url).call(provider, 'get');
    await other.close();
    expect(reply.status).toBe(404);
    expect(reply.text).toContain('<html>');
  });

  test('services may be missing', async () => {
    const missing = ['com.vmware.vcenter.VM'];
    const other = await startDemoVcenter({
      vms: 10,
      quickStatsSeconds: 0,
      vapi: { missingServices: missing },
    });
    const stranger = new VapiTestClient(other.url);
    const reply = await stranger.call(vms, 'list');
    const list = await stranger.ask('com.vmware.vapi.std.introspection.service', 'list');
    const sums = await Promise.all([client, stranger].map((one) => one.ask(provider, 'get')));
    await other.close();
    expect(errorOf(reply)?.type).toBe('operation_not_found');
    expect(list).not.toContain(missing[0]);
    expect(sums[0]).not.toEqual(sums[1]);
  });
});

test('credentials are for the login only', async () => {
  const securityCtx = {
    schemeId: scheme('user_pass'),
    userName: demo.user,
    password: demo.password,
  };
  const reply = await client.call(vms, 'list', {}, { securityCtx });
  expect(errorOf(reply)?.type).toBe('unauthenticated');
});
