import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { addServer, line, live, startLive } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

/** Opens the explorer of the server by its menu entry, and finds an operation. */
async function choose(page: Page, text: string, operation: string): Promise<Locator> {
  const explorer = page.getByRole('region', { name: 'Service explorer' });
  const search = explorer.getByRole('searchbox', { name: 'Search services and operations' });
  await search.fill(text);
  await explorer.getByRole('treeitem', { name: operation, exact: true }).first().click();
  await expect(explorer.getByRole('heading', { level: 3 })).toContainText(operation);
  return explorer;
}

async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test('an operation is found, filled in, called, and its exchange shown', async ({
  launch,
  vcenter,
  shot,
}) => {
  const missingServices = ['com.vmware.appliance.access.shell'];
  const server = await vcenter({ vms: 60, vapi: { missingServices } });
  const { page, dataFolder } = await launch();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
  await line(page, 'Berlin').click();
  // The second API is found a little later than the first.
  await expect(page.getByRole('tab', { name: 'API' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('explore api');
  await expect(page.getByRole('option', { name: /Explore API/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'API' })).toHaveAttribute('aria-selected', 'true');
  await shot(page, 'explorer-start');

  const explorer = await choose(page, 'vcenter.VM.list', 'list');
  await expect(explorer.getByText('GET /vcenter/vm')).toBeVisible();
  await explorer.getByRole('checkbox', { name: 'Set filter', exact: true }).check();
  await explorer.getByRole('checkbox', { name: 'Set filter.power_states' }).check();
  await explorer.getByRole('button', { name: 'Add: filter.power_states' }).click();
  await explorer.getByRole('combobox', { name: 'filter.power_states[0]' }).fill('OFF');
  await page.getByRole('option', { name: 'POWERED_OFF' }).click();
  await shot(page, 'explorer-form');
  await page.keyboard.press('Control+Enter');
  const result = explorer.getByRole('treegrid', { name: 'Result' });
  await expect(result.getByRole('row').filter({ hasText: 'power_state' }).first()).toContainText(
    'POWERED_OFF',
  );
  await expect(result.getByText('POWERED_ON')).toHaveCount(0);
  await shot(page, 'explorer-result');

  await explorer.getByRole('tab', { name: 'Exchange' }).click();
  const request = explorer.getByRole('region', { name: 'Request' });
  await expect(request).toContainText('"sessionId":"<sessionId>"');
  await expect(request).toContainText('POWERED_OFF');
  await expect(explorer.getByRole('region', { name: 'Response' })).toContainText('200');
  await shot(page, 'explorer-exchange');
  await explorer.getByRole('button', { name: 'Copy as curl' }).click();
  await expect.poll(() => clipboard(page)).toContain('curl --compressed -X POST');

  await explorer.getByRole('tab', { name: 'Input as JSON' }).click();
  const json = explorer.getByRole('textbox', { name: 'Input as JSON' });
  await expect(json).toHaveValue(/"POWERED_OFF"/);
  await json.fill('{"filter": {"power_states": "OFF"');
  await explorer.getByRole('tab', { name: 'Exchange' }).click();
  await explorer.getByRole('tab', { name: 'Input as JSON' }).click();
  await expect(json).toHaveValue('{"filter": {"power_states": "OFF"');
  await expect(explorer.getByText(/^This is no JSON/)).toBeVisible();
  await json.fill('{"filter": {"power_states": ["SUSPENDED"], "names": ["nobody"]}}');
  await shot(page, 'explorer-json');
  await explorer.getByRole('tab', { name: 'Input', exact: true }).click();
  await expect(explorer.getByRole('combobox', { name: 'filter.power_states[0]' })).toHaveValue(
    'SUSPENDED',
  );
  await explorer.getByRole('button', { name: 'Call' }).click();
  await expect(result.getByRole('row')).toHaveCount(1);

  await page.keyboard.press('/');
  const search = explorer.getByRole('searchbox', { name: 'Search services and operations' });
  await expect(search).toBeFocused();
  await search.fill('access.shell');
  const missing = explorer.getByRole('treeitem', { name: /^access\.shell/ });
  await expect(missing).toContainText('not on this server');
  await missing.click();
  await explorer.getByRole('treeitem', { name: 'get', exact: true }).click();
  await expect(explorer.getByRole('alert')).toContainText('does not have the service');
  await shot(page, 'explorer-missing');

  // The core knows where the page is.
  const remembered = join(dataFolder, 'workspace.json');
  await expect.poll(() => readFile(remembered, 'utf8')).toContain('access.shell get');
  await page.reload();
  await live(page, 'Berlin');
  await line(page, 'Berlin').click();
  await expect(explorer.getByRole('heading', { level: 3 })).toContainText('access.shell.get');
});

test('what the server refuses is reported, and what changes something is asked for', async ({
  launch,
  vcenter,
  shot,
}) => {
  const { page, server } = await startLive({ launch, vcenter }, { vms: 40 });
  await line(page, 'Berlin').click();
  await page.getByRole('button', { name: 'Explore API' }).click();
  const explorer = await choose(page, 'vcenter.VM.get', 'get');
  await explorer.getByRole('button', { name: 'Call' }).click();
  await expect(explorer.getByText('1 field needs attention')).toBeVisible();
  await expect(explorer.getByText('A value is needed.')).toBeVisible();
  const id = explorer.getByRole('combobox', { name: 'vm', exact: true });
  await id.fill('vm-nope');
  await page.keyboard.press('Control+Enter');
  await expect(explorer.getByRole('alert')).toContainText('com.vmware.vapi.std.errors.not_found');
  await shot(page, 'explorer-error');

  const machine = [...server.estate.vms][0];
  await explorer.getByRole('tab', { name: 'Input', exact: true }).click();
  await id.fill(machine?.name ?? '');
  await page
    .getByRole('option', { name: machine?.name ?? '' })
    .first()
    .click();
  await expect(explorer.getByText(machine?.name ?? '', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const result = explorer.getByRole('treegrid', { name: 'Result' });
  await expect(result.getByRole('row').filter({ hasText: 'guest_OS' })).toBeVisible();
  await shot(page, 'explorer-get');

  await choose(page, 'vcenter.VM.create', 'create');
  await shot(page, 'explorer-create');
  await choose(page, 'tagging.Category.create', 'create');
  await explorer.getByRole('textbox', { name: 'create_spec.name' }).fill('Cost center');
  await explorer.getByRole('combobox', { name: 'create_spec.cardinality' }).fill('SINGLE');
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: /Call com\.vmware\.cis\.tagging/ });
  await expect(dialog).toContainText('Cost center');
  await shot(page, 'explorer-confirm');
  await dialog.getByRole('button', { name: 'Call' }).click();
  await expect(explorer.getByText('Answered')).toBeVisible();
});

test('a production server by the Automation API alone is polled, guarded, and waits no longer than one likes', async ({
  launch,
  vcenter,
  shot,
}) => {
  const server = await vcenter({ vms: 40, quickStatsSeconds: 0 });
  const { page } = await launch();
  await page.getByRole('button', { name: /Add (a )?server/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Add server' });
  await dialog.getByLabel('Address').fill(new URL(server.url).origin);
  await dialog.getByLabel('User name').fill(server.user);
  await dialog.getByLabel('Password', { exact: true }).fill(server.password);
  await dialog.getByLabel('Name in the tree').fill('Gateway');
  await dialog.getByLabel('Kind of server').click();
  await page.getByRole('option', { name: /^VMware vSphere/ }).click();
  await dialog.getByLabel('Protocol').click();
  await page.getByRole('option', { name: 'vSphere Automation API only' }).click();
  await expect(dialog.getByText(/the inventory is polled/)).toBeVisible();
  await dialog.getByLabel('Environment').click();
  await page.getByRole('option', { name: 'Production' }).click();
  await shot(page, 'automation-dialog');
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(line(page, 'Gateway')).toContainText(/Polled: read .* ago/);
  await line(page, 'Gateway').click();
  await expect(page.getByText(/^Polled: read .* ago$/).first()).toBeVisible();
  await shot(page, 'automation-server');

  await page.getByRole('tab', { name: 'API' }).click();
  const explorer = await choose(page, 'tagging.category.create', 'create');
  await explorer.getByRole('textbox', { name: 'create_spec.name' }).fill('Cost center');
  await explorer.getByRole('combobox', { name: 'create_spec.cardinality' }).fill('SINGLE');
  await page.keyboard.press('Control+Enter');
  const consent = page.getByRole('dialog', { name: /^Call/ });
  const confirm = consent.getByRole('button', { name: 'Call' });
  await expect(confirm).toBeDisabled();
  await consent.getByLabel(/create/).fill('create');
  await shot(page, 'explorer-guard');
  await confirm.click();
  await expect(explorer.getByText('Answered')).toBeVisible();

  await choose(page, 'vcenter.VM.list', 'list');
  server.misbehave.answerSlowly(60_000);
  await page.keyboard.press('Control+Enter');
  await expect(explorer.getByText(/^Waiting for \d+ s$/)).toBeVisible();
  await explorer.getByRole('button', { name: 'Cancel' }).click();
  await expect(explorer.getByText(/^The call was cancelled/)).toBeVisible();
  server.misbehave.answerSlowly(0);
});
