import type { DialTarget } from './dialler.ts';
import { isExcepted, type Environment } from './proxy-environment.ts';
import { parseProxy, type ProxyServer } from './proxy-server.ts';

/**
 * What the system, or the PAC file that it names, says of a target, best first; null stands for straight ahead. Where it cannot be asked
 * there is nothing in between.
 * @param systemProxy answers as `FindProxyForURL` does: `PROXY proxy:3128; DIRECT`
 */
export async function proxiesOfSystem(
  { host, port, protocol }: DialTarget,
  environment: Environment,
  systemProxy: ((url: string) => Promise<string>) | undefined,
): Promise<readonly (ProxyServer | null)[]> {
  const except = environment['no_proxy'] ?? environment['NO_PROXY'];
  if (systemProxy === undefined || isExcepted({ host, port }, except)) return [null];
  const name = host.includes(':') ? `[${host}]` : host;
  const said = await systemProxy(`${protocol}//${name}:${port}/`).catch(() => 'DIRECT');
  const found = parsePac(said);
  return found.length === 0 ? [null] : found;
}

/** The answer of a PAC file. What is of a kind that nobody here speaks (SOCKS 4) is left out. */
export function parsePac(said: string): readonly (ProxyServer | null)[] {
  return said.split(';').flatMap((entry) => {
    const [kind = '', address = ''] = entry.trim().split(/\s+/);
    const proxy = kindOf(kind.toUpperCase());
    if (proxy === 'direct') return [null];
    const parsed = proxy === undefined ? null : parseProxy(address, proxy);
    return parsed === null ? [] : [parsed];
  });
}

function kindOf(kind: string): ProxyServer['kind'] | 'direct' | undefined {
  switch (kind) {
    case 'DIRECT':
      return 'direct';
    case 'PROXY':
    case 'HTTP':
      return 'http';
    case 'HTTPS':
      return 'https';
    case 'SOCKS':
    case 'SOCKS5':
      return 'socks5';
    default:
      return undefined;
  }
}
