import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findObject, line, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('a pool is browsed, its parts have pages of their own, and a snapshot is taken', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  const pool = 'Demo XenServer pool';
  await live(page, pool);
  await line(page, pool).click();
  await expect(
    page.getByRole('grid', { name: 'Contains' }).getByRole('row', { name: /^Demo pool/ }),
  ).toBeVisible();
  const tree = page.getByRole('tree');
  await tree.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await line(page, 'xcp-01').click();
  await page.keyboard.press('ArrowRight');
  await shot(page, 'pool-tree');

  const machine = tree.getByRole('treeitem', { name: /Virtual machine, Powered on/ });
  await expect(machine.first()).toBeVisible();
  await machine.first().click();
  const name = (await shownObject(page).textContent()) ?? '';
  await page.getByRole('tab', { name: 'Related' }).click();
  const disks = page.getByRole('region', { name: 'Disks' });
  await expect(disks.getByRole('row')).not.toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Network interfaces' })).toBeVisible();
  await shot(page, 'machine-related');

  const disk = disks.getByRole('row').nth(1).getByRole('button').first();
  const diskName = (await disk.textContent()) ?? '';
  await disk.click();
  await expect(shownObject(page)).toHaveText(diskName);
  await expect(page.getByRole('region', { name: 'Used by' }).getByText(name)).toBeVisible();
  await shot(page, 'disk-related');
  await page.getByRole('region', { name: 'Used by' }).getByRole('button', { name }).click();
  await expect(shownObject(page)).toHaveText(name);

  await page
    .getByRole('toolbar', { name: 'Actions' })
    .getByRole('button', { name: 'More' })
    .click();
  await page.getByRole('menuitem', { name: 'Snapshots' }).hover();
  await expect(page.getByRole('menuitem', { name: 'Take snapshot' })).toBeVisible();
  await shot(page, 'machine-menu');
  await page.getByRole('menuitem', { name: 'Take snapshot' }).click();
  const dialog = page.getByRole('dialog', { name: /Take snapshot/ });
  await shot(page, 'snapshot-dialog');
  await dialog.getByLabel('Name').fill('before the update');
  await dialog.getByRole('button', { name: 'Take snapshot' }).click();
  await expect(dialog).toBeHidden();
  const snapshots = page.getByRole('region', { name: 'Snapshots' });
  await expect(snapshots.getByText('before the update')).toBeVisible({ timeout: 15_000 });
  await shot(page, 'snapshot-taken');
});

test('memory is changed within its limits, tags and custom fields are found', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '20'] });
  const pool = 'Demo XenServer pool';
  await live(page, pool);
  await line(page, pool).click();
  await page.getByRole('tree').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const machine = page.getByRole('treeitem', { name: /Virtual machine, Powered off/ }).first();
  await machine.click();
  const name = (await shownObject(page).textContent()) ?? '';
  const open = async (item: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(item);
    await expect(page.getByRole('option').first()).toContainText(item);
    await page.keyboard.press('Enter');
  };
  await open('Change vCPUs');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^vCPUs/ }).fill('three');
  await expect(dialog.getByText('vCPUs must be a number.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await shot(page, 'cpus-refused');
  await dialog.getByRole('textbox', { name: /^vCPUs/ }).fill('3');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('tab', { name: 'Summary' }).click();
  await expect(page.getByText('3 vCPUs')).toBeVisible();

  await open('Edit tags');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Tags' }).fill('payroll, zebra');
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: /^zebra$/ })).toBeVisible();
  await findObject(page, 'zebra');
  await expect(shownObject(page)).toHaveText(name);
  await shot(page, 'tags-found');

  await open('Edit custom fields');
  const fields = page.getByRole('dialog');
  await fields.getByRole('textbox', { name: 'Owner' }).fill('Ada Lovelace');
  await fields.getByRole('textbox', { name: 'Reviewed' }).fill('next week');
  await expect(fields.getByText(/Reviewed must be a date/).first()).toBeVisible();
  await shot(page, 'custom-fields-refused');
  await fields.getByRole('textbox', { name: 'Reviewed' }).fill('2026-08-01');
  await fields.getByRole('button', { name: 'Apply' }).click();
  await expect(fields).toBeHidden();
  const own = page.getByRole('region', { name: 'Notes and tags' });
  await expect(own).toContainText('Ada Lovelace');
  await expect(own).toContainText('2026-08-01 00:00:00Z');
  await findObject(page, 'ada lovelace');
  await expect(shownObject(page)).toHaveText(name);
  await shot(page, 'custom-fields');
});

test('a pool is reached by a socket of this computer, without a password', async ({
  launch,
  pool,
  shot,
}) => {
  test.skip(process.platform === 'win32', 'There are no such sockets');
  const folder = await mkdtemp(join(tmpdir(), 'moref-socket-'));
  const unixSocket = join(folder, 'xapi');
  await pool({ vms: 10, unixSocket });
  const { page } = await launch();
  await page.getByRole('button', { name: /Add (a )?server/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Add server' });
  await dialog.getByLabel('Kind of server').click();
  await page.getByRole('option', { name: /XenServer/ }).click();
  await dialog.getByLabel('Address').fill(`unix:xapi`);
  await dialog.getByLabel('User name').fill('root');
  await dialog.getByLabel('Name in the tree').fill('Here');
  await dialog.getByRole('button', { name: 'Connect' }).click();
  // Refused at the field, before anything is dialled.
  await expect(dialog.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog).toContainText('has to begin with /');
  await dialog.getByLabel('Address').fill(unixSocket);
  await expect(dialog).toContainText('Not asked for on a socket of the server itself.');
  await shot(page, 'server-socket');
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await live(page, 'Here');
  await rm(folder, { recursive: true, force: true });
});

test('a pool is reached by any of its hosts, and won back when its coordinator is gone', async ({
  launch,
  pool,
  shot,
}) => {
  const server = await pool({ vms: 10, members: 2, tls: true });
  const member = server.hosts[1];
  const { page } = await launch();
  await page.getByRole('button', { name: /Add (a )?server/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Add server' });
  await dialog.getByLabel('Kind of server').click();
  await page.getByRole('option', { name: /XenServer/ }).click();
  await dialog.getByLabel('Address').fill(member?.url ?? '');
  await dialog.getByLabel('User name').fill(server.user);
  await dialog.getByLabel('Password', { exact: true }).fill(server.password);
  await dialog.getByLabel('Name in the tree').fill('Pool');
  await dialog.getByRole('button', { name: 'Connect' }).click();
  const trust = page.getByRole('dialog', { name: 'Trust the certificate of Pool?' });
  await expect(trust).toContainText((member?.certificateFingerprint ?? '').slice(0, 23));
  await trust.getByRole('button', { name: 'Trust and connect' }).click();
  // The coordinator's certificate is no question: the member vouches for it.
  await live(page, 'Pool');
  server.misbehave.failover(60);
  expect(server.database.count('session')).toBe(0);
  await expect.poll(() => server.database.count('session'), { timeout: 30_000 }).toBe(1);
  await live(page, 'Pool');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await shot(page, 'pool-won-back');
});
