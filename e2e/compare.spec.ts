import { violations } from './fixtures/axe.ts';
import { line, live } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('objects of two families are compared side by side, what differs first', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await live(page, 'Demo XenServer pool');
  const filter = page.getByRole('combobox', { name: /Find by name/ });
  await filter.fill('kind:vm (name:sql-fra-01 or name:app-dev)');
  await page.getByRole('button', { name: 'Show as a list' }).click();
  const table = page.getByRole('grid', { name: 'Objects' });
  await expect(table.getByRole('row').nth(2)).toBeVisible();
  await table.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(page.getByText('2 objects selected')).toBeVisible();
  await page.keyboard.press('Control+d');
  const dialog = page.getByRole('dialog', { name: 'Compare 2 objects' });
  const lines = dialog.getByRole('grid').getByRole('row');
  await expect(lines.nth(3)).toBeVisible();
  await expect(dialog.getByRole('gridcell', { name: 'Memory', exact: true })).toBeVisible();
  await shot(page, 'compare');
  expect(await violations(page)).toEqual([]);
  const all = await dialog.getByRole('grid').getAttribute('aria-rowcount');
  await dialog.getByRole('checkbox', { name: /Only what differs/ }).check();
  await expect(dialog.getByRole('grid')).not.toHaveAttribute('aria-rowcount', all ?? '');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'As CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Comparison.csv');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  // Too many, or too few: it says so, in the palette too.
  await line(page, 'Demo vCenter').click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('compare');
  await expect(page.getByRole('option', { name: /Compare the selected objects/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});
