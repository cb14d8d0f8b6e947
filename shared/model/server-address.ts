import { text as say } from '../i18n/make-text.ts';
import type { Text } from '../i18n/text.ts';
import { MorefException } from './error.ts';

/** Where a server listens. */
export interface ServerAddress {
  readonly scheme: 'https' | 'http';
  /** A name, an IPv4 address, or an IPv6 address in brackets. */
  readonly host: string;
  readonly port: number;
  /** `https://vc.example.org:8443`; the port is left out where it is the scheme's own. */
  readonly origin: string;
}

/** A socket of this computer on which a server listens. */
export interface SocketAddress {
  readonly scheme: 'unix';
  readonly path: string;
  /** `unix:/var/lib/xcp/xapi`. */
  readonly origin: string;
}

const defaultPort = { https: 443, http: 80 } as const;
/** Underscores are not allowed in host names, and are met in them all the same. */
const hostName =
  /^(?=.{1,253}$)[\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}_])?(\.[\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}_])?)*\.?$/u;
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const ipv6 = /^\[[0-9a-f:.]+\]$/i;

/**
 * Reads an address as a person writes it: `vc.example.org`, `vc.example.org:8443`, `[2001:db8::5]`,
 * `http://127.0.0.1:8989`, or a whole `https://vc.example.org/ui/` out of a browser, whose path is left aside. What comes out is what
 * is dialled: names in lower case and in ASCII, addresses in their shortest form.
 * @throws MorefException `invalid`, saying what is wrong with it; never with what may be a password
 */
