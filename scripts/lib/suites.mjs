import { readdirSync } from 'node:fs';
import process from 'node:process';
import { provideChromium } from './chromium.mjs';
import { fromRoot } from './paths.mjs';
import { isBuilt } from './freshness.mjs';
import { run, runTool } from './processes.mjs';
import { namePattern } from './test-selection.mjs';
import { inOneLine, journeysWith, readReport, reportFile } from './test-reports.mjs';
import { mayBeChance, passedAgain } from './second-try.mjs';
import { vitest } from './vitest.mjs';

/**
 * What a suite came to.
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {number} [skipped]
 * @property {string} [notRun] Why the suite, or a part of it, was not run.
 * @property {readonly string[]} [failures] Which tests failed and why, a line each.
 * @property {readonly string[]} [secondTry] Which tests passed at the second try only, a line each.
 */

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {() => Promise<Outcome>} run
 */

/** @param {number} code @returns {Outcome} */
const check = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** @type {Suite} */
export const types = {
  name: 'types',
  run: async () => {
    const outcome = { passed: 0, failed: 0, notRun: '' };
    for (const project of projects()) {
      const { code, output } = await runTool('typescript', ['-p', project, '--pretty', 'false'], {
        command: 'tsc',
        quiet: true,
      });
      // TS18003: a project without a file yet.
      if (output.includes('TS18003')) {
        outcome.notRun += `${project} is empty `;
        continue;
      }
      if (code !== 0) process.stdout.write(output);
      if (code === 0) outcome.passed++;
      else outcome.failed++;
    }
    return outcome;
  },
};

/** @type {Suite} */
export const lint = {
  name: 'lint',
  run: async () =>
    check((await runTool('oxlint', ['--type-aware', '--deny-warnings', '--quiet', '.'])).code),
};

/** @type {Suite} */
export const format = {
  name: 'format',
  run: async () => check((await runTool('@biomejs/biome', ['format', '.'])).code),
};

/** @type {Suite} */
export const importTable = {
  name: 'import table',
  run: async () =>
    check((await run(process.execPath, [fromRoot('scripts/import-table.mjs')])).code),
};

/** @type {Suite} */
export const duplicates = {
  name: 'duplicates',
  run: async () => check((await run(process.execPath, [fromRoot('scripts/duplicates.mjs')])).code),
};

/** @type {Suite} */
export const texts = {
  name: 'texts',
  run: async () => check((await run(process.execPath, [fromRoot('scripts/texts.mjs')])).code),
};

/** @type {Suite} */
export const recipes = {
  name: 'recipes',
  run: async () => check((await run(process.execPath, [fromRoot('scripts/recipes.mjs')])).code),
};

/** @type {Suite} */
export const deadCode = {
  name: 'dead code',
  run: async () => check((await runTool('knip', ['--no-progress', '--no-config-hints'])).code),
};

/** @typedef {Omit<import('./test-selection.mjs').Selection, 'files'> & { files: readonly string[] }} Chosen */

/** @type {Chosen} */
const everything = { files: [], names: [], options: [] };

/** @param {Chosen} [chosen] @returns {Suite} */
export function unit(chosen = everything) {
  return { name: 'unit and integration', run: () => vitest('unit', [], chosen) };
}

/** @param {Chosen} [chosen] @returns {Suite} */
export function peers(chosen = everything) {
  const config = ['--config', 'vitest.peers.config.ts'];
  return { name: 'peers', run: () => vitest('peers', config, chosen) };
}

/**
 * The suites of a selection, and words for what was asked for.
 * @param {import('./test-selection.mjs').Selection} selection
 * @returns {[readonly Suite[], string]}
 */
export function chosenSuites({ files, names, options }) {
  const suites = { unit, journeys: endToEnd, peers };
  const needsBuild = files.has('journeys') && !isBuilt();
  const chosen = [...files].map(([kind, of]) => suites[kind]({ files: of, names, options }));
  const listed = [...files.values()].flat();
  const named = names.length === 0 ? '' : ` whose name contains ${names.join(' or ')}`;
  return [
    [...(needsBuild ? [build] : []), ...chosen],
    `in ${listed.length === 0 ? [...files.keys()].join(' and ') : listed.join(' and ')}${named}`,
  ];
}

