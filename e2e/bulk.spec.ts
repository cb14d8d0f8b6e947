import type { Locator, Page } from '@playwright/test';
import type { DemoVcenter } from '../electron/demo/vcenter.ts';
import { addServer, live } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

/** Selects all that the tree's filter finds, by keyboard. */
async function selectAll(page: Page, text: string): Promise<Locator> {
  await page.keyboard.press('Control+f');
  const filter = page.getByRole('combobox', { name: /Find by name/ });
  await filter.fill(text);
  await filter.press('Enter');
  await expect(page.getByRole('tree', { name: 'Inventory' })).toBeFocused();
  await page.keyboard.press('Control+a');
  const selection = page.getByRole('article', { name: /objects selected/ });
  await expect(selection).toBeVisible();
  return selection;
}

async function connect(page: Page, server: DemoVcenter): Promise<void> {
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
}

/** What names of machines begin with, some of which run and some of which do not. */
function stemOfBoth(server: DemoVcenter): string {
  const states = new Map<string, Set<string>>();
  for (const { name, power } of server.estate.vms) {
    const stem = name.replace(/\d+$/, '');
    states.set(stem, (states.get(stem) ?? new Set()).add(power));
  }
  const found = [...states].find(([, all]) => all.has('poweredOn') && all.has('poweredOff'));
  return found?.[0] ?? '';
}

/** The figure on one of the run's counts: `Done 195`. */
async function counted(scope: Locator, state: string): Promise<number> {
  const button = scope.getByRole('button', { name: new RegExp(`^${state} [\\d,]+$`) });
  return Number(/[\d,]+$/.exec(await button.innerText())?.[0]?.replace(',', ''));
}

test('more than 200 machines are shut down, five fail, and those are tried again', async ({
  launch,
  vcenter,
  shot,
}) => {
  test.setTimeout(120_000);
  const server = await vcenter({ vms: 700, taskSeconds: [0, 1] });
  const { page } = await launch();
  await connect(page, server);
  const selection = await selectAll(page, 'ad.corp.example');
  const title = await selection.getByRole('heading', { level: 2 }).innerText();
  const count = Number(/\d+/.exec(title)?.[0]);
  expect(count).toBeGreaterThan(200);
  await expect(selection.getByRole('button', { name: /Shut down guest/ })).toBeVisible();
  await shot(page, 'bulk-selection');
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: `Shut down guest: ${count} objects` });
  const preview = dialog.getByRole('grid');
  await expect(preview.getByRole('row').nth(1)).toBeVisible();
  await shot(page, 'bulk-preview');
  await dialog.getByRole('button', { name: /^Will run/ }).click();
  const runnable = await counted(dialog, 'Will run');
  expect(runnable).toBeGreaterThan(190);
  const names = await preview
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.slice(1, 6).map((row) => row.querySelector('[role=gridcell]')?.textContent ?? ''),
    );
  server.misbehave.failOperations({ objects: names, method: 'ShutdownGuest' });
  await dialog.getByRole('button', { name: `Shut down guest: ${runnable}` }).click();

  const run = page.getByRole('dialog', { name: 'Shut down guest' });
  await expect(run.getByText(`${count} of ${count} ended`)).toBeVisible({ timeout: 60_000 });
  expect(await counted(run, 'Failed')).toBe(5);
  await expect(run.getByRole('button', { name: 'Retry failed (5)' })).toBeVisible();
  await shot(page, 'bulk-result');
  await run.getByRole('button', { name: /^Failed/ }).click();
  const failures = run.getByRole('grid', { name: 'Result' }).getByRole('row');
  await expect(failures).toHaveCount(6);
  await failures.nth(1).getByRole('button').last().click();
  await expect(run.getByRole('region', { name: /^Error of/ })).toBeVisible();
  await shot(page, 'bulk-error');

  const download = page.waitForEvent('download');
  await run.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^guest\.shutdown-.*\.csv$/);

  await run.getByRole('button', { name: 'Retry failed (5)' }).click();
  await expect(run.getByRole('button', { name: /^Retry failed/ })).toHaveCount(0);
  await expect(run.getByText(`${count} of ${count} ended`)).toBeVisible({ timeout: 30_000 });
  await run.getByRole('button', { name: /^All/ }).click();
  await expect(run.getByRole('button', { name: /^Failed/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '1 run finished' }).click();
  await expect(page.getByRole('dialog', { name: 'Bulk runs' })).toContainText('Shut down guest');
  await shot(page, 'bulk-runs');
});

test('a selection is powered on; what runs already counts as done', async ({
  launch,
  vcenter,
  shot,
}) => {
  const server = await vcenter({ vms: 200, taskSeconds: [0, 1] });
  const { page } = await launch();
  await connect(page, server);
  const selection = await selectAll(page, stemOfBoth(server));
  await selection.getByRole('button', { name: /^Power on/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Power on/ });
  await expect(dialog.getByRole('button', { name: /^Already so [1-9]/ })).toBeVisible();
  await dialog.getByText('Show the call').click();
  await expect(dialog.getByText(/PowerOnVM_Task/).first()).toBeVisible();
  await shot(page, 'bulk-power-on');
  await dialog.getByRole('button', { name: /^Power on: \d+$/ }).click();
  const run = page.getByRole('dialog', { name: 'Power on' });
  await expect(run.getByRole('button', { name: /^Close$/ })).toBeVisible({ timeout: 30_000 });
  await expect(run.getByRole('button', { name: /^Done [1-9]/ })).toBeVisible();
});

test('a run is stopped: what was not sent is cancelled, not failed', async ({
  launch,
  vcenter,
  shot,
}) => {
  const server = await vcenter({ vms: 200, taskSeconds: [20, 20] });
  const { page } = await launch();
  await connect(page, server);
  const selection = await selectAll(page, 'ad.corp.example');
  await selection.getByRole('button', { name: /^Power off/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Power off/ });
  await dialog.getByRole('button', { name: /^Power off: \d+$/ }).click();
  const run = page.getByRole('dialog', { name: 'Power off' });
  await expect(run.getByRole('button', { name: /^Running [1-9]/ })).toBeVisible();
  await shot(page, 'bulk-running');
  await run.getByRole('button', { name: 'Go on in the background' }).click();
  await page.getByRole('button', { name: /^1 run under way/ }).click();
  await page.getByRole('dialog', { name: 'Bulk runs' }).getByRole('button').first().click();
  await run.getByRole('button', { name: 'Stop and cancel tasks' }).click();
  await expect(run.getByRole('button', { name: /^Cancelled \d\d/ })).toBeVisible();
  await expect(run.getByRole('button', { name: 'Close', exact: true })).toBeVisible({
    timeout: 45_000,
  });
  await expect(run.getByRole('button', { name: /^Failed/ })).toHaveCount(0);
  await shot(page, 'bulk-stopped');
});
