import { addServer, findObject, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('what others do on the server shows up in the tracker, whoever they are', async ({
  launch,
  vcenter,
  shot,
}) => {
  const server = await vcenter({ vms: 60, activitySeconds: 0.5, taskSeconds: [2, 6] });
  const { page } = await launch();
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
  const table = page.getByRole('table', { name: 'Tasks' });
  await expect.poll(() => table.getByRole('row').count(), { timeout: 30_000 }).toBeGreaterThan(8);
  await expect(table.getByRole('progressbar').first()).toBeVisible();
  await shot(page, 'tasks-of-others');
  await page.getByRole('button', { name: 'Mine' }).click();
  await expect(page.getByText('No task matches.')).toBeVisible();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  const link = table.getByRole('row').nth(1).getByRole('button').first();
  const target = await link.innerText();
  await link.click();
  await expect(shownObject(page)).toHaveText(target);
});

test('a task that fails says why, in full, and stays until it was read', async ({
  launch,
  vcenter,
  shot,
}) => {
  const server = await vcenter({ vms: 40, taskSeconds: [3, 4] });
  const { page } = await launch();
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
  await findObject(page, 'sql');
  await page
    .getByRole('treeitem', { name: /Virtual machine, Powered on/ })
    .first()
    .click();
  const name = await shownObject(page).innerText();
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
  // While the first task is at work, the server refuses a second.
  await page.getByRole('button', { name: 'Power off', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Power off' }).click();
  const complaint = page.getByRole('alert').first();
  await expect(complaint).toContainText(name);
  await shot(page, 'task-failed');
});

test('an error that belongs to no dialog stays until it is dismissed', async ({
  launch,
  vcenter,
  shot,
}) => {
  const server = await vcenter({ vms: 60, taskSeconds: [2, 3] });
  const { page } = await launch();
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
  await findObject(page, 'sql');
  await page.getByRole('button', { name: 'Power off', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Power off' }).click();
  const start = page.getByRole('button', { name: 'Power on', exact: true });
  await expect(start).toHaveAttribute('aria-disabled', 'false');
  await start.dblclick();
  const notice = page.getByRole('alert').filter({ hasText: /Power on/ });
  await expect(notice).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search tasks' }).click();
  await page.waitForTimeout(4000);
  await shot(page, 'notice');
  await notice.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByRole('dialog')).toContainText('What the server said');
  await shot(page, 'error-details');
  await page.getByRole('button', { name: 'Close' }).click();
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
});
