import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { encodeMessage } from '#shared/link/json-codec.ts';
import type { Port } from '#shared/link/message.ts';
import type { Page } from '../hosting/page.ts';
import { type BrowserServer, startBrowserServer } from './server.ts';

const page: Page = {
  answer: (path, connect = []) => ({
    status: path === '/' ? 200 : 404,
    headers: { 'content-security-policy': `connect-src ${connect.join(' ')}` },
    body: Buffer.from(`page ${path}`),
  }),
};

let server: BrowserServer;
let cookie: string;
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

const pathOf = (address: string): string => address.slice(address.indexOf('/?'));
const origin = (): string => `http://127.0.0.1:${server.port}`;

function openLink(headers: Readonly<Record<string, string>>, path = '/link'): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
}

async function refusal(socket: WebSocket): Promise<string> {
  const [error] = (await once(socket, 'error')) as [Error];
  return error.message;
}

beforeAll(async () => {
  server = await startBrowserServer({
    page,
    attach: (port) => {
      attached.push(port);
      return () => port.close();
    },
    host: '127.0.0.1',
    port: 0,
    ownNames: [],
  });
  const answer = await get(pathOf(server.address()));
  cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
});
beforeEach(() => void attached.splice(0));
afterAll(() => server.close());

describe('the browser host', () => {
  it('exchanges a token for a cookie, once', async () => {
    const path = pathOf(server.address());
    const first = await get(path);
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(first.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict/);
    const second = await get(path);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
    expect(second.text).toMatch(/used already.*Enter/s);
  });

  it('takes a browser that is in already back to the page, whatever the token', async () => {
    const answer = await get('/?token=wrong', { cookie });
    expect(answer).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('serves the page to the cookie alone', async () => {
    const answer = await get('/', { cookie });
    expect(answer).toMatchObject({ status: 200, text: 'page /' });
    expect(answer.headers['content-security-policy']).toBe(
      `connect-src ws://127.0.0.1:${server.port}`,
    );
    for (const headers of [{}, { cookie: 'moref=1' }, { cookie: `${cookie}x` }])
      expect((await get('/', headers)).status).toBe(403);
  });

  it.each(['evil.example', 'evil.example:80', '192.0.2.1'])(
    'refuses a request for the host %j, cookie or not',
    async (host) => {
      expect((await get('/', { host, cookie })).status).toBeGreaterThanOrEqual(400);
      const token = await get(pathOf(server.address()), { host });
      expect(token.headers['set-cookie']).toBeUndefined();
    },
  );

  it('serves through a tunnel, where the port is another', async () => {
    expect((await get('/', { host: 'localhost:9999', cookie })).status).toBe(200);
  });

  it('changes nothing by any method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await get('/', { cookie }, method)).status).toBe(405);
    expect((await get('/', { cookie }, 'HEAD')).text).toBe('');
  });

  it('hands paths on as they are', async () => {
    for (const path of ['/../secret', '/%2e%2e/secret', '//evil.example/'])
      expect(await get(path, { cookie })).toMatchObject({ status: 404, text: `page ${path}` });
  });

  it('survives what is no HTTP', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.end('\0\0 nonsense\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    expect((await get('/', { cookie })).status).toBe(200);
  });
});

describe('the link of the browser host', () => {
  it('carries messages both ways', async () => {
    const socket = openLink({ cookie, origin: origin() });
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

  it('is refused without cookie, from a foreign origin, for a foreign host and elsewhere', async () => {
    const good = { cookie, origin: origin() };
    for (const [headers, path] of [
      [{ origin: origin() }, '/link'],
      [{ cookie }, '/link'],
      [{ ...good, origin: 'https://evil.example' }, '/link'],
      [{ ...good, origin: 'null' }, '/link'],
      [{ ...good, host: 'evil.example', origin: 'http://evil.example' }, '/link'],
      [good, '/other'],
    ] as const)
      expect(await refusal(openLink(headers, path))).toContain('403');
    expect(attached).toEqual([]);
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
    expect((await get('/', { cookie })).status).toBe(200);
  });

  it('ends when a message is none, or is too long', async () => {
    for (const [data, code] of [
      ['{', 1003],
      [Buffer.of(1), 1003],
      ['x'.repeat(2_000_000), 1009],
    ] as const) {
      const socket = openLink({ cookie, origin: origin() });
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
