import { violations } from './fixtures/axe.ts';
import { findObject, live } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

for (const colorScheme of ['light', 'dark'] as const)
  test(`nothing stands in the way of assistive technology, ${colorScheme}`, async ({
    launch,
    shot,
  }) => {
    const { page } = await launch();
    await page.emulateMedia({ colorScheme });
    const demo = page.getByRole('button', { name: /demo/i }).first();
    await expect(demo).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await demo.click();
    await expect(page.getByText('2 of 2 servers live')).toBeVisible();
    await page.getByRole('treeitem').nth(1).click();
    await expect(
      page.getByRole('heading', { level: 1 }).or(page.getByRole('tab').first()).first(),
    ).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await shot(page, `accessibility-${colorScheme}`);
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`nor in the views that operate on objects, ${colorScheme}`, async ({ launch, shot }) => {
    test.setTimeout(150_000);
    const { page } = await launch({ args: ['--demo', '--vms', '60'] });
    await page.emulateMedia({ colorScheme });
    await live(page, 'Demo vCenter');
    await live(page, 'Demo XenServer pool');
    const closeDialog = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    };

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('sql');
    await expect(page.getByRole('option').first()).toBeVisible();
    expect(await violations(page), 'palette').toEqual([]);
    await closeDialog();

    await findObject(page, 'web-stage');
    await page
      .getByRole('treeitem', { name: /Virtual machine, Powered on/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'Snapshots' }).click();
    await expect(page.getByText('No snapshots')).toBeVisible();
    expect(await violations(page), 'snapshots').toEqual([]);

    await page.getByRole('button', { name: 'More actions' }).click();
    const group = page.getByRole('menuitem', { name: 'Disks and CD' });
    await group.focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('menu', { name: 'Disks and CD' })).toBeVisible();
    await shot(page, `menu-${colorScheme}`);
    expect(await violations(page), 'menu').toEqual([]);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);

    await page.keyboard.press('Control+Shift+m');
    await expect(page.getByRole('grid', { name: 'To host' }).getByRole('row').nth(1)).toBeVisible();
    expect(await violations(page), 'lookup').toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Show the call').click();
    await expect(page.getByRole('region', { name: 'xe' })).toBeVisible();
    expect(await violations(page), 'wizard').toEqual([]);
    await shot(page, `wizard-check-${colorScheme}`);
    await closeDialog();

    await page.getByRole('tree', { name: 'Inventory' }).focus();
    await page.keyboard.press('Control+a');
    await expect(page.getByRole('button', { name: /^Power off/ })).toBeVisible();
    expect(await violations(page), 'selection').toEqual([]);
    await page.getByRole('button', { name: /^Power off/ }).click();
    const start = page.getByRole('button', { name: /^Power off: \d+$/ });
    await expect(start).toBeEnabled();
    expect(await violations(page), 'bulk dialog').toEqual([]);
    await start.click();
    await expect(page.getByRole('button', { name: /^Done [1-9]/ })).toBeVisible({
      timeout: 30_000,
    });
    expect(await violations(page), 'run').toEqual([]);
    await shot(page, `run-${colorScheme}`);
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`nor in the service explorer, ${colorScheme}`, async ({ launch, shot }) => {
    test.setTimeout(120_000);
    const { page } = await launch({ args: ['--demo', '--vms', '40'] });
    await page.emulateMedia({ colorScheme });
    await live(page, 'Demo vCenter');
    await page.getByRole('treeitem', { name: /^Demo vCenter/ }).click();
    await page.getByRole('tab', { name: 'API' }).click();
    const explorer = page.getByRole('region', { name: 'Service explorer' });
    const search = explorer.getByRole('searchbox', { name: 'Search services and operations' });
    await expect(explorer.getByRole('treeitem').first()).toBeVisible();
    expect(await violations(page), 'services').toEqual([]);

    await search.fill('vcenter.VM.list');
    await search.press('Enter');
    await explorer.getByRole('checkbox', { name: 'Set filter', exact: true }).check();
    for (const field of ['hosts', 'power_states', 'names']) {
      await explorer.getByRole('checkbox', { name: `Set filter.${field}` }).check();
      await explorer.getByRole('button', { name: `Add: filter.${field}` }).click();
    }
    await page.keyboard.press('Control+Enter');
    await expect(explorer.getByText('2 fields need attention')).toBeVisible();
    await shot(page, `explorer-form-${colorScheme}`);
    expect(await violations(page), 'form').toEqual([]);

    await explorer.getByRole('checkbox', { name: 'Set filter', exact: true }).uncheck();
    await page.keyboard.press('Control+Enter');
    await expect(explorer.getByRole('treegrid').getByRole('row').nth(1)).toBeVisible();
    await shot(page, `explorer-result-${colorScheme}`);
    expect(await violations(page), 'result').toEqual([]);
    await explorer.getByRole('tab', { name: 'Exchange' }).click();
    expect(await violations(page), 'exchange').toEqual([]);
    await explorer.getByRole('tab', { name: 'Input as JSON' }).click();
    expect(await violations(page), 'JSON').toEqual([]);

    await search.fill('category.create');
    await search.press('Enter');
    await explorer.getByRole('combobox', { name: 'create_spec.cardinality' }).fill('SINGLE');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog', { name: /^Call/ })).toBeVisible();
    expect(await violations(page), 'consent').toEqual([]);
  });
