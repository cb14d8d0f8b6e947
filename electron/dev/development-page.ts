import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { createServer as createViteServer, type ViteDevServer } from 'vite';
import type { ServePage } from '../browser/page-files.ts';
import { pathOf } from '../browser/page-files.ts';
import { commonHeaders } from '../hosting/page.ts';
import { developmentPolicy } from './page-policy.ts';

/** The page from its sources, with hot reload. */
export interface DevelopmentPage {
  readonly servePage: ServePage;
  /** Takes the WebSocket of Vite's client; false if it is another one. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Calls back with the path of everything that changes below the folders, from the root and with slashes. */
  watch(folders: readonly string[], changed: (path: string) => void): void;
  close(): Promise<void>;
}

/** Stands in renderer/index.html, and wherever Vite adds a script or a style. */
const noncePlaceholder = '%CSP_NONCE%';

/** @param hotReload where Vite waits for the WebSockets of its client */
function startVite(root: string, hotReload: Server): Promise<ViteDevServer> {
  return createViteServer({
    configFile: join(root, 'vite.renderer.config.ts'),
    root: join(root, 'renderer'),
    base: '/',
    cacheDir: join(root, '.cache/vite'),
    appType: 'custom',
    logLevel: 'warn',
    html: { cspNonce: noncePlaceholder },
    server: {
      middlewareMode: true,
      hmr: { server: hotReload },
      fs: { allow: [root] },
      // Who may ask is the browser host's to judge.
      allowedHosts: true,
      warmup: { clientFiles: ['./main.tsx'] },
    },
  });
}

/** @param root the project's folder */
export async function startDevelopmentPage(root: string): Promise<DevelopmentPage> {
  // Never listens: it is handed the WebSockets by the browser host.
  const hotReload = createServer();
  const vite = await startVite(root, hotReload);
  return {
    servePage: (request, response, connect) => {
      for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
      const path = pathOf(request);
      if (path === '/' || path === '/index.html')
        sendDocument(vite, join(root, 'renderer/index.html'), response, connect).catch(
          (error: unknown) => fail(vite, response, error),
        );
      else vite.middlewares(request, response, () => notFound(response));
    },
    upgrade: (request, socket, head) => {
      const protocol = request.headers['sec-websocket-protocol'] ?? '';
      return protocol.startsWith('vite-') && hotReload.emit('upgrade', request, socket, head);
    },
    watch: (folders, changed) => {
      vite.watcher.add(folders.map((folder) => join(root, folder)));
      vite.watcher.on('all', (event, path) => {
        if (event !== 'addDir' && path.startsWith(root))
          changed(path.slice(root.length).replaceAll('\\', '/').replace(/^\//, ''));
      });
    },
    close: () => vite.close(),
  };
}

async function sendDocument(
  vite: ViteDevServer,
  file: string,
  response: ServerResponse,
  connect: readonly string[],
): Promise<void> {
  const html = await vite.transformIndexHtml('/', await readFile(file, 'utf8'));
  const nonce = randomBytes(16).toString('base64url');
  // The icon lies outside of the page's folder, which is the root here; a build copies it.
  const icon = `/@fs/${vite.config.root}/../assets/`;
  const body = html.replaceAll(noncePlaceholder, nonce).replaceAll('"../assets/', `"${icon}`);
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': developmentPolicy(nonce, connect),
    'cache-control': 'no-store',
  });
  response.end(body);
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('There is nothing at this address.\n');
}

function fail(vite: ViteDevServer, response: ServerResponse, thrown: unknown): void {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  vite.ssrFixStacktrace(error);
  response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${error.stack ?? error.message}\n`);
}
