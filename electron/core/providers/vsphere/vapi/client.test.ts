import { afterEach, describe, expect, test, vi } from 'vitest';
import { HttpStatusError } from '../../../net/errors.ts';
import { UnreadableLog } from '../../../net/unreadable-log.ts';
import { connectVapi, type VapiClient, type VapiOptions } from './client.ts';
import {
  EncodeError,
  JsonRpcError,
  OperationNotFoundError,
  UndeclaredOperationError,
  VapiError,
} from './errors.ts';
import { type Exchange, toCurl } from './exchange/exchange.ts';
import type { Credentials } from './security/security-context.ts';
import {
  errorValue,
  type Script,
  type ScriptedServer,
  type SeenCall,
  SESSION,
  startScripted,
  until,
} from './testing/scripted-server.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const CREDENTIALS: Credentials = {
  scheme: 'user-password',
  userName: 'administrator@vsphere.local',
  password: 'pa55-word',
};

async function connected(
  script: Script,
  options: Partial<VapiOptions> = {},
): Promise<{ readonly server: ScriptedServer; readonly client: VapiClient }> {
  const server = await startScripted(script);
  ends.push(() => server.close());
  const client = await connectVapi({ url: server.url, keepAliveMs: 0, ...options });
  ends.push(() => client.close());
  return { server, client };
}

const SUMMARY = {
  STRUCTURE: {
    'com.vmware.vcenter.VM.summary': {
      vm: 'vm-1',
      name: 'web',
      power_state: 'POWERED_ON',
      cpu_count: { OPTIONAL: 2 },
      memory_size_MiB: { OPTIONAL: null },
    },
  },
};
const listOf =
  (...items: readonly unknown[]): Script =>
  ({ service, operation }) =>
    service === 'com.vmware.vcenter.VM' && operation === 'list' ? { output: items } : undefined;

