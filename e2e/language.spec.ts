import { line, live } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('the page is in German once that was chosen, and remembers it', async ({ launch, shot }) => {
  const first = await launch({ args: ['--demo', '--vms', '60'] });
  const { page, dataFolder } = first;
  await live(page, 'Demo vCenter');
  await page.getByRole('button', { name: /^Language/ }).click();
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', /^de/);
  await expect(page.getByRole('button', { name: 'Server hinzufügen' })).toBeVisible();
  await expect(page.getByRole('contentinfo').getByTitle('Aufgaben anzeigen')).toBeVisible();
  await expect(page.getByRole('tree', { name: 'Inventar' })).toBeVisible();
  await line(page, 'Demo vCenter').click();
  await expect(page.getByRole('tab', { name: 'Übersicht' })).toBeVisible();
  await shot(page, 'german');
  // Written once the user has been still for a moment.
  await page.waitForTimeout(1000);
  await first.stop();
  const next = await launch({ args: ['--demo', '--vms', '60'], dataFolder });
  await expect(next.page.getByRole('button', { name: 'Server hinzufügen' })).toBeVisible();
});
