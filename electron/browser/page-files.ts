import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Page } from '../hosting/page.ts';

/**
 * Answers a GET or HEAD for a part of the page. Called for requests to this host by its own name only; nobody has shown yet
 * that they may come in, so nothing that it sends may be a secret.
 * @param connect origins that the page's policy has to let it talk to
 */
export type ServePage = (
  request: IncomingMessage,
  response: ServerResponse,
  connect: readonly string[],
) => void;

/** Serves the built page. */
export function builtPage(page: Page): ServePage {
  return (request, response, connect) => {
    const { status, headers, body } = page.answer(pathOf(request), connect);
    response.writeHead(status, { ...headers, 'content-length': body.byteLength });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

/** The path as it came, never normalised: the page's files are found by their exact path. */
export function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}
