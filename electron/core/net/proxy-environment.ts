import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { DialTarget } from './dialler.ts';
import { bare, parseProxy, type ProxyServer } from './proxy-server.ts';

/** The environment of the program. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for a target: HTTPS_PROXY or HTTP_PROXY by what is spoken, ALL_PROXY where there is none, unless
 * NO_PROXY excepts it; in capitals or not, the small ones first, as curl has it. This computer itself is never reached by a proxy.
 */
export function proxyOfEnvironment(
  target: DialTarget,
  environment: Environment,
): ProxyServer | null {
  if (isLoopback(target.host) || isExcepted(target, valueOf(environment, 'no_proxy'))) return null;
  const named =
    valueOf(environment, target.protocol === 'https:' ? 'https_proxy' : 'http_proxy') ??
    valueOf(environment, 'all_proxy');
  return named === undefined ? null : parseProxy(named);
}

/**
 * Whether a list excepts a target: `*`, names with all below them (`example.org`, `.example.org`, `*.example.org`), addresses, networks
 * (`10.0.0.0/8`), each with a port if need be, between commas or spaces.
 */
export function isExcepted({ host, port }: Omit<DialTarget, 'protocol'>, list = ''): boolean {
  const name = bare(host).toLowerCase().replace(/\.$/, '');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => entry === '*' || matches(name, port, entry));
}

function matches(name: string, port: number, entry: string): boolean {
  const { pattern, only } = withoutPort(entry);
  if (only !== undefined && only !== port) return false;
  if (isIP(name) !== 0) return matchesAddress(name, pattern);
  const domain = pattern.replace(/^\*?\./, '');
  return domain !== '' && (name === domain || name.endsWith(`.${domain}`));
}

function withoutPort(entry: string): { readonly pattern: string; readonly only?: number } {
  if (isIP(entry) === 6) return { pattern: entry };
  const [, pattern = entry, only] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  return { pattern: bare(pattern), ...(only !== undefined && { only: Number(only) }) };
}

function matchesAddress(address: string, pattern: string): boolean {
  try {
    const parsed = ipaddr.process(address);
    if (pattern.includes('/')) return parsed.match(ipaddr.parseCIDR(pattern));
    return ipaddr.process(pattern).toString() === parsed.toString();
  } catch {
    // Of another version, or no address.
    return false;
  }
}

/** @returns undefined also for what is empty: so a proxy is switched off for one program */
function valueOf(environment: Environment, name: string): string | undefined {
  const value = environment[name] ?? environment[name.toUpperCase()];
  return value === undefined || value.trim() === '' ? undefined : value;
}

function isLoopback(host: string): boolean {
  const name = bare(host).toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return isIP(name) !== 0 && ipaddr.process(name).range() === 'loopback';
}
