import { afterEach, expect, test } from 'vitest';
import { connectXapi, type XapiClient, type XapiOptions } from './client.ts';
import { XapiEncodeError } from './errors.ts';
import {
  type Script,
  type ScriptedServer,
  SESSION,
  startScripted,
} from './testing/scripted-server.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(
  script: Script,
  more: Partial<XapiOptions> = {},
): Promise<{ readonly server: ScriptedServer; readonly client: XapiClient }> {
  const server = await startScripted(script);
  ends.push(() => server.close());
  const credentials = { userName: 'root', password: 'secret' };
  const client = await connectXapi({ address: server.url, credentials, ...more });
  ends.push(() => client.close());
  return { server, client };
}

const VM = {
  uuid: 'u1',
  memory_static_max: 4294967296,
  domid: '-1',
  is_a_template: false,
  snapshot_time: '19700101T00:00:00Z',
  affinity: 'OpaqueRef:NULL',
  tags: ['a'],
  other_config: { folder: '/x' },
  VCPUs_params: {},
  from_the_future: [1],
};

test('records have typed values, known and unknown fields, whatever the size of the answer', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 2000 }, (_, index) => [
      `OpaqueRef:${index}`,
      { ...VM, uuid: `u${index}` },
    ]),
  );
  const { client } = await start(({ method }) =>
    method === 'VM.get_all_records' ? { result: many } : undefined,
  );
  const records = await client.getAllRecords('VM');
  expect(records.size).toBe(2000);
  expect(records.get('OpaqueRef:1999')).toEqual({
    ...VM,
    uuid: 'u1999',
    domid: -1,
    snapshot_time: { $type: 'dateTime', text: '19700101T00:00:00Z', ms: 0 },
  });
  let batches = 0;
  await client.streamRecords('VM', () => {
    batches += 1;
  });
  expect(batches).toBeGreaterThan(5);
});

test('calls carry the session, checked arguments, and typed results', async () => {
  const { server, client } = await start(({ method }) => {
    if (method === 'VM.get_by_uuid') return { result: 'OpaqueRef:1' };
    if (method === 'VM.get_by_name_label') return { result: ['OpaqueRef:1', 'OpaqueRef:2'] };
    if (method === 'host.get_servertime') return { result: '20260801T12:00:00Z' };
    if (method === 'host.compute_free_memory') {
      return { raw: '{"jsonrpc":"2.0","result":9223372036854775807,"id":1}' };
    }
    if (method === 'host.get_data_sources') {
      return {
        raw: '{"jsonrpc":"2.0","result":[{"name_label":"cpu0","max":Infinity,"min":-Infinity,"value":NaN}],"id":1}',
      };
    }
    if (method === 'VM.start') return { result: '' };
    return method === 'system.listMethods' ? { result: ['VM.start'] } : undefined;
  });
  expect(await client.call('VM', 'start', ['OpaqueRef:1', false, false])).toBe('');
  expect(server.seen.at(-1)?.params).toEqual([SESSION, 'OpaqueRef:1', false, false]);
  expect(await client.getByUuid('VM', 'u1')).toBe('OpaqueRef:1');
  expect(await client.getByNameLabel('VM', 'web')).toEqual(['OpaqueRef:1', 'OpaqueRef:2']);
  expect(await client.call('host', 'get_servertime', ['OpaqueRef:h'])).toMatchObject({
    ms: Date.UTC(2026, 7, 1, 12),
  });
  expect(await client.call('host', 'compute_free_memory', ['OpaqueRef:h'])).toBe(
    9223372036854775807n,
  );
  expect(await client.call('host', 'get_data_sources', ['OpaqueRef:h'])).toEqual([
    {
      name_label: 'cpu0',
      max: Number.POSITIVE_INFINITY,
      min: Number.NEGATIVE_INFINITY,
      value: Number.NaN,
    },
  ]);
  expect(await client.listMethods()).toEqual(['VM.start']);
  expect(server.seen.at(-1)?.params).toEqual([]);
  const before = server.seen.length;
  await expect(client.call('VM', 'start', ['OpaqueRef:1', 0, false])).rejects.toThrow(
    XapiEncodeError,
  );
  await expect(client.call('VM', 'set_name_label', ['r', 'x'.repeat(310_000)])).rejects.toThrow(
    /307,200 at most/,
  );
  expect(server.seen).toHaveLength(before);
});

