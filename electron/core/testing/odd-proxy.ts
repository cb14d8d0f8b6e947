import {
  Agent,
  type ClientRequest,
  request as forward,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { listenLocally } from './local-server.ts';

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

/** Stands before a server and answers in its place what it is asked to. For tests; plain HTTP. */
export async function startOddProxy(target: string): Promise<OddProxy> {
  const rules: Rule[] = [];
  const seen: SeenRequest[] = [];
  const agent = new Agent({ keepAlive: false });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const body = await buffer(request);
    const one = { path, body: body.toString('utf8') };
    seen.push(one);
    const matches = ({ which, left }: Rule): boolean => left > 0 && isOne(which, one);
    const rule = rules.findLast(matches);
    const exchange = { target: new URL(path, target), agent, request, body, response };
    if (rule === undefined) return passOn(exchange);
    rule.left -= 1;
    const { 'accept-encoding': _encoding, ...headers } = request.headers;
    rule.odd(response, one, () => wholeAnswer(ask(exchange, headers)));
  };
  const server = await listenLocally((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  return {
    url: server.url,
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
      return server.sockets;
    },
    close: () => server.close(),
  };
}

interface Exchange {
  readonly target: URL;
  readonly agent: Agent;
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
}

/** Asks the server. What asked for it ends with the asker, and the other way round. */
function ask(exchange: Exchange, headers: OutgoingHttpHeaders): ClientRequest {
  const { target, agent, request, body, response } = exchange;
  const { method = 'GET' } = request;
  const onward = forward(target, { method, headers, agent });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  return onward.end(body);
}

/** Lets the server answer. */
function passOn(exchange: Exchange): void {
  const { request, response } = exchange;
  ask(exchange, request.headers).on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
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
