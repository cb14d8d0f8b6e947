import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/axe.ts';
import { findObject, line, live, shownObject } from './fixtures/steps.ts';

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
  expect(await violations(page)).toEqual([]);

  await table.getByRole('columnheader', { name: 'Memory', exact: true }).click();
  await table.getByRole('columnheader', { name: 'Memory', exact: true }).click();
  await expect(table.getByRole('columnheader', { name: /^Memory$/ })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await shot(page, 'list-vms-sorted');

  await table.getByRole('columnheader', { name: 'Name', exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Choose columns…' }).click();
  await page.getByRole('searchbox', { name: 'Search columns' }).fill('config.version');
  await page.getByRole('button', { name: 'Add config.version' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  // A column is rendered where it is on screen; the new one is the last.
  await table.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(
    table.getByRole('columnheader', { name: 'config.version', exact: true }),
  ).toBeAttached();
  await expect(table.getByRole('gridcell', { name: /^vmx-/ }).first()).toBeAttached();
  await shot(page, 'list-native-column');

  const search = page.getByRole('combobox', { name: 'Search this list' });
  await search.fill('power:onn');
  await expect(page.getByRole('alert')).toContainText('is no value of power');
  await shot(page, 'list-problem');
  await search.fill('power:on mem>=4g web');
  await expect(page.getByRole('button', { name: /In names/ })).toBeVisible();
  await shot(page, 'list-search');
  // What was selected before is not on screen any more: nothing may be done to it.
  await expect(page.getByText(/selected$/)).toHaveCount(0);
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

test('a search of the tree is shown as a list over all servers, kept, and saved as a file', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await live(page, 'Demo XenServer pool');
  const filter = page.getByRole('combobox', { name: /Find by name/ });
  await filter.fill('power:on web');
  await expect(page.getByRole('status').filter({ hasText: /match/ })).toBeVisible();
  await shot(page, 'tree-query');
  await filter.fill('snapshot.age>1d or kind:host');
  await expect(line(page, 'Demo vCenter')).toBeVisible();
  await filter.fill('power:on web');
  await page.getByRole('button', { name: 'Show as a list' }).click();
  const table = page.getByRole('grid', { name: 'Objects' });
  await expect(table.getByRole('row').nth(2)).toBeVisible();
  await shot(page, 'search-list');
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Searches' }).click();
  await page.getByRole('menuitem', { name: 'Keep this search…' }).click();
  await page.getByLabel('Name of the search').fill('Web servers that run');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByRole('button', { name: 'Searches' }).click();
  await shot(page, 'search-menu');
  await page.getByRole('menuitem', { name: 'Datastores over 85 % full' }).click();
  await page.getByRole('button', { name: 'Searches' }).click();
  await page.getByRole('menuitem', { name: 'Web servers that run' }).click();
  await expect(table.getByRole('row').nth(2)).toBeVisible();

  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'As CSV' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  const lines = text.trim().split('\r\n');
  expect(lines[0]).toContain('Name,Server');
  expect(lines.length).toBe(1 + Number(await table.getAttribute('aria-rowcount')) - 1);

  await page.getByRole('button', { name: 'Export' }).click();
  const [book] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'As Excel workbook' }).click(),
  ]);
  expect(book.suggestedFilename()).toBe('Objects.xlsx');
  // A workbook is a ZIP archive.
  expect((await readFile(await book.path())).subarray(0, 2).toString()).toBe('PK');
});

