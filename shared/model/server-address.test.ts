import { describe, expect, it } from 'vitest';
import { namesSocket, parseEndpoint, parseServerAddress } from './server-address.ts';

describe('server address', () => {
  it.each([
    ['vc.example.org', 'https://vc.example.org', 443],
    [' VC ', 'https://VC', 443],
    ['vc.example.org:8443', 'https://vc.example.org:8443', 8443],
    ['https://vc.example.org:443', 'https://vc.example.org', 443],
    ['HTTPS://vc.example.org/ui/login?x=1#y', 'https://vc.example.org', 443],
    ['http://127.0.0.1:8989', 'http://127.0.0.1:8989', 8989],
    ['http://127.0.0.1:8989/sdk', 'http://127.0.0.1:8989', 8989],
    ['http://vc', 'http://vc', 80],
    ['[2001:db8::5]', 'https://[2001:db8::5]', 443],
    ['[::1]:8443', 'https://[::1]:8443', 8443],
    ['esx_01.lab.local.', 'https://esx_01.lab.local.', 443],
    ['vcenter.müller.example', 'https://vcenter.müller.example', 443],
  ])('%s', (text, origin, port) => {
    expect(parseServerAddress(text)).toMatchObject({ origin, port });
  });

  it.each([
    ['', /needed/],
    ['ftp://vc.example.org', /https:\/\//],
    ['file:///etc/passwd', /not file/],
    ['admin@vc.example.org', /own field/],
    ['https://admin:pw@vc.example.org', /own field/],
    ['2001:db8::5', /brackets, \[2001:db8::5\]/],
    ['[2001:db8::5', /not closed/],
    ['[not-an-address]', /neither/],
    ['vc.example.org:', /no port/],
    ['vc.example.org:0', /no port/],
    ['vc.example.org:65536', /no port/],
    ['vc.example.org:https', /no port/],
    ['vc example', /neither/],
    ['-vc.example.org', /neither/],
    ['vc..example.org', /neither/],
    ['https://', /missing/],
    [':443', /missing/],
    [`${'a'.repeat(300)}.example.org`, /neither/],
  ])('refuses “%s”', (text, message) => {
    expect(() => parseServerAddress(text)).toThrow(message);
  });
});

describe('a socket of this computer', () => {
  it.each([
    'unix:/var/lib/xcp/xapi',
    ' UNIX:/var/lib/xcp/xapi ',
    'unix:///var/lib/xcp/xapi',
    '/var/lib/xcp/xapi',
  ])('%s', (text) => {
    expect(namesSocket(text)).toBe(true);
    expect(parseEndpoint(text)).toEqual({
      scheme: 'unix',
      path: '/var/lib/xcp/xapi',
      origin: 'unix:/var/lib/xcp/xapi',
    });
  });

  it('is told from a server', () => {
    expect(namesSocket('unix.example.org')).toBe(false);
    expect(parseEndpoint('unix.example.org')).toMatchObject({ scheme: 'https' });
  });

  it.each([
    ['unix:', /begin with \//],
    ['unix:xapi', /begin with \//],
    ['unix:/x\0y', /zero character/],
  ])('refuses “%s”', (text, message) => {
    expect(() => parseEndpoint(text)).toThrow(message);
  });
});
