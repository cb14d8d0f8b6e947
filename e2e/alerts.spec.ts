import { violations } from './fixtures/axe.ts';
import { findObject, live, shownObject, startLive } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('alerts of a pool are read, found at their object, and dismissed alone and together', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '20'] });
  await live(page, 'Demo XenServer pool');
  await live(page, 'Demo vCenter');
  await page.getByRole('contentinfo').getByRole('button', { name: '7 alerts' }).click();
  const table = page.getByRole('grid', { name: 'Alerts' });
  const lines = table.getByRole('row').filter({ hasNot: page.getByRole('columnheader') });
  await expect(lines).toHaveCount(7);
  await page.getByRole('combobox', { name: 'Alerts of which server' }).click();
  await page.getByRole('option', { name: 'Demo XenServer pool' }).click();
  await expect(lines).toHaveCount(4);
  await shot(page, 'alerts');
  expect(await violations(page)).toEqual([]);

  // Read in full, by keyboard.
  await lines.getByText('Storage use is 91 %', { exact: true }).click();
  await page.keyboard.press('Enter');
  const details = page.getByRole('dialog', { name: 'Storage use is 91 %' });
  await expect(details.getByText('Alarm trigger level: 0.9')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();

  // At its object, and gone from both places when it is dismissed.
  await lines.filter({ hasText: 'Storage use' }).getByRole('button', { name: 'NFS 1' }).click();
  await expect(shownObject(page)).toHaveText('NFS 1');
  await page.getByRole('tab', { name: 'Alerts (1)' }).click();
  const own = page.getByRole('grid', { name: 'Alerts of this object' });
  await own.getByText('Storage use is 91 %').click();
  await page.getByRole('button', { name: 'Dismiss', exact: true }).first().click();
  await expect(own).toHaveCount(0);
  await expect(lines).toHaveCount(3);

  // Many together are confirmed first.
  await table.focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('button', { name: 'Dismiss', exact: true })).toBeVisible();
  await page.keyboard.press('Delete');
  const bulk = page.getByRole('dialog', { name: /^Dismiss/ });
  await expect(bulk.getByText('High availability: a host failed')).toBeVisible();
  await shot(page, 'alerts-dismissed-together');
  await bulk.getByRole('button', { name: 'Dismiss: 3' }).click();
  await expect(page.getByText('No alert passes this filter')).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Escape');

  // Mere information is there, too, for whoever wants them; they come by themselves.
  await page.getByRole('button', { name: 'Show all alerts' }).click();
  await findObject(page, 'web-stage');
  const machine = page.getByRole('treeitem', { name: /Virtual machine, Powered on/ }).first();
  await machine.click();
  const name = (await shownObject(page).textContent()) ?? '';
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await expect(
    lines.filter({ hasText: 'VM rebooted' }).filter({ hasText: name }).first(),
  ).toBeVisible({ timeout: 20_000 });
  await shot(page, 'alerts-information');
});

test('alarms of a vCenter are read, found at their object, acknowledged, and gone with their cause', async ({
  launch,
  vcenter,
  shot,
}) => {
  const { page } = await startLive({ launch, vcenter }, { vms: 20, quickStatsSeconds: 0 });
  const status = page.getByRole('contentinfo');
  await status.getByRole('button', { name: '3 alerts' }).click();
  const table = page.getByRole('grid', { name: 'Alerts', exact: true });
  const lines = table.getByRole('row').filter({ hasNot: page.getByRole('columnheader') });
  await expect(lines).toHaveCount(3);
  await expect(lines.filter({ hasText: 'Host memory usage' })).toContainText('Warning');

  await lines.getByText('Host connection and power state', { exact: true }).click();
  await page.keyboard.press('Enter');
  const details = page.getByRole('dialog', { name: 'Host connection and power state' });
  await expect(details.getByText('Default alarm to monitor host connection')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();

  // Acknowledged at its object: it stays, and says by whom.
  const lost = lines.filter({ hasText: 'Host connection and power state' });
  await lost.getByRole('button', { name: /^esx/ }).click();
  await expect(shownObject(page)).toHaveText(/^esx/);
  await page.getByRole('tab', { name: 'Alerts (1)' }).click();
  const own = page.getByRole('grid', { name: 'Alerts of this object' });
  await own.getByText('Host connection and power state', { exact: true }).click();
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).first().click();
  await expect(own.getByText('Acknowledged by VSPHERE.LOCAL\\Administrator.')).toBeVisible();
  await expect(status.getByRole('button', { name: '2 alerts' })).toBeVisible();
  await expect(lines).toHaveCount(3);

  // The rest together: what is acknowledged already is left out.
  await table.focus();
  await page.keyboard.press('Control+a');
  const tools = page.getByRole('toolbar', { name: 'Actions on the alerts' });
  await expect(
    tools.filter({ hasText: '3 selected' }).getByRole('button', { name: /^Acknowledge/ }),
  ).toBeVisible();
  await page.keyboard.press('Delete');
  const bulk = page.getByRole('dialog', { name: /^Acknowledge/ });
  await expect(bulk.getByText(/^Host memory usage: esx/)).toBeVisible();
  await shot(page, 'alarms-acknowledged-together');
  await bulk.getByRole('button', { name: 'Acknowledge: 2' }).click();
  await expect(page.getByText(/^Acknowledged by VSPHERE/).nth(3)).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expect(lines.filter({ hasText: 'Acknowledged by' })).toHaveCount(3);
  await expect(status.getByRole('button', { name: /alert/ })).toHaveCount(0);
  await expect(
    tools.filter({ hasText: '3 selected' }).getByRole('button', { name: 'Acknowledge' }),
  ).toHaveAttribute('aria-disabled', 'true');
  await shot(page, 'alarms-acknowledged');
  expect(await violations(page)).toEqual([]);

  // It is cleared when the host is there again.
  await page.getByRole('treeitem', { name: /Host, Disconnected/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: /^Connect/ }).click();
  await expect(lost).toHaveCount(0, { timeout: 20_000 });
});