test('the whole estate is exported by the keyboard alone', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await live(page, 'Demo XenServer pool');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('export estate');
  await expect(page.getByRole('option', { selected: true })).toContainText(
    'Export the whole estate',
  );
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export the whole estate' });
  await expect(dialog).toBeVisible();
  await shot(page, 'export-estate');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('combobox').click();
  await page.getByRole('option', { name: /^JSON/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Moref estate.json');
  const estate = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<
    string,
    { readonly server: string }[]
  >;
  expect(estate['vm']?.length).toBeGreaterThan(100);
  expect(new Set(estate['host']?.map(({ server }) => server))).toEqual(
    new Set(['Demo vCenter', 'Demo XenServer pool']),
  );
  await expect(dialog).toHaveCount(0);
});

test('a list is filtered by its columns with the keyboard alone, and keeps no filter that nobody sees', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await line(page, 'Demo vCenter').click();
  await page.getByRole('tab', { name: /Virtual machines/ }).click();
  const table = page.getByRole('grid', { name: 'Virtual machines' });
  await expect(table.getByRole('row').nth(5)).toBeVisible();
  const lines = async (): Promise<number> => Number(await table.getAttribute('aria-rowcount')) - 1;
  const before = await lines();
  await table.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Filter by this column' }).click();
  const byName = table.getByRole('textbox', { name: 'Filter Name' });
  await expect(byName).toBeFocused();
  await page.keyboard.type('app');
  await expect.poll(lines).toBeLessThan(before);
  await table.getByRole('textbox', { name: 'Filter Memory', exact: true }).fill('>=16g');
  await expect(table.getByRole('gridcell', { name: /app/ }).first()).toBeVisible();
  const filtered = await lines();
  expect(filtered).toBeGreaterThan(0);
  await shot(page, 'list-filters');
  expect(await violations(page)).toEqual([]);
  await table.getByRole('textbox', { name: 'Filter Memory', exact: true }).fill('>=much');
  await expect(table.getByRole('textbox', { name: 'Filter Memory', exact: true })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await table.getByRole('textbox', { name: 'Filter Memory', exact: true }).fill('>=16g');
  await expect.poll(lines).toBe(filtered);
  await page.keyboard.press('ArrowDown');
  await expect(table).toBeFocused();
  await table.getByRole('columnheader', { name: 'Memory', exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'No filters' }).click();
  await expect.poll(lines).toBe(before);
});

test('what an object contains is a table like any other: sorted, filtered, its columns its own', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await findObject(page, 'fra-prod-01');
  const table = page.getByRole('grid', { name: 'Contains' });
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  // A cluster holds hosts and pools: no machine's host, no address.
  await expect(table.getByRole('columnheader', { name: 'IP address' })).toHaveCount(0);
  await table.getByRole('columnheader', { name: 'Memory', exact: true }).click();
  await expect(table.getByRole('columnheader', { name: 'Memory', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await table.getByRole('columnheader', { name: 'Name', exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Filter by this column' }).click();
  await page.keyboard.type('esx');
  await expect(table.getByRole('button', { name: /^esx/ }).first()).toBeVisible();
  await expect(table.getByRole('button', { name: /^Production/ })).toHaveCount(0);
  await shot(page, 'children-filtered');
  expect(await violations(page)).toEqual([]);
  // All is what is shown, and no more.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+a');
  const shown = Number(await table.getAttribute('aria-rowcount')) - 1;
  await expect(
    page.getByRole('status').filter({ hasText: `${shown} objects selected` }),
  ).toBeVisible();
});

test('searches stand below the tree in folders, count what they find, and are given to others', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await live(page, 'Demo XenServer pool');
  const searches = page.getByRole('treegrid', { name: 'Searches' });
  await searches.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  const snapshots = searches.getByRole('row', { name: /Snapshots older than a week \d/ });
  await expect(snapshots).toBeVisible();
  await shot(page, 'searches');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(shownObject(page)).toHaveText('Snapshots older than a week');
  const found = Number(/\d+$/.exec((await snapshots.innerText()).trim())?.[0]);
  await expect(page.getByRole('grid', { name: 'Objects' })).toHaveAttribute(
    'aria-rowcount',
    String(found + 1),
  );

  await page.getByRole('combobox', { name: 'Search this list' }).fill('kind:vm power:off');
  await page.getByRole('button', { name: 'Searches' }).click();
  await page.getByRole('menuitem', { name: 'Keep this search…' }).click();
  await page.getByLabel('Name of the search').fill('Weekly/Switched off');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await searches.getByRole('row', { name: /^Weekly/ }).click();
  const own = searches.getByRole('row', { name: /Switched off \d/ });
  await expect(own).toBeVisible();
  await own.click({ button: 'right' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Save all searches as a file…' }).click(),
  ]);
  const file = await download.path();
  await searches.focus();
  await page.keyboard.press('Home');
  await own.click();
  await searches.focus();
  await page.keyboard.press('Delete');
  await expect(own).toHaveCount(0);
  await searches.getByRole('row', { name: /^Searches/ }).click({ button: 'right' });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: 'Add searches from a file…' }).click(),
  ]);
  await chooser.setFiles({
    name: 'searches.json',
    mimeType: 'application/json',
    buffer: await readFile(file),
  });
  await expect(page.getByText('1 search was added.')).toBeVisible();
  await expect(own).toBeVisible();
});
