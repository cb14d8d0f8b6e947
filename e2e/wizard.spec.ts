import { findObject, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('a machine is migrated by a wizard that looks up hosts, checks, and keeps its answers', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo XenServer pool');
  await findObject(page, 'web-stage');
  await page
    .getByRole('treeitem', { name: /Virtual machine, Powered on/ })
    .first()
    .click();
  await expect(page.getByRole('navigation', { name: 'Path' })).toContainText('Demo XenServer pool');
  const name = await shownObject(page).innerText();
  await page.keyboard.press('Control+Shift+m');
  const wizard = page.getByRole('dialog', { name: `Migrate: ${name}` });
  await expect(wizard.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  // Nothing chosen yet: the page says what it lacks.
  await wizard.getByRole('button', { name: 'Next' }).click();
  await shot(page, 'wizard-first');
  const field = wizard.getByRole('button', { name: /^To host/ });
  const hosts = wizard.getByRole('grid', { name: 'To host' });
  const best = hosts.locator('[role=row][data-index]:not([aria-disabled])').first();
  await expect(best).toBeVisible();
  await shot(page, 'wizard-lookup');
  const host = await best.locator('.choice-label').innerText();
  await wizard.getByRole('searchbox').fill(host);
  await page.keyboard.press('Enter');
  await expect(field).toContainText(host);
  for (let pages = 0; pages < 4; pages++) {
    if (await wizard.getByRole('heading', { name: 'Check' }).isVisible()) break;
    await wizard.getByRole('button', { name: 'Next' }).click();
  }
  await expect(wizard.getByRole('listitem').filter({ hasText: host })).toBeVisible();
  await wizard.getByText('Show the call').click();
  await expect(wizard.getByText(/pool_migrate/).first()).toBeVisible();
  await shot(page, 'wizard-check');
  // Back and forth: the answer is still there.
  await wizard.getByRole('navigation', { name: 'Pages' }).getByRole('button').first().click();
  await expect(field).toContainText(host);
  await wizard.getByRole('navigation', { name: 'Pages' }).getByRole('button').last().click();
  const finish = wizard.getByRole('button', { name: 'Migrate', exact: true });
  await expect(finish).toBeEnabled();
  await finish.click();
  await expect(wizard).toHaveCount(0);
  await expect(
    page
      .getByRole('treegrid', { name: 'Tasks' })
      .getByRole('row')
      .filter({ hasText: name })
      .first(),
  ).toContainText('Done', { timeout: 30_000 });
  await expect(page.getByRole('article')).toContainText(host);
});
