import { createServer } from 'node:http';
import { addServer, line, live, startLive } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('a cut connection shows, keeps the tree, and mends itself', async ({
  launch,
  vcenter,
  shot,
}) => {
  const { page, server } = await startLive({ launch, vcenter }, { vms: 40 });
  await page.getByRole('tree').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(line(page, 'Dublin')).toBeVisible();
  const lines = await page.getByRole('treeitem').count();
  server.misbehave.dropConnections(12);
  await expect(line(page, 'Berlin')).toContainText(/Lost|Stale/, { timeout: 30_000 });
  expect(await page.getByRole('treeitem').count()).toBe(lines);
  await shot(page, 'connection-lost');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(line(page, 'Berlin').getByText('Live')).toBeVisible({ timeout: 45_000 });
});

test('several servers stand side by side, in both appearances', async ({
  launch,
  vcenter,
  shot,
}) => {
  const [berlin, oslo] = [await vcenter({ vms: 30 }), await vcenter({ vms: 30, seed: 7 })];
  const { page } = await launch();
  await addServer(page, berlin, 'Berlin');
  await live(page, 'Berlin');
  await addServer(page, oslo, 'Oslo');
  await live(page, 'Oslo');
  await expect(page.getByText('2 of 2 servers live')).toBeVisible();
  await shot(page, 'two-servers-light');
  await page.getByRole('button', { name: /Appearance/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await shot(page, 'two-servers-dark');
  await line(page, 'Berlin').click();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(line(page, 'Berlin')).toContainText('Disconnected');
  await expect(line(page, 'Oslo').getByText('Live')).toBeVisible();
  await page.getByRole('button', { name: 'Remove…' }).click();
  await shot(page, 'remove-server');
  await page.getByRole('button', { name: 'Remove server' }).click();
  await expect(line(page, 'Berlin')).toHaveCount(0);
});

test('a server that cannot be reached, or refuses the login, says so in the dialog', async ({
  launch,
  vcenter,
  shot,
}) => {
  const server = await vcenter({ vms: 20 });
  const { page } = await launch();
  await addServer(page, { ...server, url: 'http://127.0.0.1:9/sdk' }, 'Berlin');
  const dialog = page.getByRole('dialog', { name: 'Add server' });
  await expect(dialog.getByRole('alert').last()).toContainText('127.0.0.1');
  await shot(page, 'server-unreachable');
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveValue(server.password);
  await dialog.getByLabel('Address').fill(new URL(server.url).origin);
  await dialog.getByLabel('Password', { exact: true }).fill('wrong');
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(dialog.getByRole('alert').last()).toContainText(/password|login|user/i);
  await shot(page, 'server-wrong-password');
  await dialog.getByLabel('Password', { exact: true }).fill(server.password);
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await live(page, 'Berlin');
  await expect(page.getByRole('treeitem', { name: /^Berlin/ })).toHaveCount(1);
});

test('a window that lost its Moref says so, and keeps what it showed', async ({ launch, shot }) => {
  const { page, browserHost } = await launch({ args: ['--demo', '--vms', '40'] });
  test.skip(browserHost === undefined, 'In Electron the window ends with its process');
  await live(page, 'Demo vCenter');
  await browserHost?.stop();
  await expect(page.getByRole('alert')).toContainText('lost its connection to Moref');
  await expect(line(page, 'Dublin')).toBeVisible();
  await expect(line(page, 'Demo vCenter')).toContainText('Stale');
  await shot(page, 'window-lost');
});

/** Something that answers, and is no server of any kind that Moref knows. @returns its address; it ends with the run */
async function aWebSite(): Promise<string> {
  const site = createServer((_request, response) => {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<html><body>None</body></html>');
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  site.unref();
  const address = site.address();
  return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
}

test('the kind of a server is found out; nothing is left of one that is none', async ({
  launch,
  pool,
  shot,
}) => {
  const server = await pool();
  const { page } = await launch();
  await addServer(page, { ...server, url: await aWebSite() }, 'Pool');
  const dialog = page.getByRole('dialog', { name: 'Add server' });
  await expect(dialog.getByRole('alert').last()).toContainText('is neither a vSphere server nor');
  await shot(page, 'server-of-no-kind');
  await expect(page.getByRole('treeitem', { includeHidden: true })).toHaveCount(0);
  await dialog.getByLabel('Address').fill(new URL(server.url).origin);
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await live(page, 'Pool');
  await expect(line(page, 'Pool')).toHaveCount(1);
});
