import { isIP } from 'node:net';

/** The headers that say whom a request is meant for and where it comes from. */
export interface RequestOrigin {
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

/**
 * Whether a request names this server by a name it goes by. A page of somebody else's domain that resolves to this machine
 * (DNS rebinding) cannot bring such a Host header. The port is not compared: over a tunnel it differs, and no foreign
 * page gains by it.
 */
export function isExpectedHost(host: string | undefined, names: ReadonlySet<string>): boolean {
  const name = hostName(host);
  return name !== undefined && names.has(name);
}

/** Whether the request comes from a page that this server itself has served. */
export function isSameOrigin({ host, origin }: RequestOrigin): boolean {
  return host !== undefined && origin === `http://${host.toLowerCase()}`;
}

/**
 * What a WebSocket's `Sec-WebSocket-Protocol` header offers beside the protocol itself: a page can set no other header of it, and
 * what stands in an address is written down in too many places.
 */
export function offeredSecrets(header: string | undefined, protocol: string): readonly string[] {
  const offered = (header ?? '').split(',', 8).map((part) => part.trim());
  return offered.includes(protocol) ? offered.filter((part) => part !== protocol) : [];
}

/**
 * The names by which the server may be addressed when it listens on `listenOn`: the loopback names; the address itself; and
 * with a wildcard address all of the machine's own.
 */
export function serverNames(listenOn: string, own: readonly string[]): ReadonlySet<string> {
  const names = ['localhost', '127.0.0.1', '[::1]'];
  const addresses = isWildcard(listenOn) ? own : [listenOn];
  return new Set([...names, ...addresses.map((name) => bracketed(name).toLowerCase())]);
}

/** Whether only programs on this machine can reach a server that listens there. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address);
}

/** An address as it stands in a URL. */
export function bracketed(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}

export function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

function hostName(host: string | undefined): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[^:@/\\[\]\s]+)(:\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase();
}
