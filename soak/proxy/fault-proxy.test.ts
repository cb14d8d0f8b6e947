import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { HttpClient } from '#core/net/http-client.ts';
import { makeCertificate } from '../../electron/demo/server/certificate.ts';
import { oddAnswers } from './answer-fault.ts';
import { FaultProxy } from './fault-proxy.ts';

let server: Server;
let proxy: FaultProxy;
let client: HttpClient;
/** Somebody who has no connection yet. */
let anew: HttpClient;
/** Requests that came to the server. */
let reached: string[];
/** Connections of the server that stand. */
let sockets: Set<Socket>;

beforeEach(async () => {
  reached = [];
  const standing = new Set<Socket>();
  sockets = standing;
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      reached.push(request.url ?? '');
      response.end('an answer '.repeat(100));
    });
  });
  server.on('connection', (socket) => {
    standing.add(socket);
    socket.on('close', () => standing.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const certificate = makeCertificate(new Date());
  proxy = new FaultProxy({ host: '127.0.0.1', port }, certificate);
  const trust = { pinnedFingerprint256: certificate.fingerprint };
  const origin = await proxy.listen();
  // A pool may open a second connection before the first is seen to be free.
  client = new HttpClient({ origin, trust, maxSockets: 1 });
  anew = new HttpClient({ origin, trust, maxSockets: 1 });
});

afterEach(async () => {
  await client.close();
  await anew.close();
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function ask(path = '/', body?: string, from = client): Promise<string> {
  const method = body === undefined ? 'GET' : 'POST';
  const response = await from.request({ method, path, ...onlyDefined({ body }) });
  const parts: Uint8Array[] = [];
  for await (const part of response.body) parts.push(part);
  return `${response.status} ${Buffer.concat(parts).toString()}`;
}

const whole = `200 ${'an answer '.repeat(100)}`;

describe('a proxy', () => {
  it('lets everything through, and keeps what was asked and answered', async () => {
    expect(await ask('/one', 'what is asked')).toBe(whole);
    expect(await ask('/two')).toBe(whole);
    expect(proxy.exchanges.map(({ isWhole }) => isWhole)).toEqual([true, true]);
    expect(proxy.exchanges[0]?.request).toContain('POST /one HTTP/1.1');
    expect(proxy.exchanges[0]?.request).toContain('what is asked');
    expect(proxy.exchanges[1]?.answer).toContain('an answer');
    expect(proxy.open).toBe(1);
  });

  it.each(['end', 'reset'] as const)('cuts by %s; the next request comes through', async (by) => {
    await ask();
    proxy.cut(by, false);
    await expect.poll(() => sockets.size).toBe(0);
    expect(await ask('/', undefined, anew)).toBe(whole);
  });

  it('cuts without notifying the server', async () => {
    await ask();
    proxy.cut('reset', true);
    await expect.poll(() => proxy.open).toBe(0);
    expect(await ask('/', undefined, anew)).toBe(whole);
    expect(sockets.size).toBe(2);
  });

  it('is silent on what stood, and speaks on what comes anew', async () => {
    await ask();
    proxy.silence();
    const gone = ask('/lost', 'x');
    gone.catch(() => undefined);
    expect(await ask('/new', undefined, anew)).toBe(whole);
    expect(reached).toEqual(['/', '/new']);
    proxy.cut('reset', true);
    await expect(gone).rejects.toThrow('closed the connection');
  });

  it.each(['end', 'reset'] as const)('truncates one answer by %s', async (by) => {
    proxy.plan({ kind: 'truncate', after: 200, by }, 1);
    expect(await ask()).toBe(whole);
    await expect(ask('/cut')).rejects.toThrow('Cannot reach');
    expect(await ask()).toBe(whole);
    expect(proxy.exchanges.map(({ isWhole }) => isWhole)).toEqual([true, false, true]);
  });

  it('changes bytes of one answer', async () => {
    proxy.plan({ kind: 'corrupt', where: 'body', offset: 0 }, 0);
    expect(await ask()).toContain('\u0007\u0007\u0007');
    proxy.plan({ kind: 'corrupt', where: 'head', offset: 0 }, 0);
    await expect(ask()).rejects.toThrow();
    expect(await ask()).toBe(whole);
  });

  it('answers in the place of the server, before or after the request came to it', async () => {
    const answer = oddAnswers.find(({ status }) => status === 503)!;
    proxy.plan({ kind: 'status', answer, reaches: true }, 0);
    proxy.plan({ kind: 'status', answer, reaches: false }, 0);
    expect(await ask('/reaches')).toBe(`503 ${answer.body}`);
    expect(await ask('/does-not')).toBe(`503 ${answer.body}`);
    expect(await ask('/well')).toBe(whole);
    expect(reached).toEqual(['/reaches', '/well']);
  });

  it('forgets on healing what has not happened yet', async () => {
    proxy.plan({ kind: 'truncate', after: 0, by: 'end' }, 0);
    proxy.door = 'refusing';
    proxy.slow({ delayMs: 60_000 });
    proxy.heal();
    expect(await ask()).toBe(whole);
  });

  it('shows another certificate, which nobody trusts by itself', async () => {
    await ask();
    proxy.useCertificate(makeCertificate(new Date()));
    await expect(ask('/', undefined, anew)).rejects.toThrow('has changed');
  });

  it('delays what goes through, in order', async () => {
    proxy.slow({ delayMs: 30, bytesPerSecond: 20_000 });
    expect(await ask()).toBe(whole);
    expect(await ask()).toBe(whole);
  });
});
