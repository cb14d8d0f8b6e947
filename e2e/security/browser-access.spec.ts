import { once } from 'node:events';
import { WebSocket } from 'ws';
import { rawRequest } from '../fixtures/raw-request.ts';
import { expect, test } from '../fixtures/test.ts';

test.describe('access to the browser host', () => {
  test.skip(process.env['MOREF_E2E_HOST'] === 'electron', 'Electron opens no port');

  test('nobody gets in without the cookie, and a token is good once', async ({ launch }) => {
    const { browserHost } = await launch();
    if (browserHost === undefined) throw new Error('no browser host');
    const { origin } = browserHost;

    for (const path of ['/', '/index.html', '/link', '/?token=', '/?token=guess', '/nothing'])
      expect((await rawRequest(origin, path)).status, path).toBe(403);

    const { search } = new URL(await browserHost.newAddress());
    const first = await rawRequest(origin, `/${search}`);
    expect(first.status).toBe(303);
    const cookie = first.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const again = await rawRequest(origin, `/${search}`);
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('foreign names and foreign pages are refused, cookie or not', async ({ launch, page }) => {
    const { browserHost, page: window } = await launch();
    if (browserHost === undefined) throw new Error('no browser host');
    const { origin } = browserHost;
    const cookies = await window.context().cookies(origin);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    expect((await rawRequest(origin, '/', { cookie })).status).toBe(200);
    expect((await rawRequest(origin, '/', { cookie, host: 'evil.example' })).status).toBe(403);

    for (const headers of [
      { cookie, origin: 'https://evil.example' },
      { cookie },
      { origin },
    ] as const) {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/link`, { headers });
      const [error] = (await once(socket, 'error')) as [Error];
      expect(error.message).toContain('403');
    }

    // A real browser, on a page of another origin, cannot open the link either.
    await page.goto('data:text/html,<title>foreign</title>');
    const opened = await page.evaluate(
      (address) =>
        new Promise<boolean>((resolve) => {
          const socket = new WebSocket(address);
          socket.addEventListener('open', () => resolve(true));
          socket.addEventListener('error', () => resolve(false));
        }),
      `${origin.replace('http', 'ws')}/link`,
    );
    expect(opened).toBe(false);
  });

  test('no path leads out of the page’s folder', async ({ launch }) => {
    const { browserHost, page } = await launch();
    if (browserHost === undefined) throw new Error('no browser host');
    const cookies = await page.context().cookies(browserHost.origin);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    for (const path of [
      '/../electron/browser.js',
      '/..%2felectron%2fbrowser.js',
      '/%2e%2e/electron/browser.js',
      '/assets/../../electron/browser.js',
      '//etc/passwd',
      '/etc/passwd',
    ])
      expect((await rawRequest(browserHost.origin, path, { cookie })).status, path).toBe(404);
  });

  test('it ends cleanly', async ({ launch }) => {
    const { browserHost } = await launch();
    expect(await browserHost?.stop()).toBe(0);
  });
});
