import { findObject, startLive } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('a tag is given to a selection at once, seen, and found by the filter', async ({
  launch,
  vcenter,
  shot,
}) => {
  const { page } = await startLive({ launch, vcenter }, { vms: 80, taskSeconds: [0, 1] });
  const filter = page.getByRole('combobox', { name: /Find by name/ });
  await findObject(page, 'fra-web');
  await page.keyboard.press('Control+a');
  const selection = page.getByRole('article', { name: /objects selected/ });
  await expect(selection).toBeVisible();
  const names = await selection.getByRole('heading', { level: 2 }).innerText();
  const count = Number(/\d+/.exec(names)?.[0]);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('add tag');
  await expect(page.getByRole('option', { name: /^Add tag/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `Add tag: ${count} objects` });
  await dialog.getByRole('button', { name: /^Tag/ }).click();
  await page.getByRole('row', { name: /To be retired/ }).click();
  await expect(dialog.getByRole('button', { name: `Will run ${count}` })).toBeVisible();
  await shot(page, 'tags-dialog');
  await dialog.getByRole('button', { name: `Add tag: ${count}` }).click();
  const run = page.getByRole('dialog', { name: 'Add tag' });
  await expect(run.getByText(`${count} of ${count} ended`)).toBeVisible();
  await run.getByRole('button', { name: 'Close' }).click();

  await filter.fill('retired');
  await expect(page.getByText(`${count} matches`)).toBeVisible();
  await filter.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page
    .getByRole('treeitem', { name: /^fra-web.*Virtual machine/ })
    .first()
    .click();
  await expect(
    page.getByRole('listitem').filter({ hasText: /Notes: To be retired/ }),
  ).toBeVisible();
  await shot(page, 'tags-summary');
  await filter.clear();
  await page.getByRole('treeitem', { name: /^ISO images/ }).click();
  await expect(page.getByRole('article').getByText('Local library').first()).toBeVisible();
  await shot(page, 'library-summary');
});
