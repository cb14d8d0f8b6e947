import type { Locator } from '@playwright/test';
import { violations } from './fixtures/axe.ts';
import {
  addServer,
  findObject,
  live,
  showTasks,
  shownObject,
  startLive,
} from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('what others do on the server shows up in the tracker, whoever they are', async ({
  launch,
  vcenter,
  shot,
}) => {
  const { page } = await startLive(
    { launch, vcenter },
    { vms: 60, activitySeconds: 0.5, taskSeconds: [2, 6] },
  );
  await showTasks(page);
  const table = page.getByRole('treegrid', { name: 'Tasks' });
  await expect.poll(() => table.getByRole('row').count(), { timeout: 30_000 }).toBeGreaterThan(8);
  await expect(table.getByRole('progressbar').first()).toBeVisible();
  await shot(page, 'tasks-of-others');
  await page.getByRole('button', { name: 'Mine' }).click();
  await expect(page.getByText('No tasks of yours')).toBeVisible();
  await page.getByRole('button', { name: 'Show all tasks' }).click();
  await page.getByRole('button', { name: 'Under way', exact: true }).click();
  await expect(table.getByText('Done', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(table.getByText('Done', { exact: true }).first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill('no such thing');
  await expect(page.getByText('No task matches', { exact: true })).toBeVisible();
  await shot(page, 'tasks-filtered');
  await page.getByRole('button', { name: 'Show all tasks' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search tasks' })).toHaveValue('');
  const done = table.getByRole('row').filter({ hasText: 'Done' });
  const target = await done.first().getByRole('gridcell').nth(1).innerText();
  // Meanwhile another may have come to stand first.
  const line = done.filter({ hasText: target }).first();
  await line.getByRole('gridcell').nth(7).dblclick();
  await expect(shownObject(page)).toHaveText(target);
});

test('tasks of a run stand below it; one is looked at, gone to, cancelled by keyboard; all are there after a restart', async ({
  launch,
  vcenter,
  shot,
}) => {
  test.setTimeout(120_000);
  const server = await vcenter({ vms: 60, taskSeconds: [90, 100] });
  const first = await launch();
  const { page } = first;
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
  await findObject(page, 'sql');
  await page.keyboard.press('Control+a');
  const selection = page.getByRole('article', { name: /objects selected/ });
  await selection.getByRole('button', { name: /^Suspend/ }).click();
  const bulk = page.getByRole('dialog', { name: /^Suspend/ });
  await bulk.getByRole('button', { name: /^Suspend: \d+$/ }).click();
  const results = page.getByRole('dialog', { name: 'Suspend' });
  await expect(results.getByRole('button', { name: /^Running [1-9]/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const table = page.getByRole('treegrid', { name: 'Tasks' });
  const run = table.getByRole('row', { expanded: false });
  await expect(run).toContainText('Suspend');
  await expect(run.getByRole('progressbar')).toBeVisible();
  await table.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  const tasks = table.locator('[role=row][aria-level="2"]');
  await expect(tasks.first()).toBeVisible();
  const machine = tasks.first();
  const name = await machine.getByRole('gridcell').nth(1).innerText();
  await shot(page, 'tasks-of-run');
  expect(await violations(page), 'tracker').toEqual([]);

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  const details = page.getByRole('dialog');
  await expect(details).toContainText('Reference of the task');
  await expect(details).toContainText(name);
  await shot(page, 'task-details');
  expect(await violations(page), 'details').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
  await expect(table).toBeFocused();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Actions on the task' });
  await expect(menu.getByRole('menuitem', { name: /^Cancel task/ })).toBeVisible();
  await shot(page, 'task-menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Delete');
  await expect(machine).toContainText('Cancelled');
  await expect(machine.getByRole('gridcell').nth(2)).not.toContainText('Failed');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(shownObject(page)).toHaveText(name);
  await run
    .or(table.getByRole('row', { expanded: true }))
    .getByText('1 cancelled')
    .waitFor();
  await table.getByRole('button', { name: 'Stop and cancel tasks' }).click();
  await expect(table.getByRole('button', { name: 'Stop and cancel tasks' })).toHaveCount(0);
  await expect(table.getByRole('progressbar')).toHaveCount(1);
  const count = await tasks.count();
  await shot(page, 'tasks-cancelled');

  await first.stop();
  const second = await launch({ dataFolder: first.dataFolder });
  const again = second.page.getByRole('treegrid', { name: 'Tasks' });
  const remembered = again.getByRole('row', { expanded: false });
  await expect(remembered).toContainText(`${count} cancelled`);
  await remembered.dblclick();
  await expect(again.locator('[role=row][aria-level="2"]')).toHaveCount(count);
  await shot(second.page, 'tasks-restored');
  await second.page.getByRole('button', { name: 'More about the tasks' }).click();
  await second.page.getByRole('menuitem', { name: 'Clear finished' }).click();
  await expect(second.page.getByText('No tasks yet')).toBeVisible();
  await second.page.getByRole('button', { name: 'Undo' }).click();
  await expect(remembered.or(again.getByRole('row', { expanded: true }))).toContainText(
    `${count} cancelled`,
  );
  await second.page.getByRole('button', { name: 'More about the tasks' }).click();
  await second.page.getByRole('menuitem', { name: 'Clear finished' }).click();
  await expect(second.page.getByText('No tasks yet')).toBeVisible();
});

test('a task that fails says why, in full, and stays until it was read', async ({
  launch,
  vcenter,
  shot,
}) => {
  // The first task lasts for as long as this takes, on whatever machine.
  const { page } = await startLive({ launch, vcenter }, { vms: 40, taskSeconds: [600, 601] });
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
  const { page } = await startLive({ launch, vcenter }, { vms: 60, taskSeconds: [2, 3] });
  await findObject(page, 'sql');
  await page.getByRole('button', { name: 'Power off', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Power off' }).click();
  const start = page.getByRole('button', { name: 'Power on', exact: true });
  await expect(start).toHaveAttribute('aria-disabled', 'false');
  await start.dblclick();
  const notice = page.getByRole('alert').filter({ hasText: /Power on/ });
  await expect(notice).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search tasks' }).click();
  // What is said in passing comes later and goes by itself; the error is still there.
  await page.context().grantPermissions(['clipboard-write']);
  await page.getByRole('treeitem', { selected: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy name' }).click();
  const passing = page.getByText('Copied', { exact: true });
  await expect(passing).toBeVisible();
  await expect(passing).toHaveCount(0);
  await expect(notice).toBeVisible();
  await shot(page, 'notice');
  await notice.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByRole('dialog')).toContainText('What the server said');
  await shot(page, 'error-details');
  await page.getByRole('button', { name: 'Close' }).click();
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
});

/** Takes the place of the desktop's notifications, which no test can see. */
interface StandIn {
  readonly shown: (EventTarget & { readonly title: string; readonly body: string })[];
  permission: string;
}

test('a run that ends in the background is reported by the desktop, if that is wanted and allowed', async ({
  launch,
  vcenter,
  shot,
}) => {
  const { page } = await startLive({ launch, vcenter }, { vms: 60, taskSeconds: [0, 1] });
  await page.evaluate(() => {
    const standIn: StandIn = { shown: [], permission: 'denied' };
    class StandInNotification extends EventTarget {
      static get permission(): string {
        return standIn.permission;
      }
      static requestPermission = (): Promise<string> => Promise.resolve(standIn.permission);
      readonly title: string;
      readonly body: string;
      constructor(title: string, { body }: { body: string }) {
        super();
        this.title = title;
        this.body = body;
        standIn.shown.push(this);
      }
      close(): void {}
    }
    Object.assign(window, { Notification: StandInNotification, standIn });
    document.hasFocus = () => false;
  });
  await showTasks(page);
  const setting = async (): Promise<Locator> => {
    await page.getByRole('button', { name: 'More about the tasks' }).click();
    return page.getByRole('menuitemcheckbox', { name: 'Notify when long tasks end' });
  };
  await (await setting()).click();
  await expect(page.getByRole('alert')).toContainText('Notifications are not allowed');
  await shot(page, 'notify-denied');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.evaluate(() => {
    (window as unknown as { standIn: StandIn }).standIn.permission = 'granted';
  });
  await expect(await setting()).not.toBeChecked();
  await page.getByRole('menuitemcheckbox', { name: 'Notify when long tasks end' }).click();
  await expect(await setting()).toBeChecked();
  await shot(page, 'notify-menu');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);

  await findObject(page, 'sql-');
  await page.keyboard.press('Control+a');
  await page
    .getByRole('article', { name: /objects selected/ })
    .getByRole('button', { name: /^Suspend/ })
    .click();
  const bulk = page.getByRole('dialog', { name: /^Suspend/ });
  await bulk.getByRole('button', { name: /^Suspend: \d+$/ }).click();
  const results = page.getByRole('dialog', { name: 'Suspend' });
  await expect(results).toBeVisible();
  await page.keyboard.press('Escape');
  await expect
    .poll(() =>
      page.evaluate(() =>
        (window as unknown as { standIn: StandIn }).standIn.shown.map(
          ({ title, body }) => `${title}: ${body}`,
        ),
      ),
    )
    .toEqual(['Suspend: 2 of 2 done']);
  await page.evaluate(() =>
    (window as unknown as { standIn: StandIn }).standIn.shown[0]?.dispatchEvent(new Event('click')),
  );
  await expect(results).toBeVisible();
});
