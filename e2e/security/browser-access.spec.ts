import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { startBrowserHost } from '../fixtures/browser-host.ts';
import { commandLines, displayStandIn, readEntrance } from '../fixtures/display-stand-in.ts';
import { startForeignSite } from '../fixtures/foreign-site.ts';
import { rawRequest } from '../fixtures/raw-request.ts';
import { expect, test } from '../fixtures/test.ts';

/** The page's own words to the host, said by somebody else. */
async function linkAnswer(
  origin: string,
  protocols: string[],
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/link`, protocols, { headers });
  const outcome = await once(socket, 'open').then(
    () => 'open',
    (error: unknown) => String(error),
  );
  socket.terminate();
  return outcome;
}

test.describe('access to the browser host', () => {
  test.skip(process.env['MOREF_E2E_HOST'] === 'electron', 'Electron opens no port');

  test('a token is good once, and only for who asks in so many words', async ({ launch }) => {
    const { browserHost } = await launch();
    if (browserHost === undefined) throw new Error('no browser host');
    const { origin } = browserHost;
    const token = new URL(await browserHost.newAddress()).hash.slice('#token='.length);
    // What previews, mail scanners and prefetching do with an address.
    for (const method of ['HEAD', 'GET']) await rawRequest(origin, `/?token=${token}`, {}, method);
    const own = { origin, authorization: `Bearer ${token}` };
    const first = await rawRequest(origin, '/session', own, 'POST');
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']).toBeUndefined();
    expect((await rawRequest(origin, '/session', own, 'POST')).status).toBe(403);
    expect(await linkAnswer(origin, ['moref', first.text], { origin })).toBe('open');
    expect(await linkAnswer(origin, ['moref', token], { origin })).toContain('403');
    expect(await linkAnswer(origin, ['moref'], { origin })).toContain('403');
  });

  test('a page on another port of this machine learns nothing, and reaches nothing', async ({
    launch,
  }) => {
    const { browserHost, page } = await launch({ provokes: true });
    if (browserHost === undefined) throw new Error('no browser host');
    const { origin } = browserHost;
    const link = `${origin.replace('http', 'ws')}/link`;
    const foreign = await startForeignSite();
    try {
      // One click from Moref's own tab: what the browser sends along is the other program's from then on.
      await page.goto(foreign.url);
      for (const headers of foreign.received) {
        expect(headers['cookie']).toBeUndefined();
        const replayed = { ...headers, origin };
        expect(await linkAnswer(origin, ['moref'], replayed)).toContain('403');
      }
      const reached = await page.evaluate(
        async ([home, address]) => {
          const opened = (protocols: string[]): Promise<boolean> =>
            new Promise((resolve) => {
              const socket = new WebSocket(address ?? '', protocols);
              socket.addEventListener('open', () => resolve(true));
              socket.addEventListener('error', () => resolve(false));
            });
          const asked = async (init: RequestInit): Promise<string> =>
            fetch(`${home}/session`, { method: 'POST', credentials: 'include', ...init }).then(
              (answer) => answer.type,
              () => 'failed',
            );
          const frame = document.createElement('iframe');
          frame.src = home ?? '';
          document.body.append(frame);
          await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
          const read = (run: () => unknown): unknown => {
            try {
              return run();
            } catch {
              return 'refused';
            }
          };
          return {
            link: await opened([]),
            linkByName: await opened(['moref']),
            session: await asked({}),
            sessionWithHeader: await asked({ headers: { authorization: 'Bearer x' } }),
            script: await new Promise((resolve) => {
              const script = document.createElement('script');
              script.src = `${home}/`;
              script.addEventListener('load', () => resolve('loaded'));
              script.addEventListener('error', () => resolve('failed'));
              document.head.append(script);
            }),
            framed: read(() => frame.contentWindow?.localStorage.getItem('moref.secret')),
            own: localStorage.getItem('moref.secret'),
          };
        },
        [origin, link],
      );
      expect(reached).toEqual({
        link: false,
        linkByName: false,
        session: 'failed',
        sessionWithHeader: 'failed',
        script: 'failed',
        framed: 'refused',
        own: null,
      });
      await page.goto(origin);
      await expect(page.getByRole('button', { name: /demo/i }).first()).toBeVisible();
    } finally {
      await foreign.close();
    }
  });

  test('the address stands in no list of processes, and the file that leads in goes', async ({
    browser,
  }) => {
    test.skip(process.platform !== 'linux', 'reads /proc');
    const folder = await mkdtemp(join(tmpdir(), 'moref-e2e-'));
    const display = await displayStandIn(folder);
    const host = await startBrowserHost(['--data-folder', join(folder, 'data')], display.env);
    const context = await browser.newContext();
    try {
      const path = await display.opened();
      const { token, mode } = await readEntrance(path);
      expect(token).not.toBe('');
      expect(mode).toBe(0o600);
      const seen = await commandLines();
      expect(seen).toContain(path);
      expect(seen).not.toContain(token);
      expect(seen).not.toContain('#token=');

      const page = await context.newPage();
      await page.goto(`file://${path}`);
      await expect(page.getByRole('button', { name: /demo/i }).first()).toBeVisible();
      expect(page.url()).toBe(`${host.origin}/`);
      await expect.poll(() => existsSync(path)).toBe(false);
    } finally {
      await context.close();
      await host.stop();
      await rm(folder, { recursive: true });
    }
  });

  test('a tab outlives a reload, others come in beside it, and a stranger is shown how', async ({
    launch,
    browser,
    shot,
  }) => {
    const { browserHost, page } = await launch();
    if (browserHost === undefined) throw new Error('no browser host');
    const demo = page.getByRole('button', { name: /demo/i }).first();
    await expect(demo).toBeVisible();
    await page.reload();
    await expect(demo).toBeVisible();
    const second = await page.context().newPage();
    await second.goto(browserHost.origin);
    await expect(second.getByRole('button', { name: /demo/i }).first()).toBeVisible();

    const elsewhere = await browser.newContext();
    const stranger = await elsewhere.newPage();
    await stranger.goto(browserHost.origin);
    await expect(stranger.getByRole('alert')).toContainText('Press Enter in the terminal');
    await shot(stranger, 'not-let-in');
    // The same tab, in which only the fragment of the address is new.
    await stranger.goto(await browserHost.newAddress());
    await expect(stranger.getByRole('button', { name: /demo/i }).first()).toBeVisible();
    await elsewhere.close();
  });

  test('foreign names are refused, and no path leads out of the page’s folder', async ({
    launch,
  }) => {
    const { browserHost } = await launch();
    if (browserHost === undefined) throw new Error('no browser host');
    const { origin } = browserHost;
    expect((await rawRequest(origin, '/')).status).toBe(200);
    expect((await rawRequest(origin, '/', { host: 'evil.example' })).status).toBe(403);
    for (const path of [
      '/../electron/browser.js',
      '/..%2felectron%2fbrowser.js',
      '/%2e%2e/electron/browser.js',
      '/assets/../../electron/browser.js',
      '//etc/passwd',
      '/etc/passwd',
    ])
      expect((await rawRequest(origin, path)).status, path).toBe(404);
  });

  test('it ends cleanly', async ({ launch }) => {
    const { browserHost } = await launch();
    expect(await browserHost?.stop()).toBe(0);
  });
});
