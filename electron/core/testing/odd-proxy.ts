import { Agent, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenLocally } from './local-server.ts';

/** One way to answer in the place of the server. */
export type OddAnswer = (response: ServerResponse, request: SeenRequest) => void;

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
  const agent = new Agent({ keepAlive: false });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const body = await buffer(request);
    const one = { path, body: body.toString('utf8') };
    seen.push(one);
    const matches = ({ which, left }: Rule): boolean => left > 0 && isOne(which, one);
    const rule = rules.findLast(matches);
    if (rule === undefined)
      return passOn(new URL(path, target), agent, { request, body, response });
    rule.left -= 1;
    rule.odd(response, one);
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
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
}

/** Lets the server answer. */
function passOn(target: URL, agent: Agent, { request, body, response }: Exchange): void {
  const { method = 'GET', headers } = request;
  const onward = forward(target, { method, headers, agent }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  onward.end(body);
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
