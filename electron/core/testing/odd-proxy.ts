import {
  Agent,
  type ClientRequest,
  createServer,
  request as forward,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * One way to answer in the place of the server.
 * @param real asks the server after all; its answer as it would have been, without encodings
 */
export type OddAnswer = (
  response: ServerResponse,
  request: SeenRequest,
  real: () => Promise<RealAnswer>,
) => void;

export interface RealAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

export interface SeenRequest {
  readonly path: string;
  readonly body: string;
}

/** Which requests: those whose path or body matches, or of which it says so. */
export type Which = RegExp | ((request: SeenRequest) => boolean);

export interface OddProxy {
  readonly url: string;
  /** All requests so far. */
  readonly requests: readonly SeenRequest[];
  /** All requests so far whose body or path matches. */
  count(which: Which): number;
  /**
   * Requests whose path or body matches are answered oddly: so many times, or until the returned function is called. The last rule that
   * matches counts.
   */
  answer(which: Which, odd: OddAnswer, times?: number): () => void;
  /** Connections that are open now. */
  readonly sockets: number;
  close(): Promise<void>;
}

interface Rule {
  readonly which: Which;
  readonly odd: OddAnswer;
  left: number;
}

/** Stands before a server and answers in its place what it is told to. For tests; plain HTTP. */
export async function startOddProxy(target: string): Promise<OddProxy> {
  const rules: Rule[] = [];
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const agent = new Agent({ keepAlive: false });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const body = await buffer(request);
    const one = { path, body: body.toString('utf8') };
    seen.push(one);
    const matches = ({ which, left }: Rule): boolean => left > 0 && isOne(which, one);
    const rule = rules.findLast(matches);
    const ask = (headers: OutgoingHttpHeaders): ClientRequest => {
      const onward = forward(new URL(path, target), {
        method: request.method ?? 'GET',
        headers,
        agent,
      });
      onward.on('error', () => response.destroy());
      response.on('close', () => onward.destroy());
      return onward.end(body);
    };
    if (rule !== undefined) {
      rule.left -= 1;
      const { 'accept-encoding': _encoding, ...headers } = request.headers;
      rule.odd(response, one, () => wholeAnswer(ask(headers)));
      return;
    }
    ask(request.headers).on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: seen,
    count: (which) => seen.filter((one) => isOne(which, one)).length,
    answer: (which, odd, times = Number.POSITIVE_INFINITY) => {
      const rule = { which, odd, left: times };
      rules.push(rule);
      return () => {
        rule.left = 0;
      };
    },
    get sockets() {
      return sockets.size;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

async function wholeAnswer(onward: ClientRequest): Promise<RealAnswer> {
  const [answer] = (await once(onward, 'response')) as [IncomingMessage];
  const {
    'transfer-encoding': _chunked,
    'content-length': _length,
    connection: _connection,
    'keep-alive': _alive,
    ...headers
  } = answer.headers;
  return { status: answer.statusCode ?? 502, headers, body: await buffer(answer) };
}

function isOne(which: Which, request: SeenRequest): boolean {
  if (typeof which === 'function') return which(request);
  return which.test(request.path) || which.test(request.body);
}

/** An answer by status, with a body and headers. */
export function status(
  code: number,
  body = '',
  headers: Readonly<Record<string, string>> = { 'content-type': 'text/html' },
): OddAnswer {
  return (response) => void response.writeHead(code, headers).end(body);
}
