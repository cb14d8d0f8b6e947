import { violations } from './fixtures/axe.ts';
import { findObject, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('what happened is found at its object and over all servers, read in full, and saved', async ({
  launch,
  shot,
}) => {
  // What is new is looked for every ten seconds only.
  test.slow();
  const { page } = await launch({ args: ['--demo', '--vms', '20'] });
  await live(page, 'Demo XenServer pool');
  await live(page, 'Demo vCenter');
  await findObject(page, 'dub-web-001');
  await page.getByRole('treeitem', { name: /^Dublin/ }).click();
  await page.getByRole('tab', { name: 'History' }).click();
  const own = page.getByRole('grid', { name: 'History of this object' });
  await expect(own).toBeVisible();
  await shot(page, 'history-object');
  expect(await violations(page)).toEqual([]);

  // What is done now comes by itself, also where there was nothing.
  await page.getByRole('treeitem', { name: /^dub-web-001/ }).click();
  await expect(shownObject(page)).toHaveText('dub-web-001');
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await expect(own.getByText('VM resetting').first()).toBeVisible({ timeout: 30_000 });

  // Over all servers, narrowed down, and read by keyboard.
  await page.keyboard.press('Alt+Shift+a');
  const all = page.getByRole('grid', { name: 'History', exact: true });
  await expect(all.getByText('Demo XenServer pool').first()).toBeVisible();
  const panel = page.locator('.lower-panel');
  await panel.getByRole('button', { name: 'Error' }).click();
  await panel.getByRole('button', { name: 'Warning' }).click();
  await expect(all.getByText('Information', { exact: true })).toHaveCount(0);
  await all.getByText('High availability: a host failed').first().click();
  await page.keyboard.press('Enter');
  const details = page.getByRole('dialog', { name: 'High availability: a host failed' });
  await expect(details.getByText('HA_HOST_FAILED')).toBeVisible();
  await page.keyboard.press('Escape');

  const saving = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Export' }).click();
  expect((await saving).suggestedFilename()).toBe('history.csv');
});
