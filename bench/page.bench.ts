import { startDemoServer } from './demo-server.ts';
import { report } from './figure.ts';
import { launchBrowser } from './page/browser.ts';
import { emptyPage, mean, quantile, scroll } from './page/frames.ts';
import { keystrokeTimes } from './page/keystrokes.ts';
import { connect, countRows, openAll, startHost, watchRows } from './page/moref-page.ts';

/** The page with 10,000 VMs and 500 changes a second, in a real browser: frames while scrolling, filter, long tasks. */
const vms = 10_000;
const changesPerSecond = 500;
const seconds = 8;
const load = `${vms} VMs, ${changesPerSecond} changes/s`;

const browser = await launchBrowser();
const viewport = { width: 1400, height: 900 };
const server = await startDemoServer(vms, changesPerSecond);
const host = await startHost();
try {
  const page = await browser.newPage({ viewport });
  await watchRows(page);
  await page.goto(host.address);
  await connect(page, server);
  const lines = await openAll(page);
  const rows = await countRows(page, 4);
  const moref = await scroll(page.getByRole('tree'), seconds);
  await page.keyboard.press('Control+f');
  const field = page.getByRole('combobox', { name: /Find by name/ });
  const filter = await keystrokeTimes(page, field, ['w', 'e', 'b', '-', '0', '1']);

  // All that has a hyphen in its name: nearly every machine, and the hosts.
  await field.fill('-');
  await field.press('ArrowDown');
  const tree = page.getByRole('tree');
  const withOne = await scroll(tree, seconds);
  const selecting = await keystrokeTimes(page, tree, ['Control+a']);
  const heading = page.getByRole('heading', { name: /objects selected/ });
  const selectedText = `${await heading.innerText()}, ${changesPerSecond} changes/s`;
  const withSelection = await scroll(tree, seconds);
  await page.keyboard.press('Control+k');
  const palette = await keystrokeTimes(
    page,
    page.getByRole('combobox', { name: /Actions, objects/ }),
    ['w', 'e', 'b', '-', '0'],
  );
  await page.close();

  const blank = await browser.newPage({ viewport });
  // Scrolled beside the same servers at work: what they take of the machine, they take from both.
  const empty = await scroll(await emptyPage(blank), seconds);

  const alone = { reference: null, referenceValue: null };
  report({
    name: `page: lines in the tree, ${load}`,
    value: lines,
    unit: 'lines',
    ...alone,
    goal: null,
  });
  report({
    name: `page: changed rows that arrive, ${load}`,
    value: rows,
    unit: '1/s',
    ...alone,
    goal: null,
  });
  report({
    name: `page: mean time of a frame while scrolling, ${load}`,
    value: mean(moref.frames),
    unit: 'ms',
    ...alone,
    goal: 17,
  });
  report({
    name: `page: 95th percentile of a frame while scrolling, ${load}`,
    value: quantile(moref.frames, 0.95),
    unit: 'ms',
    reference: 'an empty page that scrolls',
    referenceValue: quantile(empty.frames, 0.95),
    goal: 1.2,
  });
  report({
    name: `page: longest task over 50 ms while scrolling, ${load}`,
    value: Math.max(0, ...moref.longTasks),
    unit: 'ms',
    ...alone,
    goal: 50,
  });
  report({
    name: `page: slowest keystroke in the filter until its frame, ${load}`,
    value: Math.max(...filter),
    unit: 'ms',
    ...alone,
    goal: 50,
  });
  report({
    name: `page: the key that selects all until its frame, ${selectedText}`,
    value: Math.max(...selecting),
    unit: 'ms',
    ...alone,
    goal: 200,
  });
  report({
    name: `page: 95th percentile of a frame while scrolling, ${selectedText}`,
    value: quantile(withSelection.frames, 0.95),
    unit: 'ms',
    reference: 'the same tree with one object selected',
    referenceValue: quantile(withOne.frames, 0.95),
    goal: 1.5,
  });
  report({
    name: `page: slowest keystroke in the palette until its frame, ${load}`,
    value: Math.max(...palette),
    unit: 'ms',
    ...alone,
    goal: 100,
  });
} finally {
  await browser.close();
  await host.stop();
  server.stop();
}
