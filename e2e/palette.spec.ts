import { violations } from './fixtures/axe.ts';
import { findObject, line, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('the palette takes a verb and an object, names with something left out, and what was used lately', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await live(page, 'Demo XenServer pool');
  const palette = page.getByRole('dialog', { name: /Actions, objects/ });
  const field = palette.getByRole('combobox');
  const chosen = palette.getByRole('option', { selected: true });
  const open = async (): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
  };

  await findObject(page, 'fra-app-0');
  const name = await shownObject(page).innerText();
  const typed = name.replace(/-0/, '').replaceAll('-', '');
  await line(page, 'Demo vCenter').click();
  await open();
  await expect(palette.getByText('Used lately')).toBeVisible();
  await expect(chosen).toContainText(name);
  await shot(page, 'palette-recent');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.type(typed);
  await expect(chosen).toContainText(name);
  await shot(page, 'palette-fuzzy');
  await page.keyboard.press('Enter');
  await expect(shownObject(page)).toHaveText(name);

  await open();
  await page.keyboard.type(`snapshot ${name}`);
  await expect(chosen).toHaveText(new RegExp(`^Take snapshot… – ${name}`));
  await shot(page, 'palette-verb');
  await page.keyboard.press('Enter');
  // It asks what it asks elsewhere.
  await expect(page.getByRole('dialog', { name: `Take snapshot: ${name}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // What destroys is found, and is nothing that Enter does before one has looked.
  await open();
  await page.keyboard.type(`delete ${name}`);
  await expect(
    palette.getByRole('option', { name: new RegExp(`^Delete – ${name}`) }),
  ).toBeVisible();
  for (const text of await chosen.allInnerTexts()) expect(text).not.toMatch(/^Delete/);
  await shot(page, 'palette-delete');
  await page.keyboard.press('Escape');
  await line(page, 'Demo vCenter').click();
  await open();
  await page.keyboard.type('disconnect');
  await expect(palette.getByRole('option', { name: /^Disconnect/ }).first()).toBeVisible();
  await expect(chosen).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(palette).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(line(page, 'Demo vCenter').getByText('Live')).toBeVisible();
});

test('the palette speaks the search language, and knows the searches', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await live(page, 'Demo XenServer pool');
  const palette = page.getByRole('dialog', { name: /Actions, objects/ });
  const field = palette.getByRole('combobox');
  await page.keyboard.press('Control+k');
  await field.fill('kind:host power');
  await palette.getByRole('option', { name: /^power:/ }).click();
  await expect(field).toHaveValue('kind:host power:');
  await expect(palette.getByText(/power needs a value/)).toBeVisible();
  await palette.getByRole('option', { name: /^on/ }).click();
  await expect(field).toHaveValue('kind:host power:on ');
  await expect(palette.getByRole('option', { name: /Host · / }).first()).toBeVisible();
  await expect(palette.getByRole('option', { name: /Virtual machine/ })).toHaveCount(0);
  await shot(page, 'palette-query');
  expect(await violations(page)).toEqual([]);
  await palette.getByRole('option', { name: /as a list/ }).click();
  const table = page.getByRole('grid', { name: 'Objects' });
  await expect(table.getByRole('row').nth(2)).toBeVisible();

  await page.keyboard.press('Control+k');
  await field.fill('snapshots older');
  const saved = palette.getByRole('option', { name: /Snapshots older than a week/ });
  await expect(saved).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Search this list' })).toHaveValue(
    'kind:vm snapshot.age>7d',
  );
});
