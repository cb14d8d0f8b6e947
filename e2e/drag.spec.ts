import type { Locator, Page } from '@playwright/test';
import { findObject, line, showTasks, startLive } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

/** Takes hold of an element, and holds it above another. */
async function holdAbove(page: Page, source: Locator, target: Locator): Promise<void> {
  await source.hover();
  await page.mouse.down();
  // A drag begins with the second movement.
  await target.hover();
  await target.hover({ position: { x: 60, y: 14 } });
}

/** Opens the tree down to a machine by way of its host; the host's name. */
async function showMachine(page: Page, name: string): Promise<string> {
  await findObject(page, name);
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  const link = page.getByRole('article').getByRole('button', { name: /^esx-/ });
  const host = await link.innerText();
  await link.click();
  await expect(line(page, host)).toBeVisible();
  await line(page, 'Production').dblclick();
  await line(page, 'Databases').dblclick();
  await line(page, name).click();
  return host;
}

test('a machine that is dropped on a host is migrated there by the wizard', async ({
  launch,
  vcenter,
  shot,
}) => {
  const { page } = await startLive({ launch, vcenter }, { vms: 60, taskSeconds: [0, 1] });
  const own = await showMachine(page, 'sql-fra-01');
  const machine = line(page, 'sql-fra-01');
  const hosts = page.getByRole('treeitem', { name: /^esx-fra-prod-01-\d+.* Host/ });
  const host = hosts.filter({ hasNotText: own }).first();
  const name = (await host.locator('.tree-name').innerText()).trim();

  // Held above its own folder: it says why nothing would happen.
  await holdAbove(page, machine, line(page, 'Databases'));
  const hint = page.locator('.drop-hint');
  await expect(hint).toContainText('already');
  await shot(page, 'drag-refused');
  await host.hover();
  await expect(host).toHaveAttribute('data-drop', 'over');
  await expect(hint).toContainText(name);
  await shot(page, 'drag-over');
  await page.mouse.up();

  const wizard = page.getByRole('dialog', { name: 'Migrate: sql-fra-01' });
  await expect(wizard.getByRole('button', { name: /^Host, cluster or pool/ })).toContainText(name);
  await expect(hint).toHaveCount(0);
  await shot(page, 'drag-wizard');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('listitem').filter({ hasText: name })).toBeVisible();
  const finish = wizard.getByRole('button', { name: 'Migrate', exact: true });
  await expect(finish).toBeEnabled();
  await finish.click();
  await expect(wizard).toHaveCount(0);
  await expect(page.getByRole('article')).toContainText(name, { timeout: 30_000 });
});

test('several machines from a list are dropped on a host; nothing runs when the dialog is closed', async ({
  launch,
  vcenter,
  shot,
}) => {
  const { page } = await startLive({ launch, vcenter }, { vms: 60, taskSeconds: [0, 1] });
  await showMachine(page, 'sql-fra-01');
  await line(page, 'Production').click();
  const machines = page.getByRole('grid', { name: 'Contains' }).getByRole('row', { name: /^fra-/ });
  // What the page says of the pool comes to stand above.
  const said = page.getByRole('article');
  await expect(said.getByRole('region', { name: 'Virtual machines' })).toBeVisible();
  await expect(said.getByText('Memory shares')).toBeVisible();
  const before = await machines.first().boundingBox();
  await machines.first().getByRole('gridcell').nth(1).click();
  await machines
    .last()
    .getByRole('gridcell')
    .nth(1)
    .click({ modifiers: ['Control'] });
  await expect(page.getByText('2 objects selected')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Power o/ }).first()).toBeVisible();
  // What the pointer is on stays there when it is known what can be done to the selection.
  expect(await machines.first().boundingBox()).toEqual(before);
  const host = page.getByRole('treeitem', { name: /^esx-fra-prod-01-01/ });
  await holdAbove(page, machines.first().getByRole('gridcell').nth(1), host);
  await expect(host).toHaveAttribute('data-drop', 'over');
  await shot(page, 'drag-several');
  await page.mouse.up();
  const dialog = page.getByRole('dialog', { name: /^Migrate/ });
  await expect(dialog.getByRole('button', { name: /^Host, cluster or pool/ })).toContainText(
    'esx-fra-prod-01',
  );
  await shot(page, 'drag-several-dialog');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await showTasks(page);
  await expect(page.getByText('No tasks yet')).toBeVisible();
});
