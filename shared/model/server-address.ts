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
const ipv6 = /^\[[0-9a-f:.]+(%[\w.]+)?\]$/i;

/**
 * Reads an address as a person writes it: `vc.example.org`, `vc.example.org:8443`, `[2001:db8::5]`,
 * `http://127.0.0.1:8989`, or a whole `https://vc.example.org/ui/` out of a browser, whose path is left aside.
 * @throws MorefException `invalid`, saying what is wrong with it
 */
export function parseServerAddress(text: string): ServerAddress {
  const trimmed = text.trim();
  if (trimmed === '') throw wrong('An address is needed, such as vc.example.org.');
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(trimmed) ?? [];
  const wanted = scheme?.toLowerCase() ?? 'https';
  if (wanted !== 'https' && wanted !== 'http') {
    throw wrong(`${trimmed}: only https:// and http:// are understood, not ${wanted}://.`);
  }
  const [authority = ''] = rest.split(/[/?#]/, 1);
  if (authority.includes('@')) {
    throw wrong(`${trimmed}: the user name belongs in its own field, not in the address.`);
  }
  const { host, port } = splitPort(authority, trimmed);
  checkHost(host, trimmed);
  const number = port === undefined ? defaultPort[wanted] : readPort(port, trimmed);
  const suffix = number === defaultPort[wanted] ? '' : `:${number}`;
  return { scheme: wanted, host, port: number, origin: `${wanted}://${host}${suffix}` };
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
  if (!path.startsWith('/'))
    throw wrong(
      `${trimmed}: the path of the socket has to begin with /, as in unix:/var/lib/xcp/xapi.`,
    );
  if (path.includes('\0')) throw wrong('The path of a socket cannot have a zero character in it.');
  return { scheme: 'unix', path, origin: `unix:${path}` };
}

function splitPort(authority: string, text: string): { host: string; port?: string } {
  if (authority.startsWith('[')) {
    const match = /^(\[[^\]]*\])(?::(.*))?$/.exec(authority);
    if (match?.[1] === undefined)
      throw wrong(`${text}: the bracket of the IPv6 address is not closed.`);
    return match[2] === undefined ? { host: match[1] } : { host: match[1], port: match[2] };
  }
  const parts = authority.split(':');
  if (parts.length > 2) {
    throw wrong(`${text}: write an IPv6 address in brackets, [${authority}].`);
  }
  const [host = '', port] = parts;
  return port === undefined ? { host } : { host, port };
}

function checkHost(host: string, text: string): void {
  if (host === '') throw wrong(`${text}: the name of the server is missing.`);
  if (host.startsWith('[') ? ipv6.test(host) : hostName.test(host)) return;
  throw wrong(`${text}: “${host}” is neither a host name nor an IP address.`);
}

function readPort(port: string, text: string): number {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number >= 1 && number <= 65_535) return number;
  throw wrong(`${text}: “${port}” is no port; a number from 1 to 65535 is.`);
}

function wrong(message: string): MorefException {
  return new MorefException({ kind: 'invalid', message });
}