export function parseServerAddress(text: string): ServerAddress {
  const trimmed = text.trim();
  if (trimmed === '') throw wrong(say('address.needed'));
  // Before anything of it is repeated: what stands before an @ may be a password.
  if (/@|%40/i.test(trimmed)) throw wrong(say('address.credentials'));
  const { scheme, rest } = splitScheme(trimmed);
  const [authority = ''] = rest.split(/[/?#\\]/, 1);
  if (/[\p{C}\p{Z}]/u.test(authority)) throw wrong(say('address.blank'));
  const { host, port } = splitPort(authority);
  const dialled = dialledHost(host);
  const number = port === undefined ? defaultPort[scheme] : readPort(port);
  const suffix = number === defaultPort[scheme] ? '' : `:${number}`;
  return { scheme, host: dialled, port: number, origin: `${scheme}://${dialled}${suffix}` };
}

/** What a connection to this address is made to, port included: `https://vc.example.org:443`. */
export function dialledAddress(address: ServerAddress | SocketAddress): string {
  return address.scheme === 'unix'
    ? address.origin
    : `${address.scheme}://${address.host}:${address.port}`;
}

function splitScheme(text: string): { scheme: 'https' | 'http'; rest: string } {
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  const wanted = scheme?.toLowerCase();
  if (wanted !== undefined && wanted !== 'https' && wanted !== 'http')
    throw wrong(say('address.scheme', { scheme: wanted }));
  // https//vc, https:/vc and https.//vc are no host of that name.
  const slip = /^(https?)(?:[:;.,]?\/|:(?!\d))/i.exec(rest)?.[1];
  if (slip !== undefined)
    throw wrong(say('address.slashes', { scheme: slip, wanted: slip.toLowerCase() }));
  // Nor is htps//vc: what stands before two slashes was meant for a scheme.
  const misspelt = /^([^/?#\\:;.,]+)[;.,]?(?:\/\/|\\\\)[^/\\]/.exec(rest)?.[1];
  if (misspelt !== undefined) throw wrong(say('address.scheme', { scheme: misspelt }));
  return { scheme: wanted ?? 'https', rest };
}

/** True for an address that means a socket of this computer, well-formed or not. */
export function namesSocket(text: string): boolean {
  return /^\s*(?:unix:|\/)/i.test(text);
}

/**
 * Reads the address of a server that may also be reached by a socket of this computer: `unix:/var/lib/xcp/xapi`, or its path
 * alone.
 * @throws MorefException `invalid`, saying what is wrong with it
 */
export function parseEndpoint(text: string): ServerAddress | SocketAddress {
  const trimmed = text.trim();
  if (!namesSocket(trimmed)) return parseServerAddress(trimmed);
  const rest = trimmed.replace(/^unix:/i, '');
  const path = rest.replace(/^\/\/(?=\/)/, '');
  if (!path.startsWith('/')) throw wrong(say('address.socket.path', { path: trimmed }));
  if (path.includes('\0')) throw wrong(say('address.socket.zero'));
  return { scheme: 'unix', path, origin: `unix:${path}` };
}

function splitPort(authority: string): { host: string; port?: string } {
  if (authority.startsWith('[')) {
    const match = /^(\[[^\]]*\])(?::(.*))?$/.exec(authority);
    if (match?.[1] === undefined) throw wrong(say('address.bracket'));
    return match[2] === undefined ? { host: match[1] } : { host: match[1], port: match[2] };
  }
  const parts = authority.split(':');
  if (parts.length > 2) {
    if (authority.includes('%')) throw zoned();
    // Only what may be one is taken for an IPv6 address.
    if (!/^[0-9a-f:.]+\]?$/i.test(authority)) throw wrong(say('address.port'));
    throw wrong(say('address.brackets', { address: authority.replace(/\]$/, '') }));
  }
  const [host = '', port] = parts;
  return port === undefined ? { host } : { host, port };
}

/** The host as it is dialled. @throws MorefException where it is none, or would be dialled as another */
function dialledHost(host: string): string {
  if (host === '') throw wrong(say('address.noHost'));
  if (host.startsWith('[')) return dialledIpv6(host);
  const neither = wrong(say('address.neither', { host }));
  // What ends in a number is an address to every program, and to some of them another one.
  if (/(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$/i.test(host)) {
    if (!ipv4.test(host)) throw numbers(host);
    if (host === '0.0.0.0') throw wrong(say('address.nobody', { address: '0.0.0.0' }));
    return host;
  }
  const canonical = hostName.test(host) ? canonicalHost(host) : undefined;
  const labels = canonical?.split('.') ?? [];
  // A name in other digits or letters can be read as an address: then it is not what was written.
  if (canonical === undefined || /\d$/.test(labels.at(-1) ?? '') !== /\d$/.test(host))
    throw neither;
  if (ipv4.test(canonical) || labels.some(({ length }) => length > 63)) throw neither;
  return canonical;
}

function dialledIpv6(host: string): string {
  if (host.includes('%')) throw zoned();
  const canonical = ipv6.test(host) ? canonicalHost(host) : undefined;
  if (canonical === undefined) throw wrong(say('address.neither', { host }));
  // fe80::/10 leads nowhere without the interface, which no address of a server can name.
  if (/^\[fe[89ab]/i.test(canonical)) throw zoned();
  // The second is 0.0.0.0 in the writing of IPv6.
  if (canonical === '[::]' || canonical === '[::ffff:0:0]')
    throw wrong(say('address.nobody', { address: canonical }));
  return canonical;
}

function canonicalHost(host: string): string | undefined {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return undefined;
  }
}

function zoned(): MorefException {
  return wrong(say('address.linkOnly'));
}

function numbers(host: string): MorefException {
  const parts = host.split('.');
  const plain = parts.map((part) => part.replace(/^0+(?=\d)/, '')).join('.');
  return wrong(
    ipv4.test(plain) ? say('address.octal', { host, plain }) : say('address.fourNumbers', { host }),
  );
}

function readPort(port: string): number {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number >= 1 && number <= 65_535) return number;
  throw wrong(say('address.port'));
}

function wrong(message: Text): MorefException {
  return new MorefException({ kind: 'invalid', message });
}
