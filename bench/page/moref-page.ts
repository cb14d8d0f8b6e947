import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { DemoServer } from '../demo-server.ts';

export interface MorefHost {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts the built browser host with an empty data folder. */
export async function startHost(): Promise<MorefHost> {
  const folder = await mkdtemp(join(tmpdir(), 'moref-bench-'));
  const program = fileURLToPath(new URL('../electron/browser.js', import.meta.url));
  const child = spawn(process.execPath, [program, '--no-open', '--data-folder', folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return {
    address: await printedAddress(child),
    stop: async () => {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('close', resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (data: Buffer) => {
      text += data.toString();
      const match = /Moref is at (http:\S+)\s/.exec(text);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
    child.once('close', (code) =>
      reject(new Error(`The browser host ended with ${code}: ${text}`)),
    );
  });
}

/** Connects to a server through the page's own dialog, and waits until it and those before it are live. */
export async function connect(page: Page, server: DemoServer, live = 1): Promise<void> {
  await page
    .getByRole('button', { name: /^Add (a )?server$/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Add server' });
  await dialog.getByLabel('Address').fill(new URL(server.url).origin);
  await dialog.getByLabel('User name').fill(server.user);
  await dialog.getByLabel('Password', { exact: true }).fill(server.password);
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await page
    .getByText(new RegExp(`${live} of ${live} servers? live`))
    .waitFor({ timeout: 180_000 });
}

/** Opens every node by going down the tree once, page by page. Returns the number of lines. */
export async function openAll(page: Page): Promise<number> {
  return page.getByRole('tree').evaluate(async (tree) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    tree.scrollTop = 0;
    for (;;) {
      await frame();
      await frame();
      const closed = tree.querySelectorAll<HTMLElement>('[aria-expanded=false] [data-twisty]');
      if (closed.length > 0) {
        // One at a time: those below move when it opens.
        closed[0]?.click();
        continue;
      }
      const before = tree.scrollTop;
      tree.scrollTop += tree.clientHeight;
      if (tree.scrollTop === before) break;
    }
    tree.scrollTop = 0;
    return Math.round(tree.scrollHeight / 26);
  });
}

/** Counts the rows that the link brings in so many seconds. */
export async function countRows(page: Page, seconds: number): Promise<number> {
  const before = await rowsSoFar(page);
  await page.waitForTimeout(seconds * 1000);
  return ((await rowsSoFar(page)) - before) / seconds;
}

/** Counts rows as they arrive, in the page itself; to be called before the page is loaded. */
export async function watchRows(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counter = globalThis as { morefRows?: number };
    counter.morefRows = 0;
    const Original = globalThis.WebSocket;
    globalThis.WebSocket = class extends Original {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener('message', ({ data }: MessageEvent<string>) => {
          counter.morefRows = (counter.morefRows ?? 0) + data.split('"parent":').length - 1;
        });
      }
    };
  });
}

function rowsSoFar(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as { morefRows?: number }).morefRows ?? 0);
}
