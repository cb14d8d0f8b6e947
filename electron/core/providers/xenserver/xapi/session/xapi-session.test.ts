import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { CancelledError, UnreachableError } from '../../../../net/errors.ts';
import { startTlsServer } from '../../../../net/testing/tls-server.ts';
import { connectXapi, type XapiClient, type XapiOptions } from '../client.ts';
import { XapiAnswerError, XapiFailure, XapiTrustError } from '../errors.ts';
import { apiModel } from '../model/api-model.ts';
import {
  type ScriptedServer,
  type Script,
  scriptedListener,
  type SeenCall,
  SESSION,
  startScripted,
  until,
} from '../testing/scripted-server.ts';
import { logIn } from './login.ts';
import { type Member, Members } from './members.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const credentials = { userName: 'root', password: 'secret' };
const LOGIN = 'session.login_with_password';

async function serve(script: Script = () => undefined): Promise<ScriptedServer> {
  const server = await startScripted(script);
  ends.push(() => server.close());
  return server;
}

async function connect(address: string, more: Partial<XapiOptions> = {}): Promise<XapiClient> {
  const client = await connectXapi({ address, credentials, bootRetryMs: [5, 5], ...more });
  ends.push(() => client.close());
  return client;
}

test('logs in with version and originator, sends the session with each call, and logs out', async () => {
  const server = await serve(({ method }) =>
    method === 'VM.get_all' ? { result: ['OpaqueRef:1'] } : undefined,
  );
  const client = await connect(server.url);
  expect(await client.getAll('VM')).toEqual(['OpaqueRef:1']);
  await client.close();
  expect(server.seen.map(({ method, params, path }) => [method, params, path])).toEqual([
    [LOGIN, ['root', 'secret', '1.0', 'Moref'], '/jsonrpc'],
    ['VM.get_all', [SESSION], '/jsonrpc'],
    ['session.logout', [SESSION], '/jsonrpc'],
  ]);
  expect(server.seen.every(({ headers }) => Number(headers['content-length']) > 0)).toBe(true);
});

test('an old server that takes fewer arguments is given fewer', async () => {
  const server = await serve(({ method, params }) =>
    method === LOGIN && params.length > 2
      ? { failure: ['MESSAGE_PARAMETER_COUNT_MISMATCH', LOGIN, '2', `${params.length}`] }
      : undefined,
  );
  await connect(server.url);
  expect(server.seen.map(({ params }) => params.length)).toEqual([4, 3, 2]);
});

test('a wrong password is asked once', async () => {
  const server = await serve(() => ({ failure: ['SESSION_AUTHENTICATION_FAILED', 'root', 'no'] }));
  await expect(connect(server.url)).rejects.toMatchObject({
    name: 'XapiFailure',
    code: 'SESSION_AUTHENTICATION_FAILED',
  });
  expect(server.count(LOGIN)).toBe(1);
});

test('a member sends us to the coordinator', async () => {
  const coordinator = await serve();
  const member = await serve(({ method }) =>
    method === LOGIN ? { failure: ['HOST_IS_SLAVE', `127.0.0.1:${coordinator.port}`] } : undefined,
  );
  const client = await connect(member.url);
  expect(client.session.server).toBe(`127.0.0.1:${coordinator.port}`);
  expect(client.members).toHaveLength(2);
  await client.close();
  expect(coordinator.count('session.logout')).toBe(1);
});

test('the certificate that a member vouches for is the only one trusted at the coordinator', async () => {
  const seen: SeenCall[] = [];
  const coordinator = await startTlsServer(
    'two',
    scriptedListener(() => undefined, seen),
  );
  ends.push(() => coordinator.close());
  let vouched = coordinator.fingerprint.replaceAll(':', '').toLowerCase();
  const redirect: Script = ({ headers }) => {
    expect(headers['x-xenapi-request-host-certificate-thumbprint']).toBe('sha-256:master');
    return {
      failure: ['HOST_IS_SLAVE', new URL(coordinator.origin).host],
      headers: { 'x-xenapi-response-host-certificate-thumbprint': vouched },
    };
  };
  const member = await startTlsServer('one', scriptedListener(redirect, []));
  ends.push(() => member.close());
  const trust = { pinnedFingerprint256: member.fingerprint };
  const client = await connect(member.origin, { trust });
  expect(client.session.certificate?.fingerprint256).toBe(coordinator.fingerprint);
  const before = seen.length;
  vouched = member.fingerprint;
  const refused = connect(member.origin, { trust });
  await expect(refused).rejects.toThrow(XapiTrustError);
  await expect(refused).rejects.toThrow(/another certificate than the one that .* vouches for/);
  expect(seen).toHaveLength(before);
});

