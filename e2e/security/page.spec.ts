import { expect, test } from '../fixtures/test.ts';

test('the page runs under its policy, and talks to this machine alone', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] });
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && hostname !== '127.0.0.1' && hostname !== 'app')
      foreign.push(request.url());
  });
  const answer = await page.reload();
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("require-trusted-types-for 'script'");
  await expect(page.getByText('Demo vCenter').first()).toBeVisible();
  expect(foreign).toEqual([]);
});

test('the policy holds: no inline script, no eval, no foreign connection', async ({ launch }) => {
  const { page } = await launch({ provokes: true });
  const results = await page.evaluate(async () => {
    const attempt = async (run: () => unknown): Promise<string> => {
      try {
        await run();
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.name : String(error);
      }
    };
    // Later, and so by the page's own rules: what a test evaluates directly may do more.
    const later = () => new Promise((resolve) => setTimeout(resolve));
    await later();
    return {
      // oxlint-disable-next-line no-eval -- That it throws is what is tested.
      evaluated: await attempt(() => globalThis.eval('1')),
      markup: await attempt(() => {
        document.createElement('div').innerHTML = '<b>x</b>';
      }),
      fetched: await attempt(() => fetch('http://127.0.0.1:9/')),
      node: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
    };
  });
  expect(results).toEqual({
    evaluated: 'EvalError',
    markup: 'TypeError',
    fetched: 'TypeError',
    node: 'undefined',
    process: 'undefined',
  });
});
