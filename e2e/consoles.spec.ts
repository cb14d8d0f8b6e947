import type { DemoPool } from '../electron/demo/xapi/pool.ts';
import { addServer, findObject, live } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

interface Machine {
  readonly ref: string;
  readonly name: string;
}

function running(pool: DemoPool): Machine {
  for (const { ref, values } of pool.database.all('VM')) {
    const isMachine = values['is_a_template'] === false && values['is_control_domain'] === false;
    const name = values['name_label'];
    if (isMachine && values['power_state'] === 'Running' && typeof name === 'string')
      return { ref, name };
  }
  throw new Error('No machine runs.');
}

test('a pool’s console is opened, typed into once clicked, and let go of', async ({
  launch,
  pool: start,
  shot,
}) => {
  const pool = await start({ vms: 20, hosts: 2, members: 1, tls: true, taskSeconds: [0.1, 0.2] });
  const { page } = await launch();
  await addServer(page, pool, 'Pool', /XenServer/);
  await page.getByRole('button', { name: 'Trust and connect' }).click();
  await live(page, 'Pool');
  const { ref, name } = running(pool);
  const screenText = (): string => (pool.screenOf(ref) ?? []).join('\n');
  await findObject(page, name);
  await page
    .getByRole('treeitem', { name: new RegExp(`^${name}`) })
    .first()
    .click();
  await page.getByRole('tab', { name: 'Console' }).click();
  await expect(page.getByText('The console is not open')).toBeVisible();
  expect(pool.screenOf(ref)).toBeUndefined();
  await shot(page, 'console-offer');

  await page.getByRole('button', { name: 'Open console' }).click();
  const picture = page.getByRole('application', { name: `Screen of ${name}` });
  await expect(picture.locator('canvas')).toBeVisible();
  await expect(page.getByText(/View only/)).toBeVisible();
  await shot(page, 'console-view-only');

  await picture.click();
  await expect(page.getByText(/Keyboard and pointer go to the machine/)).toBeVisible();
  await page.keyboard.type('root');
  await expect.poll(screenText).toContain('login: root');
  await shot(page, 'console-typing');
  await page.keyboard.press('Control+Alt');
  await expect(page.getByText(/View only/)).toBeVisible();
  await page.keyboard.type('nothing');
  await page.getByRole('button', { name: 'Type', exact: true }).click();
  await page.getByRole('button', { name: 'Keys' }).click();
  await shot(page, 'console-keys');
  await page.getByRole('menuitem', { name: 'Ctrl+Alt+Del' }).click();
  await expect.poll(screenText).toContain('Booting');
  expect(screenText()).not.toContain('nothing');
});
