import { test, expect } from './fixtures/test.ts';
test('look', async ({ launch, shot }) => {
  const { page } = await launch();
  page.on('console', (m) => console.log('CONSOLE', m.type(), m.text()));
  page.on('pageerror', (e) => console.log('ERR', e.message, e.stack));
  await page.waitForTimeout(1500);
  await shot(page, 'look-0');
  await page.getByRole('button', { name: /demo/i }).first().click();
  await page.waitForTimeout(3000);
  await shot(page, 'look-1');
  await page.getByRole('tree').focus();
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('*');
  }
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('*');
  }
  await page.waitForTimeout(500);
  await shot(page, 'look-2');
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('ArrowDown');
  }
  await page.waitForTimeout(800);
  await shot(page, 'look-3');
  await page.getByRole('tab', { name: 'Properties' }).click();
  await page.waitForTimeout(1500);
  await shot(page, 'look-4');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(500);
  await shot(page, 'look-5');
  expect(1).toBe(1);
});