test('a coordinator that nobody vouches for has to be named by the user: nothing is sent to it', async () => {
  const seen: SeenCall[] = [];
  const coordinator = await startTlsServer(
    'two',
    scriptedListener(() => undefined, seen),
  );
  ends.push(() => coordinator.close());
  const { host } = new URL(coordinator.origin);
  const redirect: Script = () => ({ failure: ['HOST_IS_SLAVE', host] });
  const member = await startTlsServer('one', scriptedListener(redirect, []));
  ends.push(() => member.close());
  const trust = { pinnedFingerprint256: member.fingerprint };
  const refused = connect(member.origin, { trust });
  await expect(refused).rejects.toThrow(XapiTrustError);
  await expect(refused).rejects.toThrow(`Use ${host} as the address`);
  expect(seen).toHaveLength(0);
  const known = {
    address: coordinator.origin,
    trust: { pinnedFingerprint256: coordinator.fingerprint },
  };
  const client = await connect(member.origin, { trust, members: [known] });
  expect(client.session.certificate?.fingerprint256).toBe(coordinator.fingerprint);
});

test('a coordinator that was given another certificate is asked for by way of the address that the user wrote', async () => {
  const coordinator = await startTlsServer(
    'two',
    scriptedListener(() => undefined, []),
  );
  ends.push(() => coordinator.close());
  let vouched = coordinator.fingerprint;
  const redirect: Script = () => ({
    failure: ['HOST_IS_SLAVE', new URL(coordinator.origin).host],
    headers: { 'x-xenapi-response-host-certificate-thumbprint': vouched },
  });
  const member = await startTlsServer('one', scriptedListener(redirect, []));
  ends.push(() => member.close());
  const named: Member = {
    address: { origin: member.origin },
    trust: { pinnedFingerprint256: member.fingerprint },
  };
  const before: Member = {
    address: { origin: coordinator.origin },
    trust: { pinnedFingerprint256: member.fingerprint },
  };
  const context = {
    model: apiModel(),
    named: named.address,
    encoding: 'auto',
    timeouts: undefined,
    originator: 'Moref',
    bootRetryMs: [],
  } as const;
  const members = new Members([named]);
  const { endpoint } = await logIn(before, credentials, { ...context, members });
  expect(endpoint.certificate?.fingerprint256).toBe(coordinator.fingerprint);
  await endpoint.close();
  vouched = member.fingerprint;
  const refused = logIn(before, credentials, { ...context, members: new Members([named]) });
  await expect(refused).rejects.toThrow(XapiTrustError);
});

/** A server that holds its answer to a login back. */
async function slowLogin(held: (logins: number) => boolean) {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let logins = 0;
  const server = await serve(async ({ method, params }) => {
    if (method === LOGIN) {
      logins += 1;
      const session = `OpaqueRef:${logins}`;
      if (held(logins)) await released;
      return { result: session };
    }
    if (method === 'session.logout') return { result: '' };
    return { failure: ['SESSION_INVALID', String(params[0])] };
  });
  return { server, release: () => release() };
}

test('a login that was given up leaves no session behind', async () => {
  const { server, release } = await slowLogin(() => true);
  const abort = new AbortController();
  const connecting = connect(server.url, { signal: abort.signal });
  await until(() => server.count(LOGIN) === 1);
  abort.abort();
  await expect(connecting).rejects.toThrow(CancelledError);
  release();
  await until(() => server.count('session.logout') === 1);
  expect(server.seen.at(-1)?.params).toEqual(['OpaqueRef:1']);
});

test('nor does one that is under way when the client is closed', async () => {
  const { server, release } = await slowLogin((logins) => logins === 2);
  const client = await connect(server.url);
  const call = client.getAll('VM');
  const failing = expect(call).rejects.toThrow(CancelledError);
  await until(() => server.count(LOGIN) === 2);
  const closing = client.close();
  await failing;
  release();
  await closing;
  const left = server.seen.filter(({ method }) => method === 'session.logout');
  expect(left.map(({ params }) => params[0]).sort()).toEqual(['OpaqueRef:1', 'OpaqueRef:2']);
});

test('a server that is booting is not waited for any longer than the user wants', async () => {
  const server = await serve(() => ({ failure: ['HOST_STILL_BOOTING'] }));
  const abort = new AbortController();
  const options = { bootRetryMs: [600_000], signal: abort.signal };
  const connecting = connect(server.url, options);
  await until(() => server.count(LOGIN) === 1);
  abort.abort();
  await expect(connecting).rejects.toThrow(CancelledError);
});

