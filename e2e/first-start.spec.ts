import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures/test.ts';

test('with no profile yet, one click leads to the demo estate', async ({ launch, shot }) => {
  const { page } = await launch();
  await expect(page).toHaveTitle(/Moref/);
  const demo = page.getByRole('button', { name: /demo/i }).first();
  await expect(demo).toBeVisible();
  await shot(page, 'first-start');
  await demo.click();
  await expect(page.getByRole('treeitem', { name: /Demo vCenter/ })).toBeVisible();
  await expect(page.getByText('2 of 2 servers live')).toBeVisible();
  await shot(page, 'first-start-connected');
});

test('--demo connects at once', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await expect(page.getByRole('treeitem', { name: /Demo vCenter/ })).toBeVisible();
  await shot(page, 'demo-at-once');
});

test('a file of settings that is damaged is reported, with where it was kept', async ({
  launch,
  shot,
}) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'moref-e2e-'));
  try {
    await writeFile(join(dataFolder, 'profiles.json'), '{"version":1,"profiles":[{"id"');
    const { page } = await launch({ dataFolder });
    const notice = page.getByRole('alert').filter({ hasText: 'Moref started without its servers' });
    await expect(notice).toContainText('profiles.json.damaged-');
    await shot(page, 'damaged-settings');
    await notice.getByRole('button', { name: 'Details' }).click();
    await expect(page.getByRole('dialog')).toContainText('name it profiles.json again');
    await page.getByRole('button', { name: 'Close' }).click();
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await expect(notice).toHaveCount(0);
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});
