import { addServer, findObject, live, shownObject } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('a machine is powered off after a confirmation, and its task is followed', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await findObject(page, 'sql');
  const machine = page.getByRole('treeitem', { name: /Virtual machine, Powered on/ }).first();
  await machine.click();
  const name = await shownObject(page).innerText();
  await shot(page, 'object-summary');
  await page.getByRole('button', { name: 'Power off', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`Power off: ${name}`) });
  await expect(dialog).toContainText(name);
  await shot(page, 'confirm-power-off');
  await dialog.getByRole('button', { name: 'Power off' }).click();
  await expect(dialog).toHaveCount(0);
  const tasks = page.getByRole('treegrid', { name: 'Tasks' });
  const task = tasks.getByRole('row').filter({ hasText: name });
  await expect(task).toContainText(/Power Off/i);
  await shot(page, 'task-running');
  await expect(task).toContainText('Done', { timeout: 20_000 });
  await expect(page.getByRole('article').getByText('Powered off').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Power on', exact: true })).toHaveAttribute(
    'aria-disabled',
    'false',
  );
  await shot(page, 'task-done');
  await page.getByRole('button', { name: 'Failed' }).click();
  await expect(page.getByText('No task failed')).toBeVisible();
});

test('a machine is renamed with F2; an empty name is refused before it is sent', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await live(page, 'Demo vCenter');
  await findObject(page, 'sql');
  const name = await shownObject(page).innerText();
  await expect(page.getByRole('button', { name: 'Edit settings' })).toBeVisible();
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: `Rename: ${name}` });
  const field = dialog.getByRole('textbox');
  await expect(field).toHaveValue(name);
  await field.fill('');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(dialog.getByText('must not be empty')).toBeVisible();
  await shot(page, 'rename');
  await field.fill('sql-renamed-99');
  await field.press('Enter');
  await expect(shownObject(page)).toHaveText('sql-renamed-99');
  await expect(page.getByRole('treeitem', { name: /^sql-renamed-99/ })).toBeVisible();
});

test('an operation that the server refuses leaves its error, with the fault in full', async ({
  launch,
  vcenter,
  shot,
}) => {
  const server = await vcenter({ vms: 40 });
  const reader = server.users.find(({ readOnly }) => readOnly);
  const { page } = await launch();
  await addServer(
    page,
    { url: server.url, user: reader?.name ?? '', password: reader?.password ?? '' },
    'Audit',
  );
  await live(page, 'Audit');
  await findObject(page, 'web');
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: /Rename/ });
  await dialog.getByRole('textbox').fill('renamed');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  const complaint = dialog.getByRole('alert').or(page.getByRole('alert')).first();
  await expect(complaint).toBeVisible();
  await shot(page, 'operation-refused');
  await expect(dialog.getByRole('textbox')).toHaveValue('renamed');
});
