import { violations } from './fixtures/axe.ts';
import { addServer, line, live } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('a server’s page lists the parts of its session, with how fresh each is', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '20'] });
  await live(page, 'Demo vCenter');
  await line(page, 'Demo vCenter').click();
  const parts = page.getByRole('region', { name: 'Parts of the session' });
  await expect(parts.getByText('Tags', { exact: true })).toBeVisible();
  await expect(parts.getByText(/^Read .* ago, every 45 s/)).toBeVisible();
  await expect(parts.getByText('Content libraries', { exact: true })).toBeVisible();
  await shot(page, 'session-parts-vcenter');

  await live(page, 'Demo XenServer pool');
  await line(page, 'Demo XenServer pool').click();
  await parts.getByText(/parts are reported live/).click();
  await expect(parts.getByText('Objects (VM)', { exact: true })).toBeVisible();
  await expect(parts.getByText('Alerts (message)', { exact: true })).toBeVisible();
  await shot(page, 'session-parts-pool');
  expect(await violations(page)).toEqual([]);
});

test('a part that fails says that it is missing, why, and when it is tried next; the rest is there', async ({
  launch,
  vcenter,
  shot,
}) => {
  const server = await vcenter({ vms: 20 });
  const heal = server.misbehave.failUpdates('Datastore');
  const { page } = await launch();
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
  await line(page, 'Berlin').click();
  const parts = page.getByRole('region', { name: 'Parts of the session' });
  await expect(parts.getByText('Objects (Datastore)', { exact: true })).toBeVisible();
  await expect(parts).toContainText(/Missing\. .*Out of memory/);
  await expect(parts).toContainText(/again in \d+ s/);
  await expect(page.getByRole('tab', { name: /Virtual machines \(\d+\)/ })).toBeVisible();
  await shot(page, 'session-part-failed');
  expect(await violations(page)).toEqual([]);
  heal();
  await expect(page.getByRole('tab', { name: /Datastores \(\d+\)/ })).toBeVisible({
    timeout: 45_000,
  });
  await expect(parts.getByText('Objects (Datastore)', { exact: true })).toBeHidden();
});
