import { once } from 'node:events';
import { Agent, type IncomingMessage, request as forward, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { listenLocally } from './local-server.ts';

export interface Gateway {
  readonly url: string;
  /** Answers so far that were compressed. */
  readonly compressed: number;
  close(): Promise<void>;
}

/** Turns an answer into another; `call` is the body of the request. */
export type ChangeAnswer = (answer: Buffer, call: string) => Buffer;

/**
 * A gateway before a server, as companies have them: it holds every answer until it is whole, then sends it as gzip with its length and
 * closes the connection. For tests; plain HTTP.
 */
export async function startGateway(
  target: string,
  change: ChangeAnswer = (answer) => answer,
): Promise<Gateway> {
  const agent = new Agent({ keepAlive: false });
  let compressed = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const { 'accept-encoding': _encoding, ...headers } = request.headers;
    const onward = forward(new URL(request.url ?? '/', target), {
      method: request.method ?? 'GET',
      headers,
      agent,
    });
    response.on('close', () => onward.destroy());
    onward.end(body);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    const whole = change(await buffer(answer), body.toString());
    const packed = gzipSync(whole, { level: 1 });
    const { 'transfer-encoding': _chunked, 'keep-alive': _alive, ...kept } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, {
      ...kept,
      'content-encoding': 'gzip',
      'content-length': packed.length,
      connection: 'close',
    });
    response.end(packed);
    compressed += 1;
  };
  const server = await listenLocally((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  return {
    url: server.url,
    get compressed() {
      return compressed;
    },
    close: () => server.close(),
  };
}
