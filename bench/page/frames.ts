import type { Locator, Page } from '@playwright/test';

/** What the browser did while a list was scrolled. */
export interface ScrollResult {
  /** Milliseconds between frames, in order. */
  readonly frames: readonly number[];
  /** Milliseconds of every task that blocked the page for more than 50 ms. */
  readonly longTasks: readonly number[];
}

/** Scrolls an element up and down by a step a frame, for so long, as the wheel of a mouse in a hurry does. */
export function scroll(list: Locator, seconds: number): Promise<ScrollResult> {
  return list.evaluate(async (element, ms) => {
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) longTasks.push(duration);
    });
    observer.observe({ type: 'longtask' });
    const frames: number[] = [];
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const started = await frame();
    let last = started;
    let step = 60;
    while (last - started < ms) {
      const bottom = element.scrollHeight - element.clientHeight;
      if (element.scrollTop + step > bottom || element.scrollTop + step < 0) step = -step;
      element.scrollTop += step;
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    // Long tasks are reported a little later.
    await new Promise((resolve) => setTimeout(resolve, 500));
    observer.disconnect();
    return { frames, longTasks };
  }, seconds * 1000);
}

/** An empty page of the same height that scrolls the same way: what this machine and browser can do at best. */
export async function emptyPage(page: Page): Promise<Locator> {
  await page.goto('about:blank');
  await page.setContent(
    '<div id="list" style="height:560px;overflow:auto"><div style="height:260000px"></div></div>',
  );
  return page.locator('#list');
}

/** The value below which the given share of all values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('no values');
  return value;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
