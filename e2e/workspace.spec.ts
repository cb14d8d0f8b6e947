import { violations } from './fixtures/axe.ts';
import { findObject, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('objects and searches stand in tabs, by keyboard', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await findObject(page, 'db-prod-0013');
  await expect(shownObject(page)).toHaveText('db-prod-0013');
  await page.keyboard.press('Alt+t');
  const tabs = page.getByRole('tablist', { name: 'Open objects and searches' }).getByRole('tab');
  await expect(tabs).toHaveText(['db-prod-0013', 'All servers']);
  await findObject(page, 'web-stage-0021');
  await expect(tabs).toHaveText(['db-prod-0013', 'web-stage-0021']);
  await page.keyboard.press('Alt+1');
  await expect(shownObject(page)).toHaveText('db-prod-0013');
  await page.keyboard.press('Alt+Shift+P');
  await page.keyboard.press('Alt+PageDown');
  await expect(shownObject(page)).toHaveText('web-stage-0021');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('tab', { name: 'All servers' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('Alt+Shift+I');
  await expect(page.getByRole('tree')).toBeFocused();
  await page.keyboard.press('F6');
  await expect(page.getByRole('treegrid', { name: 'Searches' })).toBeFocused();
  await page.keyboard.press('F6');
  await expect(page.getByRole('tab', { name: 'web-stage-0021' })).toBeFocused();
  await page.keyboard.press('Alt+Shift+E');
  await expect(page.getByRole('tab', { name: 'Properties' })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await shot(page, 'tabs');
  // More tabs than there is room for: the one that is shown is in sight, and every name can be told.
  for (let more = 3; more <= 14; more++) {
    await page.keyboard.press('Alt+t');
    await expect(tabs).toHaveCount(more);
  }
  await expect(tabs.last()).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Alt+1');
  await expect(tabs.first()).toHaveAttribute('aria-selected', 'true');
  await expect(tabs.first()).toBeInViewport({ ratio: 1 });
  await shot(page, 'tabs-many');
});

test('tabs are there again the next time, and after they were closed', async ({ launch }) => {
  const first = await launch({ args: ['--demo', '--vms', '60'] });
  const { page, dataFolder } = first;
  await live(page, 'Demo vCenter');
  await findObject(page, 'db-prod-0013');
  await page.keyboard.press('Alt+t');
  await findObject(page, 'web-stage-0021');
  await expect(shownObject(page)).toHaveText('web-stage-0021');
  // Written once the user has been still for a moment.
  await page.waitForTimeout(1000);
  await first.stop();
  const next = await launch({ args: ['--demo', '--vms', '60'], dataFolder });
  await live(next.page, 'Demo vCenter');
  await expect(shownObject(next.page)).toHaveText('web-stage-0021');
  await next.page.keyboard.press('Alt+1');
  await expect(shownObject(next.page)).toHaveText('db-prod-0013');
  await next.page.keyboard.press('Alt+w');
  await next.page.keyboard.press('Alt+Shift+W');
  await expect(shownObject(next.page)).toHaveText('db-prod-0013');
});

test('links open what they mean, and the command line says what to show', async ({ launch }) => {
  const { page } = await launch({
    args: ['--demo', '--vms', '60', '--select', 'db-prod-0013', '--search', 'power:off kind:vm'],
  });
  await live(page, 'Demo vCenter');
  await expect(shownObject(page)).toHaveText('db-prod-0013');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('Alt+Shift+I');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('copy link');
  await page.keyboard.press('Enter');
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/^moref:\/\/.+\/VM:/);
  await page.keyboard.press('Alt+t');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /Actions, objects/ }).fill(await copied());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'db-prod-0013' })).toHaveCount(2);
  await page.keyboard.press('Control+k');
  await page
    .getByRole('combobox', { name: /Actions, objects/ })
    .fill('moref://rome.example.org/VM:1');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/does not know the server “rome.example.org”/)).toBeVisible();
});

test('several windows show what they want, of one core', async ({ launch }) => {
  const { page, browserHost } = await launch({ args: ['--demo', '--vms', '60'] });
  test.skip(browserHost === undefined, 'Windows of the desktop are its own.');
  await live(page, 'Demo vCenter');
  await findObject(page, 'db-prod-0013');
  const opened = page.context().waitForEvent('page');
  await page.keyboard.press('Alt+Shift+T');
  const other = await opened;
  await live(other, 'Demo vCenter');
  await findObject(other, 'web-stage-0021');
  await expect(shownObject(other)).toHaveText('web-stage-0021');
  await other.getByRole('button', { name: /Appearance/ }).click();
  await other.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await other.reload();
  await live(other, 'Demo vCenter');
  await expect(shownObject(other)).toHaveText('web-stage-0021');
  await page.reload();
  await expect(shownObject(page)).toHaveText('db-prod-0013');
});
