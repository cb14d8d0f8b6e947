import { violations } from './fixtures/axe.ts';
import { line, live } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('a search is written with the keyboard alone: fields, values of now, and what would be right', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await live(page, 'Demo XenServer pool');
  await page.keyboard.press('Control+f');
  const field = page.getByRole('combobox', { name: /Find by name/ });
  const list = page.getByRole('listbox', { name: 'Suggestions' });
  const option = (name: string | RegExp) => list.getByRole('option', { name });
  const chosen = list.getByRole('option', { selected: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-expanded', 'false');

  await page.keyboard.type('pow');
  await expect(option(/^power:/)).toBeVisible();
  await expect(chosen).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(chosen).toHaveText(/^power:/);
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('power:');
  await expect(option(/^suspended/)).toBeVisible();
  await shot(page, 'suggest-values');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.type('o');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('power:on ');
  await expect(list).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: /match/ })).toBeVisible();

  // What objects have now, and the names that may follow a field.
  await page.keyboard.type('tag.');
  await expect(option(/^Owner:/)).toBeVisible();
  await shot(page, 'suggest-names');
  await page.keyboard.type('Own');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('power:on tag.Owner:');
  await expect(option(/^"?\w+ ?/).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  const owner = /^("[^"]+"|\S+)/.exec(await chosen.innerText())?.[0] ?? '';
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(`power:on tag.Owner:${owner} `);
  await expect(page.getByRole('status').filter({ hasText: /match/ })).toBeVisible();

  // Escape closes the list first, and empties the field then.
  await page.keyboard.type('mem');
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(field).toHaveValue(/mem$/);
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');

  await page.keyboard.press('Control+Space');
  await expect(option(/^snapshot\.age:/)).toBeVisible();
  await shot(page, 'suggest-fields');
  await page.keyboard.press('Escape');

  await page.keyboard.type('tools:olld');
  await expect(page.getByRole('alert')).toContainText('is no value of tools');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await shot(page, 'search-problem');
  await page.keyboard.press('Tab');
  await page
    .getByRole('group', { name: 'What would be right' })
    .getByRole('button', { name: 'old', exact: true })
    .click();
  await expect(field).toHaveValue('tools:old');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the tree finds what no name has, and says where it found it', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await page.keyboard.press('Control+f');
  const field = page.getByRole('combobox', { name: /Find by name/ });
  await field.fill('00:50:56');
  await expect(page.getByText('Not in names; found elsewhere')).toBeVisible();
  await expect(page.locator('[role=treeitem] mark').first()).toHaveText('00:50:56');
  await expect(page.getByRole('treeitem').filter({ hasText: 'mac: ' }).first()).toBeVisible();
  await shot(page, 'tree-where');
  expect(await violations(page)).toEqual([]);
  await field.fill('no such thing anywhere');
  await expect(page.getByText(/Nothing in the inventory matches/)).toBeVisible();
  await field.fill('');
  await expect(line(page, 'Demo vCenter')).toBeVisible();
});
