import { findObject, live } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('native properties are searched, opened, and read on demand', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await findObject(page, 'sql');
  await page.getByRole('tab', { name: 'Properties' }).click();
  const panel = page.getByRole('treegrid', { name: 'Native properties' });
  await expect(panel.getByRole('row').first()).toBeVisible();
  await shot(page, 'properties');
  const search = page.getByRole('searchbox', { name: 'Search paths and values' });
  await search.fill('powerState');
  const power = panel.getByRole('row').filter({ hasText: 'runtime.powerState' });
  await expect(power).toContainText('poweredO');
  await search.fill('config');
  const heavy = panel.getByRole('row').filter({ has: page.getByRole('button', { name: 'Read' }) });
  await expect(heavy.first()).toBeVisible();
  await shot(page, 'properties-search');
  const row = panel
    .getByRole('row')
    .filter({ hasText: /^config(Read|V)/ })
    .first();
  await row.getByRole('button', { name: 'Read' }).click();
  await expect(row.getByRole('button', { name: 'Read again' })).toBeVisible();
  await row.getByRole('button', { name: 'Open' }).click();
  await expect(panel.getByRole('row').filter({ hasText: 'hardware' }).first()).toBeVisible();
  await shot(page, 'properties-read');
});
