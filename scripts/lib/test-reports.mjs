import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { fromRoot } from './paths.mjs';

/**
 * A test that failed.
 * @typedef {object} FailedTest
 * @property {string} file From the project's folder.
 * @property {string} [name] With the names of its suites; absent where the file itself failed.
 * @property {string} why The first line of the failure.
 */

/**
 * A fresh place for the JSON report of a runner.
 * @param {string} name
 */
export function reportFile(name) {
  const file = fromRoot(`.cache/reports/${name}.json`);
  mkdirSync(fromRoot('.cache/reports'), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * The failed tests of a report of vitest (the shape of Jest's).
 * @param {any} report
 * @returns {readonly FailedTest[]}
 */
export function failedInVitest(report) {
  return report.testResults.flatMap((/** @type {any} */ file) => {
    const path = relative(fromRoot(), file.name);
    /** @type {any[]} */
    const failed = file.assertionResults.filter(
      (/** @type {any} */ test) => test.status === 'failed',
    );
    if (failed.length === 0 && file.status === 'failed')
      return [{ file: path, why: firstLine(file.message) }];
    return failed.map((test) => ({
      file: path,
      name: [...test.ancestorTitles, test.title].join(' > '),
      why: firstLine(test.failureMessages[0]),
    }));
  });
}

/**
 * The journeys of Playwright's report that failed (`unexpected`), or that passed at the second try (`flaky`).
 * @param {any} report
 * @param {'unexpected' | 'flaky'} status
 * @returns {readonly FailedTest[]}
 */
export function journeysWith(report, status) {
  const specsOf = (/** @type {any} */ suite) => [
    ...(suite.specs ?? []),
    ...(suite.suites ?? []).flatMap(specsOf),
  ];
  return report.suites.flatMap(specsOf).flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ test) => test.status === status)
      .map((/** @type {any} */ test) => ({
        file: `e2e/${spec.file}`,
        name: spec.title,
        why: firstLine(test.results.find((/** @type {any} */ one) => one.error)?.error.message),
      })),
  );
}

/** @param {FailedTest} test */
export function inOneLine({ file, name, why }) {
  return [file, name, why].filter((part) => part !== undefined && part !== '').join(' · ');
}

/** @param {string | undefined} text */
function firstLine(text = '') {
  // oxlint-disable-next-line no-control-regex -- colours of a terminal
  return (text.replaceAll(/\u001B\[\d+m/gu, '').split('\n')[0] ?? '').slice(0, 300);
}
