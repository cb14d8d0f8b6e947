import type { Page } from '@playwright/test';
import { languageFor } from '../shared/i18n/language.ts';
import { text, type TextId, type ValuesOf } from '../shared/i18n/make-text.ts';
import { pseudoLanguage } from '../shared/i18n/pseudo.ts';
import { render } from '../shared/i18n/render.ts';
import { expect, test } from './fixtures/test.ts';
import { unfitTexts } from './fixtures/unfit-texts.ts';

const pseudo = pseudoLanguage(languageFor('en', ['en-US']));

/** A text of the catalogue as the page shows it in the language of tests. */
function said<Id extends TextId>(id: Id, ...values: ValuesOf<Id>): string {
  return render(text(id, ...values), pseudo);
}

async function showPseudo(page: Page): Promise<void> {
  const address = new URL(page.url());
  address.searchParams.set('language', 'pseudo');
  await page.goto(address.href);
  await expect(page.getByRole('button', { name: said('server.add') }).first()).toBeVisible();
}

test('every text of the page is of the catalogue, and has room to be longer', async ({
  launch,
  shot,
}) => {
  const { page } = await launch({ args: ['--demo', '--vms', '60'] });
  await showPseudo(page);
  const found: string[] = [];
  const look = async (screen: string): Promise<void> => {
    for (const one of await unfitTexts(page)) found.push(`${screen}: ${one}`);
    await shot(page, `pseudo-${screen}`);
  };
  const closeAll = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('menu')).toHaveCount(0);
  };
  const servers = page.getByRole('treeitem', { name: /^Demo / });
  await expect(servers.nth(1)).toBeVisible();
  await look('tree');

  await page
    .getByRole('button', { name: said('server.add') })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('server-form');
  await closeAll();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await look('palette');
  await closeAll();

  for (const label of ['theme.label', 'language.label'] as const) {
    await page.getByRole('button', { name: said(label) }).click();
    await expect(page.getByRole('menuitemradio').first()).toBeVisible();
    await look(label);
    await closeAll();
  }

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('keys');
  await closeAll();

  const lookAtTabs = async (of: string): Promise<void> => {
    const tabs = page.getByRole('article').getByRole('tab');
    await expect(tabs.first()).toBeVisible();
    for (let index = 0; index < (await tabs.count()); index++) {
      await tabs.nth(index).click();
      await expect(tabs.nth(index)).toHaveAttribute('aria-selected', 'true');
      await look(`${of}-${(await tabs.nth(index).getAttribute('id')) ?? index}`);
    }
  };
  await servers.first().click();
  await lookAtTabs('server');

  await page.keyboard.press('Control+f');
  await page.keyboard.type('web-stage');
  await page.keyboard.press('Enter');
  const machines = page.getByRole('treeitem', { name: said('state.on') });
  await machines.first().click();
  await lookAtTabs('machine');
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('operation');
  await closeAll();
  await page.keyboard.press('Control+Shift+m');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('wizard');
  await closeAll();

  expect(found).toEqual([]);
});
