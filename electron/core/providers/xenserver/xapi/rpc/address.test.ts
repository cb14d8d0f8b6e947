import { expect, test } from 'vitest';
import { parseAddress, siblingAddress } from './address.ts';

test.each([
  ['xs1.example.org', { origin: 'https://xs1.example.org' }],
  [' xs1:8443 ', { origin: 'https://xs1:8443' }],
  ['http://10.0.0.1/', { origin: 'http://10.0.0.1' }],
  ['https://xs1/jsonrpc', { origin: 'https://xs1' }],
  ['fe80::1', { origin: 'https://[fe80::1]' }],
  ['[::1]:8443', { origin: 'https://[::1]:8443' }],
  ['/var/lib/xcp/xapi', { origin: 'http://localhost', socketPath: '/var/lib/xcp/xapi' }],
  ['unix:/run/x', { origin: 'http://localhost', socketPath: '/run/x' }],
  ['unix:///run/x', { origin: 'http://localhost', socketPath: '/run/x' }],
])('%s', (text, address) => expect(parseAddress(text)).toEqual(address));

test.each(['', 'a b', 'http://', ':'])('%j is no address', (text) => {
  expect(() => parseAddress(text)).toThrow(TypeError);
});

test.each([
  ['10.0.0.2', 'https://xs1', 'https://10.0.0.2'],
  ['10.0.0.2', 'http://127.0.0.1:8080', 'http://10.0.0.2:8080'],
  ['fd00::2', 'https://xs1', 'https://[fd00::2]'],
  ['fd00::2', 'https://xs1:8443', 'https://[fd00::2]:8443'],
  ['xs2:9443', 'https://xs1:8443', 'https://xs2:9443'],
])('%s, reported by %s', (host, origin, expected) => {
  expect(siblingAddress(host, { origin })).toEqual({ origin: expected });
});

test.each(['', 'a b', 'fe80::1%eth0', ':'])('%j, reported by a server, is no address', (host) => {
  expect(siblingAddress(host, { origin: 'https://xs1' })).toBeUndefined();
});

test('from a socket the others are reached over HTTPS', () => {
  const from = { origin: 'http://localhost', socketPath: '/x' };
  expect(siblingAddress('10.0.0.2', from)).toEqual({ origin: 'https://10.0.0.2' });
});