describe('calls', () => {
  test('a typed call, its body and its headers', async () => {
    const { server, client } = await connected(listOf(SUMMARY), { appCtx: { locale: 'de' } });
    await client.login(CREDENTIALS);
    const vms = await client.call('com.vmware.vcenter.VM', 'list', {
      filter: { names: ['web'], power_states: ['POWERED_ON'] },
    });
    expect(vms).toEqual([{ vm: 'vm-1', name: 'web', power_state: 'POWERED_ON', cpu_count: 2 }]);
    const call = server.seen.at(-1);
    expect(call?.path).toBe('/api');
    expect(call?.body.params.input).toEqual({
      STRUCTURE: {
        'operation-input': {
          filter: {
            OPTIONAL: {
              STRUCTURE: {
                'com.vmware.vcenter.VM.filter_spec': {
                  names: { OPTIONAL: ['web'] },
                  power_states: { OPTIONAL: ['POWERED_ON'] },
                },
              },
            },
          },
        },
      },
    });
    const { appCtx, securityCtx } = call?.body.params.ctx ?? {};
    expect(appCtx).toEqual({ opId: expect.stringMatching(/^[0-9a-f-]{36}$/), locale: 'de' });
    expect(securityCtx).toEqual({
      schemeId: 'com.vmware.vapi.std.security.session_id',
      sessionId: `${SESSION}1`,
    });
    expect(call?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
      'vapi-service': 'com.vmware.vcenter.VM',
      'vapi-operation': 'list',
      'vapi-ctx-opid': appCtx?.['opId'],
      'vapi-ctx-locale': 'de',
    });
  });

  test('before a login nobody is named', async () => {
    const { server, client } = await connected(listOf());
    await client.call('com.vmware.vcenter.VM', 'list', {});
    expect(server.seen.at(-1)?.body.params.ctx).not.toHaveProperty('securityCtx');
  });

  test('many calls in flight: each has its own id and opId, each caller gets the own answer', async () => {
    const held: (() => void)[] = [];
    const { server, client } = await connected(({ service, body }) => {
      if (service !== 'com.vmware.cis.tagging.tag') return undefined;
      return answerLater(body);
    });
    const answerLater = async (body: SeenCall['body']) => {
      await new Promise<void>((resolve) => {
        held.push(resolve);
        // The answers come in another order than the calls.
        if (held.length === 4) for (const go of held.splice(0).reverse()) go();
      });
      const input = body.params.input.STRUCTURE['operation-input'] as { readonly tag_id: string };
      return { output: tagModel(input.tag_id) };
    };
    const asked = Array.from({ length: 40 }, (_, index) => `tag-${index}`);
    const got = await Promise.all(
      asked.map((tag_id) => client.call('com.vmware.cis.tagging.tag', 'get', { tag_id })),
    );
    expect(got.map(({ id }) => id)).toEqual(asked);
    const calls = server.seen.filter(({ service }) => service === 'com.vmware.cis.tagging.tag');
    expect(new Set(calls.map(({ body }) => body.id)).size).toBe(40);
    expect(new Set(calls.map(({ body }) => body.params.ctx.appCtx['opId'])).size).toBe(40);
  });

  test('an operation that no model has is called by its definition, or refused', async () => {
    const { server, client } = await connected(({ service }) =>
      service === 'test.echo' ? { output: { OPTIONAL: 7.5 } } : undefined,
    );
    const call = client.invoke('test.echo', 'get', {});
    await expect(call).rejects.toThrow(UndeclaredOperationError);
    expect(server.count('test.echo get')).toBe(0);
    const definition = {
      service: 'test.echo',
      name: 'get',
      parameters: [],
      result: { kind: 'opaque' },
      errors: [],
      read: true,
      types: client.model,
    } as const;
    expect(await client.invoke('test.echo', 'get', {}, { definition })).toEqual({
      $type: 'optional',
      value: { $type: 'double', value: 7.5 },
    });
  });

  test('what does not fit is refused before anything is sent', async () => {
    const { server, client } = await connected(listOf());
    const before = server.seen.length;
    const refused = async (service: string, operation: string, input: object, text: RegExp) => {
      const call = client.invoke(service, operation, input);
      await expect(call).rejects.toThrow(EncodeError);
      await expect(client.invoke(service, operation, input)).rejects.toThrow(text);
    };
    const VM = 'com.vmware.vcenter.VM';
    await refused(VM, 'get', {}, /com\.vmware\.vcenter\.VM\.get needs vm \(an id/);
    await refused(VM, 'get', { vm: 1 }, /vm must be text, but is a number/);
    await refused(VM, 'get', { vm: 'vm-1', vms: [] }, /has no field vms\. Known: vm\./);
    await refused(VM, 'list', { filter: { nams: ['a'] } }, /filter_spec has no field nams/);
    await refused(VM, 'list', { filter: { names: 'a' } }, /filter\.names must be a list/);
    await refused(VM, 'list', { filter: { names: ['a', 2] } }, /filter\.names\[1\] must be text/);
    expect(server.seen).toHaveLength(before);
  });

  test('void is null on the wire, or nothing', async () => {
    const { client } = await connected(({ operation }) =>
      operation === 'start'
        ? { output: null }
        : operation === 'stop'
          ? { output: undefined }
          : undefined,
    );
    const power = 'com.vmware.vcenter.vm.power';
    expect(await client.call(power, 'start', { vm: 'vm-1' })).toBeUndefined();
    expect(await client.call(power, 'stop', { vm: 'vm-1' })).toBeUndefined();
  });
});

function tagModel(id: string): object {
  const fields = { id, category_id: 'c', name: id, description: '', used_by: [] };
  return { STRUCTURE: { 'com.vmware.cis.tagging.tag_model': fields } };
}

