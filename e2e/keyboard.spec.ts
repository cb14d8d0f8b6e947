import { findObject, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('machines are operated without a mouse: menu, snapshot, a run of several', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await findObject(page, 'sql');
  const name = await shownObject(page).innerText();

  // The menu of the selection, and a group's menu in it.
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Actions' });
  await expect(menu.getByRole('menuitem', { name: 'Edit', exact: true })).toBeVisible();
  // The menu takes keys as soon as it has the focus, which it may get a moment after it is seen.
  await expect(async () => {
    await page.keyboard.press('E');
    await expect(menu.getByRole('menuitem', { name: 'Edit', exact: true })).toBeFocused({
      timeout: 1000,
    });
  }).toPass();
  await page.keyboard.press('ArrowRight');
  const group = page.getByRole('menu', { name: 'Edit', exact: true });
  await expect(group.getByRole('menuitem').first()).toBeFocused();
  await shot(page, 'keyboard-menu');
  await page.keyboard.press('R');
  await expect(group.getByRole('menuitem', { name: /^Rename/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: `Rename: ${name}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // A snapshot, by its key.
  await page.keyboard.press('Control+Shift+s');
  const snapshot = page.getByRole('dialog', { name: `Take snapshot: ${name}` });
  await expect(snapshot.getByRole('textbox').first()).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('by keyboard');
  await page.keyboard.press('Enter');
  await expect(snapshot).toHaveCount(0);
  const tasks = page.getByRole('treegrid', { name: 'Tasks' });
  await expect(tasks.getByRole('row').filter({ hasText: name }).first()).toContainText('Done', {
    timeout: 30_000,
  });

  // All that the filter found at once.
  await page.getByRole('tree', { name: 'Inventory' }).focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('article', { name: /objects selected/ })).toBeVisible();
  await page.keyboard.press('Control+e');
  const bulk = page.getByRole('dialog', { name: /^Shut down guest: \d+ objects$/ });
  const start = bulk.getByRole('button', { name: /^Shut down guest: \d$/ });
  await expect(start).toBeEnabled();
  await page.keyboard.press('Tab');
  await expect(start).toBeFocused();
  await page.keyboard.press('Enter');
  const run = page.getByRole('dialog', { name: /^Shut down guest: \d+ objects$/ });
  await expect(run.getByRole('button', { name: 'Close', exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
