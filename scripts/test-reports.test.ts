import { afterEach, describe, expect, it, vi } from 'vitest';
import { mayBeChance, passedAgain } from './lib/second-try.mjs';
import { failedInVitest, inOneLine, journeysWith } from './lib/test-reports.mjs';
import { fromRoot } from './lib/paths.mjs';

describe('the failed tests of a report', () => {
  it('are those of vitest by file, name and first line, and files that cannot be loaded', () => {
    const failed = failedInVitest({
      testResults: [
        {
          name: fromRoot('shared/sum.test.ts'),
          status: 'failed',
          assertionResults: [
            { status: 'passed', ancestorTitles: ['sum'], title: 'adds' },
            {
              status: 'failed',
              ancestorTitles: ['sum'],
              title: 'adds zero',
              failureMessages: ['\u001B[31mAssertionError: expected 3\u001B[39m\n    at …'],
            },
          ],
        },
        {
          name: fromRoot('shared/none.test.ts'),
          status: 'failed',
          message: 'Cannot find module',
          assertionResults: [],
        },
      ],
    });
    expect(failed.map(inOneLine)).toEqual([
      'shared/sum.test.ts · sum > adds zero · AssertionError: expected 3',
      'shared/none.test.ts · Cannot find module',
    ]);
  });

  it('are those of Playwright at any depth, by what came of them', () => {
    const spec = (title: string, status: string) => ({
      file: 'tree.spec.ts',
      title,
      tests: [{ status, results: [{}, { error: { message: `${title} did not\nat …` } }] }],
    });
    const report = {
      suites: [
        {
          specs: [spec('unfolds', 'flaky')],
          suites: [{ specs: [spec('folds', 'unexpected'), spec('selects', 'expected')] }],
        },
      ],
    };
    expect(journeysWith(report, 'unexpected').map(inOneLine)).toEqual([
      'e2e/tree.spec.ts · folds · folds did not',
    ]);
    expect(journeysWith(report, 'flaky').map(({ name }) => name)).toEqual(['unfolds']);
  });
});

describe('a second try', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is for a few failures, where nobody sits before the machine', () => {
    vi.stubEnv('CI', 'true');
    expect([[], [1], [1, 2, 3, 4], [1, 2, 3, 4, 5]].map(mayBeChance)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    vi.stubEnv('CI', 'false');
    expect(mayBeChance([1])).toBe(false);
  });

  it('counts what it passes as passed, and names it', () => {
    expect(passedAgain({ passed: 5, failed: 1, skipped: 2, failures: ['a'] })).toEqual({
      passed: 6,
      failed: 0,
      skipped: 2,
      secondTry: ['a'],
    });
  });
});
