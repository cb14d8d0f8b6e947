import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpClient } from './http-client.ts';
import { reasonIn, refusal, retryAfter } from './refusal.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function refused(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new HttpClient({ origin });
  ends.push(async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  });
  const response = await client.request({ method: 'GET', path: '/' });
  return refusal(response, { server: 'vc', what: 'Login', hint: 'Look.' });
}

describe('an answer that is a refusal', () => {
  it('is reported with what a body says, and how long to wait', async () => {
    const error = await refused((_request, response) => {
      response.writeHead(503, { 'retry-after': '7', 'content-type': 'text/plain' });
      response.end('\n The number of sessions is limited to 2000.\nMore below');
    });
    expect(error.message).toBe(
      'vc answered HTTP 503 to Login: “The number of sessions is limited to 2000”. Look.',
    );
    expect(error).toMatchObject({ status: 503, retryable: true, retryAfterMs: 7000 });
  });

  it('is reported with where it sends to, without what may be secret there', async () => {
    const error = await refused((_request, response) => {
      response.writeHead(301, { location: 'https://sso.example.org/login?token=secret' });
      response.end();
    });
    expect(error.message).toBe(
      'vc answered HTTP 301 to Login: sends to https://sso.example.org/login. Look.',
    );
  });

  it('does not wait for a body that never ends, and reads no more than it quotes', async () => {
    const error = await refused((_request, response) => {
      response.writeHead(500, { 'content-type': 'text/html' });
      response.write('<html><head><title>Proxy error</title></head>');
    });
    expect(error.message).toContain('“Proxy error”');
    const long = await refused((_request, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.on('error', () => undefined);
      response.end('x'.repeat(5_000_000));
    });
    expect(long.message.length).toBeLessThan(400);
  });

  it('is reported by its status where it says nothing', async () => {
    const error = await refused((_request, response) => void response.writeHead(204).end());
    expect(error.message).toBe('vc answered HTTP 204 to Login. Look.');
  });
});

it.each([
  [
    '<html><head><TITLE>503 Service\n Unavailable</TITLE></head></html>',
    '',
    '503 Service Unavailable',
  ],
  ['<!DOCTYPE html><body><h1>Gateway &amp; more</h1></body>', '', 'Gateway & more'],
  ['<html><body>Please <b>log in</b></body></html>', 'text/html', 'Please log in'],
  ['{"error":{"code":5,"message":"Too many requests."}}', 'application/json', 'Too many requests'],
  ['{"broken', 'application/json', '{"broken'],
  ['<?xml version="1.0"?><fault><text>session limit</text></fault>', 'text/xml', 'session limit'],
  ['a\u202Eb\u0007c', 'text/plain', 'a b c'],
  ['\u0000\u0001binary', 'application/octet-stream', ''],
  ['', 'text/plain', ''],
])('reads of %j as %s: %j', (body, type, reason) => {
  expect(reasonIn(body, type)).toBe(reason);
});

it.each([
  ['120', '', 120_000],
  ['86400', '', 300_000],
  ['Mon, 30 Nov 2026 10:00:30 GMT', 'Mon, 30 Nov 2026 10:00:00 GMT', 30_000],
  ['Mon, 30 Nov 2026 10:00:30 GMT', '', 30_000],
  ['Mon, 30 Nov 2026 09:00:00 GMT', '', undefined],
  ['0', '', undefined],
  ['soon', '', undefined],
  ['-5', '', undefined],
  ['', '', undefined],
])('Retry-After: %s, by the date %j, is %s ms', (header, date, ms) => {
  expect(retryAfter(header, date, Date.parse('2026-11-30T10:00:00Z'))).toBe(ms);
});