describe('errors', () => {
  const failing = async (reply: ReturnType<Script>): Promise<unknown> => {
    const { client } = await connected(({ operation }) =>
      operation === 'list' ? reply : undefined,
    );
    return client
      .call('com.vmware.vcenter.VM', 'list', {}, { opId: 'op-7' })
      .catch((error: unknown) => error);
  };

  test('of the operation, with its text and its opId', async () => {
    const error = await failing({ error: 'unable_to_allocate_resource', text: 'Too many vm.' });
    expect(error).toBeInstanceOf(VapiError);
    expect(error).toMatchObject({
      message: 'Too many vm.',
      type: 'com.vmware.vapi.std.errors.unable_to_allocate_resource',
      shortType: 'unable_to_allocate_resource',
      retryable: false,
      facts: { service: 'com.vmware.vcenter.VM', operation: 'list', opId: 'op-7' },
    });
  });

  test('without a text, its name is the text; a localised text comes first', async () => {
    expect(await failing({ error: 'resource_busy' })).toMatchObject({
      message: 'com.vmware.vcenter.VM.list: resource_busy',
      retryable: true,
    });
    const message = {
      id: 'x',
      default_message: 'busy',
      args: [],
      localized: { OPTIONAL: 'besetzt' },
    };
    const messages = [{ STRUCTURE: { 'com.vmware.vapi.std.localizable_message': message } }];
    const error = await failing({ error: 'resource_busy', fields: { messages } });
    expect(error).toMatchObject({ message: 'besetzt' });
  });

  test('an error that no model has keeps its name, its text and its fields', async () => {
    expect(
      await failing({ error: 'brand_new', text: 'Updates', fields: { more: 5 } }),
    ).toMatchObject({
      type: 'com.vmware.vapi.std.errors.brand_new',
      message: 'Updates',
      value: { $unknown: { more: 5 } },
    });
  });

  test('the server has no such operation', async () => {
    const error = await failing({ error: 'operation_not_found', text: 'Invalid method list' });
    expect(error).toBeInstanceOf(OperationNotFoundError);
  });

  test('of JSON-RPC, with the id or without', async () => {
    for (const reply of [{ rpc: -32602 }, { rpc: -32602, id: null }] as const) {
      const error = await failing(reply);
      expect(error).toBeInstanceOf(JsonRpcError);
      expect(error).toMatchObject({ code: -32602, facts: { opId: 'op-7' } });
    }
    expect(
      await failing({ raw: '{"jsonrpc":"2.0","error":{"code":-32600,"message":"No","data":"d"}}' }),
    ).toMatchObject({ code: -32600, message: expect.stringMatching(/No: d$/) });
  });

  test('of a proxy: a status, a page, nothing', async () => {
    const page = { raw: '<html>Bad gateway</html>', type: 'text/html' };
    expect(await failing({ ...page, status: 502 })).toMatchObject({
      name: 'HttpStatusError',
      status: 502,
      retryable: true,
    });
    expect(await failing(page)).toMatchObject({
      name: 'VapiProtocolError',
      message: expect.stringMatching(
        /“text\/html”, which says .* It has answered as a vSphere server before/,
      ),
    });
  });

  test('an answer to another call is refused', async () => {
    const raw = '{"jsonrpc":"2.0","id":"other","result":{"output":[]}}';
    expect(await failing({ raw })).toMatchObject({
      name: 'VapiProtocolError',
      message: expect.stringMatching(/for another call: its id is “other”/),
    });
  });

  test('an answer of another type says where', async () => {
    expect(await failing({ output: 'no list' })).toMatchObject({
      name: 'DecodeError',
      message: expect.stringMatching(/VM\.list .*: expected a list/),
    });
  });
});

describe('a value of another type', () => {
  const fields = SUMMARY.STRUCTURE['com.vmware.vcenter.VM.summary'];
  const odd = { STRUCTURE: { 'com.vmware.vcenter.VM.summary': { ...fields, name: 7 } } };
  const marked = { $type: 'unreadable', declared: 'string', value: 7 };

  test('is kept as it came, and nothing else is lost', async () => {
    const { client } = await connected(listOf(odd, 'no summary', SUMMARY));
    expect(await client.call('com.vmware.vcenter.VM', 'list', {})).toEqual([
      { vm: 'vm-1', name: marked, power_state: 'POWERED_ON', cpu_count: 2 },
      { $type: 'unreadable', declared: 'com.vmware.vcenter.VM.summary', value: 'no summary' },
      { vm: 'vm-1', name: 'web', power_state: 'POWERED_ON', cpu_count: 2 },
    ]);
  });

  test('is counted in the log once, with its place', async () => {
    const warn = vi.fn();
    const unreadables = new UnreadableLog({ warn });
    const { client } = await connected(listOf(odd, odd), { unreadables });
    await client.call('com.vmware.vcenter.VM', 'list', {});
    await client.call('com.vmware.vcenter.VM', 'list', {});
    expect(warn.mock.calls).toEqual([
      [
        expect.any(String),
        { path: 'com.vmware.vcenter.VM.summary.name', declared: 'string', count: 2 },
      ],
    ]);
  });

  test('is refused where the answer is acted on', async () => {
    const { client } = await connected(listOf(odd));
    await expect(
      client.call('com.vmware.vcenter.VM', 'list', {}, { strict: true }),
    ).rejects.toThrow(/VM\.list .* com\.vmware\.vcenter\.VM\.summary name: expected text/);
  });
});

