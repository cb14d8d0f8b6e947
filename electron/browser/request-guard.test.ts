import { describe, expect, it } from 'vitest';
import { isExpectedHost, isLoopback, isSameOrigin, serverNames } from './request-guard.ts';

const loopback = serverNames('127.0.0.1', []);

describe('the Host header', () => {
  it.each(['127.0.0.1:4000', 'localhost:4000', 'LOCALHOST', '[::1]:4000', '127.0.0.1:9000'])(
    'may be %s',
    (host) => expect(isExpectedHost(host, loopback)).toBe(true),
  );

  it.each([
    undefined,
    '',
    'evil.example:4000',
    '127.0.0.1.evil.example',
    'localhost.:4000',
    'localhost:4000:4000',
    'evil@localhost',
    'localhost/evil',
    '[::1',
    '192.0.2.5:4000',
    '0.0.0.0:4000',
  ])('may not be %s', (host) => expect(isExpectedHost(host, loopback)).toBe(false));

  it('may be the address that was asked for, or with a wildcard any of the machine’s own', () => {
    expect(isExpectedHost('192.0.2.5:1', serverNames('192.0.2.5', []))).toBe(true);
    expect(isExpectedHost('[2001:db8::5]:1', serverNames('2001:db8::5', []))).toBe(true);
    const any = serverNames('0.0.0.0', ['192.0.2.5', 'Jump-Host']);
    expect(isExpectedHost('192.0.2.5:1', any)).toBe(true);
    expect(isExpectedHost('jump-host:1', any)).toBe(true);
    expect(isExpectedHost('evil.example', any)).toBe(false);
  });
});

describe('the Origin header', () => {
  it('has to be that of the page itself', () => {
    const host = '127.0.0.1:4000';
    expect(isSameOrigin({ host, origin: 'http://127.0.0.1:4000' })).toBe(true);
    for (const origin of [
      undefined,
      'null',
      'http://127.0.0.1:4001',
      'http://localhost:4000',
      'https://127.0.0.1:4000',
      'http://evil.example',
      'http://127.0.0.1:4000.evil.example',
    ])
      expect(isSameOrigin({ host, origin })).toBe(false);
    expect(isSameOrigin({ host: undefined, origin: 'http://undefined' })).toBe(false);
  });
});

describe('loopback', () => {
  it('is known from what others can reach', () => {
    for (const address of ['127.0.0.1', '127.1.2.3', '::1', 'localhost'])
      expect(isLoopback(address)).toBe(true);
    for (const address of ['0.0.0.0', '::', '192.0.2.5', '127.0.0.1.evil.example'])
      expect(isLoopback(address)).toBe(false);
  });
});
