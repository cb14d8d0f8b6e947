import type { Page } from '@playwright/test';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { report } from './figure.ts';
import { untilActions } from './page/action-bar.ts';
import { launchBrowser } from './page/browser.ts';
import { footprint } from './page/footprint.ts';
import { emptyPage, quantile, scroll } from './page/frames.ts';
import { keystrokeTimes } from './page/keystrokes.ts';
import { connect, countRows, startHost, watchRows } from './page/moref-page.ts';

/**
 * Ten demo vCenters of 10,000 VMs each in one browser page. All of them change while it is measured, and share the machine with the page
 * that is measured. Smaller: MOREF_BENCH_SERVERS, MOREF_BENCH_VMS.
 */
const servers = Number(process.env['MOREF_BENCH_SERVERS'] ?? 10);
const vms = Number(process.env['MOREF_BENCH_VMS'] ?? 10_000);
const changes = 1000;
const seconds = 8;
const load = `${servers} × ${vms} VMs, ${changes} changes/s`;
const alone = { reference: null, referenceValue: null } as const;

async function startServers(): Promise<readonly DemoServer[]> {
  const started: DemoServer[] = [];
  for (let index = 0; index < servers; index++)
    started.push(await startDemoServer(vms, changes / servers));
  return started;
}

/** Keys in the fields that search: until their frame. */
async function searching(page: Page): Promise<void> {
  const keys = ['w', 'e', 'b', '-', '0', '1'];
  await page.keyboard.press('Control+f');
  const filter = page.getByRole('combobox', { name: /Find by name/ });
  reportMs(
    'slowest key in the filter until its frame',
    await keystrokeTimes(page, filter, keys),
    50,
  );
  await filter.fill('');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: /Actions, objects/ });
  reportMs(
    'slowest key in the palette until its frame',
    await keystrokeTimes(page, palette, keys),
    50,
  );
  await palette.press('Escape');
  await palette.waitFor({ state: 'detached' });
  await page.getByRole('treeitem').first().click();
  await page.getByRole('tab', { name: /Virtual machines/ }).click();
  const list = page.getByRole('combobox', { name: 'Search this list' });
  reportMs(
    'slowest key in a list’s search until its frame',
    await keystrokeTimes(page, list, keys),
    50,
  );
}

/** All that has a hyphen in its name: nearly every machine, and the hosts. */
async function selecting(page: Page): Promise<void> {
  const tree = page.getByRole('tree');
  await page.getByRole('combobox', { name: /Find by name/ }).fill('-');
  await page
    .getByText(/matches/)
    .first()
    .waitFor();
  await page.getByRole('combobox', { name: /Find by name/ }).press('ArrowDown');
  // The first time: what can be done to the same objects is known afterwards.
  const known = await untilActions(tree, 'Control+a');
  const heading = page.getByRole('heading', { name: /objects selected/ });
  const selected = await heading.innerText();
  reportMs(
    `the key that selects all until it is known what can be done, ${selected}`,
    [known],
    300,
  );
  await tree.press('Home');
  await heading.waitFor({ state: 'detached' });
  reportMs(
    `the key that selects all until its frame, ${selected}`,
    await keystrokeTimes(page, tree, ['Control+a']),
    100,
  );
}

function reportMs(what: string, times: readonly number[], goal: number): void {
  report({
    name: `scale: ${what}, ${load}`,
    value: Math.max(...times),
    unit: 'ms',
    ...alone,
    goal,
  });
}

const started = await startServers();
const browser = await launchBrowser();
const host = await startHost();
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await watchRows(page);
  await page.goto(host.address);
  for (const [index, server] of started.entries()) await connect(page, server, index + 1);
  const rows = await countRows(page, 4);
  report({
    name: `scale: changed rows that arrive, ${load}`,
    value: rows,
    unit: '1/s',
    ...alone,
    goal: null,
  });
  await searching(page);
  await selecting(page);
  // What the filter found stands there open: to open every node by hand takes minutes.
  const tree = page.getByRole('tree');
  const lines = await tree.evaluate(({ scrollHeight }) => Math.round(scrollHeight / 26));
  const moref = await scroll(tree, seconds);
  const { nodes, heapBytes } = await footprint(page);
  await page.close();
  const blank = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const empty = await scroll(await emptyPage(blank), seconds);
  report({
    name: `scale: 95th percentile of a frame while scrolling, ${lines} lines, ${load}`,
    value: quantile(moref.frames, 0.95),
    unit: 'ms',
    reference: 'an empty page that scrolls',
    referenceValue: quantile(empty.frames, 0.95),
    goal: 1.2,
  });
  reportMs('longest task over 50 ms while scrolling', [0, ...moref.longTasks], 50);
  report({
    name: `scale: nodes of the document, ${load}`,
    value: nodes,
    unit: 'nodes',
    ...alone,
    goal: 2000,
  });
  report({
    name: `scale: heap of the page, ${load}`,
    value: heapBytes / 1024 / 1024,
    unit: 'MiB',
    ...alone,
    goal: 150,
  });
} finally {
  await browser.close();
  await host.stop();
  for (const server of started) server.stop();
}
