/** Where a server listens: an origin, or a Unix domain socket. */
export interface XapiAddress {
  /** e.g. `https://xs1.example.org`, `http://127.0.0.1:8080`; `http://localhost` with a socket. */
  readonly origin: string;
  readonly socketPath?: string;
}

/**
 * Reads an address as a user writes it: a name or an address with or without port (HTTPS), a URL, or a socket as
 * `/var/lib/xcp/xapi` or `unix:/var/lib/xcp/xapi`.
 * @throws TypeError where it is none
 */
export function parseAddress(text: string): XapiAddress {
  const trimmed = text.trim();
  const socket = /^(?:unix:(?:\/\/)?)?(\/.+)$/.exec(trimmed)?.[1];
  if (socket !== undefined) return { origin: 'http://localhost', socketPath: socket };
  const url = new URL(/^https?:\/\//i.test(trimmed) ? trimmed : `https://${bracketed(trimmed)}`);
  return { origin: url.origin };
}

/**
 * The address of another member as a server names it, reached the way this one is: same scheme, same port. Undefined for what is
 * no address.
 */
export function siblingAddress(host: string, from: XapiAddress): XapiAddress | undefined {
  // A socket leads to the local server only; the others are reached as anybody reaches them.
  const base = new URL(from.socketPath === undefined ? from.origin : 'https://localhost');
  const text = `${base.protocol}//${bracketed(host)}`;
  if (!URL.canParse(text)) return undefined;
  const named = new URL(text);
  if (named.port === '') named.port = base.port;
  return { origin: named.origin };
}

/** One line for messages and for distinguishing addresses. */
export function addressText({ origin, socketPath }: XapiAddress): string {
  return socketPath ?? origin;
}

/** XAPI writes IPv6 addresses bare; a URL wants brackets. */
function bracketed(host: string): string {
  return /^[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(host) ? `[${host}]` : host;
}