test('a member with a certificate that nobody trusts does not stand in the way of the next', async () => {
  const seen: SeenCall[] = [];
  const untrusted = await startTlsServer(
    'two',
    scriptedListener(() => undefined, seen),
  );
  ends.push(() => untrusted.close());
  const third = await serve();
  const gone = await startScripted(() => undefined);
  await gone.close();
  const members = [{ address: untrusted.origin }, { address: third.url }];
  const client = await connect(gone.url, { members });
  expect(client.session.server).toBe(`127.0.0.1:${third.port}`);
  expect(seen).toHaveLength(0);
  // What is wrong with the server that the user named is what is reported.
  await expect(connect(gone.url, { members: members.slice(0, 1) })).rejects.toThrow(
    UnreachableError,
  );
});

test('another member is asked where a front end answers for a coordinator that is down', async () => {
  const down = await serve(() => ({ status: 503 }));
  const member = await serve();
  const client = await connect(down.url, { members: [{ address: member.url }] });
  expect(client.session.server).toBe(`127.0.0.1:${member.port}`);
});

test('a coordinator that is gone is asked once, however many members send us to it', async () => {
  const gone = await serve(() => ({ cut: true }));
  const sends: Script = () => ({ failure: ['HOST_IS_SLAVE', `127.0.0.1:${gone.port}`] });
  const members = [await serve(sends), await serve(sends), await serve()];
  const client = await connect(gone.url, { members: members.map(({ url }) => ({ address: url })) });
  expect(client.session.server).toBe(`127.0.0.1:${members[2]?.port}`);
  expect(gone.count(LOGIN)).toBe(1);
});

test('a host that has a pool of its own by now does not take the place of the pool', async () => {
  const pool: Script = ({ method, params }) =>
    method === 'pool.get_by_uuid' && params[1] === 'uuid-1' ? { result: 'OpaqueRef:p' } : undefined;
  const foreign = await serve((call) =>
    call.method === 'pool.get_by_uuid'
      ? { failure: ['UUID_INVALID', 'pool', 'uuid-1'] }
      : undefined,
  );
  const member = await serve(pool);
  const gone = await startScripted(() => undefined);
  await gone.close();
  const members = [{ address: foreign.url }, { address: member.url }];
  const client = await connect(gone.url, { members, poolUuid: 'uuid-1' });
  expect(client.session.server).toBe(`127.0.0.1:${member.port}`);
  expect(foreign.count('session.logout')).toBe(1);
  const alone = { members: members.slice(0, 1), poolUuid: 'uuid-1' };
  await expect(connect(gone.url, alone)).rejects.toThrow(UnreachableError);
});

test('a member that sends nowhere is named', async () => {
  const server = await serve(() => ({ failure: ['HOST_IS_SLAVE', 'a b'] }));
  await expect(connect(server.url)).rejects.toThrow(/“a b” is no address/);
});

test('members that send each other in circles are given up', async () => {
  let other = 0;
  const script: Script = () => ({ failure: ['HOST_IS_SLAVE', `127.0.0.1:${other}`] });
  const server = await serve(script);
  other = server.port;
  await expect(connect(server.url)).rejects.toThrow(/in circles/);
  expect(server.seen.length).toBeLessThan(10);
});

test('a session that is gone is replaced once, for all calls that meet it, and the call repeated', async () => {
  let session = 'OpaqueRef:a';
  let logins = 0;
  const server = await serve(({ method, params }) => {
    if (method === LOGIN) {
      logins += 1;
      session = `OpaqueRef:${logins}`;
      return { result: session };
    }
    if (method !== 'VM.get_all') return undefined;
    return params[0] === session
      ? { result: [] }
      : { failure: ['SESSION_INVALID', String(params[0])] };
  });
  const client = await connect(server.url);
  session = 'OpaqueRef:gone';
  let reported = 0;
  client.session.onRelogin(() => {
    reported += 1;
  });
  await Promise.all([client.getAll('VM'), client.getAll('VM'), client.getAll('VM')]);
  expect(logins).toBe(2);
  expect(reported).toBe(1);
  expect(client.session.generation).toBe(2);
});

test('a session that never lives is no loop', async () => {
  const server = await serve(({ method, params }) =>
    method === 'VM.get_all' ? { failure: ['SESSION_INVALID', String(params[0])] } : undefined,
  );
  const client = await connect(server.url);
  await expect(client.getAll('VM')).rejects.toMatchObject({ code: 'SESSION_INVALID' });
  expect(server.count(LOGIN)).toBe(2);
  expect(server.count('VM.get_all')).toBe(2);
});

test('SESSION_INVALID about another session is the caller’s business', async () => {
  const server = await serve(({ method }) =>
    method === 'session.get_uuid' ? { failure: ['SESSION_INVALID', 'OpaqueRef:other'] } : undefined,
  );
  const client = await connect(server.url);
  await expect(client.call('session', 'get_uuid', ['OpaqueRef:other'])).rejects.toThrow(
    XapiFailure,
  );
  expect(server.count(LOGIN)).toBe(1);
});

