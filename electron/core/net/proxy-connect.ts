import { request as httpRequest } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import { SocksClient } from 'socks';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { judgeOf } from './authorities.ts';
import type { DialOptions, DialTarget } from './dialler.ts';
import { reasonText } from './failure-reason.ts';
import { ProxyError } from './proxy-error.ts';
import { proxyName, type ProxyServer } from './proxy-server.ts';

/** A socket to the target through a proxy. @throws ProxyError */
export function connectThrough(
  proxy: ProxyServer,
  target: DialTarget,
  options: DialOptions,
): Promise<Duplex> {
  return proxy.kind === 'socks5'
    ? throughSocks(proxy, target, options)
    : throughHttp(proxy, target, options);
}

/** `host:port` as a request names it. */
function authority({ host, port }: DialTarget): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function throughHttp(
  proxy: ProxyServer,
  target: DialTarget,
  { timeoutMs, signal }: DialOptions,
): Promise<Duplex> {
  const path = authority(target);
  const { user, password = '' } = proxy;
  const credentials = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
  const how = {
    host: proxy.host,
    port: proxy.port,
    method: 'CONNECT',
    path,
    headers: {
      host: path,
      ...(user !== undefined && { 'proxy-authorization': `Basic ${credentials}` }),
    },
    agent: false,
    signal: either(timeoutMs, signal),
  };
  const request = proxy.kind === 'https' ? httpsRequest(await overTls(how)) : httpRequest(how);
  return new Promise((resolve, reject) => {
    request.once('error', (error) => reject(notThere(proxy, target, error)));
    request.once('response', (response) => {
      response.destroy();
      reject(refusedBy(proxy, target, response.statusCode ?? 0, response.statusMessage ?? ''));
    });
    request.once('connect', ({ statusCode = 0, statusMessage = '' }, socket, head: Buffer) => {
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy();
        return reject(refusedBy(proxy, target, statusCode, statusMessage));
      }
      // Its time limit was for the answer.
      socket.on('error', () => undefined);
      if (head.length > 0) socket.unshift(head);
      return resolve(socket);
    });
    request.end();
  });
}

/** A proxy that is spoken to over TLS is judged by what the computer knows. */
async function overTls(
  how: RequestOptions,
): Promise<RequestOptions & Pick<ConnectionOptions, 'secureContext'>> {
  return { ...how, secureContext: (await judgeOf()).context };
}

async function throughSocks(
  proxy: ProxyServer,
  target: DialTarget,
  { timeoutMs, signal }: DialOptions,
): Promise<Duplex> {
  const { host, port, user, password = '' } = proxy;
  const ended = either(timeoutMs, signal);
  const socket = await connected(proxy, target, ended);
  const end = (): void => void socket.destroy();
  ended.addEventListener('abort', end);
  try {
    await SocksClient.createConnection({
      // The name is looked up there, not here: that is what most are used for.
      proxy: { host, port, type: 5, ...(user !== undefined && { userId: user, password }) },
      command: 'connect',
      destination: { host: target.host, port: target.port },
      existing_socket: socket,
      timeout: timeoutMs,
    });
    return socket;
  } catch (error) {
    socket.destroy();
    throw ended.aborted ? late(proxy, target, error) : socksFailure(proxy, target, error);
  } finally {
    ended.removeEventListener('abort', end);
  }
}

/** A socket to the proxy itself. @throws ProxyError */
function connected(proxy: ProxyServer, target: DialTarget, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: proxy.host, port: proxy.port, signal });
    socket.once('error', (error) => reject(notThere(proxy, target, error)));
    socket.once('connect', () => {
      socket.removeAllListeners('error').on('error', () => undefined);
      resolve(socket);
    });
  });
}

function socksFailure(proxy: ProxyServer, target: DialTarget, error: unknown): ProxyError {
  const message = error instanceof Error ? error.message : String(error);
  if (/auth/i.test(message))
    return new ProxyError('login', say('net.proxy.login', names(proxy, target)), error);
  const words = message.replace(/^Socks5 proxy rejected connection - /i, '');
  return refused(proxy, target, say('net.said', { words }), error);
}

function refusedBy(
  proxy: ProxyServer,
  target: DialTarget,
  status: number,
  words: string,
): ProxyError {
  if (status === 407) return new ProxyError('login', say('net.proxy.login', names(proxy, target)));
  const said = `${status} ${words}`.trim().slice(0, 200);
  return refused(proxy, target, say('net.said', { words: said }));
}

function refused(
  proxy: ProxyServer,
  target: DialTarget,
  reason: Text,
  cause?: unknown,
): ProxyError {
  const text = say('net.proxy.refused', { ...names(proxy, target), reason });
  return new ProxyError('refused', text, cause);
}

function notThere(proxy: ProxyServer, target: DialTarget, error: unknown): ProxyError {
  if (error instanceof Error && /^(?:AbortError|TimeoutError)$/.test(error.name))
    return late(proxy, target, error);
  const about = { ...names(proxy, target), reason: reasonText(error) };
  return new ProxyError('unreachable', say('net.proxy.unreachable', about), error);
}

function late(proxy: ProxyServer, target: DialTarget, cause: unknown): ProxyError {
  return new ProxyError('late', say('net.proxy.late', names(proxy, target)), cause);
}

function names(proxy: ProxyServer, target: DialTarget) {
  return { proxy: proxyName(proxy), server: authority(target) };
}

function either(timeoutMs: number, signal: AbortSignal | undefined): AbortSignal {
  const late = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? late : AbortSignal.any([late, signal]);
}
