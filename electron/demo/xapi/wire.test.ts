import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoPool } from './pool.ts';
import type { DemoPool } from './pool.ts';
import { TestClient } from './test-client.ts';

/** The wire, byte by byte, by plain HTTP. */

interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function send(
  url: string,
  path: string,
  body: string,
  options: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      new URL(path, url),
      {
        method: options.method ?? 'POST',
        headers: { 'Content-Length': String(Buffer.byteLength(body)), ...options.headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const json = (method: string, params: readonly unknown[], id: unknown = 7, version = '2.0') =>
  JSON.stringify({ jsonrpc: version, method, params, id });

const xml = (method: string, ...params: readonly string[]) =>
  `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${params
    .map((param) => `<param><value>${param}</value></param>`)
    .join('')}</params></methodCall>`;

describe('wire', () => {
  let pool: DemoPool;
  let client: TestClient;
  let session: string;

  beforeAll(async () => {
    pool = await startDemoPool({ vms: 10, taskSeconds: [0, 0.01], wrongPasswordSeconds: 0.01 });
    client = await TestClient.login(pool);
    ({ session } = client);
  });
  afterAll(() => pool.close());

  const first = (owner: string): string => {
    const [row] = pool.database.all(owner);
    return row?.ref ?? '';
  };

  describe('HTTP', () => {
    it('answers with xapi’s headers, uncompressed', async () => {
      const answer = await send(pool.url, '/jsonrpc', json('host.get_all', [session]), {
        headers: { 'Accept-Encoding': 'gzip' },
      });
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/json',
        'cache-control': 'no-cache, no-store',
        'access-control-allow-origin': '*',
        connection: 'keep-alive',
      });
      expect(answer.headers['content-encoding']).toBeUndefined();
    });

    it('wants a content-length, and no more than 300 KiB', async () => {
      const chunked = await new Promise<number>((resolve, reject) => {
        const request = httpRequest(
          new URL('/jsonrpc', pool.url),
          { method: 'POST' },
          (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
          },
        );
        request.on('error', reject);
        request.write('{');
        request.end('}');
      });
      expect(chunked).toBe(411);
      const large = await send(pool.url, '/jsonrpc', ' '.repeat(300 * 1024 + 1));
      expect(large.status).toBe(413);
    });

    it.each([
      ['/jsonrpc', '{'],
      ['/jsonrpc', '[]'],
      ['/jsonrpc', '{"jsonrpc":"2.0","method":"host.get_all","params":[]}'],
      ['/jsonrpc', '{"jsonrpc":"2.0","method":"host.get_all","params":[],"id":null}'],
      ['/', '<methodCall>'],
      ['/', '<!DOCTYPE a [<!ENTITY b "c">]><methodCall/>'],
      ['/', ''],
    ])('a malformed request to %s is 500 with HTML: %s', async (path, body) => {
      const answer = await send(pool.url, path, body);
      expect(answer.status).toBe(500);
      expect(answer.headers['content-type']).toBe('text/html');
    });

    it('lets browsers ask', async () => {
      const answer = await send(pool.url, '/jsonrpc', '', {
        method: 'OPTIONS',
        headers: { 'Access-Control-Request-Headers': 'content-type' },
      });
      expect(answer.headers['access-control-allow-headers']).toBe('content-type, X-Requested-With');
      expect(answer.headers['access-control-allow-methods']).toBe('PUT');
    });
  });

  describe('JSON-RPC', () => {
    const ask = async (body: string) => (await send(pool.url, '/jsonrpc', body)).body;

    it('2.0 has the bare result and the id', async () => {
      expect(await ask(json('pool.get_all', [session], 'x'))).toBe(
        `{"jsonrpc":"2.0","result":["${first('pool')}"],"id":"x"}`,
      );
      expect(await ask(json('host.get_uuid', [session, 'OpaqueRef:none']))).toBe(
        '{"jsonrpc":"2.0","error":{"code":1,"message":"HANDLE_INVALID","data":["host","OpaqueRef:none"]},"id":7}',
      );
    });

    it('1.0 has result, error and id', async () => {
      expect(await ask(json('pool.get_all', [session], 1, '1.0'))).toBe(
        `{"result":["${first('pool')}"],"error":null,"id":1}`,
      );
      expect(await ask(json('nothing.at_all', [session], 1, '1.0'))).toBe(
        '{"result":null,"error":["MESSAGE_METHOD_UNKNOWN","nothing.at_all"],"id":1}',
      );
    });

    it('what goes wrong before dispatch is an array with id 0', async () => {
      pool.misbehave.booting();
      expect(await ask(json('pool.get_all', [session], 7, '1.0'))).toBe(
        '{"jsonrpc":"2.0","error":["HOST_STILL_BOOTING"],"id":0}',
      );
      pool.misbehave.booting(false);
    });

    it('has doubles with a point, bare NaN and Infinity, and integers beyond 2^53', async () => {
      const sources = await ask(json('host.get_data_sources', [session, first('host')]));
      expect(sources).toContain('"min":0.0,"max":Infinity');
      expect(sources).toContain('"min":-Infinity');
      const repositories = await ask(json('SR.get_all_records', [session]));
      expect(repositories).toContain('"physical_size":9223372036853727232');
    });

    it('takes integers beyond 2^53, numbers as text, and dates in any form', async () => {
      const vm = first('VM');
      const set = (order: string) =>
        ask(
          `{"jsonrpc":"2.0","id":1,"method":"VM.set_order","params":["${session}","${vm}",${order}]}`,
        );
      await set('9007199254740993');
      expect(await ask(json('VM.get_order', [session, vm]))).toContain('"result":9007199254740993');
      await set('"12"');
      expect(await ask(json('VM.get_order', [session, vm]))).toContain('"result":12,');
      expect(await set('true')).toContain('"FIELD_TYPE_ERROR","data":["value"]');
      expect(await set('1.5')).toContain('FIELD_TYPE_ERROR');
    });
  });

  describe('XML-RPC', () => {
    const ask = async (body: string, path = '/') => (await send(pool.url, path, body)).body;
    const value = /<name>Value<\/name>(.*)<\/member><\/struct><\/value><\/param>/s;

    it.each(['/', '/RPC2', '/json', '/xmlrpc', '/any/path'])('is on %s', async (path) => {
      expect(await ask(xml('pool.get_all', session), path)).toContain(
        `<name>Value</name><value><array><data><value>${first('pool')}</value></data></array></value>`,
      );
    });

    it('has integers as text, doubles and booleans typed, dates as such', async () => {
      const host = first('host');
      expect(value.exec(await ask(xml('host.get_API_version_major', session, host)))?.[1]).toBe(
        '<value>2</value>',
      );
      expect(value.exec(await ask(xml('host.get_enabled', session, host)))?.[1]).toBe(
        '<value><boolean>1</boolean></value>',
      );
      const servertime = await ask(xml('host.get_servertime', session, host));
      expect(servertime).toMatch(/<dateTime\.iso8601>\d{8}T\d\d:\d\d:\d\dZ<\/dateTime\.iso8601>/);
      const sources = await ask(xml('host.get_data_sources', session, host));
      expect(sources).toContain('<double>-inf</double>');
    });

    it('has counts of events typed', async () => {
      const classes = '<array><data><value>pool</value></data></array>';
      const batch = await ask(xml('event.from', session, classes, '', '<double>0</double>'));
      expect(batch).toMatch(/<name>pool<\/name><value><i4>1<\/i4><\/value>/);
    });

    it('has listMethods without Status, and failures with it', async () => {
      expect(await ask(xml('system.listMethods'))).toMatch(
        /<methodResponse><params><param><value><array><data><value>system\.listMethods<\/value>/,
      );
      expect(await ask(xml('VM.get_uuid', session, 'OpaqueRef:none'))).toContain(
        '<name>Status</name><value>Failure</value></member><member><name>ErrorDescription</name><value><array><data><value>HANDLE_INVALID</value><value>VM</value><value>OpaqueRef:none</value></data></array></value>',
      );
    });

    it('drops control characters, escapes texts, and leaves keys raw on request', async () => {
      const vm = first('VM');
      await client.call('VM.set_name_label', vm, 'a\u0001<b> & "c"');
      expect(await ask(xml('VM.get_name_label', session, vm))).toContain(
        '<value>a&lt;b&gt; &amp; &quot;c&quot;</value>',
      );
      await client.call('VM.add_to_other_config', vm, 'k&<', 'v');
      expect(await ask(xml('VM.get_other_config', session, vm))).toContain(
        '<name>k&amp;&lt;</name>',
      );
      pool.misbehave.rawNames();
      expect(await ask(xml('VM.get_other_config', session, vm))).toContain('<name>k&<</name>');
      pool.misbehave.rawNames(false);
    });

    it('takes typed and untyped values', async () => {
      const vm = first('VM');
      for (const typed of ['5', '<int>6</int>', '<i4>7</i4>', '<i8>8</i8>', '<string>9</string>']) {
        await ask(xml('VM.set_order', session, vm, typed));
        const answer = await ask(xml('VM.get_order', session, vm));
        expect(answer).toContain(`<value>${typed.replace(/<[^>]*>/g, '')}</value>`);
      }
    });

    it('shares its sessions with JSON-RPC, and X_y is X.y', async () => {
      expect(await ask(xml('pool_get_all', session))).toContain(first('pool'));
    });
  });

  describe('calls', () => {
    const failure = (method: string, ...parameters: readonly unknown[]) =>
      client.call(method, ...parameters).then(
        () => undefined,
        (error: { readonly description: readonly string[] }) => error.description,
      );

    it('fail as xapi has them fail', async () => {
      const vm = first('VM');
      expect(await failure('VM.get_uuid')).toEqual([
        'MESSAGE_PARAMETER_COUNT_MISMATCH',
        'VM.get_uuid',
        '1',
        '0',
      ]);
      expect(await failure('VM.get_by_uuid', 'none')).toEqual(['UUID_INVALID', 'VM', 'none']);
      await client.call('VM.add_to_other_config', vm, 'twice', '1');
      expect(await failure('VM.add_to_other_config', vm, 'twice', '2')).toEqual([
        'MAP_DUPLICATE_KEY',
        'VM',
        'other_config',
        vm,
        'twice',
      ]);
      expect(await failure('VMPP.get_all_records')).toEqual(['MESSAGE_REMOVED']);
      expect(await failure('pool.enable_ha', [], {})).toEqual([
        'NOT_IMPLEMENTED',
        'pool.enable_ha',
      ]);
      expect((await failure('Async.VM.get_uuid', vm))?.[0]).toBe('INTERNAL_ERROR');
    });

    it('have tokens and subscriptions checked', async () => {
      expect(await failure('event.from', ['VM'], 'nonsense', 0)).toEqual([
        'EVENT_FROM_TOKEN_PARSE_FAILURE',
        'nonsense',
      ]);
      expect(await failure('event.from', ['a/b/c'], '', 0)).toEqual([
        'EVENT_SUBSCRIPTION_PARSE_FAILURE',
        'a/b/c',
      ]);
      const vm = first('VM');
      const { events, token } = await client.events([`vm/${vm}`, 'POOL'], '');
      expect(token).toMatch(/^\d{20},\d{20}$/);
      expect(events.map(({ class: name, operation }) => `${operation} ${name}`).sort()).toEqual([
        'add pool',
        'add vm',
      ]);
    });

    it('answer queries', async () => {
      const ask = (query: string) =>
        client.call<Record<string, unknown>>('VM.get_all_records_where', query);
      const all = pool.database.count('VM');
      expect(Object.keys(await ask('true'))).toHaveLength(all);
      const running = Object.keys(await ask('field "power_state"="Running"')).length;
      const halted = Object.keys(await ask('(not (field "power_state" = "Running"))')).length;
      expect(running).toBeGreaterThan(0);
      expect(running + halted).toBe(all);
      expect(
        Object.keys(await ask('field "is_control_domain"="true" and field "power_state"="Halted"')),
      ).toEqual([]);
      await expect(ask('field "a"')).rejects.toThrow(/INTERNAL_ERROR/);
    });

    it('every class answers for all its implicit readers', async () => {
      const methods = await client.raw<string[]>('system.listMethods');
      const readers = methods.filter((name) => name.endsWith('.get_all_records'));
      expect(readers.length).toBeGreaterThan(60);
      for (const reader of readers) {
        const description = await failure(reader);
        expect(description?.[0] ?? 'MESSAGE_REMOVED').toBe('MESSAGE_REMOVED');
      }
    });
  });
});
