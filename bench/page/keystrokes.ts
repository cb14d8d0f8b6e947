import type { Locator, Page } from '@playwright/test';

/** Milliseconds from each keystroke in a field until the frame after it. */
export async function keystrokeTimes(
  page: Page,
  field: Locator,
  keys: readonly string[],
): Promise<readonly number[]> {
  await field.evaluate((element) => {
    const times: number[] = [];
    (globalThis as { morefTimes?: number[] }).morefTimes = times;
    element.addEventListener(
      'keydown',
      () => {
        const started = performance.now();
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - started)));
      },
      true,
    );
  });
  for (const key of keys) await field.press(key, { delay: 150 });
  await page.waitForTimeout(300);
  return page.evaluate(() => (globalThis as { morefTimes?: number[] }).morefTimes ?? []);
}
