import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DevelopmentHost, startDevelopmentHost } from './fixtures/development-host.ts';
import { watchPage } from './fixtures/page-watch.ts';
import { addServer, line, live } from './fixtures/steps.ts';
import { expect, test as base } from './fixtures/test.ts';

/** The loop of those who work on Moref: its own host, so nothing here is about Electron. */
const test = base.extend<{ readonly host: DevelopmentHost }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs.
  host: async ({}, provide) => {
    const host = await startDevelopmentHost();
    await provide(host);
    await host.stop();
  },
});
test.skip(process.env['MOREF_E2E_HOST'] === 'electron', 'npm run dev is the browser host');
// The first start of a copy prepares the page's libraries anew.
test.describe.configure({ timeout: 180_000 });

const project = fileURLToPath(new URL('..', import.meta.url));
const component = 'renderer/shell/top-bar.tsx';
const core = 'electron/core/providers/vsphere/map/read.ts';
const mapped = 'return unescapeName(name);';

test('a changed component and a changed core are seen in the open page', async ({
  page,
  vcenter,
  host,
}) => {
  const complaints: string[] = [];
  watchPage(page, complaints);
  const server = await vcenter({ vms: 20 });
  await page.goto(host.address);
  await expect(page.getByRole('button', { name: /Add (a )?server/ })).toBeVisible({
    timeout: 120_000,
  });
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
  await page.evaluate(() => document.body.setAttribute('data-loaded', 'once'));
  const loadedOnce = page.locator('body[data-loaded=once]');
  const topBar = page.getByRole('banner');

  await host.edit(component, 'shownKeys(paletteKey)', '`${shownKeys(paletteKey)}, edited`');
  await expect(topBar).toContainText('Ctrl+K, edited');
  await expect(loadedOnce).toBeAttached();

  // The password was typed once and is nowhere on disk: the next core has it from the host.
  await line(page, 'Berlin').click();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('treeitem')).not.toHaveCount(1);
  await host.edit(core, mapped, 'return `edited ${unescapeName(name)}`;');
  await expect(line(page, 'edited').first()).toBeVisible({ timeout: 30_000 });
  await live(page, 'Berlin');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(loadedOnce).toBeAttached();
  expect(complaints).toEqual([]);
});

test('a core that fails says where in the sources, and its window waits for the next', async ({
  page,
  vcenter,
  host,
}) => {
  const server = await vcenter({ vms: 20 });
  await page.goto(host.address);
  await expect(page.getByRole('button', { name: /Add (a )?server/ })).toBeVisible({
    timeout: 120_000,
  });
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');

  const begin = 'export async function startCore(';
  await host.edit('electron/core/start.ts', begin, `${broken}${begin}`);
  await expect.poll(host.output, { timeout: 30_000 }).toContain('edited to fail');
  expect(host.output()).toMatch(/at .*electron\/core\/start\.ts:\d+:\d+/);
  await host.edit('electron/core/start.ts', broken, '');
  await expect.poll(host.output, { timeout: 30_000 }).toContain('The core runs');
  await live(page, 'Berlin');
});

test('no build contains what is for development only', async () => {
  const marks = ['worker-src', 'vite-hmr', 'The core runs anew'];
  const own = ['page-policy', 'core-supervisor'].map((name) =>
    readFileSync(join(project, `electron/dev/${name}.ts`), 'utf8'),
  );
  expect(marks.filter((mark) => own.some((text) => text.includes(mark)))).toEqual([
    'worker-src',
    'The core runs anew',
  ]);
  const files = readdirSync(join(project, 'dist'), { recursive: true, encoding: 'utf8' });
  const built = files.filter((name) => /\.(js|cjs|html)$/.test(name));
  expect(built.length).toBeGreaterThan(3);
  for (const name of built) {
    const text = readFileSync(join(project, 'dist', name), 'utf8');
    expect(
      marks.filter((mark) => text.includes(mark)),
      name,
    ).toEqual([]);
  }
});

const broken = "throw new Error('edited to fail');\n";
