import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findObject, live, shownObject, startLive } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('the page of a machine says in one place what an administrator would ask', async ({
  launch,
  vcenter,
  shot,
}) => {
  const { page, server } = await startLive({ launch, vcenter }, { vms: 60, quickStatsSeconds: 0 });
  const vm = [...server.estate.vms].find(
    ({ power, template, connectionState, nics, disks, tools }) =>
      power === 'poweredOn' &&
      !template &&
      connectionState === 'connected' &&
      tools === 'current' &&
      nics.length > 0 &&
      disks.length > 0,
  );
  if (vm === undefined) throw new Error('There is no such machine.');
  await findObject(page, vm.name);
  await expect(shownObject(page)).toHaveText(vm.name);
  const region = (name: string | RegExp) => page.getByRole('region', { name });

  await expect(region('Network adapters')).toContainText(vm.nics[0]?.mac ?? '?');
  await expect(region('Network adapters')).toContainText(vm.nics[0]?.ipv4 ?? '?');
  await expect(region('Disks')).toContainText(vm.disks[0]?.datastore.name ?? '?');
  await expect(region('Disks')).toContainText('.vmdk');
  await expect(
    region('CPU and memory').getByRole('meter', { name: 'Active memory' }),
  ).toBeVisible();
  await expect(region('Hardware and boot')).toContainText(`vmx-${vm.hardwareVersion}`);
  await expect(region('Where it is')).toContainText(vm.host.name);
  await expect(region('Snapshots')).toBeVisible();
  // The exact amount, and the property that it comes from, are there for who points at it.
  const memory = page.locator('[data-fact="summary.memory"]').last();
  await expect(memory).toHaveAttribute('title', /bytes\n.*summary\.config\.memorySizeMB/);
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `machine-page-${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });

  // What can be changed is changed where it is read.
  await region('CPU and memory').getByRole('button', { name: 'Memory: change…' }).click();
  await expect(page.getByRole('dialog')).toContainText(vm.name);
  await page.keyboard.press('Escape');
  await region('Where it is').getByRole('button', { name: vm.host.name }).click();
  await expect(shownObject(page)).toHaveText(vm.host.name);
});

test('the page of a machine of a pool says the same', async ({ launch, shot }) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo XenServer pool');
  await findObject(page, 'build-prod');
  await page
    .getByRole('treeitem', { name: /^build-prod.*Virtual machine, Powered on/ })
    .first()
    .click();
  const region = (name: string | RegExp) => page.getByRole('region', { name });
  await expect(region('Network adapters').getByRole('row').nth(1)).toContainText(/:[0-9a-f]{2}:/i);
  await expect(region('Disks').getByRole('row').nth(1)).toContainText('GiB');
  await expect(region('State')).toContainText('Running for');
  await expect(region('Where it is')).toContainText('Demo pool');
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `pool-machine-page-${width}`);
  }
});

const sizes = [
  [900, 600],
  [1440, 900],
  [2560, 1440],
] as const;
test('the pages of what holds machines count all that is below, and say what is left if a host fails', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '200'] });
  await live(page, 'Demo vCenter');
  await live(page, 'Demo XenServer pool');
  const region = (name: string) => page.getByRole('region', { name });
  for (const [name, file, regions] of holders) {
    await findObject(page, name);
    await expect(shownObject(page)).toHaveText(new RegExp(`^${name}`));
    for (const one of regions) await expect(region(one).first()).toBeVisible();
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await shot(page, `${file}-page-${width}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  // Halted machines stand below the pool, running ones below their hosts: all of them are the pool's.
  await findObject(page, 'Demo pool');
  const reported = region('Capacity').getByText(/\d+ of \d+ powered on/);
  const [, on = 0, all = 0] = (/(\d+) of (\d+)/.exec(await reported.innerText()) ?? []).map(Number);
  expect(on).toBeGreaterThan(all / 2);
  await expect(region('Contains')).toContainText(
    `Virtual machines: ${all} (${on} of ${all} powered on)`,
  );
});

const holders = [
  ['esx-fra-prod-01-01', 'host', ['Load', 'Physical adapters', 'Datastores', 'Storage adapters']],
  ['fra-prod-01', 'cluster', ['Capacity', 'High availability', 'Busiest virtual machines']],
  ['fra-prod-01-vmfs-01', 'datastore', ['Capacity', 'Hosts', 'Virtual machines']],
  ['dpg-fra-web', 'network', ['Details', 'Hosts', 'Virtual machines']],
  ['Demo pool', 'pool', ['Capacity', 'Hosts', 'Storage']],
  ['xcp-01', 'pool-host', ['Load', 'Network cards', 'Storage']],
  ['NFS 1', 'repository', ['Capacity', 'Hosts', 'Disks']],
] as const;

test('all servers are what one sees first, with what asks for somebody; every name leads there', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await live(page, 'Demo XenServer pool');
  const overview = page.getByRole('article', { name: 'All servers' });
  await expect(overview).toBeVisible();
  const servers = overview.getByRole('table', { name: 'Servers' });
  await expect(servers.getByRole('row')).toHaveCount(3);
  await expect(servers.getByRole('meter', { name: 'Memory' })).toHaveCount(2);
  await expect(overview.getByRole('region', { name: 'Objects by state' })).toContainText(
    /Virtual machines \(\d+\)/,
  );
  await expect(overview.getByRole('region', { name: 'In trouble' })).toBeVisible();
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `all-servers-${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await servers.getByRole('button', { name: 'Demo vCenter' }).click();
  await expect(shownObject(page)).toHaveText('Demo vCenter');
  await page
    .getByRole('navigation', { name: 'Inventory' })
    .getByRole('button', { name: 'All servers' })
    .click();
  await expect(overview).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(shownObject(page)).toHaveText('Demo vCenter');
});

test('the next time all servers are seen first, and what was looked at is one step back', async ({
  launch,
}) => {
  const first = await launch({ args: ['--demo', '--vms', '60'] });
  await live(first.page, 'Demo vCenter');
  await findObject(first.page, 'sql');
  const name = await shownObject(first.page).innerText();
  // Written once the user has been still for a moment.
  const remembered = join(first.dataFolder, 'workspace.json');
  await expect.poll(() => readFile(remembered, 'utf8')).toMatch(/current.*VirtualMachine:/);
  await first.stop();
  const { page } = await launch({ args: ['--demo', '--vms', '60'], dataFolder: first.dataFolder });
  await live(page, 'Demo vCenter');
  await expect(page.getByRole('article', { name: 'All servers' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(shownObject(page)).toHaveText(name);
});
