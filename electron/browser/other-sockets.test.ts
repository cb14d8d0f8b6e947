import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { type BrowserServer, startBrowserServer } from './server.ts';

/** Development's hot reload: a WebSocket beside the link. */
const others = new WebSocketServer({ noServer: true });
let server: BrowserServer;

beforeAll(async () => {
  server = await startBrowserServer({
    servePage: (_request, response) => void response.end(),
    attach: () => () => undefined,
    upgradeOther: (request, socket, head) => {
      if (request.url !== '/other') return false;
      others.handleUpgrade(request, socket, head, (webSocket) => webSocket.send('hello'));
      return true;
    },
    host: '127.0.0.1',
    port: 0,
    ownNames: [],
  });
});
afterAll(async () => {
  for (const client of others.clients) client.terminate();
  await server.close();
});

function open(path: string, headers: Readonly<Record<string, string>>): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
}

it('takes other WebSockets from its own pages only, and none that nobody knows', async () => {
  const own = { origin: `http://127.0.0.1:${server.port}` };
  const [greeting] = (await once(open('/other', own), 'message')) as [Buffer];
  expect(greeting.toString()).toBe('hello');
  for (const [path, headers] of [
    ['/other', { origin: 'http://evil.example' }],
    ['/other', {}],
    ['/other', { ...own, host: 'evil.example' }],
    ['/elsewhere', own],
  ] as const) {
    const [error] = (await once(open(path, headers), 'error')) as [Error];
    expect(error.message, path).toContain('403');
  }
});
