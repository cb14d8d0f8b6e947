import { violations } from './fixtures/axe.ts';
import { findObject, line, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('objects and searches stand in tabs, by keyboard, and are there again the next time', async ({
  launch,
  shot,
}) => {
  const first = await launch({ args: ['--demo', '--vms', '60'] });
  const { page, dataFolder } = first;
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
  // Written once the user has been still for a moment.
  await page.waitForTimeout(1000);
  await first.stop();
  const next = await launch({ args: ['--demo', '--vms', '60'], dataFolder });
  await live(next.page, 'Demo vCenter');
  await expect(shownObject(next.page)).toHaveText('web-stage-0021');
  await next.page.keyboard.press('Alt+1');
  await expect(shownObject(next.page)).toHaveText('db-prod-0013');
  await expect(line(next.page, 'Demo vCenter')).toBeVisible();
  await next.page.keyboard.press('Alt+2');
  await next.page.keyboard.press('Alt+w');
  await next.page.keyboard.press('Alt+Shift+W');
  await expect(shownObject(next.page)).toHaveText('web-stage-0021');
});
