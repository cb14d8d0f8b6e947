import type { Page } from '@playwright/test';
import { findObject, line, live, shownObject, startLive } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test.describe.configure({ timeout: 300_000 });

const sizes = [
  [900, 600, 'light'],
  [1440, 900, 'dark'],
  [2560, 1440, 'light'],
] as const;

/** A picture of every page of the dialog. */
async function everyPage(
  page: Page,
  name: string,
  shot: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const tabs = page.getByRole('dialog').getByRole('tab');
  for (const [width, height, colorScheme] of sizes) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    for (let index = 0; index < (await tabs.count()); index += 1) {
      await tabs.nth(index).click();
      await expect(tabs.nth(index)).toHaveAttribute('aria-selected', 'true');
      await shot(page, `${name}-${index}-${width}-${colorScheme}`);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

test('settings of a machine are changed together by keyboard, and sent as one reconfiguration', async ({
  launch,
  vcenter,
  shot,
}) => {
  const { page, server } = await startLive({ launch, vcenter }, { vms: 300, quickStatsSeconds: 0 });
  const vm = [...server.estate.vms].find(
    ({ power, template, connectionState, disks, nics, rootSnapshots }) =>
      power === 'poweredOff' &&
      !template &&
      connectionState === 'connected' &&
      disks.length > 0 &&
      nics.length > 0 &&
      rootSnapshots.length === 0,
  );
  if (vm === undefined) throw new Error('There is no such machine.');
  await findObject(page, vm.name);
  await expect(shownObject(page)).toHaveText(vm.name);
  const dialog = page.getByRole('dialog', { name: `Edit settings: ${vm.name}` });
  await page.keyboard.press('Alt+Enter');
  await expect(dialog.getByRole('textbox', { name: /Name/ })).toBeFocused();
  await everyPage(page, 'settings-vsphere', shot);

  await dialog.getByRole('tab', { name: 'General' }).click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('tab', { name: 'CPU and memory' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await dialog
    .getByRole('textbox', { name: /^Memory/ })
    .first()
    .fill('16 GB');
  await dialog.getByRole('textbox', { name: /^vCPUs/ }).fill(String(vm.numCpu + vm.coresPerSocket));
  await dialog.getByRole('tab', { name: 'Notes' }).click();
  await dialog.getByRole('textbox', { name: 'Notes' }).fill('Three at once');
  await dialog.getByRole('tab', { name: /CPU and memory/ }).click();
  await expect(dialog.getByRole('region', { name: 'Changes' }).getByRole('listitem')).toHaveCount(
    3,
  );
  await expect(dialog.getByText('Nothing was found that speaks against it.')).toBeVisible();
  await shot(page, 'settings-changed');
  await dialog.getByText('Show the call').click();
  await expect(dialog.getByRole('region', { name: 'VirtualMachine.ReconfigVM_Task' })).toHaveCount(
    1,
  );
  const calls: string[] = [];
  server.misbehave.watchChanges({ before: ({ method }) => void calls.push(method) });
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => vm.memoryMB, { timeout: 30_000 }).toBe(16_384);
  expect(vm.annotation).toBe('Three at once');
  expect(calls).toEqual(['ReconfigVM_Task']);
});

test('settings of a machine of a pool, and of several machines at once', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo XenServer pool');
  await line(page, 'Demo XenServer pool').click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page
    .getByRole('treeitem', { name: /Virtual machine, Powered off/ })
    .first()
    .click();
  const name = (await shownObject(page).textContent()) ?? '';
  await page.keyboard.press('Alt+Enter');
  const dialog = page.getByRole('dialog', { name: `Edit settings: ${name}` });
  await expect(dialog.getByRole('textbox', { name: /Name/ })).toBeFocused();
  await everyPage(page, 'settings-pool', shot);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await findObject(page, 'app-prod');
  await page.getByRole('tree', { name: 'Inventory' }).focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('article', { name: /objects selected/ })).toBeVisible();
  await page.keyboard.press('Alt+Enter');
  const bulk = page.getByRole('dialog', { name: /^Edit settings: \d+ objects$/ });
  await expect(bulk.getByRole('tab').first()).toBeVisible();
  await everyPage(page, 'settings-selection', shot);
  await bulk.getByRole('tab', { name: /Notes/ }).click();
  await bulk.getByRole('textbox').first().fill('For all of them');
  await bulk.getByRole('tab', { name: /objects/ }).click();
  await expect(bulk.getByRole('grid', { name: 'What will happen' })).toBeVisible();
  await shot(page, 'settings-selection-preview');
});
