import process from 'node:process';

/** @typedef {import('./suites.mjs').Outcome} Outcome */

/**
 * Whether what failed is run once more: on a machine of continuous integration, a few tests of thousands. That may be
 * chance, such as a machine that stood still for some seconds; more is none.
 * @param {readonly unknown[]} failures
 */
export const mayBeChance = (failures) =>
  process.env['CI'] === 'true' && failures.length > 0 && failures.length <= 4;

/**
 * All of its failures passed when they were run again.
 * @param {Outcome} outcome
 * @returns {Outcome}
 */
export const passedAgain = ({ passed, failed, failures = [], ...rest }) => ({
  ...rest,
  passed: passed + failed,
  failed: 0,
  secondTry: failures,
});
