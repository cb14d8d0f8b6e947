import type { Page } from '@playwright/test';

export interface Footprint {
  readonly nodes: number;
  /** Of the JavaScript heap, after a collection. */
  readonly heapBytes: number;
}

/** What a page holds. */
export async function footprint(page: Page): Promise<Footprint> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  return { nodes, heapBytes: usedSize };
}
