import { expect, test } from './fixtures/test.ts';
import { line, live, shownObject } from './fixtures/steps.ts';

test('a server lists its machines as a table that is sorted, searched, selected and opened', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await line(page, 'Demo vCenter').click();
  await page.getByRole('tab', { name: /Virtual machines/ }).click();
  const table = page.getByRole('grid', { name: 'Virtual machines' });
  await expect(table.getByRole('row').nth(5)).toBeVisible();
  await shot(page, 'list-vms');

  await table.getByRole('columnheader', { name: 'Memory', exact: true }).click();
  await table.getByRole('columnheader', { name: 'Memory', exact: true }).click();
  await expect(table.getByRole('columnheader', { name: /^Memory$/ })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await shot(page, 'list-vms-sorted');

  const search = page.getByRole('searchbox', { name: 'Search this list' });
  await search.fill('power:onn');
  await expect(page.getByRole('alert')).toContainText('is no value of power');
  await shot(page, 'list-problem');
  await search.fill('power:on mem>=4g web');
  await expect(page.getByRole('button', { name: /In names/ })).toBeVisible();
  await shot(page, 'list-search');
  await search.fill('');

  await table.focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('status').filter({ hasText: 'objects' })).toBeVisible();
  await shot(page, 'list-all-selected');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Enter');
  await expect(shownObject(page)).not.toHaveText('Demo vCenter');
});
