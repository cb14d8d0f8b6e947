import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DesktopHost } from './fixtures/desktop-host.ts';
import { answerBox, expect, test } from './fixtures/desktop-test.ts';
import { addServer, line, live } from './fixtures/steps.ts';

/** The desktop program, under what stands in for Electron (stand-in/README.md says what that cannot show). */
// Each starts programs and connects to Chromium anew, which takes long on a busy machine.
test.describe.configure({ timeout: 180_000 });
test.skip(process.env['MOREF_E2E_HOST'] === 'electron', 'these journeys bring a host of their own');

test('it starts, connects, loads again, wakes, is found by a second Moref, and ends with the session of the system', async ({
  desktop,
  vcenter,
  windowServer,
  shot,
}) => {
  const { host, page, dataFolder } = await desktop();
  await host.next('window.show');
  await expect(page).toHaveTitle(/Moref/);
  await shot(page, 'desktop-first-start');
  const server = await vcenter({ vms: 20 });
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
  await page.reload();
  await live(page, 'Berlin');

  // A second one hands over what it was started for.
  await line(page, 'Berlin').click();
  const second = new DesktopHost(await windowServer(), [
    '--data-folder',
    dataFolder,
    '--search',
    'power:on',
  ]);
  expect(await second.ended()).toBe(0);
  await host.next('window.focus');
  await expect(page.getByRole('combobox', { name: 'Search this list' })).toHaveValue('power:on');

  // Its window is left where it was, and nobody closes it.
  await host.order('window:1', 'setBounds', { x: 40, y: 50, width: 1200, height: 800 });
  await expect
    .poll(() => readFile(join(dataFolder, 'window.json'), 'utf8').catch(() => ''))
    .toContain('"x":40');

  const { sessions } = server;
  await host.fire('powerMonitor', 'suspend');
  await host.fire('powerMonitor', 'resume');
  await live(page, 'Berlin');
  expect(await readFile(join(dataFolder, 'logs/moref.log'), 'utf8')).toContain('"suspended":true');

  expect(server.sessions).toBe(sessions);
  expect(await host.fire('powerMonitor', 'shutdown')).toBe(process.platform === 'linux');
  expect(await host.ended()).toBe(0);
  expect(server.sessions).toBe(0);
});

test('a page that crashed is loaded again by whoever wants it, in each of several windows', async ({
  desktop,
}) => {
  const { host, page } = await desktop({ args: ['--demo', '--vms', '20'] });
  await live(page, 'Demo vCenter');
  await page.evaluate(() => void window.open('/?window=beside'));
  const beside = await host.nextPage();
  await live(beside, 'Demo vCenter');
  const session = await beside.context().newCDPSession(beside);
  void session.send('Page.crash').catch(() => undefined);
  expect(await answerBox(host, 'Load again')).toContain('Servers stay connected');
  await live(await host.pageAgain(beside), 'Demo vCenter');
  await live(page, 'Demo vCenter');
  await host.order('window:2', 'close');
  await expect.poll(() => host.order('app', 'windowCount')).toBe(1);
});

test('to quit during a run asks without stopping the run, and stays or goes', async ({
  desktop,
  vcenter,
}) => {
  const server = await vcenter({ vms: 60, taskSeconds: [20, 20] });
  const { host, page, dataFolder } = await desktop();
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
  await page.keyboard.press('Control+f');
  const filter = page.getByRole('combobox', { name: /Find by name/ });
  await filter.fill('ad.corp.example');
  await filter.press('Enter');
  await expect(page.getByRole('tree', { name: 'Inventory' })).toBeFocused();
  await page.keyboard.press('Control+a');
  const selection = page.getByRole('article', { name: /objects selected/ });
  await selection.getByRole('button', { name: /^Power off/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Power off: \d+$/ })
    .click();
  const run = page.getByRole('dialog', { name: 'Power off' });
  await expect(run.getByText(/of \d+ ended/)).toBeVisible();

  await host.order('app', 'quit');
  expect(await answerBox(host, 'Stay')).toContain('Something is under way');
  await expect(run).toBeVisible();
  await host.order('app', 'quit');
  await answerBox(host, 'Close');
  expect(await host.ended()).toBe(0);
  expect(server.sessions).toBe(0);
  expect(await readFile(join(dataFolder, 'profiles.json'), 'utf8')).toContain('Berlin');
});

test('it starts on a damaged lock, in a relative folder, in a window that never paints by itself, with a keyring that is locked', async ({
  desktop,
  shot,
}, testInfo) => {
  const folder = testInfo.outputPath('data');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'moref.lock'), 'what a full disk left');
  await writeFile(join(folder, 'lock'), '1\n');
  await writeFile(join(folder, 'window.json'), '{"bounds":{"x":9000,"y":9000,"width":9000,"hei');
  const { host, page } = await desktop({
    dataFolder: relative(process.cwd(), folder),
    args: ['--no-sandbox'],
    firstBox: 'Start all the same',
    env: { STAND_IN_UNPAINTED: '1', STAND_IN_KEYS: 'locked' },
  });
  await host.next('window.show');
  await expect(page.getByRole('button', { name: /demo/i }).first()).toBeVisible();
  await expect(page.getByText(/without the sandbox/)).toBeVisible();
  await shot(page, 'desktop-no-sandbox');
  await host.order('Menu', 'choose', 'logs');
  expect((await host.next('shell.openPath')).args).toEqual([join(folder, 'logs')]);
});

test('a key that everybody knows is called plain, and asks for consent', async ({
  desktop,
  vcenter,
}) => {
  const server = await vcenter({ vms: 20 });
  const { page, dataFolder } = await desktop({ env: { STAND_IN_KEYS: 'none' } });
  await page
    .getByRole('button', { name: /Add (a )?server/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Add server' });
  await expect(dialog.getByText(/readable|anybody|plain/i).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
  const secrets = await readFile(join(dataFolder, 'secrets.json'), 'utf8').catch(() => '');
  expect(secrets).not.toContain('base64');
});

test('a mistake of the main process ends it with a message, and starts it again', async ({
  desktop,
}) => {
  const { host, page, dataFolder } = await desktop();
  await expect(page.getByRole('button', { name: /demo/i }).first()).toBeVisible();
  await host.order('process', 'throw');
  expect(await answerBox(host, 'Start again')).toContain('thrown by the journey');
  await host.next('app.relaunch');
  expect(await host.ended()).toBe(1);
  expect(await readFile(join(dataFolder, 'logs/moref.log'), 'utf8')).toContain(
    'thrown by the journey',
  );
});
