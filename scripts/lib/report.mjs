import process from 'node:process';

/** @typedef {import('./suites.mjs').Suite} Suite */
/** @typedef {import('./suites.mjs').Outcome} Outcome */
/** @typedef {{ name: string, seconds: number, outcome: Outcome }} Row */

/**
 * Runs the suites one after the other, those in a list of their own side by side; prints what came of each and what was not run, and
 * closes with the plain line `N passed, M failed`. The process will end with 1 if anything failed.
 * @param {readonly (Suite | readonly Suite[])[]} suites
 * @param {string} [wanted] The tests that were asked for: that there is none is an error then.
 */
export async function runSuites(suites, wanted) {
  /** @type {Row[]} */
  const rows = [];
  for (const one of suites) {
    const together = 'run' in one ? [one] : one;
    console.log(`\n── ${together.map(({ name }) => name).join(', ')} ──`);
    rows.push(...(await Promise.all(together.map(runSuite))));
  }
  console.log(`\n${table(rows)}`);
  console.log(named(rows));
  const passed = rows.reduce((sum, { outcome }) => sum + outcome.passed, 0);
  const failed = rows.reduce((sum, { outcome }) => sum + outcome.failed, 0);
  const none = wanted !== undefined && passed + failed === 0;
  if (none) console.log(`\nNo test was run: there is none ${wanted}.`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && !none ? 0 : 1;
}

/** @param {Suite} suite @returns {Promise<Row>} */
async function runSuite(suite) {
  const started = performance.now();
  const outcome = await suite.run().catch((error) => ({
    passed: 0,
    failed: 1,
    notRun: error instanceof Error ? error.message : String(error),
  }));
  return { name: suite.name, seconds: (performance.now() - started) / 1000, outcome };
}

/**
 * The tests that failed, and those that passed at the second try only, a line each: the last lines of a run are what a
 * reader of a log sees first. `.ci/run` collects them by their first word.
 * @param {readonly { name: string, outcome: Outcome }[]} rows
 */
function named(rows) {
  return rows
    .flatMap(({ name, outcome: { failed, failures = [], secondTry = [] } }) => [
      ...failures.map((line) => `FAILED  ${line}`),
      ...(failed > 0 && failures.length === 0 ? [`FAILED  ${name}`] : []),
      ...secondTry.map((line) => `SECOND TRY  ${line}`),
    ])
    .join('\n');
}

/** @param {readonly Row[]} rows */
function table(rows) {
  return rows
    .map(({ name, seconds, outcome }) => {
      const { passed, failed, skipped = 0, notRun = '' } = outcome;
      const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
      const note = notRun.trim() === '' ? '' : `  not run: ${notRun.trim()}`;
      return `${name.padEnd(22)}${counts.padEnd(36)}${seconds.toFixed(1).padStart(6)} s${note}`;
    })
    .join('\n');
}
