/** A proxy, as a profile or the environment names it. */
export interface ProxyServer {
  /** `http`: CONNECT in the clear; `https`: CONNECT over TLS; `socks5`. */
  readonly kind: 'http' | 'https' | 'socks5';
  readonly host: string;
  readonly port: number;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

const ports = { http: 3128, https: 443, socks5: 1080 } as const;
const kinds: Readonly<Record<string, ProxyServer['kind']>> = {
  'http:': 'http',
  'https:': 'https',
  'socks:': 'socks5',
  'socks5:': 'socks5',
  'socks5h:': 'socks5',
};

/**
 * A proxy from what people write: `proxy.example.org:3128`, `http://user:secret@proxy:3128`, `socks5://127.0.0.1:1080`.
 * @param kind what it is where no scheme says so
 * @returns null for what is none
 */
export function parseProxy(text: string, kind: ProxyServer['kind'] = 'http'): ProxyServer | null {
  const written = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]*:)\/\//i.exec(written)?.[1]?.toLowerCase();
  const found = scheme === undefined ? kind : kinds[scheme];
  if (found === undefined || written === '') return null;
  // A scheme that URL knows: it would not take the others' hosts apart, and leaves out a port of its own.
  const url = urlOf(`ftp://${scheme === undefined ? written : written.slice(scheme.length + 2)}`);
  if (url === null || url.hostname === '') return null;
  return {
    kind: found,
    host: bare(url.hostname),
    port: url.port === '' ? (scheme === 'http:' ? 80 : ports[found]) : Number(url.port),
    ...(url.username !== '' && { user: decoded(url.username) }),
    ...(url.password !== '' && { password: decoded(url.password) }),
  };
}

/** `proxy.example.org:3128`, as messages name it: without who asks. */
export function proxyName({ host, port }: ProxyServer): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** An IPv6 address without its brackets. */
export function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
