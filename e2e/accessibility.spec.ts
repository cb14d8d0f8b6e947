import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';

/** What axe finds against WCAG 2.1 A and AA, readable in a failure. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${String(target)}`));
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`nothing stands in the way of assistive technology, ${colorScheme}`, async ({
    launch,
    shot,
  }) => {
    const { page } = await launch();
    await page.emulateMedia({ colorScheme });
    const demo = page.getByRole('button', { name: /demo/i }).first();
    await expect(demo).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await demo.click();
    await expect(page.getByText('2 of 2 servers live')).toBeVisible();
    await page.getByRole('treeitem').nth(1).click();
    await expect(
      page.getByRole('heading', { level: 1 }).or(page.getByRole('tab').first()).first(),
    ).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await shot(page, `accessibility-${colorScheme}`);
  });