describe('connecting', () => {
  test('a server that hides its introspection is one all the same', async () => {
    const { client } = await connected(({ operation }) =>
      operation === 'get' ? { error: 'unauthorized' } : listOf()({ operation } as never),
    );
    expect(client.certificate).toBeNull();
  });

  test('something else says so', async () => {
    const server = await startScripted(() => ({ raw: '404', status: 404 }));
    ends.push(() => server.close());
    const attempt = connectVapi({ url: server.url });
    await expect(attempt).rejects.toThrow(HttpStatusError);
  });
});

describe('sessions', () => {
  const expired = (server: { readonly valid: number }): Script => {
    return ({ service, body, operation }) => {
      if (service === 'com.vmware.cis.session' || service.includes('introspection'))
        return undefined;
      const { sessionId } = body.params.ctx.securityCtx ?? {};
      if (sessionId !== `${SESSION}${server.valid}`) return { error: 'unauthenticated' };
      return { output: operation === 'list' ? [] : null };
    };
  };

  test('credentials are sent with the login only, and the session is deleted at the end', async () => {
    const { server, client } = await connected(listOf());
    await client.login(CREDENTIALS);
    await client.call('com.vmware.vcenter.VM', 'list', {});
    await client.close();
    const withPassword = server.seen.filter(({ text }) => text.includes('pa55-word'));
    expect(withPassword.map(({ operation }) => operation)).toEqual(['create']);
    expect(server.seen.at(-1)).toMatchObject({
      service: 'com.vmware.cis.session',
      operation: 'delete',
      body: { params: { ctx: { securityCtx: { sessionId: `${SESSION}1` } } } },
    });
  });

  test('an expired session is renewed once for all who meet it, and reads are repeated', async () => {
    const state = { valid: 1 };
    const { server, client } = await connected(expired(state));
    await client.login(CREDENTIALS);
    let reported = 0;
    client.session.onRelogin(() => {
      reported += 1;
    });
    state.valid = 2;
    const lists = Array.from({ length: 20 }, () =>
      client.call('com.vmware.vcenter.VM', 'list', {}),
    );
    expect(await Promise.all(lists)).toEqual(Array.from({ length: 20 }, () => []));
    expect(server.count('com.vmware.cis.session create')).toBe(2);
    expect([reported, client.session.generation]).toEqual([1, 2]);
  });

  test('what changes something is not repeated', async () => {
    const state = { valid: 1 };
    const { server, client } = await connected(expired(state));
    await client.login(CREDENTIALS);
    state.valid = 2;
    const start = (): Promise<undefined> =>
      client.call('com.vmware.vcenter.vm.power', 'start', { vm: 'vm-1' });
    await expect(start()).rejects.toMatchObject({ shortType: 'unauthenticated', renewed: true });
    expect(server.count('start')).toBe(1);
    await start();
    expect(server.count('com.vmware.cis.session create')).toBe(2);
  });

  test('a second refusal is the answer, and so is a refused login', async () => {
    const state = { valid: 0 };
    const { server, client } = await connected(expired(state));
    await client.login(CREDENTIALS);
    const list = client.call('com.vmware.vcenter.VM', 'list', {});
    await expect(list).rejects.toMatchObject({ shortType: 'unauthenticated', renewed: false });
    expect(server.count('list')).toBe(2);
    // Nor does the next call fill the server with sessions.
    await expect(client.call('com.vmware.vcenter.VM', 'list', {})).rejects.toThrow();
    expect(server.count('com.vmware.cis.session create')).toBe(2);

    const other = await connected(({ operation }) =>
      operation === 'create' ? { error: 'unauthenticated', text: 'No' } : undefined,
    );
    await expect(other.client.login(CREDENTIALS)).rejects.toThrow('No');
    expect(other.client.session.loggedIn).toBe(false);
    await other.client.close();
    expect(other.server.count('delete')).toBe(0);
  });

  test('a password that is refused later is not tried again', async () => {
    let logins = 0;
    const { client } = await connected(({ service, operation }) => {
      if (service.includes('introspection')) return undefined;
      if (operation === 'create') logins += 1;
      return operation === 'create' && logins === 1 ? undefined : { error: 'unauthenticated' };
    });
    await client.login(CREDENTIALS);
    for (let call = 0; call < 3; call += 1) {
      const list = client.call('com.vmware.vcenter.VM', 'list', {});
      await expect(list).rejects.toMatchObject({ shortType: 'unauthenticated' });
    }
    expect(logins).toBe(2);
    expect(client.session.loggedIn).toBe(false);
  });

  test('a login that fails for another reason is tried again', async () => {
    let failing = false;
    let logins = 0;
    const { client } = await connected(({ service, operation }) => {
      if (service.includes('introspection')) return undefined;
      if (operation === 'create') {
        logins += 1;
        return failing ? { error: 'internal_server_error' } : undefined;
      }
      return logins < 3 ? { error: 'unauthenticated' } : { output: [] };
    });
    await client.login(CREDENTIALS);
    failing = true;
    const start = performance.now();
    const now = vi.spyOn(performance, 'now');
    ends.push(async () => now.mockRestore());
    const list = () => client.call('com.vmware.vcenter.VM', 'list', {});
    await expect(list()).rejects.toMatchObject({ shortType: 'internal_server_error' });
    failing = false;
    now.mockReturnValue(start + 60_000);
    expect(await list()).toEqual([]);
  });

  test('an account that is locked is left alone for five minutes, and no longer', async () => {
    let locked = false;
    let logins = 0;
    const { client } = await connected(({ service, operation }) => {
      if (service.includes('introspection')) return undefined;
      if (operation === 'create') {
        logins += 1;
        return locked ? { error: 'unauthenticated', text: 'The account is locked.' } : undefined;
      }
      return locked || logins < 2 ? { error: 'unauthenticated' } : { output: [] };
    });
    await client.login(CREDENTIALS);
    locked = true;
    const start = performance.now();
    const now = vi.spyOn(performance, 'now');
    ends.push(async () => now.mockRestore());
    const list = () => client.call('com.vmware.vcenter.VM', 'list', {});
    for (const seconds of [0, 100, 290]) {
      now.mockReturnValue(start + seconds * 1000);
      await expect(list()).rejects.toThrow('locked');
    }
    expect(logins).toBe(2);
    locked = false;
    now.mockReturnValue(start + 400_000);
    expect(await list()).toEqual([]);
  });

  test('a server without room for another session is asked for one ever less often', async () => {
    let full = false;
    const { server, client } = await connected(({ service, operation }) => {
      if (service.includes('introspection')) return undefined;
      if (operation === 'create') return full ? { error: 'service_unavailable' } : undefined;
      return full ? { error: 'unauthenticated' } : { output: [] };
    });
    await client.login(CREDENTIALS);
    const start = performance.now();
    const now = vi.spyOn(performance, 'now');
    ends.push(async () => now.mockRestore());
    const list = () => client.call('com.vmware.vcenter.VM', 'list', {});
    const logins = () => server.count('com.vmware.cis.session create');
    full = true;
    // Seconds after the first refusal, and the logins by then.
    for (const [after, expected] of [
      [0, 2],
      [0.9, 2],
      [1.1, 3],
      [3, 3],
      [3.2, 4],
      [7, 4],
      [7.3, 5],
    ] as const) {
      now.mockReturnValue(start + 60_000 + after * 1000);
      await expect(list()).rejects.toMatchObject({ shortType: 'service_unavailable' });
      expect(logins()).toBe(expected);
    }
    full = false;
    now.mockReturnValue(start + 200_000);
    expect(await list()).toEqual([]);
    expect(client.session.loggedIn).toBe(true);
  });

  test('a session that is made while somebody logs out is deleted as well', async () => {
    const { promise: asked, resolve: seen } = Promise.withResolvers<void>();
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    let logins = 0;
    const { server, client } = await connected(async ({ service, operation }) => {
      if (service.includes('introspection')) return undefined as never;
      if (operation === 'list') return { error: 'unauthenticated' };
      if (operation !== 'create') return { output: null };
      logins += 1;
      if (logins === 2) {
        seen();
        await answered;
      }
      return { output: { SECRET: `${SESSION}${logins}` } };
    });
    await client.login(CREDENTIALS);
    const list = client.call('com.vmware.vcenter.VM', 'list', {}).catch((error: unknown) => error);
    await asked;
    const closed = client.close();
    answer();
    await closed;
    expect(await list).toBeInstanceOf(Error);
    const deleted = server.seen.filter(({ operation }) => operation === 'delete');
    expect(deleted.map(({ body }) => body.params.ctx.securityCtx?.['sessionId']).sort()).toEqual([
      `${SESSION}1`,
      `${SESSION}2`,
    ]);
  });

  test('kept alive while nobody calls', async () => {
    const beats: (() => void)[] = [];
    const timers = {
      setTimeout: (callback: () => void) => beats.push(callback),
      clearTimeout: () => undefined,
    };
    const { server, client } = await connected(() => undefined, { keepAliveMs: 1000, timers });
    await client.login(CREDENTIALS);
    for (let beat = 1; beat <= 3; beat += 1) {
      await until(() => beats.length > 0);
      beats.pop()?.();
      await until(() => server.count('com.vmware.cis.session get') === beat);
    }
  });
});

