import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { encodeMessage } from '#shared/link/json-codec.ts';
import type { Port } from '#shared/link/message.ts';
import { splitText } from '#shared/link/text-parts.ts';
import { connectionId, makeRef } from '#shared/model/reference.ts';
import { listed } from '#shared/model/selection.ts';
import type { Page } from '../hosting/page.ts';
import { builtPage } from './page-files.ts';
import { type BrowserServer, startBrowserServer } from './server.ts';

const page: Page = {
  answer: (path, connect = []) => ({
    status: path === '/' ? 200 : 404,
    headers: { 'content-security-policy': `connect-src ${connect.join(' ')}` },
    body: Buffer.from(`page ${path}`),
  }),
};

let server: BrowserServer;
let secret: string;
let letIn = 0;
const attached: Port[] = [];

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** As it stands: fetch would neither send a foreign Host header nor leave a path as it is. */
async function get(path: string, headers = {}, method = 'GET'): Promise<Answer> {
  const request = httpRequest({ host: '127.0.0.1', port: server.port, path, headers, method });
  request.end();
  const [response] = (await once(request, 'response')) as [
    AsyncIterable<Buffer> & { statusCode: number; headers: IncomingHttpHeaders },
  ];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return { status: response.statusCode, headers: response.headers, text };
}

const tokenOf = (address: string): string => /#token=([\w-]+)$/.exec(address)?.[1] ?? '';
const origin = (): string => `http://127.0.0.1:${server.port}`;

/** What the page sends to come in. */
function beginSession(brought: string, headers = {}, method = 'POST'): Promise<Answer> {
  const own = { origin: origin(), authorization: `Bearer ${brought}` };
  return get('/session', { ...own, ...headers }, method);
}

