import { line, live, showTasks, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('the tree is browsed by keyboard alone', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  const tree = page.getByRole('tree');
  await tree.focus();
  await page.keyboard.press('Home');
  await expect(shownObject(page)).toHaveText('Demo vCenter');
  await page.keyboard.press('ArrowDown');
  const site = line(page, 'Dublin');
  await expect(site).toHaveAttribute('aria-selected', 'true');
  await expect(site).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(site).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('*');
  await page.keyboard.press('End');
  await shot(page, 'tree-open');
  await page.keyboard.press('Home');
  await page.keyboard.type('fra');
  await expect(shownObject(page)).toHaveText('Frankfurt');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await expect(line(page, 'Dublin')).toHaveCount(0);
  await expect(line(page, 'Frankfurt')).toHaveCount(0);
});

test('what was open, selected and chosen is there again the next time', async ({ launch }) => {
  const first = await launch({ args: ['--demo', '--vms', '60'] });
  const { page, dataFolder } = first;
  await live(page, 'Demo vCenter');
  await page.getByRole('button', { name: /Appearance/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.getByRole('separator', { name: 'Width of the tree' }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await showTasks(page);
  await expect(page.getByRole('button', { name: 'Hide the tasks', exact: true })).toBeVisible();
  const width = (await page.getByRole('tree').boundingBox())?.width ?? 0;
  // Written once the user has been still for a moment.
  await page.waitForTimeout(1000);
  await first.stop();
  const next = await launch({ args: ['--demo', '--vms', '60'], dataFolder });
  await live(next.page, 'Demo vCenter');
  await expect(next.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(
    next.page.getByRole('button', { name: 'Hide the tasks', exact: true }),
  ).toBeVisible();
  expect((await next.page.getByRole('tree').boundingBox())?.width).toBeCloseTo(width, -1);
});

test('the filter shows matches with what leads to them, and nothing else', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await page.keyboard.press('/');
  await page.keyboard.type('sql');
  const items = page.getByRole('treeitem');
  await expect(page.getByRole('status').filter({ hasText: /match/ })).toBeVisible();
  const levels = await items.evaluateAll((all) =>
    all.map((one) => Number(one.getAttribute('aria-level'))),
  );
  expect(Math.max(...levels)).toBeGreaterThan(2);
  await shot(page, 'tree-filtered');
  await page.keyboard.press('Enter');
  await expect(shownObject(page)).toHaveText(/sql/i);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('no such thing');
  await expect(page.getByText('Nothing in the inventory matches')).toBeVisible();
  await shot(page, 'tree-no-match');
  await page.keyboard.press('Escape');
  await expect(line(page, 'Demo vCenter')).toBeVisible();
});

test('an object offers its actions by right click, and says why one is refused', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await page.keyboard.press('/');
  await page.keyboard.type('sql');
  const machine = page.getByRole('treeitem', { name: /Virtual machine, Powered on/ }).first();
  await machine.click({ button: 'right' });
  const refused = page.getByRole('menuitem', { name: /^Power on/ });
  await expect(refused).toHaveAttribute('aria-disabled', 'true');
  await refused.hover();
  await expect(page.getByRole('tooltip')).toHaveText(/powered on/);
  await shot(page, 'context-menu');
});

test('all keys stand on one sheet', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await page.getByRole('tree').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await shot(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
