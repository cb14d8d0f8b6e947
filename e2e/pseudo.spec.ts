import { languageFor } from '../shared/i18n/language.ts';
import { pseudoLanguage } from '../shared/i18n/pseudo.ts';
import { screens } from './fixtures/every-screen.ts';
import { expect, type RunningMoref, test } from './fixtures/test.ts';
import { unfitTexts } from './fixtures/unfit-texts.ts';
import { sayIn, type Visit } from './fixtures/visit.ts';

const language = pseudoLanguage(languageFor('en', ['en-US']));

/** Shows a window in the language of tests, and collects what is wrong with its texts. */
async function inPseudo(
  { page }: RunningMoref,
  shot: (name: string) => Promise<void>,
): Promise<{ readonly visit: Visit; readonly found: readonly string[] }> {
  // A window that is left before it was let in could not come back.
  await expect(page.getByRole('treeitem').first()).toBeVisible();
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

const { 'selections, runs and what stands below': _selections, ...looked } = screens;

for (const [name, visits] of Object.entries(looked))
  test(`every text is of the catalogue, and has room to be longer: ${name}`, async ({
    launch,
    shot,
  }) => {
    test.setTimeout(240_000);
    const running = await launch({ args: ['--demo', '--vms', '60'] });
    const { visit, found } = await inPseudo(running, (screen) => shot(running.page, screen));
    await expect(running.page.getByRole('treeitem', { name: /^Demo / }).nth(1)).toBeVisible();
    for (const one of visits) await one(visit);
    expect(found).toEqual([]);
  });