interface LinkRequest {
  readonly protocols?: string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

function openLink(request: LinkRequest = {}): WebSocket {
  const { protocols = ['moref', secret], headers = { origin: origin() }, path = '/link' } = request;
  return new WebSocket(`ws://127.0.0.1:${server.port}${path}`, protocols, { headers });
}

async function refusal(socket: WebSocket): Promise<string> {
  const [error] = (await once(socket, 'error')) as [Error];
  return error.message;
}

beforeAll(async () => {
  server = await startBrowserServer({
    servePage: builtPage(page),
    attach: (port) => {
      attached.push(port);
      return () => port.close();
    },
    letIn: () => {
      letIn += 1;
    },
    host: '127.0.0.1',
    port: 0,
    ownNames: [],
    maximumLinks: 3,
  });
  secret = (await beginSession(tokenOf(server.address()))).text;
});
beforeEach(() => void attached.splice(0));
afterAll(() => server.close());

describe('the browser host', () => {
  it('exchanges a token for the secret, once, and reports it', async () => {
    const token = tokenOf(server.address());
    const before = letIn;
    expect(await beginSession(token)).toMatchObject({ status: 200, text: secret });
    expect(letIn).toBe(before + 1);
    const second = await beginSession(token);
    expect(second.status).toBe(403);
    expect(second.text).not.toContain(secret);
    expect(letIn).toBe(before + 1);
  });

  it('says whether a secret is still good', async () => {
    expect(await beginSession(secret)).toMatchObject({ status: 200, text: secret });
    for (const wrong of ['', 'x', `${secret}x`, secret.slice(1)])
      expect((await beginSession(wrong)).status).toBe(403);
  });

  it('gives no secret to a page of another origin, nor to another method', async () => {
    const token = tokenOf(server.address());
    for (const headers of [
      { origin: `http://127.0.0.1:${server.port + 1}` },
      { origin: 'null' },
      { origin: 'http://evil.example', host: 'evil.example' },
    ])
      expect((await beginSession(token, headers)).status).toBe(403);
    expect((await get('/session', { authorization: `Bearer ${token}` }, 'POST')).status).toBe(403);
    for (const method of ['GET', 'HEAD', 'PUT', 'OPTIONS']) {
      const answer = await beginSession(token, {}, method);
      expect(answer.text).not.toContain(secret);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    // Nothing of this has used it up.
    expect((await beginSession(token)).status).toBe(200);
  });

  it('sets no cookie, and heeds none', async () => {
    const token = tokenOf(server.address());
    for (const answer of [await get('/'), await beginSession(token)])
      expect(answer.headers['set-cookie']).toBeUndefined();
    const cookie = `moref=${secret}; moref-${server.port}=${secret}`;
    const headers = { origin: origin(), cookie };
    expect(await refusal(openLink({ protocols: ['moref'], headers }))).toContain('403');
  });

  it('is not moved by asking for the address, token and all', async () => {
    const address = server.address();
    for (const method of ['GET', 'HEAD'])
      expect((await get(`/?token=${tokenOf(address)}`, {}, method)).status).toBe(200);
    expect((await beginSession(tokenOf(address))).status).toBe(200);
  });

  it('serves the page to anybody who calls it by its name', async () => {
    const answer = await get('/');
    expect(answer).toMatchObject({ status: 200, text: 'page /' });
    expect(answer.headers['content-security-policy']).toBe(
      `connect-src ws://127.0.0.1:${server.port}`,
    );
    expect((await get('/', { host: 'localhost:9999' })).status).toBe(200);
    for (const host of ['evil.example', 'evil.example:80', '192.0.2.1'])
      expect((await get('/', { host })).status).toBeGreaterThanOrEqual(400);
  });

  it('changes nothing by any method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await get('/', {}, method)).status).toBe(405);
    expect((await get('/', {}, 'HEAD')).text).toBe('');
  });

  it('hands paths on as they are', async () => {
    for (const path of ['/../secret', '/%2e%2e/secret', '//evil.example/'])
      expect(await get(path)).toMatchObject({ status: 404, text: `page ${path}` });
  });

  it('lets in by an address and not by a name that another program may stand for', async () => {
    const wildcard = await startBrowserServer({
      servePage: builtPage(page),
      attach: () => () => undefined,
      host: '0.0.0.0',
      port: 0,
      ownNames: [],
    });
    expect(wildcard.address()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=/);
    await wildcard.close();
  });

  it('survives what is no HTTP', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.end('\0\0 nonsense\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    expect((await get('/')).status).toBe(200);
  });
});

describe('the link of the browser host', () => {
  it('carries messages both ways', async () => {
    const socket = openLink();
    await once(socket, 'open');
    const message = vi.fn();
    const closed = vi.fn();
    attached[0]?.listen({ message, closed });
    socket.send(encodeMessage({ t: 'abort', id: 1, big: 5n }));
    await vi.waitFor(() => expect(message).toHaveBeenCalledWith({ t: 'abort', id: 1, big: 5n }));
    const answer = once(socket, 'message') as Promise<[Buffer]>;
    attached[0]?.send({ t: 'result', id: 1, value: 7n });
    expect((await answer)[0].toString()).toBe(encodeMessage({ t: 'result', id: 1, value: 7n }));
    socket.close();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(1));
  });

  it('carries the names of 107,080 objects of XenServer, and goes on', async () => {
    const socket = openLink();
    await once(socket, 'open');
    const message = vi.fn();
    attached.splice(0)[0]?.listen({ message, closed: vi.fn() });
    const uuid = (index: number): string =>
      `9f3c0d2e-1111-4222-8333-${String(index).padStart(12, '0')}`;
    const objects = listed(
      Array.from({ length: 107_080 }, (_, index) => ({
        connection: connectionId('0f8fad5b-d9cb-469f-a165-70867728950e'),
        ref: makeRef('VM', uuid(index)),
      })),
    );
    const sent = { t: 'call', id: 1, name: 'operations.common', params: { objects } };
    const parts = [...splitText(encodeMessage(sent))];
    expect(parts.length).toBeGreaterThan(10);
    for (const part of parts) socket.send(part);
    socket.send(encodeMessage({ t: 'abort', id: 1 }));
    await vi.waitFor(() => expect(message).toHaveBeenCalledTimes(2), 10_000);
    expect(message.mock.calls).toEqual([[sent], [{ t: 'abort', id: 1 }]]);
    socket.close();
  });

  it('is refused without the secret, from a foreign origin, for a foreign host and elsewhere', async () => {
    for (const request of [
      { protocols: [] },
      { protocols: ['moref'] },
      { protocols: [secret] },
      { protocols: ['moref', `${secret}x`] },
      { protocols: ['moref', tokenOf(server.address())] },
      { headers: {} },
      { headers: { origin: `http://127.0.0.1:${server.port + 1}` } },
      { headers: { origin: 'null' } },
      { headers: { host: 'evil.example', origin: 'http://evil.example' } },
      { path: '/other' },
      { path: `/link?secret=${secret}`, protocols: ['moref'] },
    ])
      expect(await refusal(openLink(request))).toContain('403');
    expect(attached).toEqual([]);
  });

  it('is given to no more windows than are allowed', async () => {
    const sockets = [openLink(), openLink(), openLink()];
    for (const socket of sockets) await once(socket, 'open');
    expect(await refusal(openLink())).toContain('503');
    sockets[0]?.close();
    await once(sockets[0] as WebSocket, 'close');
    await vi.waitFor(async () => {
      const again = openLink();
      sockets.push(again);
      await once(again, 'open');
    });
    for (const socket of sockets) socket.terminate();
  });

  it('answers, however many sockets somebody holds who never says a word', async () => {
    const idle = Array.from({ length: 300 }, () => connect(server.port, '127.0.0.1'));
    for (const socket of idle) socket.on('error', () => undefined);
    await Promise.all(idle.slice(-100).map((socket) => once(socket, 'connect')));
    expect((await get('/')).status).toBe(200);
    await vi.waitFor(() =>
      expect(
        idle.filter(({ destroyed, readableEnded }) => destroyed || readableEnded).length,
      ).toBeGreaterThanOrEqual(170),
    );
    for (const socket of idle) socket.destroy();
  });

  it('survives a peer that hangs up while it is refused', async () => {
    for (let n = 0; n < 20; n++) {
      const socket = connect(server.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(
        'GET /link HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      );
      socket.resetAndDestroy();
    }
    expect((await get('/')).status).toBe(200);
  });

  it('ends when a message is none, or is too long', async () => {
    for (const [data, code] of [
      ['{', 1003],
      [Buffer.of(1), 1003],
      ['x'.repeat(2_000_000), 1009],
    ] as const) {
      const socket = openLink();
      await once(socket, 'open');
      const port = attached.splice(0)[0];
      const closed = vi.fn();
      port?.listen({ message: vi.fn(), closed });
      socket.send(data);
      expect((await once(socket, 'close'))[0]).toBe(code);
      await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(1));
    }
  });
});