describe('what was on the wire', () => {
  test('is shown as it was, but for the secrets', async () => {
    const exchanges: Exchange[] = [];
    const record = (exchange: Exchange): void => void exchanges.push(exchange);
    const { server, client } = await connected(({ operation }) =>
      operation === 'create' ? { output: { SECRET: 'scripted "session"' } } : undefined,
    );
    const created = await client.call(
      'com.vmware.cis.session',
      'create',
      {},
      { security: CREDENTIALS, record },
    );
    expect(created).toBe('scripted "session"');
    const seen = server.seen.at(-1);
    const [exchange] = exchanges;
    expect(exchange?.requestBody).toBe(seen?.text.replace('"pa55-word"', '"<password>"'));
    expect(exchange?.requestHeaders).toEqual(seen?.headers);
    expect(exchange).toMatchObject({ method: 'POST', url: `${server.url}/api`, status: 200 });
    expect(exchange?.responseBody).toContain('{"SECRET":"<secret>"}');
    expect(exchange?.responseHeaders['content-type']).toBe('application/json');
    expect(JSON.stringify(exchange)).not.toMatch(/pa55|scripted \\/);
    const curl = toCurl({ ...(exchange as Exchange), requestBody: '{"a":"it\'s"}' }).split(
      ' \\\n  ',
    );
    expect(curl[0]).toBe(`curl --compressed -X POST '${server.url}/api'`);
    expect(curl).toContain("-H 'vapi-service: com.vmware.cis.session'");
    expect(curl.join(' ')).not.toMatch(/content-length|accept-encoding|connection/);
    expect(curl.at(-1)).toBe(String.raw`--data-raw '{"a":"it'\''s"}'`);
  });

  test('a secret of the declaration is masked where clean JSON does not call it one', async () => {
    const exchanges: Exchange[] = [];
    const { client } = await connected(({ operation, body }) =>
      operation === 'create'
        ? {
            raw: `{"jsonrpc":"2.0","id":"${body.id}","result":{"output":"clean-secret"}}`,
            type: 'application/vnd.vmware.vapi.cleanjson',
          }
        : undefined,
    );
    const options = {
      format: 'clean',
      record: (exchange: Exchange) => void exchanges.push(exchange),
    } as const;
    expect(await client.call('com.vmware.cis.session', 'create', {}, options)).toBe('clean-secret');
    expect(exchanges[0]?.responseBody).toContain('"output":"<secret>"');
  });

  test('an error and the page of a proxy are shown too', async () => {
    const exchanges: Exchange[] = [];
    const record = (exchange: Exchange): void => void exchanges.push(exchange);
    const { client } = await connected(({ operation }) =>
      operation === 'list'
        ? { raw: '<p>no scripted-session-1</p>', type: 'text/html', status: 403 }
        : undefined,
    );
    await client.login(CREDENTIALS);
    await client.call('com.vmware.vcenter.VM', 'list', {}, { record }).catch(() => undefined);
    await client
      .call('com.vmware.vcenter.VM', 'get', { vm: 'vm-1' }, { record })
      .catch(() => undefined);
    expect(exchanges[0]).toMatchObject({ status: 403, responseBody: '<p>no <sessionId></p>' });
    expect(exchanges[1]?.responseBody).toContain('operation_not_found');
  });
});

