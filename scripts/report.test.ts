import { afterEach, describe, expect, it, vi } from 'vitest';
import { runSuites } from './lib/report.mjs';

const before = process.exitCode;
afterEach(() => {
  process.exitCode = before;
  vi.restoreAllMocks();
});

async function report(...args: Parameters<typeof runSuites>): Promise<string> {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  await runSuites(...args);
  return log.mock.calls.map(([text]) => String(text)).join('\n');
}

const suite = (name: string, outcome: object) => ({
  name,
  run: () => Promise.resolve({ passed: 0, failed: 0, ...outcome }),
});

describe('the report of a test run', () => {
  it('closes with the sum, and says what was not run and why', async () => {
    const text = await report([
      suite('unit', { passed: 5, skipped: 2 }),
      suite('end to end', { notRun: 'no Chromium' }),
    ]);
    expect(text).toMatch(/unit +5 passed, 0 failed, 2 skipped/);
    expect(text).toMatch(/end to end.*not run: no Chromium/);
    expect(text.endsWith('\n5 passed, 0 failed')).toBe(true);
    expect(process.exitCode).toBe(0);
  });

  it('fails when none of the tests that were asked for was run', async () => {
    const suites = [suite('unit', { skipped: 2 }), suite('end to end', {})];
    const text = await report(suites, 'whose name contains x');
    expect(text).toContain('No test was run: there is none whose name contains x.');
    expect(text.endsWith('\n0 passed, 0 failed')).toBe(true);
    expect(process.exitCode).toBe(1);
    await report([suite('unit', { passed: 1 }), suite('end to end', {})], 'whose name contains x');
    expect(process.exitCode).toBe(0);
  });

  it('names at its end what failed, and what passed at the second try only', async () => {
    const text = await report([
      suite('types', { failed: 1 }),
      suite('unit', { passed: 5, failed: 1, failures: ['a.test.ts · adds · expected 3'] }),
      suite('end to end', { passed: 2, secondTry: ['e2e/tree.spec.ts · unfolds · not seen'] }),
    ]);
    expect(text.split('\n').slice(-5)).toEqual([
      'FAILED  types',
      'FAILED  a.test.ts · adds · expected 3',
      'SECOND TRY  e2e/tree.spec.ts · unfolds · not seen',
      '',
      '7 passed, 2 failed',
    ]);
  });

  it('runs the suites of a list side by side', async () => {
    const { promise, resolve } = Promise.withResolvers<{ passed: number; failed: number }>();
    const waits = { name: 'waits', run: () => promise };
    const frees = {
      name: 'frees',
      run: () => {
        resolve({ passed: 1, failed: 0 });
        return promise;
      },
    };
    const text = await report([[waits, frees], suite('after', { passed: 2 })]);
    expect(text).toContain('── waits, frees ──');
    expect(text.endsWith('\n4 passed, 0 failed')).toBe(true);
  });

  it('fails when a suite fails or breaks', async () => {
    const broken = { name: 'broken', run: () => Promise.reject(new Error('boom')) };
    const text = await report([suite('unit', { passed: 5, failed: 1 }), broken]);
    expect(text).toContain('boom');
    expect(text.endsWith('\n5 passed, 2 failed')).toBe(true);
    expect(process.exitCode).toBe(1);
  });
});
