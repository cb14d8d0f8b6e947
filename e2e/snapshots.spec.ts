import type { Page } from '@playwright/test';
import { findObject, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

async function takeSnapshot(page: Page, name: string): Promise<void> {
  await page
    .getByRole('toolbar', { name: 'Actions on snapshots' })
    .getByRole('button', { name: /Take snapshot/ })
    .click();
  const dialog = page.getByRole('dialog', { name: /Take snapshot/ });
  await dialog.getByRole('textbox', { name: /^Name/ }).fill(name);
  await dialog.getByRole('button', { name: 'Take snapshot', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(
    page.getByRole('treegrid', { name: 'Snapshots' }).getByRole('row', { name: new RegExp(name) }),
  ).toBeVisible({ timeout: 30_000 });
}

for (const [server, filter, picture] of [
  ['Demo vCenter', 'sql', 'snapshots-sql'],
  ['Demo XenServer pool', 'web-stage', 'snapshots-web-stage'],
] as const)
  test(`snapshots are taken, reverted to and deleted in their tree: ${server}`, async ({
    launch,
    shot,
  }) => {
    const { page } = await launch({ args: ['--demo', '--vms', '60'] });
    await live(page, 'Demo vCenter');
    await live(page, 'Demo XenServer pool');
    await findObject(page, filter);
    await page
      .getByRole('treeitem', { name: /Virtual machine, Powered on/ })
      .first()
      .click();
    await expect(page.getByRole('navigation', { name: 'Path' })).toContainText(server);
    const name = await shownObject(page).innerText();
    await page.getByRole('tab', { name: 'Snapshots' }).click();
    await takeSnapshot(page, 'before the update');
    await takeSnapshot(page, 'after the update');
    const tree = page.getByRole('treegrid', { name: 'Snapshots' });
    const first = tree.getByRole('row', { name: /before the update/ });
    const here = tree.getByRole('row', { name: 'You are here' });
    const second = tree.getByRole('row', { name: /after the update/ });
    const level = async (): Promise<string | null> => here.getAttribute('aria-level');
    const deep = await second.getAttribute('aria-level');
    expect(Number(await level())).toBe(Number(deep) + 1);
    await shot(page, picture);

    await first.click();
    const bar = page.getByRole('toolbar', { name: 'Actions on snapshots' });
    await bar
      .getByRole('button', { name: /^Revert to/ })
      .last()
      .click();
    const confirm = page.getByRole('dialog', { name: /Revert/ });
    await shot(page, `snapshots-revert-${filter}`);
    await confirm.getByRole('button', { name: /Revert/ }).click();
    await expect.poll(level, { timeout: 30_000 }).toBe(deep);

    await tree.focus();
    await page.keyboard.press('Control+Home');
    while ((await second.getAttribute('aria-selected')) !== 'true')
      await page.keyboard.press('ArrowDown');
    await expect(bar.getByRole('button', { name: /^Delete snapshot/ })).toBeVisible();
    await tree.focus();
    await page.keyboard.press('Delete');
    const remove = page.getByRole('dialog', { name: /Delete/ });
    await remove.getByRole('button', { name: /^Delete/ }).click();
    await expect(second).toHaveCount(0, { timeout: 30_000 });
    await expect(first).toBeVisible();
    await expect(shownObject(page)).toHaveText(name);
  });
