import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../server/certificate.ts';
import { TestClient } from '../../test-client.ts';
import { startDemoVcenter } from '../../vcenter.ts';
import type { DemoOptions, DemoVcenter } from '../../vcenter.ts';
import { errorOf, scheme, VapiTestClient } from '../test-client.ts';
import type { Reply, Tree } from '../test-client.ts';
import { canonical } from '../wire/canonical.ts';
import { parseJson } from '../wire/json.ts';

let demo: DemoVcenter | undefined;
let time = Date.parse('2026-11-21T08:00:00Z');

afterEach(() => demo?.close());

async function started(
  options: DemoOptions = {},
): Promise<{ demo: DemoVcenter; client: VapiTestClient }> {
  time = Date.parse('2026-11-21T08:00:00Z');
  demo = await startDemoVcenter({
    vms: 20,
    quickStatsSeconds: 0,
    clock: () => new Date(time),
    ...options,
  });
  return { demo, client: new VapiTestClient(demo.url) };
}

const service = 'com.vmware.cis.session';
const create = (client: VapiTestClient, securityCtx: Tree): Promise<Reply> =>
  client.call(service, 'create', {}, { securityCtx });
const unauthenticated = 'vapi.security.authentication.invalid';

describe('credentials', () => {
  test('name and password, in any form of the name', async () => {
    const { client } = await started();
    await client.login('VSPHERE.LOCAL\\Administrator', 'demo');
    expect(await client.ask(service, 'get')).toEqual({
      user: 'VSPHERE.LOCAL\\Administrator',
      created_time: '2026-11-21T08:00:00.000Z',
      last_accessed_time: '2026-11-21T08:00:00.000Z',
    });
  });

  test.each<[string, Tree]>([
    [
      'a wrong password',
      { schemeId: scheme('user_pass'), userName: 'administrator@vsphere.local', password: 'x' },
    ],
    ['an unknown token', { schemeId: scheme('oauth'), accessToken: 'x' }],
    ['no token', { schemeId: scheme('oauth') }],
    ['text that is no token', { schemeId: scheme('saml_bearer_token'), samlToken: 'x' }],
    ['another scheme', { schemeId: 'com.example.other' }],
    ['nobody', { schemeId: scheme('no_authentication') }],
  ])('%s is refused', async (_, securityCtx) => {
    const { client } = await started();
    expect(errorOf(await create(client, securityCtx))).toEqual({
      type: 'unauthenticated',
      id: unauthenticated,
    });
  });

  test('none at all: the challenge says how', async () => {
    const { client } = await started();
    const reply = await client.call(service, 'create');
    expect(errorOf(reply)?.id).toBe('com.vmware.vapi.endpoint.method.authentication.required');
    expect(reply.text).toContain('sts=\\"https://127.0.0.1');
  });

  test('an access token of a user', async () => {
    const { demo: server, client } = await started();
    const reply = await create(client, {
      schemeId: scheme('oauth'),
      accessToken: `token-of-${server.user}`,
    });
    expect(errorOf(reply)).toBeUndefined();
  });
});

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** An assertion as a token service makes it, without its own signature. */
function assertion(options: {
  method: string;
  user?: string;
  until?: string;
  certificate?: string;
}): string {
  const data =
    options.certificate === undefined
      ? ''
      : `<saml2:SubjectConfirmationData><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${options.certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></saml2:SubjectConfirmationData>`;
  return `<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1" Version="2.0"><saml2:Subject><saml2:NameID>${options.user ?? 'administrator@vsphere.local'}</saml2:NameID><saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:${options.method}">${data}</saml2:SubjectConfirmation></saml2:Subject><saml2:Conditions NotOnOrAfter="${options.until ?? '2026-11-21T09:00:00.000Z'}"/></saml2:Assertion>`;
}

describe('bearer tokens', () => {
  test.each<[string, string, boolean]>([
    ['a good one', assertion({ method: 'bearer' }), true],
    ['of nobody here', assertion({ method: 'bearer', user: 'x@vsphere.local' }), false],
    ['expired', assertion({ method: 'bearer', until: '2026-11-21T07:00:00.000Z' }), false],
    ['for a holder of a key', assertion({ method: 'holder-of-key' }), false],
    ['with a declaration', `<?xml version="1.0"?>${assertion({ method: 'bearer' })}`, false],
    ['broken', assertion({ method: 'bearer' }).slice(0, -5), false],
  ])('%s', async (_, samlToken, isGood) => {
    const { client } = await started();
    const reply = await create(client, { schemeId: scheme('saml_bearer_token'), samlToken });
    expect(errorOf(reply) === undefined).toBe(isGood);
  });
});

