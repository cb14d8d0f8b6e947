import { runTool } from './processes.mjs';
import { mayBeChance, passedAgain } from './second-try.mjs';
import { failedInVitest, inOneLine, readReport, reportFile } from './test-reports.mjs';
import { namePattern } from './test-selection.mjs';

/** @typedef {import('./suites.mjs').Outcome} Outcome */

/**
 * The tests that vitest runs.
 * @param {string} name Of the report.
 * @param {readonly string[]} args
 * @param {import('./suites.mjs').Chosen} chosen
 * @returns {Promise<Outcome>}
 */
export async function vitest(name, args, { files, names, options }) {
  const only = names.length === 0 ? [] : ['-t', namePattern(names)];
  const { report, code } = await runVitest(name, [...args, ...files, ...only, ...options]);
  if (report === null) return { passed: 0, failed: 1, notRun: 'vitest gave no report' };
  const failures = failedInVitest(report);
  const outcome = {
    passed: report.numPassedTests,
    // A file that cannot even be loaded fails without a failed test.
    failed: Math.max(report.numFailedTests, code === 0 ? 0 : 1),
    // Those of other names are nothing to report.
    skipped: names.length === 0 ? report.numPendingTests : 0,
    failures: failures.map(inOneLine),
  };
  if (code !== 0 && failures.length === 0)
    return {
      ...outcome,
      failures: [`${name}: vitest ended with ${code} for an error outside of tests`],
    };
  return mayBeChance(failures) ? secondTry(name, args, failures, outcome) : outcome;
}

/**
 * Runs the failed tests once more, alone. What passes then is counted as passed, and named in the report: a test that
 * depends on its timing is to be mended, but it says nothing of the change that it was run for.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {readonly import('./test-reports.mjs').FailedTest[]} failures
 * @param {Outcome} first
 * @returns {Promise<Outcome>}
 */
async function secondTry(name, args, failures, first) {
  const files = [...new Set(failures.map(({ file }) => file))];
  const tests = failures.flatMap((failure) => (failure.name === undefined ? [] : [failure.name]));
  const only = tests.length < failures.length ? [] : ['-t', tests.map(literally).join('|')];
  console.log(`\n── ${name}: ${failures.length} failed, once more alone ──`);
  const { report, code } = await runVitest(`${name}-second`, [...args, ...files, ...only]);
  const passed = code === 0 && report !== null && report.numPassedTests >= failures.length;
  return passed ? passedAgain(first) : first;
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 */
async function runVitest(name, args) {
  const file = reportFile(name);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await runTool('vitest', ['run', ...reporters, ...args]);
  return { code, report: readReport(file) };
}

/** A pattern for just this name, whatever vitest puts between suite and test. @param {string} name */
const literally = (name) =>
  name
    .split(' > ')
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
    .join('.*');
