import { describe, expect, it } from 'vitest';
import {
  dialledAddress,
  namesSocket,
  parseEndpoint,
  parseServerAddress,
} from './server-address.ts';

describe('server address', () => {
  it.each([
    ['vc.example.org', 'https://vc.example.org', 443],
    [' VC ', 'https://vc', 443],
    ['vc.example.org:8443', 'https://vc.example.org:8443', 8443],
    ['https://vc.example.org:443', 'https://vc.example.org', 443],
    ['HTTPS://vc.example.org/ui/login?x=1#y', 'https://vc.example.org', 443],
    ['http://127.0.0.1:8989', 'http://127.0.0.1:8989', 8989],
    ['http://127.0.0.1:8989/sdk', 'http://127.0.0.1:8989', 8989],
    ['http://vc', 'http://vc', 80],
    ['[2001:db8::5]', 'https://[2001:db8::5]', 443],
    ['[::1]:8443', 'https://[::1]:8443', 8443],
    ['esx_01.lab.local.', 'https://esx_01.lab.local.', 443],
    ['vcenter.müller.example', 'https://vcenter.xn--mller-kva.example', 443],
    ['[2001:DB8:0::5]', 'https://[2001:db8::5]', 443],
    ['192.168.1.10', 'https://192.168.1.10', 443],
    ['vc1', 'https://vc1', 443],
    ['https', 'https://https', 443],
    ['https:8443', 'https://https:8443', 8443],
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
    ['2001:db8::5]', /brackets, \[2001:db8::5\]\./],
    ['vc.example.org:443:443', /no port/],
    ['https://vc.example.org:443:', /no port/],
    ['[2001:db8::5', /not closed/],
    ['[not-an-address]', /neither/],
    ['vc.example.org:', /no port/],
    ['vc.example.org:0', /no port/],
    ['vc.example.org:65536', /no port/],
    ['vc.example.org:https', /no port/],
    ['vc example', /blank/],
    ['-vc.example.org', /neither/],
    ['vc..example.org', /neither/],
    ['https://', /missing/],
    [':443', /missing/],
    ['192.168.001.010', /without zeros before them, 192\.168\.1\.10\./],
    ['999.1.1.1', /no IP address/],
    ['1.2.3', /no IP address/],
    ['0x7f.1', /no IP address/],
    ['3232235777', /no IP address/],
    ['10.0.0.1.', /no IP address/],
    ['0.0.0.0', /no server/],
    ['[::]', /no server/],
    ['[::ffff:0.0.0.0]', /no server/],
    ['１２７.0.0.１', /neither/],
    ['[fe80::1%eth0]', /cannot be dialled/],
    ['fe80::1%eth0', /cannot be dialled/],
    ['[fe80::1]', /cannot be dialled/],
    ['[1:2:3]', /neither/],
    ['https//vc', /two slashes.*https:\/\//],
    ['https:/vc', /two slashes/],
    ['http:vc', /two slashes/],
    ['htps//vc', /not htps:/],
    ['https.//vc', /two slashes/],
    ['https;//vc', /two slashes/],
    ['ttps\\\\vc', /not ttps:/],
    ['vc\u200b.example.org', /invisible/],
    ['vc.exam\u202eple', /invisible/],
    [`${'a'.repeat(64)}.example.org`, /neither/],
    ['vc%41', /neither/],
    [`${'a'.repeat(300)}.example.org`, /neither/],
  ])('refuses “%s”', (text, message) => {
    expect(() => parseServerAddress(text)).toThrow(message);
  });
});

describe('what is said of an address', () => {
  it.each([
    'https://admin:hunter2@vc.example.org',
    'admin:hunter2@vc:x',
    'ftp://admin:hunter2@vc',
    'admin:hunter2%40vc',
    'vc.example.org:hunter2',
    'https://vc..x/?password=hunter2',
  ])('repeats no password: %s', (text) => {
    expect(() => parseServerAddress(text)).toThrow(/./);
    try {
      parseServerAddress(text);
    } catch (error) {
      expect(String(error)).not.toContain('hunter2');
    }
  });

  it('is what is dialled, and any address comes out as itself', () => {
    for (const text of ['VC.example.org', 'http://[::1]', 'müller.example:8443']) {
      const address = parseServerAddress(text);
      expect(new URL(address.origin).hostname).toBe(address.host);
      expect(parseServerAddress(dialledAddress(address))).toEqual(address);
    }
  });

  it('names the port, also where it is the usual one', () => {
    expect(dialledAddress(parseServerAddress('vc.example.org'))).toBe('https://vc.example.org:443');
    expect(dialledAddress(parseEndpoint('unix:/x'))).toBe('unix:/x');
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

  it('is distinguished from a server', () => {
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
