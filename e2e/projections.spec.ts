import type { Locator, Page } from '@playwright/test';
import { violations } from './fixtures/axe.ts';
import { findObject, line, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

const bar = (page: Page): Locator => page.getByRole('group', { name: 'Trees' });

async function choose(page: Page, role: 'menuitemcheckbox' | 'menuitemradio', name: string) {
  await page.getByRole('button', { name: 'What the tree shows' }).click();
  await page.getByRole(role, { name, exact: true }).click();
}

test('one inventory is seen as four trees, by keyboard', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await findObject(page, 'db-prod-0013');
  const name = (await shownObject(page).textContent()) ?? '';
  await page.keyboard.press('Control+f');
  await page.keyboard.press('Escape');
  await page.getByRole('tree').focus();
  await page.keyboard.press('Alt+Shift+Digit2');
  await expect(bar(page).getByRole('button', { name: 'VMs and folders' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(line(page, name)).toHaveAttribute('aria-selected', 'true');
  expect(await violations(page)).toEqual([]);
  await shot(page, 'tree-machines');
  for (const [key, tree, object] of [
    ['Digit3', 'Storage', 'Frankfurt'],
    ['Digit4', 'Networks', 'Frankfurt'],
    ['Digit1', 'Hosts and clusters', name],
  ] as const) {
    await page.keyboard.press(`Alt+Shift+${key}`);
    await expect(bar(page).getByRole('button', { name: tree })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await expect(line(page, object)).toBeVisible();
    await expect(shownObject(page)).toHaveText(name);
  }
});

test('machines stand in groups, and what nobody wants to see stays out', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await choose(page, 'menuitemradio', 'State');
  const off = line(page, 'Powered off');
  await expect(off).toBeVisible();
  await off.click();
  await expect(page.getByRole('heading', { level: 2, name: 'State: Powered off' })).toBeVisible();
  await page.getByRole('tree').focus();
  await page.keyboard.press('ArrowRight');
  await expect(off).toHaveAttribute('aria-expanded', 'true');
  expect(await violations(page)).toEqual([]);
  await shot(page, 'tree-groups');
  await choose(page, 'menuitemcheckbox', 'Hide what is powered off');
  await choose(page, 'menuitemcheckbox', 'Hide templates');
  await expect(line(page, 'Powered on')).toBeVisible();
  await expect(off).toHaveCount(0);
  await bar(page).getByRole('button', { name: 'Hosts and clusters' }).click();
  await expect(line(page, 'Demo vCenter')).toBeVisible();
  await page.getByRole('button', { name: 'What the tree shows' }).click();
  expect(await violations(page)).toEqual([]);
  await shot(page, 'tree-options');
});