describe('holder of key', () => {
  const { key, cert } = makeCertificate(new Date());
  const certificate = cert.replace(/-----[^-]+-----|\s/g, '');
  const context = {
    schemeId: scheme('saml_hok_token'),
    signatureAlgorithm: 'ES256',
    timestamp: { created: '2026-11-21T08:00:00.000Z', expires: '2026-11-21T08:20:00.000Z' },
  };

  /** A login message, signed as section 9 of the protocol note says. */
  function signed(
    client: VapiTestClient,
    options: { with?: string; context?: Tree; samlToken?: string } = {},
  ): string {
    const { with: signer = key, context: own = context } = options;
    const securityCtx = own as Readonly<Record<string, Tree>>;
    const message = client.envelope(service, 'create', {}, { securityCtx });
    const text = canonical(parseJson(JSON.stringify(message)));
    const value = sign('sha256', Buffer.from(text), signer).toString('base64');
    const samlToken = options.samlToken ?? assertion({ method: 'holder-of-key', certificate });
    const whole = { ...securityCtx, signature: { samlToken, value } };
    return JSON.stringify(client.envelope(service, 'create', {}, { securityCtx: whole }));
  }

  const isGood = async (client: VapiTestClient, message: string): Promise<boolean> =>
    errorOf(await client.send(message)) === undefined;

  test('the signature of the whole message counts', async () => {
    const { client } = await started();
    const message = signed(client);
    expect(await isGood(client, message)).toBe(true);
    expect(await isGood(client, message.replace('"opId":"test"', '"opId":"else"'))).toBe(false);
  });

  test('the order of members and white space do not', async () => {
    const { client } = await started();
    const { params, ...rest } = JSON.parse(signed(client)) as Readonly<Record<string, Tree>>;
    expect(await isGood(client, JSON.stringify({ params, ...rest }, undefined, 2))).toBe(true);
  });

  test.each<[string, Parameters<typeof signed>[1]]>([
    ['another key', { with: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }],
    ['an algorithm of other keys', { context: { ...context, signatureAlgorithm: 'RS256' } }],
    ['an unknown algorithm', { context: { ...context, signatureAlgorithm: 'none' } }],
    ['no times', { context: { ...context, timestamp: {} } }],
    [
      'times long ago',
      {
        context: {
          ...context,
          timestamp: { created: '2026-11-21T06:00:00.000Z', expires: '2026-11-21T06:20:00.000Z' },
        },
      },
    ],
    ['times that are none', { context: { ...context, timestamp: { created: 'x', expires: 'y' } } }],
    ['a token without a key', { samlToken: assertion({ method: 'holder-of-key' }) }],
    ['a bearer token', { samlToken: assertion({ method: 'bearer', certificate }) }],
    [
      'a certificate that is none',
      { samlToken: assertion({ method: 'holder-of-key', certificate: 'AAAA' }) },
    ],
  ])('%s is refused', async (_, options) => {
    const { client } = await started();
    expect(publicKey.asymmetricKeyType).toBe('ec');
    expect(await isGood(client, signed(client, options))).toBe(false);
  });
});

describe('the end of a session', () => {
  async function alive(client: VapiTestClient): Promise<boolean> {
    const error = errorOf(await client.call(service, 'get'));
    expect([undefined, { type: 'unauthenticated', id: unauthenticated }]).toContainEqual(error);
    return error === undefined;
  }

  test('by its user, once', async () => {
    const { demo: server, client } = await started();
    await client.login(server.user, server.password);
    await client.ask(service, 'delete');
    expect(await alive(client)).toBe(false);
    expect(errorOf(await client.call(service, 'delete'))?.type).toBe('unauthenticated');
  });

  test('by idling: any call keeps it', async () => {
    const { demo: server, client } = await started();
    await client.login(server.user, server.password);
    time += 29 * 60_000;
    expect(await alive(client)).toBe(true);
    time += 29 * 60_000;
    expect(await alive(client)).toBe(true);
    time += 31 * 60_000;
    expect(await alive(client)).toBe(false);
  });

  test('after its whole time, used or not', async () => {
    const { demo: server, client } = await started({ vapi: { sessionSeconds: 3600 } });
    await client.login(server.user, server.password);
    time += 29 * 60_000;
    expect(await alive(client)).toBe(true);
    time += 29 * 60_000;
    expect(await alive(client)).toBe(true);
    time += 3 * 60_000;
    expect(await alive(client)).toBe(false);
  });

  test('on request, on both sides', async () => {
    const { demo: server, client } = await started();
    const soap = new TestClient(server.url);
    await client.login(server.user, server.password);
    await soap.login(server.user, server.password);
    server.misbehave.expireSessions();
    expect(await alive(client)).toBe(false);
    expect((await soap.call('CurrentTime', ['ServiceInstance', 'ServiceInstance'])).status).toBe(
      500,
    );
    await client.login(server.user, server.password);
    expect(await alive(client)).toBe(true);
  });

  test('too many of one user: the next login is refused', async () => {
    const { demo: server, client } = await started({ vapi: { sessionsPerUser: 2 } });
    await client.login(server.user, server.password);
    await client.login(server.user, server.password);
    const securityCtx = {
      schemeId: scheme('user_pass'),
      userName: server.user,
      password: server.password,
    };
    const id = 'com.vmware.vapi.endpoint.failedToLoginMaxUserSessionCountReached';
    expect(errorOf(await create(client, securityCtx))).toEqual({ type: 'service_unavailable', id });
    await client.ask(service, 'delete');
    expect(errorOf(await create(client, securityCtx))).toBeUndefined();
  });
});

test('the session header replaces the context of the body', async () => {
  const { demo: server, client } = await started();
  await client.login(server.user, server.password);
  const own = client.session ?? '';
  const bad = { schemeId: scheme('session_id'), sessionId: 'x' };
  const read = (securityCtx: Tree, id: string): Promise<Reply> =>
    client.call(service, 'get', {}, { securityCtx, headers: { 'vmware-api-session-id': id } });
  expect(errorOf(await read(bad, own))).toBeUndefined();
  expect(errorOf(await read({ ...bad, sessionId: own }, 'x'))?.type).toBe('unauthenticated');
});
