import type { Duplex } from 'node:stream';
import { Client } from 'undici';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { BOUNDS } from './bounds.ts';
import type { TlsTrust } from './certificate.ts';
import { trustedConnector } from './connector.ts';
import { toNetError } from './failure.ts';

export interface TunnelOptions {
  /** `https://xs1.example.org:443` */
  readonly origin: string;
  /** As with HttpClient. */
  readonly socketPath?: string | undefined;
  readonly trust: TlsTrust;
  /** What is asked for, as it is sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** The answer to CONNECT: from here on the socket is the caller's, whatever the status. */
export interface TunnelAnswer {
  readonly status: number;
  /** What came after the head is read first. */
  readonly socket: Duplex;
}

/** How much of a refusal is read, and for how long, milliseconds. */
const refusalBytes = 16 * 1024;
const refusalMs = 2000;

/**
 * Asks a server to be put through (CONNECT). The certificate is judged before anything is sent, as everywhere.
 * @throws UnreachableError, TimeoutError, CertificateError, CancelledError
 */
export async function openTunnel(options: TunnelOptions): Promise<TunnelAnswer> {
  const { origin, socketPath, trust, path, headers, signal } = options;
  const connect = trustedConnector(trust, BOUNDS.connectMs, () => undefined, socketPath);
  const client = new Client(origin, { connect, ...onlyDefined({ socketPath }) });
  const late = AbortSignal.timeout(BOUNDS.quickMs);
  try {
    const { statusCode, socket } = await client.connect({
      path,
      headers,
      signal: AbortSignal.any([signal, late]),
    });
    return { status: statusCode, socket };
  } catch (error) {
    await client.destroy().catch(() => undefined);
    throw toNetError(error, new URL(origin).host, { signal });
  }
}

/** What a server says of a refusal, in one line, without its markup; empty where it says nothing. Ends the socket. Never throws. */
export async function refusalOf({ socket }: TunnelAnswer): Promise<string> {
  const timer = setTimeout(() => socket.destroy(), refusalMs);
  let page = '';
  try {
    for await (const chunk of socket) {
      page += String(chunk);
      if (page.length > refusalBytes) break;
    }
  } catch {
    // What has come is all that it says.
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
  return plainOf(page).slice(0, 300);
}

function plainOf(page: string): string {
  return page
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
