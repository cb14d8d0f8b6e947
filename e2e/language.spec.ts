import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { english } from '../shared/i18n/en/catalogue.ts';
import { german } from '../shared/i18n/de/catalogue.ts';
import { languageFor } from '../shared/i18n/language.ts';
import { violations } from './fixtures/axe.ts';
import { screens, visitCertificate, visitLogin } from './fixtures/every-screen.ts';
import { addServer, findObject, line, live } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';
import { cutOff, shownOf } from './fixtures/unfit-texts.ts';
import { sayIn, type Visit } from './fixtures/visit.ts';

// The longest of all files: nobody waits for its last test alone.
test.describe.configure({ mode: 'parallel' });

const language = languageFor('de', ['de-DE']);
const said = sayIn(language);

async function speakGerman(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Language/ }).click();
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', /^de/);
}

/** What is kept on disk; empty until there is something. */
function keptIn(dataFolder: string, name: string): string {
  const file = join(dataFolder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** What Moref says in English and does not say in German. */
const notGerman = Object.entries(english).flatMap(([id, words]) =>
  typeof words === 'string' &&
  /\p{L}{2}/u.test(words) &&
  !Object.values<unknown>(german).includes(words) &&
  german[id as keyof typeof german] !== words
    ? [words]
    : [],
);

test('the page is in German once that was chosen, and remembers it', async ({ launch, shot }) => {
  const first = await launch({ args: ['--demo', '--vms', '60'] });
  const { page, dataFolder } = first;
  await live(page, 'Demo vCenter');
  await speakGerman(page);
  await expect(page.getByRole('button', { name: 'Server hinzufügen' })).toBeVisible();
  await expect(page.getByRole('contentinfo').getByTitle('Aufgaben anzeigen')).toBeVisible();
  await expect(page.getByRole('tree', { name: 'Bestandsliste' })).toBeVisible();
  // A folder that the server has no name for is called so by Moref.
  await line(page, 'Frankfurt').click();
  await page.keyboard.press('ArrowRight');
  await expect(line(page, 'Netzwerke').first()).toBeVisible();
  await line(page, 'Demo vCenter').click();
  await expect(page.getByRole('tab', { name: 'Übersicht' })).toBeVisible();
  await shot(page, 'german');
  // Written once the user has been still for a moment.
  await expect.poll(() => keptIn(dataFolder, 'workspace.json')).toMatch(/language\W+de\W/);
  await first.stop();
  const next = await launch({ args: ['--demo', '--vms', '60'], dataFolder });
  await expect(next.page.getByRole('button', { name: 'Server hinzufügen' })).toBeVisible();
});

/** Collects what is wrong with screens in German. */
function germanVisit(page: Page): { readonly visit: Visit; readonly found: readonly string[] } {
  const found: string[] = [];
  const look = async (screen: string): Promise<void> => {
    for (const one of await violations(page)) found.push(`${screen}: axe: ${one}`);
    for (const one of await cutOff(page)) found.push(`${screen}: ${one}`);
    for (const one of await shownOf(page, notGerman)) found.push(`${screen}: English: ${one}`);
    await page.screenshot({ path: `test-results/screens/german-${screen}.png` });
  };
  return { visit: { page, language, look }, found };
}

for (const [name, visits] of Object.entries(screens))
  test(`every screen is German, whole and accessible: ${name}`, async ({ launch }) => {
    // Each screen is looked through by axe.
    test.setTimeout(400_000);
    const { page } = await launch({ args: ['--demo', '--vms', '60'] });
    await live(page, 'Demo vCenter');
    await live(page, 'Demo XenServer pool');
    await speakGerman(page);
    const { visit, found } = germanVisit(page);
    for (const one of visits) await one(visit);
    expect(found).toEqual([]);
  });

test('so is the way into a server', async ({ launch, vcenter }) => {
  test.setTimeout(200_000);
  const server = await vcenter({ vms: 20, tls: 'self-signed' });
  const args = ['--demo', '--vms', '20'];
  const first = await launch({ args });
  await live(first.page, 'Demo vCenter');
  await speakGerman(first.page);
  const before = germanVisit(first.page);
  await visitCertificate(before.visit, server);
  // Written once the user has been still for a moment.
  await expect.poll(() => keptIn(first.dataFolder, 'workspace.json')).toMatch(/language\W+de\W/);
  await first.stop();
  const next = await launch({ args, dataFolder: first.dataFolder });
  const after = germanVisit(next.page);
  await visitLogin(after.visit);
  expect([...before.found, ...after.found]).toEqual([]);
});

test('a task that was kept in English is shown in German once that was chosen', async ({
  launch,
  vcenter,
}) => {
  const server = await vcenter({ vms: 20 });
  const first = await launch();
  const { page, dataFolder } = first;
  await addServer(page, server, 'Berlin');
  await live(page, 'Berlin');
  await findObject(page, 'web');
  await page
    .getByRole('treeitem', { name: /Virtual machine, Powered on/ })
    .first()
    .click();
  await page.keyboard.press('F2');
  const rename = page.getByRole('dialog');
  await rename.getByRole('textbox').fill('web-renamed');
  await page.keyboard.press('Enter');
  await expect(rename).toHaveCount(0);
  // The panel of tasks opens by itself for a task of one's own, and leaves when that has ended well.
  await expect(page.getByRole('contentinfo').getByText('0 tasks running')).toBeVisible();
  await expect
    .poll(() => keptIn(dataFolder, 'tasks.json'), { timeout: 30_000 })
    .toContain('task.name.rename');
  await first.stop();

  const next = await launch({ dataFolder });
  await expect(next.page.getByText('Berlin').first()).toBeVisible();
  await speakGerman(next.page);
  const [show, hide] = [said('tasks.show'), said('tasks.hide')];
  const panel = next.page.getByRole('contentinfo').getByTitle(new RegExp(`^(?:${show}|${hide})$`));
  await expect(panel).toBeVisible();
  if ((await panel.getAttribute('title')) === show) await panel.click();
  const kept = next.page.getByRole('row', { name: new RegExp(said('task.name.rename')) });
  await expect(kept.filter({ hasText: said('tasks.state.success') }).first()).toBeVisible();
});