test('a server that is booting is asked again, with every id and shape of its answer', async () => {
  let booting = 2;
  const server = await serve(() => {
    booting -= 1;
    return booting >= 0
      ? { raw: '{"jsonrpc":"2.0","error":["HOST_STILL_BOOTING"],"id":0}' }
      : undefined;
  });
  const client = await connect(server.url);
  booting = 2;
  expect(await client.getAll('pool')).toEqual(['OpaqueRef:pool']);
  booting = 3;
  await expect(client.getAll('pool')).rejects.toMatchObject({ code: 'HOST_STILL_BOOTING' });
});

test('another known member is asked when the first is gone', async () => {
  const second = await serve();
  const gone = await startScripted(() => undefined);
  await gone.close();
  const client = await connect(gone.url, { members: [{ address: second.url }] });
  expect(client.session.server).toBe(`127.0.0.1:${second.port}`);
  await expect(connect(gone.url)).rejects.toThrow(UnreachableError);
});

test('a coordinator that has become a member is left for the new one', async () => {
  const next = await serve();
  let demoted = false;
  const first = await serve(({ method }) =>
    demoted && method !== 'session.logout'
      ? { failure: ['HOST_IS_SLAVE', `127.0.0.1:${next.port}`] }
      : undefined,
  );
  const client = await connect(first.url);
  demoted = true;
  expect(await client.getAll('pool')).toEqual(['OpaqueRef:pool']);
  expect(client.session.server).toBe(`127.0.0.1:${next.port}`);
});

test('a Unix domain socket', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'moref-'));
  ends.push(() => rm(folder, { recursive: true }));
  const server = await startScripted(() => undefined, join(folder, 'xapi'));
  ends.push(() => server.close());
  for (const address of [server.url, `unix:${server.url}`]) {
    const client = await connect(address);
    expect(await client.getAll('pool')).toEqual(['OpaqueRef:pool']);
    expect(client.session.certificate).toBeNull();
    expect(client.session.server).toBe(server.url);
  }
});

const xml = (value: string): string =>
  `<methodResponse><params><param><value><struct><member><name>Status</name><value>Success</value></member><member><name>Value</name><value>${value}</value></member></struct></value></param></params></methodResponse>`;

test.each([404, 405, 500])('XML-RPC where /jsonrpc answers %i', async (status) => {
  const server = await serve(({ path, method }) =>
    path === '/jsonrpc'
      ? { status }
      : { raw: xml(method === LOGIN ? SESSION : '<array><data/></array>'), type: 'text/xml' },
  );
  const client = await connect(server.url);
  expect(client.session.encoding).toBe('xml');
  expect(await client.getAll('VM')).toEqual([]);
  expect(server.seen.map(({ path }) => path)).toEqual(['/jsonrpc', '/RPC2', '/RPC2']);
  const asked = await connect(server.url, { encoding: 'xml' });
  await asked.getAll('VM');
  expect(server.seen.slice(3).every(({ path }) => path === '/RPC2')).toBe(true);
  const before = server.seen.length;
  await expect(connect(server.url, { encoding: 'json' })).rejects.toThrow(
    /choose XML-RPC as the encoding/,
  );
  expect(server.seen).toHaveLength(before + 1);
});

test('something else than XAPI is named', async () => {
  const server = await serve(() => ({ raw: '<html>hello</html>', type: 'text/html' }));
  await expect(connect(server.url)).rejects.toThrow(/may not be a XenServer/);
  await expect(connect(server.url, { encoding: 'xml' })).rejects.toThrow(XapiAnswerError);
});

test('a session that is replaced, be it for want of an answer, is ended', async () => {
  let count = 0;
  const server = await serve(({ method }) =>
    method === LOGIN ? { result: `OpaqueRef:session-${(count += 1)}` } : undefined,
  );
  const client = await connect(server.url);
  await client.session.renew(client.session.generation);
  await client.close();
  const ended = server.seen.filter(({ method }) => method === 'session.logout');
  expect(ended.map(({ params }) => params)).toEqual([
    ['OpaqueRef:session-1'],
    ['OpaqueRef:session-2'],
  ]);
  expect(client.session.left).toEqual([]);
});

test('what could not be ended is known, and another client can end it', async () => {
  let deaf = false;
  const server = await serve(() => (deaf ? { cut: true } : undefined));
  const client = await connect(server.url);
  deaf = true;
  await client.close();
  expect(client.session.left).toEqual([SESSION]);
  deaf = false;
  const other = await connect(server.url);
  expect(await other.session.endOther(SESSION)).toBe(true);
});