test('a failure has its code, its parameters and their names', async () => {
  const { client } = await start(({ method }) =>
    method === 'VM.start'
      ? { failure: ['VM_BAD_POWER_STATE', 'OpaqueRef:1', 'halted', 'running'] }
      : undefined,
  );
  await expect(client.call('VM', 'start', ['OpaqueRef:1', false, false])).rejects.toMatchObject({
    name: 'XapiFailure',
    code: 'VM_BAD_POWER_STATE',
    params: ['OpaqueRef:1', 'halted', 'running'],
    named: { vm: 'OpaqueRef:1', expected: 'halted', actual: 'running' },
    method: 'VM.start',
    message: 'VM.start: VM_BAD_POWER_STATE (vm: OpaqueRef:1, expected: halted, actual: running)',
  });
});

test('an asynchronous call is a task, unless it fails at once', async () => {
  let fails = false;
  const { server, client } = await start(({ method }) => {
    if (method !== 'Async.VM.clone') return undefined;
    return fails ? { failure: ['HANDLE_INVALID', 'VM', 'r'] } : { result: 'OpaqueRef:task' };
  });
  expect(await client.callAsync('VM', 'clone', ['OpaqueRef:1', 'copy'])).toBe('OpaqueRef:task');
  expect(server.seen.at(-1)?.params).toEqual([SESSION, 'OpaqueRef:1', 'copy']);
  fails = true;
  await expect(client.callAsync('VM', 'clone', ['r', 'copy'])).rejects.toMatchObject({
    code: 'HANDLE_INVALID',
    named: { class: 'VM', handle: 'r' },
  });
  await expect(client.callAsync('VM', 'set_name_label', ['r', 'x'])).rejects.toThrow(
    /no asynchronous form/,
  );
});

test('the result of a task is XML text', async () => {
  const { client } = await start(() => undefined);
  expect(client.taskResult('VM', 'clone', '<value>OpaqueRef:2</value>')).toBe('OpaqueRef:2');
  expect(client.taskResult('VM', 'start', '<value></value>')).toBe('');
  expect(client.taskResult('VM', 'start', '')).toBe('');
  expect(client.taskResult('host', 'compute_free_memory', '<value>12</value>')).toBe(12);
  expect(
    client.taskResult(
      'VM',
      'get_possible_hosts',
      '<value><array><data><value>OpaqueRef:h</value></data></array></value>',
    ),
  ).toEqual(['OpaqueRef:h']);
});

test('classes that the server no longer has, or not yet, have no objects', async () => {
  const { client } = await start(({ method }) => {
    if (method.startsWith('VMPP.')) return { failure: ['MESSAGE_REMOVED'] };
    return method.startsWith('VTPM.') ? { failure: ['MESSAGE_METHOD_UNKNOWN', method] } : undefined;
  });
  for (const owner of ['VMPP', 'VTPM']) {
    expect(await client.getAll(owner)).toEqual([]);
    expect(await client.getAllRecords(owner)).toEqual(new Map());
    expect(await client.streamRecords(owner, () => undefined)).toBe(false);
  }
});

test('a class that is kept from the account has no objects, unless nothing can be shown without it', async () => {
  const { client } = await start(({ method }) =>
    method.endsWith('.get_all_records')
      ? { failure: ['RBAC_PERMISSION_DENIED', method.toLowerCase(), 'no'] }
      : undefined,
  );
  expect(await client.streamRecords('Observer', () => undefined)).toBe(false);
  await expect(client.streamRecords('VM', () => undefined)).rejects.toMatchObject({
    code: 'RBAC_PERMISSION_DENIED',
  });
});

test('every class that has the means to find its objects has them here', async () => {
  const seen: string[] = [];
  const { client } = await start(({ method }) => {
    seen.push(method);
    if (method.endsWith('get_all') || method.endsWith('get_by_name_label')) return { result: [] };
    return method.endsWith('get_by_uuid') ? { result: 'OpaqueRef:1' } : undefined;
  });
  const finders = {
    get_all: (owner: string) => client.getAll(owner),
    get_all_records: (owner: string) => client.getAllRecords(owner),
    get_by_uuid: (owner: string) => client.getByUuid(owner, 'u'),
    get_by_name_label: (owner: string) => client.getByNameLabel(owner, 'n'),
  };
  for (const [name, find] of Object.entries(finders)) {
    const owners = client.model.classesWith(name);
    for (const owner of owners) await find(owner);
    expect(seen.filter((method) => method.endsWith(`.${name}`))).toHaveLength(owners.length);
  }
  expect(client.model.classesWith('get_by_name_label')).toContain('VM');
  expect(client.model.classesWith('get_all_records').length).toBeGreaterThanOrEqual(60);
});
