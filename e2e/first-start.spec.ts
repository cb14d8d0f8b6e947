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
