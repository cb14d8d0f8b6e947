import type { Page } from '@playwright/test';
import type { DemoVcenter } from '../electron/demo/vcenter.ts';
import { findObject, line, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

async function addMarked(
  page: Page,
  server: DemoVcenter,
  mark: { readonly environment?: string; readonly readOnly?: boolean },
): Promise<void> {
  await page.getByRole('button', { name: /Add (a )?server/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Add server' });
  await dialog.getByLabel('Address').fill(new URL(server.url).origin);
  await dialog.getByLabel('User name').fill(server.user);
  await dialog.getByLabel('Password', { exact: true }).fill(server.password);
  await dialog.getByLabel('Name in the tree').fill('Berlin');
  if (mark.environment !== undefined) {
    await dialog.getByRole('combobox', { name: 'Environment' }).click();
    await page.getByRole('option', { name: mark.environment }).click();
  }
  if (mark.readOnly === true) await dialog.getByLabel(/^Read-only/).check();
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await live(page, 'Berlin');
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`on a production server, what cannot be undone asks for the name to be typed, ${colorScheme}`, async ({
    launch,
    vcenter,
    shot,
  }) => {
    const server = await vcenter({ vms: 40, taskSeconds: [0, 1] });
    const { page } = await launch();
    await page.emulateMedia({ colorScheme });
    await addMarked(page, server, { environment: 'Production' });
    await expect(line(page, 'Berlin').getByText('Production')).toBeVisible();
    await findObject(page, 'web');
    await page
      .getByRole('treeitem', { name: /Virtual machine, Powered on/ })
      .first()
      .click();
    const name = await shownObject(page).innerText();
    await expect(page.getByRole('article').getByText('Production').first()).toBeVisible();
    await page.getByRole('button', { name: 'Power off', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: `Power off: ${name}` });
    const go = dialog.getByRole('button', { name: 'Power off', exact: true });
    await expect(dialog.getByText('Production').first()).toBeVisible();
    await expect(go).toBeDisabled();
    await shot(page, `guard-${colorScheme}`);
    await dialog.getByLabel(`Type ${name} to confirm`).fill(`${name}x`);
    await expect(go).toBeDisabled();
    await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('article').getByText('Powered off').first()).toBeVisible({
      timeout: 30_000,
    });
  });

test('a read-only server refuses every action and says why', async ({ launch, vcenter, shot }) => {
  const server = await vcenter({ vms: 40 });
  const { page } = await launch();
  await addMarked(page, server, { environment: 'Test', readOnly: true });
  await expect(line(page, 'Berlin').getByText('Read-only')).toBeVisible();
  await findObject(page, 'web');
  await page
    .getByRole('treeitem', { name: /Virtual machine, Powered on/ })
    .first()
    .click();
  const off = page.getByRole('button', { name: 'Power off', exact: true });
  await expect(off).toHaveAttribute('aria-disabled', 'true');
  await off.hover();
  await expect(page.getByRole('tooltip')).toContainText(/read-only/i);
  await shot(page, 'read-only');
  await page.getByRole('tree', { name: 'Inventory' }).focus();
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(/^Rename: .*read-only/i)).toBeVisible();
});