/**
 * Sequences of faults, of each protocol.
 * @param {number} sequences
 * @returns {Suite}
 */
export function soak(sequences) {
  const args = [fromRoot('soak/soak.ts'), '--sequences', String(sequences)];
  return {
    name: 'soak',
    run: async () => {
      const { output, code } = await run(process.execPath, args, { tee: true });
      const counts = [...output.matchAll(/^\w+: \d+ sequences, (\d+) converged, (\d+) failed/gm)];
      const sum = (/** @type {number} */ group) =>
        counts.reduce((total, count) => total + Number(count[group]), 0);
      const failed = Math.max(sum(2), code === 0 ? 0 : 1);
      const failures = [...output.matchAll(/^(\w+), seed (\d+): .*/gm)];
      const outcome = { passed: sum(1), failed, failures: failures.map(([line]) => line) };
      if (!mayBeChance(failures)) return outcome;
      for (const [, protocol = '', seed = ''] of failures) {
        const replay = ['--protocol', protocol, '--seed', seed];
        if ((await run(process.execPath, [...args, ...replay])).code !== 0) return outcome;
      }
      return passedAgain(outcome);
    },
  };
}

/**
 * Each call of a session, answered oddly; see soak/README.md.
 * @param {number} kinds of odd answers to each call; the next call gets the next ones
 * @returns {Suite}
 */
export function answers(kinds) {
  const args = [fromRoot('soak/answers/main.ts'), '--kinds', String(kinds)];
  return {
    name: 'answers',
    run: async () => {
      const { output, code } = await run(process.execPath, args, { tee: true });
      const counts = [...output.matchAll(/odd answers, (\d+) contained, (\d+) failed/g)];
      const sum = (/** @type {number} */ group) =>
        counts.reduce((total, count) => total + Number(count[group]), 0);
      const failures = [...output.matchAll(/^\w+, .* answered by .*/gm)].map(([line]) => line);
      return { passed: sum(1), failed: Math.max(sum(2), code === 0 ? 0 : 1), failures };
    },
  };
}

/** @type {Suite} */
export const build = {
  name: 'build',
  run: async () =>
    check((await run(process.execPath, [fromRoot('scripts/build.mjs'), '--quiet'])).code),
};

/** The journeys. @param {Chosen} [chosen] @returns {Suite} */
export function endToEnd({ files, names, options } = everything) {
  return {
    name: 'end to end',
    run: async () => {
      const chromium = await provideChromium();
      if ('missing' in chromium) {
        const required = process.env['CI'] === 'true';
        return { passed: 0, failed: required ? 1 : 0, notRun: chromium.missing };
      }
      const report = reportFile('e2e');
      // Playwright takes a file for a regular expression over its path.
      const paths = files.map((path) => path.replaceAll('.', String.raw`\.`));
      const grep = names.length === 0 ? [] : ['--pass-with-no-tests', '-g', namePattern(names)];
      const { code } = await runTool(
        '@playwright/test',
        ['test', '--reporter=list,json', ...paths, ...grep, ...options],
        {
          command: 'playwright',
          env: { ...chromium.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
        },
      );
      const result = readReport(report);
      if (result === null) return { passed: 0, failed: 1, notRun: 'Playwright gave no report' };
      const { expected, flaky, unexpected, skipped } = result.stats;
      return {
        passed: expected + flaky,
        failed: Math.max(unexpected, code === 0 ? 0 : 1),
        skipped,
        failures: journeysWith(result, 'unexpected').map(inOneLine),
        secondTry: journeysWith(result, 'flaky').map(inOneLine),
      };
    },
  };
}

/** Every TypeScript project in the folder and one level below. */
function projects() {
  const folders = readdirSync(fromRoot(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|node_modules|dist|release)/.test(entry.name))
    .map((entry) => `${entry.name}/`);
  return ['', ...folders].flatMap((folder) =>
    readdirSync(fromRoot(folder))
      .filter((name) => /^tsconfig(?!\.base).*\.json$/.test(name))
      .map((name) => folder + name)
      .filter((path) => path !== 'tsconfig.json'),
  );
}
