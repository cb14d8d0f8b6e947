import { findObject, line, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('several objects are selected by keyboard, and counted', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await findObject(page, 'esx');
  await page.keyboard.press('Control+a');
  const selection = page.getByRole('article', { name: /objects selected/ });
  await expect(selection).toBeVisible();
  const matches = Number(
    /\d+/.exec(await page.getByRole('status').filter({ hasText: /match/ }).innerText())?.[0],
  );
  await expect(selection.getByRole('heading', { level: 2 })).toHaveText(
    `${matches} objects selected`,
  );
  await expect(selection.getByRole('grid').getByRole('row')).toHaveCount(matches + 1);
  await shot(page, 'selection');
  // One line less, without losing the rest.
  await page.keyboard.press('Control+Space');
  await expect(selection.getByRole('heading', { level: 2 })).toHaveText(
    new RegExp(`^${matches - 1} object`),
  );
  await page.keyboard.press('Home');
  await expect(selection).toHaveCount(0);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+Space');
  await expect(page.locator('[role=treeitem][aria-selected=true]')).toHaveCount(3);
});

test('the list of what an object contains is selected from, too', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await findObject(page, 'fra-prod-01');
  const name = await shownObject(page).innerText();
  const list = page.getByRole('grid', { name: 'Contains' });
  await list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('status').filter({ hasText: '3 objects selected' })).toBeVisible();
  await expect(list.locator('[aria-selected=true]')).toHaveCount(3);
  // What is shown stays the object that contains them.
  await expect(shownObject(page)).toHaveText(name);
  await shot(page, 'children-selected');
  await page.keyboard.press('Escape');
  await expect(list.locator('[aria-selected=true]')).toHaveCount(0);
});

test('the palette finds objects, actions and servers by name', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: /Actions, objects/ });
  const field = palette.getByRole('combobox');
  await field.fill('sql');
  const first = palette.getByRole('option').first();
  await expect(first).toContainText('sql');
  await shot(page, 'palette-objects');
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
  await expect(shownObject(page)).toContainText('sql');
  const name = await shownObject(page).innerText();
  await page.keyboard.press('Control+k');
  await field.fill('rename');
  await shot(page, 'palette-actions');
  await expect(palette.getByRole('option', { selected: true })).toContainText('Rename');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: `Rename: ${name}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await field.fill('demo vc');
  await palette
    .getByRole('option', { name: /Demo vCenter/ })
    .first()
    .click();
  await expect(shownObject(page)).toHaveText('Demo vCenter');
  await page.keyboard.press('Control+k');
  await field.fill('no such thing');
  await expect(palette.getByText('Nothing is called “no such thing”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(line(page, 'Demo vCenter')).toHaveAttribute('aria-selected', 'true');
});