describe('streams', () => {
  const watch = (client: VapiClient) =>
    client.stream(
      'test.monitor',
      'watch',
      {},
      {
        definition: {
          service: 'test.monitor',
          name: 'watch',
          parameters: [],
          result: { kind: 'long' },
          errors: [],
          read: true,
          types: client.model,
        },
      },
    );
  const all = async (items: AsyncIterable<unknown>): Promise<unknown[]> => {
    const got: unknown[] = [];
    for await (const item of items) got.push(item);
    return got;
  };
  const streaming = (reply: ReturnType<Script>) =>
    connected(({ operation }) => (operation === 'watch' ? reply : undefined));

  test('results as they arrive, to the last frame', async () => {
    const { server, client } = await streaming({ frames: [1, 2, 3] });
    expect(await all(watch(client))).toEqual([1, 2, 3]);
    expect(server.seen.at(-1)?.headers.accept).toBe(
      'application/json, application/vnd.vmware.vapi.stream.json',
    );
  });

  test('a server that answers once is a stream of one', async () => {
    const { client } = await streaming({ output: 5 });
    expect(await all(watch(client))).toEqual([5]);
  });

  test('an error frame and a missing last frame are failures', async () => {
    const failing = await streaming({ frames: [1, errorValue('service_unavailable')] });
    await expect(all(watch(failing.client))).rejects.toMatchObject({
      shortType: 'service_unavailable',
    });
    const cut = await streaming({ frames: [1], cut: true });
    await expect(all(watch(cut.client))).rejects.toThrow(
      /stream of test\.monitor\.watch broke off after 1 result, without its last frame/,
    );
  });

  test('leaving the loop closes the connection', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<number> {
      try {
        for (let index = 0; ; index += 1) {
          yield index;
          await new Promise((resolve) => {
            setImmediate(resolve);
          });
        }
      } finally {
        ended = true;
      }
    }
    const { client } = await streaming({ frames: endless() });
    for await (const item of watch(client)) if (item === 10) break;
    await until(() => ended);
  });

  test('a session that has expired is renewed before the first result', async () => {
    let valid = 1;
    const { client } = await connected(({ operation, body }) => {
      if (operation !== 'watch') return undefined;
      const { sessionId } = body.params.ctx.securityCtx ?? {};
      return sessionId === `${SESSION}${valid}` ? { frames: [1] } : { error: 'unauthenticated' };
    });
    await client.login(CREDENTIALS);
    valid = 2;
    expect(await all(watch(client))).toEqual([1]);
  });

  test('one answer is expected where a stream comes', async () => {
    const { client } = await connected(({ operation }) =>
      operation === 'list' ? { frames: [1] } : undefined,
    );
    await expect(client.call('com.vmware.vcenter.VM', 'list', {})).rejects.toThrow(
      /answers with a stream/,
    );
  });
});
