import { languageFor } from '../shared/i18n/language.ts';
import { pseudoLanguage } from '../shared/i18n/pseudo.ts';
import {
  sayIn,
  type Visit,
  visitCertificate,
  visitLists,
  visitLogin,
  visitMachines,
  visitServers,
  visitPanels,
  visitSelection,
  visitServerForm,
  visitShell,
} from './fixtures/every-screen.ts';
import { expect, type RunningMoref, test } from './fixtures/test.ts';
import { unfitTexts } from './fixtures/unfit-texts.ts';

const language = pseudoLanguage(languageFor('en', ['en-US']));

/** Shows a window in the language of tests, and collects what is wrong with its texts. */
async function inPseudo(
  { page }: RunningMoref,
  shot: (name: string) => Promise<void>,
): Promise<{ readonly visit: Visit; readonly found: readonly string[] }> {
  const address = new URL(page.url());
  address.searchParams.set('language', 'pseudo');
  await page.goto(address.href);
  const add = page.getByRole('button', { name: sayIn(language)('server.add') });
  await expect(add.first()).toBeVisible();
  const found: string[] = [];
  const look = async (screen: string): Promise<void> => {
    for (const one of await unfitTexts(page)) found.push(`${screen}: ${one}`);
    await shot(`pseudo-${screen}`);
  };
  return { visit: { page, language, look }, found };
}

test('every text of the page is of the catalogue, and has room to be longer', async ({
  launch,
  shot,
}) => {
  test.setTimeout(240_000);
  const running = await launch({ args: ['--demo', '--vms', '60'] });
  const { visit, found } = await inPseudo(running, (name) => shot(running.page, name));
  await visitShell(visit);
  await visitServerForm(visit);
  await visitServers(visit);
  await visitMachines(visit);
  await visitLists(visit);
  await visitSelection(visit);
  await visitPanels(visit);
  expect(found).toEqual([]);
});

test('so is every text on the way into a server', async ({ launch, vcenter, shot }) => {
  const server = await vcenter({ vms: 20, tls: 'self-signed' });
  const first = await launch();
  const { dataFolder } = first;
  const before = await inPseudo(first, (name) => shot(first.page, name));
  await visitCertificate(before.visit, server);
  await first.stop();
  const next = await launch({ dataFolder });
  const after = await inPseudo(next, (name) => shot(next.page, name));
  await visitLogin(after.visit);
  expect([...before.found, ...after.found]).toEqual([]);
});
